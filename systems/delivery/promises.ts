/** What delivery promises: read at the end of every simulated story, and by the audit of a real one. */
import type { Recorded } from '@jumun/core/runtime'
import { fileOf, type ItemOf, reading, toldAll } from '@jumun/testing/promises'
import type { Coupon } from './coupon/coupon.ts'
import { mypage } from './customer/my-page.ts'
import { Order as OrderTable } from './ordering/order.ts'
import { Payment } from './ordering/payment.ts'
import { Delivery } from './rider/delivery.ts'
import { FoodCooking } from './store/food-cooking.ts'

type Order = ItemOf<typeof OrderTable>
/** Everything there is about one order, in all contexts. */
export const orderFile = fileOf({
  order: ['ordering', OrderTable],
  payment: ['ordering', Payment],
  food: ['store', FoodCooking],
  delivery: ['rider', Delivery],
  row: mypage,
})
type OrderFile = ReturnType<typeof orderFile>

const way = ['OrderPlaced', 'Accepted', 'CookStarted', 'CookFinished', 'Picked', 'DeliveryFailed', 'Delivered']
const isLiving = (o: Order): boolean => way.includes(o.status) || o.status === 'Completed'
const ends = ['Completed', 'Canceled', 'Rejected', 'Declined', 'Expired']
const words: { readonly [status: string]: string } = {
  OrderPlaced: 'paid',
  Accepted: 'accepted',
  CookStarted: 'cooking',
  CookFinished: 'cooked',
  Picked: 'picked',
  DeliveryFailed: 'failed',
  Delivered: 'delivered',
  Completed: 'completed',
  Canceled: 'canceled',
  Rejected: 'rejected',
  Declined: 'declined',
  Expired: 'expired',
}
const kitchens: { readonly [status: string]: readonly string[] } = {
  OrderPlaced: ['Paid'],
  Accepted: ['Accepted'],
  CookStarted: ['CookStarted'],
  CookFinished: ['CookFinished'],
  Picked: ['CookFinished'],
  DeliveryFailed: ['CookFinished'],
  Delivered: ['CookFinished'],
  Completed: ['CookFinished'],
  Rejected: ['Rejected'],
  Canceled: ['Canceled', 'CookFinished', 'Rejected'],
}
const roads: { readonly [status: string]: readonly string[] } = {
  OrderPlaced: ['Waiting'],
  Accepted: ['Waiting'],
  CookStarted: ['Waiting'],
  CookFinished: ['Ready'],
  Picked: ['Picked'],
  DeliveryFailed: ['Failed'],
  Delivered: ['Delivered'],
  Completed: ['Confirmed'],
  Rejected: ['Canceled'],
  Canceled: ['Canceled', 'Returned'],
}
const news = [
  'ChargeReturned',
  'OrderArrived',
  'OrderPlaced',
  'Paid',
  'OrderAccepted',
  'OrderRejected',
  'CookStarted',
  'CookFinished',
  'Picked',
  'Delivered',
  'DeliveryFailed',
  'DeliveryReturned',
  'OrderCompleted',
  'FoodCanceled',
  'CancelFailed',
  'OrderUpdated',
  'UpdateFailed',
  'PartRefunded',
]
/** Of a change of options the kitchen's word is news, not the wish; what came back by itself is on the page. */
const wordOf = ({ type, source, data }: Recorded): string | undefined =>
  (type === 'OrderUpdated' && source === 'ordering') || (type === 'PartRefunded' && data.reason === undefined) || !news.includes(type)
    ? undefined
    : type

