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
  olderNames: { DrinkCancled: 'DrinkCanceled' },
})
