import { context } from '@jumun/core/model'
import * as policies from './policies.ts'
import { routes } from './routes.ts'
import { stay } from './stay-view.ts'
import { talk } from './words.ts'

/** Tells guests where their bookings stand: on their page and by message. */
export const guest = context('guest', {
  port: 8083, level: 'supporting', team: 'guest team',
  blocks: [talk], policies, views: [stay, talk.messages], routes,
})
