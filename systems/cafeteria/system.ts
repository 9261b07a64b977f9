import { systemOf } from '@jumun/core/model'
import { customercenter } from './customercenter/index.ts'
import { drink } from './drink/index.ts'
import { order } from './order/index.ts'
import { payment } from './payment/index.ts'
import { reasons, roles } from './vocabulary.ts'

/** Drinks ordered ahead: customers order by phone, baristas make, everyone sees the state. */
export const cafeteria = systemOf('cafeteria', {
  title: { en: 'Cafeteria', ko: '음료주문' },
  color: '#7B4B2A',
  contexts: [order, payment, drink, customercenter],
  reasons,
  roles,
  tries: [
    {
      en: 'Order two coffees',
      ko: '커피 두 잔 주문하기',
      method: 'POST',
      path: '/orders',
      body: { phoneNumber: '01012345678', productName: 'coffee', qty: 2, amt: 1000 },
    },
    { en: 'Be the barista: receive the first drink', ko: '바리스타가 되어 첫 음료 접수하기', method: 'POST', path: '/drinks/1/receive' },
    { en: 'Look at your page', ko: '마이페이지 보기', path: '/mypages/search/findByPhoneNumber?phoneNumber=01012345678' },
  ],
  open: { 'order.order': ['AwaitingPayment'], 'drink.drink': ['PaymentApproved', 'Receipted', 'Made'] },
  olderNames: { DrinkCancled: 'DrinkCanceled' },
})
