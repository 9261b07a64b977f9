import { context, external } from '@jumun/core/model'
import * as kakao from '../../kakao/commands.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import { messages } from './messages.ts'
import { mypage } from './my-page.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'
import { Talk } from './talk.ts'

/** Tells customers where their orders stand: on their page and by message. */
export const customercenter = context('customercenter', {
  port: 8084,
  level: 'supporting',
  team: 'customer team',
  events,
  commands,
  aggregates: [Talk],
  policies,
  views: [mypage, messages],
  externals: [external('kakao', kakao)],
  routes,
})
