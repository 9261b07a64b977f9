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
  oneOf,
  pageOf,
  sleep,
  type Wares,
} from '@jumun/testing/cast'

const menu = [
  { productName: 'coffee', price: 500 },
  { productName: 'latte', price: 1000 },
  { productName: 'tea', price: 800 },
  { productName: 'cake', price: 3000 },
] as const
const rank = ['PaymentApproved', 'Receipted', 'Made', 'PickedUp']
const next: { readonly [status: string]: readonly [command: string, status: string, done: string] } = {
  PaymentApproved: ['receive', 'Receipted', 'received'],
  Receipted: ['make', 'Made', 'made'],
  Made: ['handOver', 'PickedUp', 'handed over'],
}
const baristas = 2

/** Customers who order, pay, change their minds or walk away; baristas who make what is on the board. */
export const cast = (house: House): Cast => {
  const { ask, did } = house
  const errands: Errand[] = []
  /** By order the furthest that a barista was told. */
  const made = new Map<number, number>()
  const counter = counterOf(house, { at: '/orders', noes: ['payment-declined', 'expired'], pays: () => true })

  const customer = async (n: number): Promise<void> => {
    const { productName, price } = oneOf(menu)
    const qty = 1 + (n % 3)
    const e = errand({
      phoneNumber: `010${String((house.first + n) % 100_000_000).padStart(8, '0')}`,
      productName,
      qty,
      amt: qty * price,
      language: oneOf(['ko', 'en']),
      paymentToken: card(house),
    })
    errands.push(e)
    if (!(await counter.order(e))) return
    did('ordered')
    if (chance(0.05)) await counter.again(e)
    if (!chance(0.15)) return
    // some change their minds: at once, or when it may be too late
    await sleep(oneOf([0, between(0, 30), between(0, 300)]))
    await counter.cancel(e)
  }
  /** Takes what is on the board and has been there longest; each has tickets of their own. */
  const barista = (me: number) => async (): Promise<number> => {
    const lists = await Promise.all(['board', 'ready'].map(list => pageOf(ask, `/drinks/search/${list}?size=200`)))
    return each(
      lists.flat().filter(d => d.id % baristas === me),
      async drink => {
        const [command, status, done] = next[drink.status]!
        const answer = await ask('POST', `/drinks/${drink.id}/${command}`)
        if (answer?.status !== 200) return
        did(done)
        made.set(drink.orderId, Math.max(made.get(drink.orderId) ?? 0, rank.indexOf(status)))
      },
    )
  }
  const judge = async () => {
    const [orders, unpaid, payments, drinks, pages, messages] = await Promise.all(
      ['/orders', '/orders/search/unpaid', '/payments', '/drinks', '/mypages', '/messages'].map(path => allOf(ask, path)),
    )
    const [paymentsOf, drinksOf, pagesOf, messagesOf] = [payments!, drinks!, pages!, messages!].map(items => group(items, 'orderId'))
    const { verdict, fate, kept, matched, note, owes, said, single, neverPaid } = findings()
    for (const [e, order] of matched(
      errands,
      [...orders!, ...unpaid!],
      o => o.phoneNumber,
      e => e.wish['phoneNumber'],
    )) {
      const { id, status, cancellation } = order
      const name = `order ${id} (${status}${cancellation ? ` ${cancellation}` : ''})`
      const [theirPayments, theirDrinks, theirPages] = [paymentsOf, drinksOf, pagesOf].map(of => of!.get(id) ?? [])
      single(name, { payments: theirPayments!, drinks: theirDrinks!, pages: theirPages! })
      const [payment, drink, page] = [theirPayments![0]?.status, theirDrinks![0]?.status, theirPages![0]?.status]
      const saw = `payment ${payment ?? '–'}, drink ${drink ?? '–'}, page ${page ?? '–'}`
      const lives = status === 'Ordered'
      const isCancelled = status === 'OrderCanceled'
      kept(e, name, lives, isCancelled, cancellation !== null)
      owes(id, lives ? order.amt : 0)
      if (order.amt !== e.wish['amt']) note('contradictory', `${name}: ${order.amt} won instead of ${e.wish['amt']}`)
      if ((made.get(id) ?? -1) > rank.indexOf(drink)) note('lost', `${name}: drink ${drink}, the barista was told ${rank[made.get(id)!]}`)
      const due = lives ? [[drink], ...(cancellation === 'refused' ? [['CancelFailed']] : [])] : isCancelled ? [['PaymentCanceled']] : []
      said(name, messagesOf!.get(id) ?? [], due)
      if (lives && (payment !== 'PaymentApproved' || drink !== 'PickedUp' || page !== 'PickedUp'))
        note(payment === 'PaymentApproved' ? 'unfinished' : 'contradictory', `${name}: ${saw}`)
      if (isCancelled && cancellation !== 'done') note('unfinished', `${name}: ${saw}`)
      else if (isCancelled && (payment !== 'PaymentCanceled' || drink !== 'DrinkCanceled' || page !== 'PaymentCanceled'))
        note('contradictory', `${name}: ${saw}`)
      if (status === 'AwaitingPayment' && e.told !== 'later') note('unfinished', name)
      const back = payment === 'PaymentCanceled' ? payment : undefined
      if (!lives && !isCancelled) neverPaid(`${name}: ${saw}`, { made: drink, back, page, messages: messagesOf!.get(id) ?? [] })
      fate(`${(cancellation ? `${status} (${cancellation})` : status).padEnd(24)} ${saw}`)
    }
    return verdict
  }
  return {
    things: 'orders',
    collection: 'drinks',
    waiting: ['/drinks/search/board', '/drinks/search/ready', '/payments/search/unsettled'],
    customer,
    staff: Array.from({ length: baristas }, (_, me) => barista(me)),
    judge,
  }
}

/** What the test of the breaker orders. */
export const wares: Wares = {
  at: '/orders',
  payments: '/payments',
  open: async () => {
    let n = 0
    return async () => ({ phoneNumber: `010${String(++n).padStart(8, '0')}`, productName: 'coffee', qty: 2, amt: 1000 })
  },
  won: o => (o.status === 'Ordered' ? o.amt : 0),
}
