/** What delivery promises: read at the end of every simulated story, and by the audit of a real one. */
import type { Recorded } from '@jumun/core/runtime'

/** Everything there is about one order, in all contexts. */
export interface OrderFile {
  readonly order: any
  readonly payment: any
  readonly food: any
  readonly delivery: any
  /** The My Page row, with its columns. */
  readonly row: any
  readonly facts: readonly Recorded[]
  /** The provider's books: money taken less money given back, and when the last of it was given back (ms since 1970; 0: never). */
  readonly net: number
  readonly refundedAt: number
}

const way = ['OrderPlaced', 'Accepted', 'CookStarted', 'CookFinished', 'Picked', 'DeliveryFailed', 'Delivered']
const isLiving = (o: any): boolean => way.includes(o.status) || o.status === 'Completed'
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
  'CouponCreated',
  'PartRefunded',
]
/** What is told as often as it happens; everything else happens once. */
const often = ['OrderUpdated', 'UpdateFailed']
/** Of a change of options the kitchen's word is news, not the wish; what came back by itself is on the page. */
const isNews = ({ type, source, number, data }: Recorded): boolean =>
  number !== null &&
  news.includes(type) &&
  !(type === 'OrderUpdated' && source === 'ordering') &&
  !(type === 'PartRefunded' && data.reason === undefined)

/** What holds at any moment. */
export const always = ({ order, facts, refundedAt, payment }: OrderFile): string[] => {
  const wrong: string[] = []
  const of = (type: string, source?: string) => facts.filter(e => e.type === type && (!source || e.source === source))
  for (const once of [
    'OrderPlaced',
    'OrderArrived',
    'Picked',
    'Delivered',
    'OrderCompleted',
    'OrderRefunded',
    'FoodCanceled',
    'OrderRejected',
    'CouponCreated',
  ])
    if (of(once).length > 1) wrong.push(`${once} twice`)
  const placed = of('OrderPlaced')[0]
  if (!placed && facts.some(e => e.source === 'ordering' && e.number !== null)) wrong.push('an unpaid order was told to others')
  if (!placed && of('OrderArrived').length) wrong.push('an unpaid order reached the kitchen')
  const back = of('OrderRefunded')[0]
  if (back && !(refundedAt && refundedAt <= back.time)) wrong.push('OrderRefunded was said before the money was back')
  const [started, canceled] = [of('CookStarted')[0], of('FoodCanceled')[0]]
  if (started && canceled) wrong.push('cooking was started and canceled')
  if (of('Delivered').length && of('DeliveryReturned').length) wrong.push('a meal was delivered and brought back')
  if (of('OrderCompleted').length && back) wrong.push('a completed order was paid back')
  // no compensation needs the customer's card
  const moves = facts.filter(e => e.type === 'ChargeAsked' || e.type === 'RefundAsked')
  const again = moves.find((e, i) => e.type === 'ChargeAsked' && moves.slice(0, i).some(m => m.type === 'RefundAsked'))
  const behind = moves.find(
    (e, i) => e.type === 'ChargeAsked' && !e.cause.endsWith('/ask') && moves.slice(0, i).some(m => m.type === 'RefundAsked'),
  )
  if (behind) wrong.push('a customer was charged because something had come back')
  if (again && !of('OptionsAsked').length) wrong.push('a customer was charged again without having asked for it')
  if (payment && payment.charges.some((c: any) => c.refunded > c.amt)) wrong.push('money: more was given back than was taken')
  if (order && isLiving(order) && !placed) wrong.push('an order lives and nobody was told')
  return wrong
}

/** What is in each line and what it costs, as a text. */
const linesOf = (of: any): string => JSON.stringify(of?.items.map(({ options, price }: any) => [options, price]))
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
  const should = living ? Math.max(0, order.total - order.given) : 0
  if (living && order.giving) wrong.push('what staff gave back never came')
  if (net !== should) wrong.push(`money: ${order.status} order has paid too ${net > should ? 'much' : 'little'}`)
  if (payment && (payment.charge || payment.refund)) wrong.push(`money is for ever on the way: ${payment.status}`)
  if (order.status === 'Canceled' && order.cancellation !== 'done' && !order.refunded)
    wrong.push(`order does not end: ${order.status} ${order.cancellation}`)
  if (placed && !living && !order.refunded) wrong.push(`an ended order is not refunded: ${order.status}`)
  if (order.asking !== null) wrong.push('an order asks for ever for other options')
  if (placed ? !kitchens[order.status]?.includes(food?.status) : food && food.status !== 'Remembered')
    wrong.push(`order ${order.status}, kitchen ${food?.status}`)
  if (placed ? !roads[order.status]?.includes(delivery?.status) : delivery && delivery.status !== 'Remembered')
    wrong.push(`order ${order.status}, delivery ${delivery?.status}`)
  if (living && JSON.stringify(food?.chosen) !== JSON.stringify(order.options)) wrong.push('the kitchen has other options than the order')
  const shown = row?.orderStatus ? row.status : undefined
  if (shown !== (placed ? words[order.status] : undefined)) wrong.push(`my page says ${shown}, is ${order.status}`)
  if (
    placed &&
    row &&
    (row.total !== order.total ||
      JSON.stringify(row.options) !== JSON.stringify(order.options) ||
      row.couponId !== (order.refunded ? null : order.couponId))
  )
    wrong.push('my page shows another price, other options or another coupon')
  if (placed && row && row.returned !== (payment?.refunded ?? 0))
    wrong.push(`my page says that ${row.returned} won came back, and ${payment?.refunded} did`)
  if (order.refunded && order.cancellation === 'requested') wrong.push('an order is paid back, and its cancel is still asked for')
  if (living && order.items.reduce((n: number, item: { readonly price: number }) => n + item.price, 0) !== order.price)
    wrong.push('the lines of an order do not cost what it costs')
  if (living && linesOf(food) !== linesOf(order)) wrong.push('the kitchen reads other lines than the order has')
  return [...wrong, ...messages(facts, placed)]
}
/** What must have come to an end when everybody has done their work. */
export const ended = ({ order }: OrderFile): string[] =>
  order && !ends.includes(order.status) ? [`order does not end: ${order.status}`] : []

