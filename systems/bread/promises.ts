/** What the bakery promises: read at the end of every simulated story, and by the audit of a real one. */
import type { Recorded } from '@jumun/core/runtime'

/** Everything there is about one order, in all contexts. */
export interface OrderFile {
  readonly order: any
  readonly payment: any
  readonly bakery: any
  /** The My Page row, with its columns. */
  readonly row: any
  readonly facts: readonly Recorded[]
  /** The provider's books: money taken less money given back, how many captures, and when it was given back (ms since 1970; 0: never). */
  readonly net: number
  readonly captures: number
  readonly refundedAt: number
}

/** Paid, and neither turned down nor cancelled. */
const living = ['Ordered', 'Confirmed', 'Baking', 'OutForDelivery', 'Delivered']
const begun = ['Baking', 'OutForDelivery', 'Delivered']
const news = [
  'Ordered',
  'Confirmed',
  'BakingStarted',
  'Dispatched',
  'Delivered',
  'Rejected',
  'BakeryCanceled',
  'CancelFailed',
  'PayReturned',
]

/** What holds at any moment. */
export const always = ({ order, bakery, facts, net, captures, refundedAt }: OrderFile): string[] => {
  const wrong: string[] = []
  const count = (type: string) => facts.filter(e => e.type === type).length
  const first = (type: string) => facts.find(e => e.type === type)
  if (captures > 1) wrong.push('money: charged twice')
  if (net < 0) wrong.push('money: more came back than was paid')
  for (const type of ['Ordered', 'BakeryReceived', 'PayApproved', 'PayCanceled', 'StockReturned'])
    if (count(type) > 1) wrong.push(`${type} twice`)
  const ordered = first('Ordered')
  const baking = first('BakingStarted')
  if (baking && !(ordered && ordered.time <= baking.time)) wrong.push('baked for an order that was not paid')
  if (baking && first('BakeryCanceled')) wrong.push('what was being baked was cancelled')
  const back = first('PayCanceled')
  if (back && !(refundedAt && refundedAt <= back.time)) wrong.push('PayCanceled was said before the money was back')
  if (!ordered && facts.some(e => e.source === 'order' && e.number !== null)) wrong.push('an unpaid order was told to others')
  if (!ordered && bakery && bakery.status !== 'Remembered') wrong.push('the bakery shows an order that was not paid')
  if (order && living.includes(order.status) && !ordered) wrong.push(`an order is ${order.status} and nobody was told`)
  return wrong
}

/** What the bakery must show of an order that has come to rest. */
const atTheBakery = (order: any): readonly (string | undefined)[] =>
  order.status === 'Ordered'
    ? ['Received']
    : living.includes(order.status) || order.status === 'Rejected'
      ? [order.status]
      : order.status === 'Canceled'
        ? ['Canceled', 'Rejected']
        : [undefined, 'Remembered']

/** What holds at rest: everything ends, and all say the same. */
export const atRest = (file: OrderFile): string[] => {
  const { order, payment, bakery, row, facts, net } = file
  if (!order) return facts.length ? ['something happened to an order that is not there'] : []
  const wrong = always(file)
  const lives = living.includes(order.status)
  const happened = (type: string) => facts.some(e => e.type === type)
  const given = payment?.refunded ?? 0
  if (net !== (lives ? order.price - given : 0)) wrong.push(`money: ${order.status} order, ${net ? 'charged' : 'not charged'}`)
  if (order.status === 'AwaitingPayment') wrong.push('order does not end: AwaitingPayment')
  if ((order.status === 'Canceled' && order.cancellation !== 'done') || (order.status === 'Rejected' && !order.moneyBack))
    wrong.push(`order does not end: ${order.status} ${order.cancellation}`)
  if (!atTheBakery(order).includes(bakery?.status)) wrong.push(`bakery ${bakery?.status} for ${order.status} order`)
  if (payment && ['requested', 'unknown', 'refunding', 'stuck'].includes(payment.status))
    wrong.push(`payment does not end: ${payment.status}`)
  if (order.status === 'Expired' && payment?.status !== 'voided' && payment?.status !== 'canceled' && payment?.status !== 'declined')
    wrong.push('payment does not know that nobody wants it')
  const shown = row?.orderStatus ? row.status : undefined
  const expected = happened('Ordered') ? order.status : undefined
  if (shown !== expected) wrong.push(`my page says ${shown}, is ${expected}`)
  if (shown && row.returned !== given) wrong.push(`my page says that ${row.returned} came back, it was ${given}`)
  if (shown && row.action !== (happened('PayCanceled') ? 'cancel' : 'apply')) wrong.push(`my page says ${row.action}`)
  if (shown && (row.paymentId === null || (happened('BakeryReceived') && row.bakeryId === null)))
    wrong.push('my page does not know the payment or the bakery')
  return [...wrong, ...messages(facts)]
}

