import type { Routes } from '@jumun/core/model'
import { operator } from '../vocabulary.ts'
import { messages } from './messages.ts'
import { mypage } from './my-page.ts'

const message = {
  of: messages, item: 'message',
  shows: ['orderId', 'customerId', 'storeId', 'text', 'what', 'channel', 'status', 'createTime', 'sentTime'],
  times: ['createTime', 'sentTime'],
  readers: [operator],
}

export const routes: Routes = {
  mypages: {
    of: mypage, item: 'mypage',
    shows: ['orderId', 'customerId', 'status', 'storeId', 'productId', 'options', 'price', 'total', 'returned', 'couponId', 'riderId',
      'address', 'location', 'times'],
    times: ['times'],
    owner: 'customerId', readers: [operator],
    searches: {
      findByStatus:     { by: ['status'] },
      findByOrderId:    { by: ['orderId'] },
      findByCustomerId: { by: ['customerId'] },
    },
  },
  messages:      { ...message, owner: 'customerId', searches: { findByCustomerId: { by: ['customerId'] },
    findByOrderId: { by: ['orderId'] } } },
  storeMessages: { ...message, owner: 'storeId',    searches: { findByStoreId:    { by: ['storeId'] },
    findByOrderId: { by: ['orderId'] } } },
}
