import type { Routes } from '@jumun/core/model'
import { operator } from '../vocabulary.ts'
import { mypage } from './my-page.ts'
import { talk } from './words.ts'

export const routes: Routes = {
  mypages: {
    of: mypage, item: 'mypage',
    shows: [
      'action', 'bakeryId', 'customerId', 'item', 'orderId', 'paymentId', 'price', 'qty', 'status', 'reason', 'returned', 'updateTime',
    ],
    times: ['updateTime'],
    owner: 'customerId', readers: [operator],
    searches: {
      findByOrderId:    { by: ['orderId'] },
      findByCustomerId: { by: ['customerId'] },
    },
  },
  messages: {
    of: talk.messages, item: 'message',
    shows: ['orderId', 'customerId', 'text', 'what', 'channel', 'status', 'createTime', 'sentTime'],
    times: ['createTime', 'sentTime'],
    owner: 'customerId', readers: [operator],
    searches: {
      findByOrderId:    { by: ['orderId'] },
      findByCustomerId: { by: ['customerId'] },
    },
  },
}
