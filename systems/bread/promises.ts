/** What the bakery promises: read at the end of every simulated story, and by the audit of a real one. */
import { fileOf, type ItemOf, reading, toldAll } from '@jumun/testing/promises'
import { Bakery } from './bakery/bakery.ts'
import { mypage } from './customer/my-page.ts'
import { Order as OrderTable } from './order/order.ts'
import { Payment } from './pay/payment.ts'

type Order = ItemOf<typeof OrderTable>
/** Everything there is about one order, in all contexts. */
export const orderFile = fileOf({
  order: ['order', OrderTable],
  payment: ['pay', Payment],
  bakery: ['bakery', Bakery],
  row: mypage,
})
type OrderFile = ReturnType<typeof orderFile>

/** Paid, and neither turned down nor cancelled. */
const living = ['Ordered', 'Confirmed', 'Baking', 'OutForDelivery', 'Delivered']
const begun = ['Baking', 'OutForDelivery', 'Delivered']
const news = [
  'Ordered',
  'ChargeReturned',
  'Confirmed',
  'BakingStarted',
  'Dispatched',
  'Delivered',
  'Rejected',
  'BakeryCanceled',
  'CancelFailed',
  'PayReturned',
]

export const lives = ({ status }: Order): boolean => living.includes(status)

/** What holds at any moment. */
export const always = ({ order, bakery, facts, net, captures, refundedAt }: OrderFile): string[] => {
  const { first, twice } = reading(facts)
  const wrong = twice('Ordered', 'BakeryReceived', 'PayApproved', 'PayCanceled', 'ChargeReturned', 'StockReturned')
  if (captures > 1) wrong.push('money: charged twice')
  if (net < 0) wrong.push('money: more came back than was paid')
  const ordered = first('Ordered')
  const baking = first('BakingStarted')
  if (baking && !(ordered && ordered.time <= baking.time)) wrong.push('baked for an order that was not paid')
  if (baking && first('BakeryCanceled')) wrong.push('what was being baked was cancelled')
  const back = first('PayCanceled')
  if (back && !(refundedAt && refundedAt <= back.time)) wrong.push('PayCanceled was said before the money was back')
  if (first('ChargeReturned') && !back) wrong.push('ChargeReturned was said before the money was back')
  if (!ordered && facts.some(e => e.source === 'order' && e.number !== null && e.type !== 'ChargeReturned'))
    wrong.push('an unpaid order was told to others')
  if (!ordered && bakery && bakery.status !== 'Remembered') wrong.push('the bakery shows an order that was not paid')
  if (order && lives(order) && !ordered) wrong.push(`an order is ${order.status} and nobody was told`)
  return wrong
}

/** What the bakery must show of an order that has come to rest. */
const atTheBakery = (order: Order): readonly (string | undefined)[] =>
  order.status === 'Ordered'
    ? ['Received']
    : lives(order) || order.status === 'Rejected'
      ? [order.status]
      : order.status === 'Canceled'
        ? ['Canceled', 'Rejected']
        : [undefined, 'Remembered']

/** What holds at rest: everything ends, and all say the same. */
export const atRest = (file: OrderFile): string[] => {
  const { order, payment, bakery, row, facts, net } = file
  if (!order) return facts.length ? ['something happened to an order that is not there'] : []
  const wrong = always(file)
  const { happened } = reading(facts)
  const given = payment?.refunded ?? 0
  if (net !== (lives(order) ? order.price - given : 0)) wrong.push(`money: ${order.status} order, ${net ? 'charged' : 'not charged'}`)
  if (order.status === 'AwaitingPayment') wrong.push('order does not end: AwaitingPayment')
  if ((order.status === 'Canceled' && order.cancellation !== 'done') || (order.status === 'Rejected' && !order.moneyBack))
    wrong.push(`order does not end: ${order.status} ${order.cancellation}`)
  if (!atTheBakery(order).includes(bakery?.status)) wrong.push(`bakery ${bakery?.status} for ${order.status} order`)
  if (payment && ['requested', 'unknown', 'refunding', 'stuck'].includes(payment.status))
    wrong.push(`payment does not end: ${payment.status}`)
  if (order.status === 'Expired' && payment?.status !== 'voided' && payment?.status !== 'canceled' && payment?.status !== 'declined')
    wrong.push('payment does not know that nobody wants it')
  const shown = row?.orderStatus ? row.status : undefined
  const isKnown = happened('Ordered') || happened('ChargeReturned')
  const expected = isKnown ? order.status : undefined
  if (shown !== expected) wrong.push(`my page says ${shown}, is ${expected}`)
  if (row && shown) {
    if (row.returned !== given) wrong.push(`my page says that ${row.returned} came back, it was ${given}`)
    if (row.action !== (happened('PayCanceled') ? 'cancel' : 'apply')) wrong.push(`my page says ${row.action}`)
    if (row.paymentId === null || (happened('BakeryReceived') && row.bakeryId === null))
      wrong.push('my page does not know the payment or the bakery')
  }
  const wordOf = ({ type }: { readonly type: string }) => (news.includes(type) ? type : undefined)
  return [...wrong, ...toldAll(facts, { isKnown, wordOf, thing: 'an unpaid order' })]
}

/** What was told "too late" was too late: the bakery had begun. */
export const canceledTruly = (orders: readonly Order[]): string[] =>
  orders
    .filter(o => o.cancellation === 'refused' && !begun.includes(o.status))
    .map(o => `a cancel was refused, and the order is ${o.status}`)