/** What holds at any moment. */
export const always = ({ order, facts, refundedAt, payment }: OrderFile): string[] => {
  const wrong: string[] = []
  const { all, first, happened, twice } = reading(facts)
  wrong.push(
    ...twice('OrderPlaced', 'OrderArrived', 'Picked', 'Delivered', 'OrderCompleted'),
    ...twice('OrderRefunded', 'ChargeReturned', 'FoodCanceled', 'OrderRejected', 'CouponCreated'),
  )
  const placed = happened('OrderPlaced')
  if (!placed && facts.some(e => e.source === 'ordering' && e.number !== null && e.type !== 'ChargeReturned'))
    wrong.push('an unpaid order was told to others')
  if (placed && happened('ChargeReturned')) wrong.push('an order that was placed is told of as one that was not')
  if (!placed && happened('OrderArrived')) wrong.push('an unpaid order reached the kitchen')
  const back = first('OrderRefunded')
  for (const e of [...all('OrderRefunded'), ...all('ChargeReturned')])
    if (!refundedAt || refundedAt > e.time) wrong.push(`${e.type} was said before the money was back`)
  if (happened('CookStarted') && happened('FoodCanceled')) wrong.push('cooking was started and canceled')
  if (happened('Delivered') && happened('DeliveryReturned')) wrong.push('a meal was delivered and brought back')
  if (happened('OrderCompleted') && back) wrong.push('a completed order was paid back')
  // no compensation needs the customer's card
  const moves = facts.filter(e => e.type === 'ChargeAsked' || e.type === 'RefundAsked')
  const again = moves.find((e, i) => e.type === 'ChargeAsked' && moves.slice(0, i).some(m => m.type === 'RefundAsked'))
  const behind = moves.find(
    (e, i) => e.type === 'ChargeAsked' && !e.cause.endsWith('/ask') && moves.slice(0, i).some(m => m.type === 'RefundAsked'),
  )
  if (behind) wrong.push('a customer was charged because something had come back')
  if (again && !all('OptionsAsked').length) wrong.push('a customer was charged again without having asked for it')
  if (payment?.charges.some(c => c.refunded > c.amt)) wrong.push('money: more was given back than was taken')
  if (order && isLiving(order) && !placed) wrong.push('an order lives and nobody was told')
  return wrong
}

/** What is in each line and what it costs, as a text. */
const linesOf = (of: Pick<Order, 'items'> | undefined): string => JSON.stringify(of?.items.map(({ options, price }) => [options, price]))
/** What holds at rest: all say the same. */
export const atRest = (file: OrderFile): string[] => {
  const { order, payment, food, delivery, row, facts, net } = file
  if (!order)
    return facts.length && facts.some(e => !['EntryWanted', 'EntryRefused'].includes(e.type))
      ? ['something happened to an order that is not there']
      : []
  const wrong = always(file)
  const living = isLiving(order)
  const placed = facts.some(e => e.type === 'OrderPlaced')
  const isBack = facts.some(e => e.type === 'ChargeReturned')
  const should = living ? Math.max(0, order.total - order.given) : 0
  if (living && order.giving) wrong.push('what staff gave back never came')
  if (net !== should) wrong.push(`money: ${order.status} order has paid too ${net > should ? 'much' : 'little'}`)
  if (payment && (payment.charge || payment.refund)) wrong.push(`money is for ever on the way: ${payment.status}`)
  if (order.status === 'Canceled' && order.cancellation !== 'done' && !order.refunded)
    wrong.push(`order does not end: ${order.status} ${order.cancellation}`)
  if (placed && !living && !order.refunded) wrong.push(`an ended order is not refunded: ${order.status}`)
  if (order.asking !== null) wrong.push('an order asks for ever for other options')
  if (placed ? !kitchens[order.status]?.includes(food?.status ?? '') : food && food.status !== 'Remembered')
    wrong.push(`order ${order.status}, kitchen ${food?.status}`)
  if (placed ? !roads[order.status]?.includes(delivery?.status ?? '') : delivery && delivery.status !== 'Remembered')
    wrong.push(`order ${order.status}, delivery ${delivery?.status}`)
  if (living && JSON.stringify(food?.chosen) !== JSON.stringify(order.options)) wrong.push('the kitchen has other options than the order')
  const shown = row?.orderStatus ? row.status : undefined
  if (shown !== (placed || isBack ? words[order.status] : undefined)) wrong.push(`my page says ${shown}, is ${order.status}`)
  if (
    (placed || isBack) &&
    row &&
    (row.total !== order.total ||
      JSON.stringify(row.options) !== JSON.stringify(order.options) ||
      row.couponId !== (order.refunded ? null : order.couponId))
  )
    wrong.push('my page shows another price, other options or another coupon')
  if ((placed || isBack) && row && row.returned !== (payment?.refunded ?? 0))
    wrong.push(`my page says that ${row.returned} won came back, and ${payment?.refunded} did`)
  if (order.refunded && order.cancellation === 'requested') wrong.push('an order is paid back, and its cancel is still asked for')
  if (living && order.items.reduce((n, item) => n + item.price, 0) !== order.price)
    wrong.push('the lines of an order do not cost what it costs')
  if (living && linesOf(food) !== linesOf(order)) wrong.push('the kitchen reads other lines than the order has')
  return [...wrong, ...toldAll(facts, { isKnown: placed || isBack, wordOf, thing: 'an unpaid order' })]
}
/** What must have come to an end when everybody has done their work. */
export const ended = ({ order }: OrderFile): string[] =>
  order && !ends.includes(order.status) ? [`order does not end: ${order.status}`] : []

