import { type DataOf, type Told, Type, view } from '@jumun/core/model'
import { DrinkCanceled, Made, OrderInfoReceived, PickedUp, Receipted } from '../drink/events.ts'
import { ChargeReturned, OrderCanceled, Ordered, OrderRestored } from '../order/events.ts'
import { PaymentApproved, PaymentCanceled, PaymentPartlyRefunded } from '../payment/events.ts'
import { Count, Id, OrNull, Phone, Text, Time, Won } from '../vocabulary.ts'

const fields = {
  orderId: Id, phoneNumber: Phone, productName: Text, qty: Count, amt: Won, pickupNumber: Id,
  // one column for each that tells: their events overtake each other
  orderStatus: OrNull(Text), paymentStatus: OrNull(Text), drinkStatus: OrNull(Text),
  status: Text, returned: Won, updateTime: Time,
}
type Row = { [K in keyof typeof fields]?: Type.Static<(typeof fields)[K]> }
type Its = { readonly orderId: number; readonly status: string }
/** One word out of the columns, the same whatever came first, and never back along its chain. */
const word = ({ orderStatus, paymentStatus, drinkStatus }: Row): string =>
  paymentStatus === 'PaymentCanceled' || orderStatus === 'Expired' || orderStatus === 'Declined' ? 'PaymentCanceled'
    : drinkStatus === 'DrinkCanceled' ? 'DrinkCanceled'
    : orderStatus === 'OrderCanceled' ? 'OrderCanceled'
    : drinkStatus && drinkStatus !== 'PaymentApproved' ? drinkStatus : 'Ordered'

const order   = (row: Row, { orderId, phoneNumber, productName, qty, amt, pickupNumber, status }: DataOf<typeof Ordered>, { time }: Told) =>
                ({ ...row, orderId, phoneNumber, productName, qty, amt, pickupNumber, orderStatus: status, updateTime: later(row, time) })
const drink   = (row: Row, { orderId, status }: Its, { time }: Told) =>
                ({ ...row, orderId, drinkStatus: status, updateTime: later(row, time) })
const payment = (row: Row, { orderId, status }: Its, { time }: Told) =>
                ({ ...row, orderId, paymentStatus: status, updateTime: later(row, time) })
const later   = (row: Row, time: number) => Math.max(row.updateTime ?? 0, time)

/**
 * My Page: a row for each order, where it stands and what it cost. Shown when the order's own event is in; of what was never placed only
 * money that came back.
 */
export const mypage = view('mypage', {
  key: 'orderId', fields,
  listed: row => row.orderStatus !== undefined,
  finish: row => ({ drinkStatus: null, paymentStatus: null, returned: 0, ...row, status: word(row) }),
})
  .on(Ordered,           order)
  .on(OrderCanceled,     order)
  .on(OrderRestored,     order)
  .on(ChargeReturned,    (row, e, told) => ({ ...order(row, e, told), returned: e.amt }))
  .on(PaymentApproved,   payment)
  .on(PaymentPartlyRefunded, (row, e, told) => ({ ...payment(row, e, told), returned: e.returned }))
  .on(PaymentCanceled,   (row, e, told) => ({ ...payment(row, e, told), returned: e.amt }))
  .on(OrderInfoReceived, drink)
  .on(Receipted,         drink)
  .on(Made,              drink)
  .on(PickedUp,          drink)
  .on(DrinkCanceled,     drink)
