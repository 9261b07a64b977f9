import { hours } from '@jumun/core/model'
import { everyAnswer, noon, type Search } from '@jumun/testing'
import { NoteOptions, PlaceOrder, UpdateOrder } from './ordering/commands.ts'
import { RaiseDue, SetDue } from './ordering/payment-commands.ts'
import { NoteDish } from './ordering/shop-commands.ts'
import { delivery } from './system.ts'
import { couponLasts } from './vocabulary.ts'

const of = { orderId: 1, customerId: 'coffee' }
const search: Search = {
  // no schema guesses which options a dish has, and which money belongs to which word about it
  wishes: [
    NoteDish({ storeId: 'coffee', productId: 'coffee', dish: { price: 18_000, options: { 곱빼기: 2000 }, soldOut: false } }),
    PlaceOrder({ orderId: 1, storeId: 'coffee', productId: 'coffee', customerId: 'coffee' }),
    UpdateOrder({ orderId: 1, options: ['곱빼기'] }),
    UpdateOrder({ orderId: 1, options: [] }),
    ...[[], ['곱빼기']].flatMap(options => [1, 2].map(rev => NoteOptions({ orderId: 1, options, rev, failed: true }))),
    RaiseDue({ ...of, due: 2, seq: 2 }),
    SetDue({ ...of, due: 1, seq: 3 }),
    SetDue({ ...of, due: 0, seq: 4 }),
  ],
  // dishes with options ask more of an order than those without
  never: { NoteDish: ({ dish }) => !Object.keys(dish.options).length },
}
/** When it matters: what is old news, what cannot be on its way any more, what has expired. */
const later: { readonly [aggregate: string]: number } = { talk: hours(48), payment: hours(2), coupon: couponLasts }
for (const { aggregates } of delivery.contexts)
  for (const aggregate of aggregates)
    everyAnswer(aggregate, delivery, { ...search, times: [noon, ...(later[aggregate.name] ? [noon + later[aggregate.name]!] : [])] })
