import { systemOf } from '@jumun/core/model'
import { bakery } from './bakery/index.ts'
import { customer } from './customer/index.ts'
import { order } from './order/index.ts'
import { pay } from './pay/index.ts'
import { reasons, roles } from './vocabulary.ts'

/** A bakery that delivers. The smallest of the five: read it first. */
export const bread = systemOf('bread', {
  title: { en: 'Bread', ko: '빵 배달' },
  color: '#B4793A',
  contexts: [order, pay, bakery, customer],
  reasons,
  roles,
  tries: [
    { en: 'Order a cake', ko: '케이크 주문하기', method: 'POST', path: '/orders', body: { item: 'cake', qty: 1 } },
    { en: 'Be the baker: begin with the first order', ko: '제빵사가 되어 첫 주문 굽기', method: 'POST', path: '/bakeries/1/bake' },
    { en: 'Look at your page', ko: '마이페이지 보기', path: '/mypages/search/findByOrderId?orderId=1' },
  ],
  open: { 'order.order': ['AwaitingPayment'], 'bakery.bakery': ['Received', 'Confirmed', 'Baking', 'OutForDelivery'] },
})
