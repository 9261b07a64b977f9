import { systemOf } from '@jumun/core/model'
import { coupon } from './coupon/index.ts'
import { customer } from './customer/index.ts'
import { ordering } from './ordering/index.ts'
import { rider } from './rider/index.ts'
import { store } from './store/index.ts'
import { reasons, roles } from './vocabulary.ts'

/** Restaurant meals to the door: customers order, owners cook, riders bring, and everyone sees how far it is. */
export const delivery = systemOf('delivery', {
  title: { en: 'Food delivery', ko: '배달의 민족' },
  color: '#2AC1BC',
  contexts: [ordering, store, rider, customer, coupon],
  reasons,
  roles,
  open: {
    'store.foodCooking': ['Paid', 'Accepted', 'CookStarted'],
    'rider.delivery': ['Waiting', 'Ready', 'Picked', 'Failed'],
    'coupon.coupon': ['held'],
  },
})
