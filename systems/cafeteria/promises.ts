/** What the café promises: read at the end of every simulated story, and by the audit of a real one. */
import type { Recorded } from '@jumun/core/runtime'

/** Everything there is about one order, in all contexts. */
export interface OrderFile {
  readonly order: any
  readonly payment: any
  readonly drink: any
  /** The My Page row, with its columns. */
  readonly row: any
  readonly facts: readonly Recorded[]
  /** The provider's books: money taken less money given back, how many captures, and when it was given back (ms since 1970; 0: never). */
  readonly net: number
  readonly captures: number
  readonly refundedAt: number
}

const started = ['Receipted', 'Made', 'PickedUp']
const news = ['Ordered', 'OrderCanceled', 'Receipted', 'Made', 'PickedUp', 'PaymentPartlyRefunded', 'PaymentCanceled', 'CancelFailed']

/** What holds at any moment. */
export const always = ({ order, drink, facts, net, captures, refundedAt }: OrderFile): string[] => {
  const wrong: string[] = []
  const count = (type: string) => facts.filter(e => e.type === type).length
  const first = (type: string) => facts.find(e => e.type === type)
  if (captures > 1) wrong.push('money: charged twice')
  if (net < 0) wrong.push('money: more came back than was paid')
  if (count('OrderInfoReceived') > 1) wrong.push('two drinks for one order')
  if (count('Ordered') > 1) wrong.push('Ordered twice')
  const ordered = first('Ordered')
  const received = first('Receipted')
  if (received && !(ordered && ordered.time <= received.time)) wrong.push('a drink was begun for an order that was not paid')
  const back = first('PaymentCanceled')
  if (back && !(refundedAt && refundedAt <= back.time)) wrong.push('PaymentCanceled was said before the money was back')
  if (!ordered && facts.some(e => e.source === 'order' && e.number !== null)) wrong.push('an unpaid order was told to others')
  if (!ordered && drink && started.includes(drink.status)) wrong.push('a drink was made for an order that was not paid')
  if (order && order.status === 'Ordered' && !ordered) wrong.push('an order is Ordered and nobody was told')
  return wrong
}

/** What holds at rest: everything ends, and all say the same. */
export const atRest = (file: OrderFile): string[] => {
  const { order, payment, drink, row, facts, net } = file
  if (!order) return facts.length ? ['something happened to an order that is not there'] : []
  const wrong = always(file)
  const living = order.status === 'Ordered'
  const ordered = facts.some(e => e.type === 'Ordered')
  const given = payment?.refunded ?? 0
  if (net !== (living ? order.amt - given : 0)) wrong.push(`money: ${order.status} order, ${net ? 'charged' : 'not charged'}`)
  if (!['Ordered', 'Declined', 'Expired'].includes(order.status) && order.cancellation !== 'done')
    wrong.push(`order does not end: ${order.status} ${order.cancellation}`)
  if (
    living
      ? !drink || !['PaymentApproved', ...started].includes(drink.status)
      : drink && !['DrinkCanceled', 'Remembered'].includes(drink.status)
  )
    wrong.push(`drink ${drink?.status} for ${order.status} order`)
  if (payment && ['PaymentRequested', 'PaymentUnknown', 'Refunding', 'RefundStuck'].includes(payment.status))
    wrong.push(`payment does not end: ${payment.status}`)
  const expected = !ordered
    ? undefined
    : order.status === 'OrderCanceled'
      ? 'PaymentCanceled'
      : drink && drink.status !== 'PaymentApproved'
        ? drink.status
        : 'Ordered'
  const shown = row?.orderStatus ? row.status : undefined
  if (shown !== expected) wrong.push(`my page says ${shown}, is ${expected}`)
  if (shown && row.returned !== given) wrong.push(`my page says that ${row.returned} came back, it was ${given}`)
  const queued = facts.filter(e => e.type === 'MessageQueued')
  const said: string[] = queued.map(e => e.data.what)
  const told = new Set(queued.map(e => e.data.event))
  const settled = new Set(facts.filter(e => e.type === 'MessageSent' || e.type === 'MessageDropped').map(e => e.data.messageId))
  if (settled.size !== said.length) wrong.push(`messages: ${settled.size} sent or replaced of ${said.length}`)
  if (told.size !== said.length) wrong.push('a message was said twice')
  const happened = facts.filter(e => e.number !== null && news.includes(e.type))
  for (const e of happened) {
    const id = `${e.source}:${e.id}`
    if (!ordered || told.has(id)) continue
    const dropped = facts.find(x => x.type === 'NewsDropped' && x.data.event === id)
    const effectTold = facts.some(later => said.includes(later.type) && later.causes.includes(id))
    if (!dropped || (dropped.data.reason === 'overtaken' && !effectTold)) wrong.push(`messages: ${e.type} was never told`)
  }
  if (!ordered && said.length) wrong.push('a message about an unpaid order')
  // never a cause after its effect
  for (const [i, later] of queued.entries()) {
    const cause = happened.find(e => e.type === later.data.what)
    for (const earlier of queued.slice(0, i)) {
      const effect = happened.find(e => e.type === earlier.data.what)
      if (cause && effect?.causes.includes(`${cause.source}:${cause.id}`))
        wrong.push(`${later.data.what} was told after its effect ${earlier.data.what}`)
    }
  }
  return wrong
}

/** Stock is conserved: what was there is free, held, or drunk. */
export const stock = (item: any, initial: number, orders: readonly any[]): string[] => {
  const living = orders.filter(o => o.status === 'Ordered' && o.productName === item.productName).reduce((n, o) => n + o.qty, 0)
  const held = Object.values(item.held as Record<string, { qty: number }>).reduce((n, h) => n + h.qty, 0)
  const wrong: string[] = []
  if (item.stock < 0) wrong.push(`stock: ${item.stock} ${item.productName} free`)
  if (item.stock + living !== initial || held)
    wrong.push(`stock: ${item.stock} free and ${held} held of ${initial}, ${living} in living orders`)
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
  const lives = orders.some(o => o.status === 'Ordered')
  if (orders.length > 1) wrong.push('one Idempotency-Key, two orders')
  if (told.includes('201') && !lives && !(cancelled && orders.some(o => o.status === 'OrderCanceled'))) wrong.push('told 201, no order')
  if (told.includes('201')) return wrong
  if (told.at(-1) === '4xx' && (net || lives)) wrong.push('told no, charged')
  if (orders.length && told.length && told.every(t => t === 'down' || t === 'away')) wrong.push('told that nothing was done, and it was')
  if (told.at(-1) === '503 nothing charged' && captures) wrong.push('told that nothing was charged, and it was')
  if (told.at(-1)?.startsWith('503') && (net || lives)) wrong.push('told "pay later", order made behind the back')
  return wrong
}

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