const messages = (facts: readonly Recorded[], placed: boolean): string[] => {
  const wrong: string[] = []
  const queued = facts.filter(e => e.type === 'MessageQueued')
  const settled = new Set(facts.filter(e => e.type === 'MessageSent' || e.type === 'MessageDropped').map(e => e.data.messageId))
  if (settled.size !== queued.length) wrong.push(`messages: ${settled.size} sent or replaced of ${queued.length}`)
  if (new Set(queued.map(e => `${e.data.talkId} ${e.data.event}`)).size !== queued.length) wrong.push('a message was said twice')
  if (!placed && queued.length) wrong.push('a message about an unpaid order')
  const happened = facts.filter(isNews)
  for (const e of happened) {
    const id = `${e.source}:${e.id}`
    if (!placed || e.type === 'CouponCreated' || queued.some(m => m.data.event === id)) continue
    const effectTold = happened.some(later => later.causes.includes(id) && queued.some(m => m.data.event === `${later.source}:${later.id}`))
    const passed = facts.some(x => x.type === 'NewsDropped' && x.data.reason !== 'overtaken' && x.data.event === id)
    if (!effectTold && !passed && !often.includes(e.type)) wrong.push(`messages: ${e.type} was never told`)
  }
  // never a cause after its effect; a coupon is a matter of its own
  for (const [i, later] of queued.entries())
    for (const earlier of queued.slice(0, i)) {
      const effect = happened.find(e => `${e.source}:${e.id}` === earlier.data.event)
      if (earlier.data.what !== 'CouponCreated' && earlier.data.talkId === later.data.talkId && effect?.causes.includes(later.data.event))
        wrong.push(`${later.data.what} was told after its effect ${earlier.data.what}`)
    }
  return wrong
}

/** Coupons are conserved: each is on one living order, or on none. */
export const coupons = (all: readonly any[], orders: readonly any[]): string[] => {
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

/** What one customer was told, what they ordered with one key, and what they paid for it in the end. */
export interface CustomerFile {
  /** `201`, `4xx`, `503`, `504` (nobody knows), `busy` (being paid this moment), `lost`, `down`: in the order in which they heard it. */
  readonly told: readonly string[]
  readonly orders: readonly any[]
  readonly net: number
  /** A request of their own, of which they had heard nothing, was decided after the last answer: they have asked for it. */
  readonly late: boolean
}
/** Nobody is told anything that is not so, or does not stay so. */
export const told = ({ told, orders, net, late }: CustomerFile): string[] => {
  const wrong: string[] = []
  const placed = orders.some(o => !['AwaitingPayment', 'Declined', 'Expired'].includes(o.status))
  if (orders.length > 1) wrong.push('one Idempotency-Key, two orders')
  if (told.includes('201') && !placed) wrong.push('told 201, no order')
  if (told.includes('201')) return wrong
  if (told.at(-1) === '4xx' && (net || placed)) wrong.push('told no, charged')
  if (told.at(-1) === '503' && !late && (net || placed)) wrong.push('told "pay later", order made behind the back')
  return wrong
}

/** What a rider was told about a delivery, and who has it in the end. */
export interface PickFile {
  readonly riderId: string
  readonly said: string
  readonly delivery: any
  /** The same rider asked for the same delivery another time, and was not told no. */
  readonly again: boolean
}
export const picks = ({ riderId, said, delivery, again }: PickFile): string[] =>
  said === '200' && delivery?.riderId !== riderId
    ? ['told 200, somebody else picked']
    : said === '4xx' && delivery?.riderId === riderId && !again
      ? ['told no, and picked behind the back']
      : []

/** The public events of a case are numbered without gaps, in the order in which they happened. */
export const log = (facts: readonly Recorded[]): string[] => {
  const last = new Map<string, number>()
  const wrong: string[] = []
  for (const { source, case: of, number } of facts) {
    if (number === null) continue
    const before = last.get(`${source} ${of}`) ?? 0
    if (number !== before + 1) wrong.push(`the log of ${source}: after ${before} comes ${number}`)
    last.set(`${source} ${of}`, number)
  }
  return wrong
}
