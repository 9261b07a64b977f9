import { systemOf } from '@jumun/core/model'
import { billing } from './billing/index.ts'
import { consign } from './consign/index.ts'
import { dashboard } from './dashboard/index.ts'
import { purchase } from './purchase/index.ts'
import { stock } from './stock/index.ts'
import { reasons, roles } from './vocabulary.ts'

/** Used cars: buyers buy from stock, sellers sell into it, and the car is transported either way. */
export const cars = systemOf('cars', {
  title: { en: 'Cars', ko: '중고차 매매' },
  color: '#2F6B4F',
  contexts: [purchase, billing, consign, stock, dashboard],
  reasons,
  roles,
  tries: [
    { en: 'Buy a car', ko: '중고차 구매하기', method: 'POST', path: '/purchases', body: { cuId: 11, carId: 1 } },
    { en: 'Look at the dashboard', ko: '대쉬보드 보기', path: '/dashes?puId=1' },
    { en: 'Cancel the purchase', ko: '구매 취소하기', method: 'PATCH', path: '/purchases/1', body: { puStatus: 'N' } },
    {
      en: 'Ask for the market price',
      ko: '시세 조회하기',
      method: 'POST',
      path: '/quotes',
      body: { model: '소나타', year: 2022, mileage: 40_000, condition: 'B' },
    },
  ],
  open: {
    'purchase.purchase': ['AwaitingPayment'],
    'purchase.sale': ['Wanted', 'Registered', 'Decided', 'PaidOut', 'Collecting'],
    'consign.consign': ['Held'],
  },
})
