import { context } from '@jumun/core/model'
import { mypage } from './my-page.ts'
import * as policies from './policies.ts'
import { routes } from './routes.ts'
import { talk } from './words.ts'

/** Tells customers where their orders stand: on their page and by message. */
export const customercenter = context('customercenter', {
  port: 8084, level: 'supporting', team: 'customer team',
  blocks: [talk],
  policies,
  views: [mypage, talk.messages],
  routes,
})
