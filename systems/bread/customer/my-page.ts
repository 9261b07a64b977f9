import { type DataOf, type Told, type Type, view } from '@jumun/core/model'
import { BakeryCanceled, BakeryReceived, BakingStarted, Confirmed, Delivered, Dispatched, Rejected } from '../bakery/events.ts'
import { ChargeReturned, OrderCanceled, Ordered, OrderRestored } from '../order/events.ts'
import { PayApproved, PayCanceled, PayReturned } from '../pay/events.ts'
import { Action, Count, CustomerId, Id, OrNull, Text, Time, Won } from '../vocabulary.ts'

const fields = {
  orderId: Id, customerId: CustomerId, item: Text, qty: Count, price: Won,
  bakeryId: OrNull(Id), paymentId: OrNull(Id), action: Action,
  orderStatus: OrNull(Text), bakeryStatus: OrNull(Text),   // one column for each that tells: their events overtake each other
  status: Text, reason: OrNull(Text), returned: Won, updateTime: Time,
}
type Row = { [K in keyof typeof fields]?: Type.Static<(typeof fields)[K]> }

/** The order's status out of the columns, the same whatever came first. `Received` is the bakery's own affair. */
const word = ({ orderStatus, bakeryStatus }: Row): string =>
  orderStatus === 'Expired' || orderStatus === 'Declined' ? orderStatus
    : [orderStatus, bakeryStatus].includes('Canceled') ? 'Canceled'
    : bakeryStatus && bakeryStatus !== 'Received' ? bakeryStatus : 'Ordered'
/** On the bus an event carries the number of its own item. */
const idOf = (happened: object) => (happened as { id: number }).id
const later = (row: Row, time: number) => Math.max(row.updateTime ?? 0, time)

const order   = (row: Row, { orderId, customerId, item, qty, price }: DataOf<typeof Ordered>, { time }: Told, orderStatus: string) =>
                ({ ...row, orderId, customerId, item, qty, price, orderStatus, updateTime: later(row, time) })
const bakery  = (row: Row, e: DataOf<typeof Confirmed>, { time }: Told) =>
                ({ ...row, orderId: e.orderId, bakeryId: idOf(e), bakeryStatus: e.status, updateTime: later(row, time) })
const payment = (row: Row, e: DataOf<typeof PayApproved>, { time }: Told) =>
                ({ ...row, orderId: e.orderId, paymentId: idOf(e), action: e.action, updateTime: later(row, time) })
const nothing = { bakeryId: null, paymentId: null, action: 'apply', bakeryStatus: null, reason: null, returned: 0 } as const

/**
 * My Page: what was ordered, paid and baked, and where it stands. Shown when the order's own event is in; of what was never placed only
 * money that came back.
 */
export const mypage = view('mypage', {
  key: 'orderId', fields,
  listed: row => row.orderStatus !== undefined,
  finish: row => ({ ...nothing, ...row, status: word(row) }),
})
  .on(Ordered,        (row, e, told) => order(row, e, told, 'Ordered'))
  .on(OrderCanceled,  (row, e, told) => order(row, e, told, 'Canceled'))
  .on(OrderRestored,  (row, e, told) => order(row, e, told, 'Ordered'))
  .on(ChargeReturned, (row, e, told) => ({ ...order(row, e, told, e.status), returned: e.price }))
  .on(PayApproved,    payment)
  .on(PayReturned,    (row, e, told) => ({ ...payment(row, e, told), returned: e.returned }))
  .on(PayCanceled,    (row, e, told) => ({ ...payment(row, e, told), returned: e.price }))
  .on(BakeryReceived, bakery)
  .on(Confirmed,      bakery)
  .on(BakingStarted,  bakery)
  .on(Dispatched,     bakery)
  .on(Delivered,      bakery)
  .on(BakeryCanceled, bakery)
  .on(Rejected,       (row, e, told) => ({ ...bakery(row, e, told), reason: e.reason }))
