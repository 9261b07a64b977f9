import { allOf, type Ask, sleep } from './demo-client.ts'
import type { Fate, Play } from './demo.ts'

/** One customer's errand, and what they were told. */
interface Visit {
  readonly orderId: number
  told: 'ordered' | 'declined' | 'later'
  wasCancelled: boolean
}
const visits: Visit[] = []

const menu = [
  { productName: 'coffee', price: 500 },
  { productName: 'latte', price: 1000 },
  { productName: 'tea', price: 800 },
  { productName: 'cake', price: 3000 },
] as const
/** What becomes of the card, for each hundred customers: the sandbox reads it from the token. */
const cards = (n: number): string | undefined =>
  n < 5 ? 'decline' : n < 9 ? 'slow' : n < 10 ? 'timeout-after' : n < 11 ? 'timeout-before' : n < 13 ? 'unavailable' : undefined

/** The order's number, wherever the answer says it. */
const numberIn = (body: any): number | undefined => {
  const id = body?.id ?? /\/orders\/(\d+)/.exec(body?._links?.order?.href ?? body?.instance ?? '')?.[1]
  return id === undefined ? undefined : Number(id)
}
const word = (status: number | undefined): Visit['told'] | undefined =>
  status === 201 || status === 200
    ? 'ordered'
    : status === 422
      ? 'declined'
      : status === 503 || status === 504 || status === 409 || status === undefined
        ? 'later'
        : undefined

const customer: Play['customer'] = async (ask, n, did) => {
  const kind = n % 100
  const { productName, price } = menu[n % menu.length]!
  const qty = 1 + (n % 3)
  const paymentToken = cards(kind)
  const wish = {
    phoneNumber: `0109${String(n % 10_000_000).padStart(7, '0')}`,
    productName,
    qty,
    amt: qty * price,
    language: n % 2 ? 'ko' : 'en',
    ...(paymentToken ? { paymentToken } : {}),
  }
  const key = { 'idempotency-key': `demo-${process.pid}-${Date.now()}-${n}` }
  let answer = await ask('POST', '/orders', wish, key)
  for (let tries = 0; (answer === undefined || answer.status === 504 || answer.status === 409) && tries < 20; tries++) {
    await sleep(300)
    answer = await ask('POST', '/orders', wish, key) // nobody knows what became of it: the same again is the same order
  }
  const orderId = numberIn(answer?.body)
  const told = word(answer?.status)
  if (orderId === undefined || told === undefined) {
    did(`refused (${answer?.status ?? 'no answer'})`)
    return
  }
  const visit: Visit = { orderId, told, wasCancelled: false }
  visits.push(visit)
  did(told === 'later' ? 'asked to pay later' : told)
  if (told === 'later') {
    if (kind % 3 === 0) return did('walked away')
    for (let tries = 0; visit.told === 'later' && tries < 10; tries++) {
      await sleep(700) // less than the house asks for: this is a demonstration
      const paid = await ask('POST', `/orders/${orderId}/pay`, { paymentToken: 'approve' })
      visit.told = word(paid?.status) ?? 'later'
    }
    did(visit.told === 'ordered' ? 'paid later' : 'gave up')
  }
  if (visit.told !== 'ordered' || kind < 80) return
  // some change their minds: at once, or when it may be too late
  await sleep(kind < 90 ? 0 : kind < 95 ? 300 : 1500)
  const cancelled = await ask('POST', `/orders/${orderId}/cancel`)
  visit.wasCancelled = cancelled?.status === 200
  if (visit.wasCancelled) did('cancelled')
}

const next = { PaymentApproved: ['receive', 'received'], Receipted: ['make', 'made'], Made: ['handOver', 'handed over'] } as const
const baristas = 3
/** Takes what is on the board and has been there longest; each has tickets of their own. */
const barista =
  (me: number): Play['staff'][number] =>
  async (ask, isOver, did) => {
    while (!isOver()) {
      const lists = await Promise.all(['board', 'ready'].map(list => ask('GET', `/drinks/search/${list}?size=100`)))
      const mine = lists.flatMap(list => (list?.status === 200 ? (list.body._embedded.drinks as any[]) : [])).filter(d => d.id % baristas === me)
      await Promise.all(
        mine.slice(0, 16).map(async drink => {
          const [command, done] = next[drink.status as keyof typeof next]
          const answer = await ask('POST', `/drinks/${drink.id}/${command}`)
          if (answer?.status === 200) did(done)
        }),
      )
      await sleep(mine.length ? 30 : 100)
    }
  }

