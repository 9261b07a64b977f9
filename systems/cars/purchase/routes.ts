import { type Routes, Type } from '@jumun/core/model'
import { unpaid } from '../../paying.ts'
import { operator, purchasing, Yes } from '../vocabulary.ts'
import { Car } from './car.ts'
import { CancelPurchase, PayPurchase, PostponePayment, RequestPurchase } from './commands.ts'
import { Purchase } from './purchase.ts'
import { AskQuote } from './quote-commands.ts'
import { Quote } from './quote.ts'
import { CancelSale, ClaimAgain, DecideSale, RegisterSale } from './sale-commands.ts'
import { Sale } from './sale.ts'


export const routes: Routes = {
  purchases: {
    of: Purchase, item: 'purchase',
    shows: ['puId', 'cuId', 'carId', 'salePrice', 'phoneNumber', 'puDate', 'puCancelDate', 'cancellation', 'handedOver'],
    times: ['puDate', 'puCancelDate'],
    derives: ({ status }) => ({ puStatus: status }),
    derived: { puStatus: Type.Enum([...Purchase.states]) },
    hidden: unpaid, owner: 'cuId', readers: [operator],
    create: {
      command: RequestPurchase,
      pending: { state: 'AwaitingPayment', reason: 'postponed', again: PayPurchase, postpone: ({ puId, attempt }) =>
        PostponePayment({ puId, attempt, reason: 'payment-unknown' }) },
      refused: { Declined: { field: 'reason' }, Expired: { reason: 'expired' } },
    },
    commands: { cancel: CancelPurchase, pay: PayPurchase },
    statuses: { N: CancelPurchase },
    originals: { statusField: 'puStatus', aliases: { puCanceldate: 'puCancelDate' } },
    delete: CancelPurchase,
    searches: {
      findByCuId:  { by: ['cuId'] },
      findByCarId: { by: ['carId'] },
      unpaid:      { states: unpaid },
    },
    history: true,
  },
  sales: {
    of: Sale, item: 'sale',
    shows: ['saleId', 'sellerId', 'phoneNumber', 'plateNumber', 'model', 'year', 'mileage', 'condition', 'quote', 'quoteDate', 'salePrice',
      'status', 'reason', 'carId', 'cancelDate', 'done'],
    times: ['quoteDate', 'cancelDate'],
    hidden: ['Wanted', 'Refused'], owner: 'sellerId', readers: [purchasing, operator],
    create: {
      command: RegisterSale,
      pending: { state: 'Wanted', reason: 'postponed', again: ClaimAgain, postpone: ({ saleId }) => ClaimAgain({ saleId }) },
      refused: { Refused: { field: 'reason' } },
    },
    commands: { decide: DecideSale, cancel: CancelSale },
    outcomes: { CancelSale: ({ status }) => status === 'Cancelled' ? undefined : { reason: 'held' } },
    statuses: { Cancelled: CancelSale },
    delete: CancelSale,
    searches: {
      findBySellerId: { by: ['sellerId'] },
      registered:     { states: ['Registered'], sort: ['quoteDate'] },
    },
    history: true,
  },
  quotes: {
    of: Quote, item: 'quote',
    shows: ['quoteId', 'sellerId', 'model', 'year', 'mileage', 'condition', 'price', 'quoteDate', 'validUntil'],
    times: ['quoteDate', 'validUntil'],
    owner: 'sellerId', readers: [purchasing, operator],
    create: { command: AskQuote },
  },
  cars: {
    of: Car, item: 'car',
    shows: ['carId', 'carType', 'model', 'year', 'mileage', 'condition', 'salePrice', 'offered', 'withdrawn', 'sold'],
    derives: ({ offered, withdrawn, holder }) => ({ available: offered && !withdrawn && holder === null }),
    derived: { available: Yes },
  },
}
