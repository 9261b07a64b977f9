import { type DataOf, type Told, Type, view } from '@jumun/core/model'
import { ChargeReturned } from '../ordering/events.ts'
import { OptionsRestored, OrderCanceled, OrderCompleted, OrderPlaced, OrderRefunded, OrderRestored, OrderUpdated, Paid,
  PartRefunded } from '../ordering/events.ts'
import { Delivered, DeliveryFailed, DeliveryReturned, Picked } from '../rider/events.ts'
import { CookFinished, CookStarted, OrderAccepted, OrderRejected } from '../store/events.ts'
import { Address, Id, Location, Name, Options, OrNull, Text, Time, Won, names } from '../vocabulary.ts'

const fields = {
  orderId: Id, customerId: names(Name), storeId: Name, productId: Name, options: Options, price: Won, total: Won, returned: Won,
  couponId: OrNull(Id), riderId: OrNull(names(Name, 'rider')), address: Address, location: OrNull(Location),
  // one column for each that tells: their events overtake each other
  orderStatus: OrNull(Text), storeStatus: OrNull(Text), riderStatus: OrNull(Text),
  status: Text, times: Type.Record(Text, Time),
}
type Row = { [K in keyof typeof fields]?: Type.Static<(typeof fields)[K]> }

/** One word out of the columns, the same whatever came first. */
const word = ({ orderStatus, storeStatus, riderStatus }: Row): string =>
  orderStatus === 'completed' ? 'completed' : storeStatus === 'rejected' ? 'rejected'
    : orderStatus === 'canceled' || riderStatus === 'canceled' ? 'canceled' : riderStatus ?? storeStatus ?? orderStatus ?? 'ordered'
/** One column moves, and it is remembered when each word was first said, whichever of its sides is heard first. */
const say = (row: Row, column: 'orderStatus' | 'storeStatus' | 'riderStatus', status: string, { time }: Told): Row =>
  ({ ...row, [column]: status, times: { ...row.times, [status]: Math.min(row.times?.[status] ?? time, time) } })

const order = (row: Row, { orderId, customerId, storeId, productId, options, price, total, couponId, address,
  location }: DataOf<typeof OrderPlaced>): Row =>
  ({ ...row, orderId, customerId, storeId, productId, options, price, total, couponId, address, location })
const store = (status: string) =>
  (row: Row, { orderId }: { orderId: number }, told: Told): Row => say({ ...row, orderId }, 'storeStatus', status, told)
const rider = (status: string) =>
  (row: Row, { orderId, riderId }: { orderId: number; riderId: string | null }, told: Told): Row =>
    say({ ...row, orderId, riderId }, 'riderStatus', status, told)

const neverPlaced = (row: Row, { status, amount }: DataOf<typeof ChargeReturned>, told: Told): Row =>
  ({ ...say(row, 'orderStatus', status === 'Declined' ? 'declined' : 'expired', told), returned: amount, couponId: null })

/**
 * My Page: a row for each order, how far it is and what it cost. Shown when the order's own event is in; of what was never placed only
 * money that came back.
 */
export const mypage = view('mypage', {
  key: 'orderId', fields,
  listed: row => row.orderStatus !== undefined && row.orderStatus !== null,
  finish: row => ({ orderStatus: null, storeStatus: null, riderStatus: null, riderId: null, returned: 0, ...row, status: word(row) }),
})
  .on(OrderPlaced,      (row, e, told) => say(order(row, e), 'orderStatus', 'ordered', told))
  .on(Paid,             (row, e, told) => say({ ...row, orderId: e.orderId }, 'orderStatus', 'paid', told))
  .on(ChargeReturned,   (row, e, told) => neverPlaced(order(row, e), e, told))
  .on(OrderUpdated,     order)
  .on(OptionsRestored,  (row, { options, price, total }) => ({ ...row, options, price, total }))
  .on(OrderCanceled,    (row, e, told) => say({ ...row, orderId: e.orderId }, 'orderStatus', 'canceled', told))
  .on(OrderRestored,    row            => ({ ...row, orderStatus: 'paid' }))
  .on(OrderCompleted,   (row, e, told) => say({ ...row, orderId: e.orderId }, 'orderStatus', 'completed', told))
  // its coupon is its customer's again
  .on(OrderRefunded,    (row, e, told) =>
    ({ ...(e.status === 'Canceled' ? say(row, 'orderStatus', 'canceled', told) : row), orderId: e.orderId, returned: e.amount,
      couponId: null }))
  .on(PartRefunded,     (row, { orderId, amount }) => ({ ...row, orderId, returned: amount }))
  .on(OrderAccepted,    store('accepted'))
  .on(OrderRejected,    store('rejected'))
  .on(CookStarted,      store('cooking'))
  .on(CookFinished,     store('cooked'))
  .on(Picked,           rider('picked'))
  .on(Delivered,        rider('delivered'))
  .on(DeliveryFailed,   rider('failed'))
  .on(DeliveryReturned, rider('canceled'))