/** Coupons are conserved: each is on one living order, or on none. */
export const coupons = (all: readonly ItemOf<typeof Coupon>[], orders: readonly Order[]): string[] => {
  const wrong: string[] = []
  const living = orders.filter(isLiving)
  for (const u of all) {
    const on = living.filter(o => o.couponId === u.couponId)
    if (u.status === 'held') wrong.push('a coupon is held for ever')
    if (on.length > 1) wrong.push('a coupon is used on two orders')
    if (u.status === 'used' && on[0]?.orderId !== u.usedOrderId)
      wrong.push(`a coupon is used up by a ${orders.find(o => o.orderId === u.usedOrderId)?.status} order`)
    if (on.length && u.status !== 'used') wrong.push(`a living order carries a coupon that is ${u.status}`)
  }
  for (const o of living)
    if (o.couponId !== null && !all.some(u => u.couponId === o.couponId && u.customerId === o.customerId))
      wrong.push('a living order carries a coupon that is not its own')
  return wrong
}

/** In good weather a coupon is its customer's again within a minute after the order that had it was paid back. */
export const couponsInTime = (facts: readonly Recorded[]): string[] => {
  const back = facts.filter(e => e.type === 'OrderRefunded' && e.data.couponId !== null)
  const isFree = ({ time, data }: Recorded) =>
    facts.some(
      e =>
        ['CouponReturned', 'CouponReleased'].includes(e.type) &&
        e.data.couponId === data.couponId &&
        e.time > time - 60_000 &&
        e.time < time + 60_000,
    )
  return back.some(e => !isFree(e)) ? ['a coupon of an order that ended is not returned within a minute'] : []
}

/** Riders at every moment of their log: one delivery at a time, on duty, and each delivery with one rider. */
export const riders = (log: readonly Recorded[]): string[] => {
  const wrong: string[] = []
  const has = new Map<string, number>(),
    off = new Set<string>(),
    taken = new Set<number>()
  for (const { type, data } of log) {
    if (type === 'RiderCame') off.add(data.riderId)
    if (type === 'WentOnDuty') off.delete(data.riderId)
    if (type === 'WentOffDuty') {
      if (has.has(data.riderId)) wrong.push('a rider went off duty with a delivery')
      off.add(data.riderId)
    }
    if (type === 'Picked') {
      if (taken.has(data.orderId)) wrong.push('two riders for one delivery')
      if (has.has(data.riderId)) wrong.push('a rider with two deliveries')
      if (off.has(data.riderId)) wrong.push('a rider off duty picked')
      taken.add(data.orderId)
      has.set(data.riderId, data.orderId)
    }
    if ((type === 'Delivered' || type === 'DeliveryReturned') && has.get(data.riderId) === data.orderId) has.delete(data.riderId)
  }
  return wrong
}

/** What a rider was told about a delivery, and who has it in the end. */
export interface PickFile {
  readonly riderId: string
  readonly said: string
  readonly delivery: ItemOf<typeof Delivery> | undefined
  /** The same rider asked for the same delivery another time, and was not told no. */
  readonly again: boolean
}
export const picks = ({ riderId, said, delivery, again }: PickFile): string[] =>
  said === '200' && delivery?.riderId !== riderId
    ? ['told 200, somebody else picked']
    : said === '4xx' && delivery?.riderId === riderId && !again
      ? ['told no, and picked behind the back']
      : []
