import type { Routes } from '@jumun/core/model'
import { operator } from '../vocabulary.ts'
import { mypage } from './my-page.ts'
import { talk } from './words.ts'

export const routes: Routes = {
  mypages: {
    of: mypage, item: 'mypage',
    shows: [
      'orderId', 'phoneNumber', 'productName', 'qty', 'amt', 'status', 'paymentStatus', 'drinkStatus', 'pickupNumber', 'returned',
      'updateTime',
    ],
    times: ['updateTime'],
    owner: 'phoneNumber', readers: [operator],
    searches: {
      findByPhoneNumber: { by: ['phoneNumber'] },
      findByOrderId:     { by: ['orderId'] },
    },
  },
  messages: {
    of: talk.messages, item: 'message',
    shows: ['orderId', 'phoneNumber', 'text', 'what', 'channel', 'status', 'createTime', 'sentTime'],
    times: ['createTime', 'sentTime'],
    owner: 'phoneNumber', readers: [operator],
    searches: {
      findByPhoneNumber: { by: ['phoneNumber'] },
      findByOrderId:     { by: ['orderId'] },
    },
  },
}
