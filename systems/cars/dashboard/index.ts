import { context, external } from '@jumun/core/model'
import * as kakao from '../../kakao/commands.ts'
import * as commands from './commands.ts'
import { dash } from './dash.ts'
import * as events from './events.ts'
import { messages } from './messages.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'
import { Talk } from './talk.ts'

/** Tells buyers and sellers where their cars stand: on the dashboard and by message. */
export const dashboard = context('dashboard', {
  port: 8085,
  level: 'supporting',
  team: 'dashboard team',
  events,
  commands,
  aggregates: [Talk],
  policies,
  views: [dash, messages],
  externals: [external('kakao', kakao)],
  routes,
})
