import { context, external } from '@jumun/core/model'
import * as kakao from '../../kakao/commands.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import { notifications } from './notifications.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'
import { Talk } from './talk.ts'

/** Tells customers what became of their reservations; reserving works on without it. */
export const notimgmt = context('notimgmt', {
  port: 8084,
  level: 'supporting',
  team: 'notification team',
  events,
  commands,
  aggregates: [Talk],
  policies,
  views: [notifications],
  externals: [external('kakao', kakao)],
  routes,
})
