import { context } from '@jumun/core/model'
import { dash } from './dash.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'
import { talk } from './words.ts'

/** Tells buyers and sellers where their cars stand: on the dashboard and by message. */
export const dashboard = context('dashboard', {
  port: 8085, level: 'supporting', team: 'dashboard team',
  blocks: [talk],
  policies,
  views: [dash, talk.messages],
  routes,
})
