import {
  allOf,
  between,
  card,
  type Cast,
  chance,
  counterOf,
  each,
  type Errand,
  errand,
  findings,
  group,
  type House,
  insist,
  oneOf,
  pageOf,
  sleep,
  type Wares,
} from '@jumun/testing/cast'

const prices = { cake: 25_000, bread: 4000, donut: 3000, bagel: 3500 } as const
/** What there is only so much of, until the baker makes more. */
const limited = 'donut'
const batch = 12
const rank = ['Received', 'Confirmed', 'Baking', 'OutForDelivery', 'Delivered']
const next: { readonly [status: string]: readonly [command: string, status: string, done: string] } = {
  Received: ['confirm', 'Confirmed', 'accepted'],
  Confirmed: ['bake', 'Baking', 'baked'],
  Baking: ['dispatch', 'OutForDelivery', 'sent out'],
  OutForDelivery: ['deliver', 'Delivered', 'delivered'],
}

/** Customers who order what may be sold out; bakers who accept or decline, bake and deliver. */
export const cast = (house: House): Cast => {
  const { ask, did } = house
  const errands: Errand[] = []
  const made = new Map<number, number>()
  const declined = new Set<number>()
  const counter = counterOf(house, { at: '/orders', noes: ['payment-declined', 'expired', 'sold-out', 'gone'], pays: () => true })
  let autoConfirm = true

  const customer = async (n: number): Promise<void> => {
    const item = oneOf(Object.keys(prices) as (keyof typeof prices)[])
    const qty = 1 + (n % 3)
    const e = errand({
      customerId: `customer-${house.first + n}`,
      item,
      qty,
      price: qty * prices[item],
      address: '서울특별시 중구 세종대로 110',
      language: oneOf(['ko', 'en']),
      paymentToken: card(house),
    })
    errands.push(e)
    if (!(await counter.order(e))) return
    did('ordered')
    if (chance(0.05)) await counter.again(e)
    if (!chance(0.15)) return
    await sleep(oneOf([0, between(0, 30), between(0, 400)]))
    await counter.cancel(e)
  }
  const bake = async (): Promise<number> =>
    each(await pageOf(ask, '/bakeries/search/todo?size=200'), async ({ id, orderId, status }) => {
      if (status === 'Received' && id % 11 === 0) {
        const answer = await ask('POST', `/bakeries/${id}/reject`, { reason: '재료가 떨어졌습니다' })
        if (answer?.status === 200) declined.add(orderId)
        return did('declined by the baker')
      }
      const [command, reached, done] = next[status]!
      const answer = await ask('POST', `/bakeries/${id}/${command}`)
      if (answer?.status !== 200) return
      did(done)
      made.set(orderId, Math.max(made.get(orderId) ?? 0, rank.indexOf(reached)))
    })
  /** Makes another batch of what has run out. */
  const restock = async (): Promise<number> => {
    if (house.isOver()) return 0
    const item = await ask('GET', `/items/${limited}`)
    if (item?.status === 200 && item.body.stock === 0) await ask('PUT', `/items/${limited}`, { stock: batch })
    await sleep(150)
    return 0
  }
  const judge = async () => {
    const [orders, unpaid, payments, bakeries, pages, messages] = await Promise.all(
      ['/orders', '/orders/search/unpaid', '/payments', '/bakeries', '/mypages', '/messages'].map(path => allOf(ask, path)),
    )
    const [paymentsOf, bakeriesOf, pagesOf, messagesOf] = [payments!, bakeries!, pages!, messages!].map(items => group(items, 'orderId'))
    const { verdict, fate, kept, matched, note, owes, said, single, neverPaid } = findings()
    for (const [e, order] of matched(
      errands,
      [...orders!, ...unpaid!],
      o => o.customerId,
      e => e.wish['customerId'],
    )) {
      const { id, status, cancellation } = order
      const name = `order ${id} (${status}${cancellation ? ` ${cancellation}` : ''})`
      const [theirPayments, theirBakeries, theirPages] = [paymentsOf, bakeriesOf, pagesOf].map(of => of!.get(id) ?? [])
      single(name, { payments: theirPayments!, 'bakery orders': theirBakeries!, pages: theirPages! })
      const [payment, bakery, page] = [theirPayments![0], theirBakeries![0], theirPages![0]]
      const saw = `payment ${payment?.action ?? '–'} ${payment?.status ?? ''}, bakery ${bakery?.status ?? '–'}, page ${page?.status ?? '–'}`
      const lives = rank.includes(status) || status === 'Ordered'
      const ended = status === 'Canceled' || status === 'Rejected'
      kept(e, name, lives, ended, cancellation !== null)
      owes(id, lives ? order.price : 0)
      if (order.price !== e.wish['price']) note('contradictory', `${name}: ${order.price} won instead of ${e.wish['price']}`)
      if ((made.get(id) ?? -1) > rank.indexOf(bakery?.status) && !(bakery?.status === 'Canceled' && (made.get(id) ?? 0) < 2))
        note('lost', `${name}: ${bakery?.status}, the baker was told ${rank[made.get(id)!]}`)
      if (declined.has(id) && bakery?.status !== 'Rejected') note('lost', `${name}: ${bakery?.status}, the baker was told Rejected`)
      const due =
        status === 'Canceled'
          ? [['BakeryCanceled', 'Rejected']]
          : lives || status === 'Rejected'
            ? [[status], ...(cancellation === 'refused' ? [['CancelFailed']] : [])]
            : []
      said(name, messagesOf!.get(id) ?? [], due)
      const hasMoney = payment?.action === 'apply' && payment.status === 'approved'
      if (lives && (status !== 'Delivered' || bakery?.status !== 'Delivered' || page?.status !== 'Delivered' || page?.action !== 'apply'))
        note('unfinished', `${name}: ${saw}`)
      if (lives && !hasMoney) note('contradictory', `${name}: ${saw}`)
      if (ended && (hasMoney || page?.action !== 'cancel' || page?.status !== status || (status === 'Canceled' && cancellation !== 'done')))
        note('unfinished', `${name}: ${saw}`)
      if (ended && !['Canceled', 'Rejected'].includes(bakery?.status)) note('contradictory', `${name}: ${saw}`)
      if (status === 'AwaitingPayment' && e.told !== 'later') note('unfinished', name)
      const back = payment?.status === 'canceled' ? status : undefined
      if (!lives && !ended) neverPaid(`${name}: ${saw}`, { made: bakery, back, page: page?.status, messages: messagesOf!.get(id) ?? [] })
      fate(`${(cancellation ? `${status} (${cancellation})` : status).padEnd(24)} ${saw}`)
    }
    return verdict
  }
  return {
    things: 'orders',
    collection: 'bakeries',
    waiting: ['/bakeries/search/todo', '/payments/search/unsettled'],
    open: async () => {
      autoConfirm = (await insist(house, 'GET', '/bakeries/settings')).body.autoConfirm
      await insist(house, 'PUT', '/bakeries/settings', { autoConfirm: false })
      await insist(house, 'PUT', `/items/${limited}`, { stock: batch })
    },
    close: async () => {
      await insist(house, 'PUT', '/bakeries/settings', { autoConfirm })
      await insist(house, 'PUT', `/items/${limited}`, { stock: null })
    },
    customer,
    staff: [bake, restock],
    judge,
  }
}

/** What the test of the breaker orders. */
export const wares: Wares = {
  at: '/orders',
  payments: '/payments',
  open: async () => async () => ({ item: 'cake', qty: 1 }),
  won: o => (['Ordered', 'Confirmed'].includes(o.status) ? o.price : 0),
}
