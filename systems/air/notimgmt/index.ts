import { context } from '@jumun/core/model'
import { notifications } from './notifications.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'
import { talk } from './words.ts'

/** Tells customers what became of their reservations; reserving works on without it. */
export const notimgmt = context('notimgmt', {
  port: 8084, level: 'supporting', team: 'notification team',
  blocks: [talk],
  policies,
  views: [notifications],
  routes,
})
