import { context } from '@jumun/core/model'
import { messages } from './messages.ts'
import { mypage } from './my-page.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'
import { talk } from './words.ts'

/** Tells customers how far their orders are, on their page and by message, and owners that an order has come in. */
export const customer = context('customer', {
  port: 8084, level: 'supporting', team: 'customer team',
  blocks: [talk],
  policies,
  views: [mypage, messages],
  routes,
})