/** All that anybody can see of one order. */
const look = async (ask: Ask, { orderId, told, wasCancelled }: Visit): Promise<Fate> => {
  const by = `search/findByOrderId?orderId=${orderId}`
  const [answer, payments, drinks, pages, messages] = await Promise.all([
    ask('GET', `/orders/${orderId}`),
    allOf(ask, `/payments/${by}`),
    allOf(ask, `/drinks/${by}`),
    allOf(ask, `/mypages/${by}`),
    allOf(ask, `/messages/${by}`),
  ])
  const order = answer?.body
  const [payment, drink, page] = [payments[0]?.status, drinks[0]?.status, pages[0]?.status]
  const disagree: string[] = []
  const wrong = (what: string) => disagree.push(`order ${orderId}: ${what}`)
  if (answer?.status !== 200) return { what: 'LOST', disagree: [`order ${orderId}: ${answer?.status ?? 'no answer'}`] }
  const lives = order.status === 'Ordered'
  const isCancelled = order.status === 'OrderCanceled'
  if (told === 'ordered' && !lives && !isCancelled) wrong(`its customer was told that it is ordered, and it is ${order.status}`)
  if (told === 'declined' && order.status !== 'Declined') wrong(`its customer was told that it is declined, and it is ${order.status}`)
  if (wasCancelled && order.cancellation === null) wrong('its customer cancelled it, and nothing happened')
  for (const [name, items] of Object.entries({ payments, drinks, pages }))
    if (items.length > (lives || isCancelled || name === 'payments' ? 1 : 0)) wrong(`${items.length} ${name}`)
  const sent = messages.filter(m => m.status === 'Sent').map(m => m.what as string)
  const due = lives ? [drink, ...(order.cancellation === 'refused' ? ['CancelFailed'] : [])] : isCancelled ? ['PaymentCanceled'] : []
  for (const what of due) if (!sent.includes(what)) wrong(`no message says ${what}`)
  if (!lives && !isCancelled && messages.length) wrong('a message about an order that is not paid')
  if (messages.some(m => m.status === 'Queued')) wrong('a message is not sent yet')
  if (lives && (payment !== 'PaymentApproved' || drink !== 'PickedUp' || page !== 'PickedUp'))
    wrong(`${order.status}, payment ${payment}, drink ${drink}, page ${page}`)
  if (isCancelled && (order.cancellation !== 'done' || payment !== 'PaymentCanceled' || drink !== 'DrinkCanceled' || page !== 'PaymentCanceled'))
    wrong(`${order.status} ${order.cancellation}, payment ${payment}, drink ${drink}, page ${page}`)
  const state = isCancelled
    ? `${order.status} (${order.cancellation})`
    : order.cancellation === 'refused'
      ? `${order.status} (cancelled too late)`
      : order.status
  return { what: `${state.padEnd(30)} payment ${payment ?? '–'}, drink ${drink ?? '–'}, page ${page ?? '–'}`, disagree }
}

const known = new Map<Visit, Fate>()
/** Looks again at those that are not settled yet, some at a time. */
const lookAround = async (ask: Ask): Promise<void> => {
  const rest = visits.filter(v => known.get(v)?.disagree.length !== 0)
  for (let i = 0; i < rest.length; i += 32) await Promise.all(rest.slice(i, i + 32).map(async v => known.set(v, await look(ask, v))))
}

/** Customers who order, pay, change their minds or walk away; baristas who make what is on the board. */
export const play: Play = {
  collection: 'drinks',
  customer,
  staff: Array.from({ length: baristas }, (_, me) => barista(me)),
  isAtRest: async ask => {
    await lookAround(ask)
    return visits.every(v => known.get(v)!.disagree.length === 0)
  },
  fates: async ask => {
    await lookAround(ask)
    return visits.map(v => known.get(v)!)
  },
}