/** Everything is told that is news, once, when the order is known, and never a cause after its effect. */
const messages = (facts: readonly Recorded[]): string[] => {
  const wrong: string[] = []
  const id = (e: Recorded) => `${e.source}:${e.id}`
  const queued = facts.filter(e => e.type === 'MessageQueued')
  const said: string[] = queued.map(e => e.data.what)
  const told = new Set(queued.map(e => e.data.event))
  const settled = new Set(facts.filter(e => e.type === 'MessageSent' || e.type === 'MessageDropped').map(e => e.data.messageId))
  if (settled.size !== said.length) wrong.push(`messages: ${settled.size} sent or replaced of ${said.length}`)
  if (told.size !== said.length) wrong.push('a message was said twice')
  const ordered = facts.some(e => e.type === 'Ordered')
  if (!ordered && said.length) wrong.push('a message about an unpaid order')
  const happened = facts.filter(e => e.number !== null && news.includes(e.type))
  for (const e of happened) {
    if (!ordered || told.has(id(e))) continue
    const effectTold = happened.some(later => said.includes(later.type) && later.causes.includes(id(e)))
    const dropped = facts.some(x => x.type === 'NewsDropped' && x.data.reason !== 'overtaken' && x.data.event === id(e))
    if (!effectTold && !dropped) wrong.push(`messages: ${e.type} was never told`)
  }
  for (const [i, later] of queued.entries()) {
    const cause = happened.find(e => e.type === later.data.what)
    for (const earlier of queued.slice(0, i)) {
      const effect = happened.find(e => e.type === earlier.data.what)
      if (cause && effect?.causes.includes(id(cause))) wrong.push(`${later.data.what} was told after its effect ${earlier.data.what}`)
    }
  }
  return wrong
}

/** Stock is conserved: what was there is free, held, or bought. */
export const stock = (item: any, initial: number, orders: readonly any[]): string[] => {
  const bought = orders.filter(o => living.includes(o.status) && o.item === item.item).reduce((n, o) => n + o.qty, 0)
  const held = Object.values(item.held as Record<string, { qty: number }>).reduce((n, h) => n + h.qty, 0)
  const wrong: string[] = []
  if (item.stock < 0) wrong.push(`stock: ${item.stock} ${item.item} free`)
  if (item.stock + bought !== initial || held)
    wrong.push(`stock: ${item.stock} free and ${held} held of ${initial}, ${bought} in living orders`)
  return wrong
}

/** What one customer was told, what they ordered with one key, and what they paid for it in the end. */
export interface CustomerFile {
  /** In the order in which they heard it: `201`, `4xx`, `503`, `503 nothing charged`, `504`, `busy` (being paid this moment), `lost` (no answer), `down` and `away` (nothing was done). */
  readonly told: readonly string[]
  readonly orders: readonly any[]
  readonly cancelled: boolean
  readonly net: number
  readonly captures: number
}
/** Nobody is told anything that is not so, or does not stay so. */
export const told = ({ told, orders, cancelled, net, captures }: CustomerFile): string[] => {
  const wrong: string[] = []
  const lives = orders.some(o => living.includes(o.status))
  if (orders.length > 1) wrong.push('one Idempotency-Key, two orders')
  if (told.includes('201') && !lives && !orders.some(o => o.status === 'Rejected' || (cancelled && o.status === 'Canceled')))
    wrong.push('told 201, no order')
  if (told.includes('201')) return wrong
  if (told.at(-1) === '4xx' && (net || lives)) wrong.push('told no, charged')
  if (orders.length && told.length && told.every(t => t === 'down' || t === 'away')) wrong.push('told that nothing was done, and it was')
  if (told.at(-1) === '503 nothing charged' && captures) wrong.push('told that nothing was charged, and it was')
  if (told.at(-1)?.startsWith('503') && (net || lives)) wrong.push('told "pay later", order made behind the back')
  return wrong
}

/** What was told "too late" was too late: the bakery had begun. */
export const canceledTruly = (orders: readonly any[]): string[] =>
  orders
    .filter(o => o.cancellation === 'refused' && !begun.includes(o.status))
    .map(o => `a cancel was refused, and the order is ${o.status}`)

/** An event lies in its own case, and the public ones of a case are numbered without gaps, in the order in which they happened. */
export const log = (facts: readonly Recorded[]): string[] => {
  const last = new Map<string, number>()
  const wrong: string[] = []
  for (const { source, type, data, case: of, number } of facts) {
    if (data.orderId !== undefined && of !== `orderId/${data.orderId}`) wrong.push(`${type} lies in the case of another order`)
    if (number === null) continue
    const before = last.get(`${source} ${of}`) ?? 0
    if (number !== before + 1) wrong.push(`the log of ${source}: after ${before} comes ${number}`)
    last.set(`${source} ${of}`, number)
  }
  return wrong
}
