// What happens in café and delivery when people order, cook, ride and change their minds, until all that a contract names was told.
import assert from 'node:assert/strict'
import { type Message, toMessage } from '@jumun/bus-kafka'
import { type Hosted, until } from './hosted.ts'

type Business = Pick<Hosted, 'board' | 'get' | 'post'>

const ordered = async ({ post }: Business, wish: object): Promise<number> => {
  const { status, body } = await post('/orders', wish)
  if (status === 201) return body.id
  // payment took its time, as it does on a busy machine: it is paid in a moment
  assert.equal(status, 503, JSON.stringify(body))
  const pay = new URL(body._links.pay.href).pathname
  return until('it is paid', async () => {
    const paid = await post(pay)
    return paid.status === 200 && (paid.body.id as number)
  })
}
const entry = ({ get }: Business, things: string, orderId: number): Promise<any> =>
  until(`${things} of ${orderId}`, async () => {
    const { body } = await get(`/${things}/search/findByOrderId?orderId=${orderId}`)
    return body._embedded?.[things][0]
  })
const done = async ({ post }: Business, path: string, body?: object): Promise<any> => {
  const answer = await post(path, body)
  assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}
/** It is charged, nobody knows, and it is given up: what was charged comes back. */
const givenUp = async (b: Business, wish: object): Promise<void> => {
  const { status, body } = await b.post('/orders', { ...wish, paymentToken: 'timeout-after' })
  assert.equal(status, 503, JSON.stringify(body))
  await done(b, new URL(body._links.cancel.href).pathname)
}
/** All that a context hears while this runs it hears afterwards: so it asks for what is no longer possible. */
const deaf = async ({ board }: Business, context: string, work: () => Promise<unknown>): Promise<void> => {
  let hears!: () => void
  const later = new Promise<void>(go => (hears = go))
  const { inbox } = board.running.live.get(context)!
  const deliver = inbox.deliver.bind(inbox)
  inbox.deliver = async e => {
    await later
    return deliver(e)
  }
  await work().finally(() => {
    hears()
    delete (inbox as { deliver?: unknown }).deliver
  })
}

const cafe = async (b: Business): Promise<void> => {
  const wish = { phoneNumber: '01012345678', productName: 'coffee', qty: 2, amt: 1000 }
  const order = () => ordered(b, wish)
  const drink = async (orderId: number, ...steps: string[]) => {
    const { id } = await entry(b, 'drinks', orderId)
    for (const step of steps) await done(b, `/drinks/${id}/${step}`)
  }
  const made = await order()
  await drink(made, 'receive', 'make', 'handOver')
  const { id: payment } = await entry(b, 'payments', made)
  await done(b, `/payments/${payment}/giveBack`, { amt: 100, reason: 'it was cold' })
  await done(b, `/orders/${await order()}/cancel`)
  await givenUp(b, wish)
  const late = await order()
  await entry(b, 'drinks', late)
  await deaf(b, 'order', async () => {
    await drink(late, 'receive')
    await b.post(`/orders/${late}/cancel`)
  })
}

const place = { lat: 37.5665, lng: 126.978 }
const meals = async (b: Business): Promise<void> => {
  const wish = { item: '통닭', storeId: 1, customerId: 'kim' }
  const order = () => ordered(b, wish)
  const cook = async (orderId: number, ...steps: string[]): Promise<string> => {
    const { id } = await entry(b, 'foodCookings', orderId)
    for (const step of steps) await done(b, `/foodCookings/${id}/${step}`)
    return `/foodCookings/${id}`
  }
  const ready = async (): Promise<string> => {
    const orderId = await order()
    await cook(orderId, 'accept', 'start', 'finish')
    await until('it is ready', async () => (await b.get(`/deliveries/${orderId}`)).body.status === 'Ready')
    return `/deliveries/${orderId}`
  }
  const rider = { riderId: 'park' }
  await b.post('/riders', { ...rider, ...place })
  await done(b, '/riders/park/on-duty', place)

  const brought = await ready()
  await done(b, `${brought}/pick`, rider)
  await done(b, `${brought}/deliver`, rider)
  const eaten = brought.replace('deliveries', 'orders')
  await until('it was brought', async () => (await b.get(eaten)).body.status === 'Delivered')
  await done(b, `${eaten}/confirm`)
  const lost = await ready()
  await done(b, `${lost}/pick`, rider)
  await done(b, `${lost}/fail`, { ...rider, reason: '고객 부재' })
  await done(b, `${lost}/return`)

  await done(b, `${await cook(await order())}/accept`, { accept: false, reason: '재료 소진' })
  const generous = await order()
  await done(b, `/orders/${generous}/giveBack`, { amt: 1000, reason: '식었어요' })
  await cook(generous)
  await done(b, `/orders/${generous}/options`, { options: ['곱빼기'] })
  const changed = await order()
  await cook(changed)
  await done(b, `/orders/${changed}/cancel`)
  await givenUp(b, wish)

  for (const ask of ['cancel', 'options']) {
    const late = await order()
    await cook(late)
    await deaf(b, 'ordering', async () => {
      await cook(late, 'accept', 'start')
      await b.post(`/orders/${late}/${ask}`, ask === 'options' ? { options: ['곱빼기'] } : {})
    })
  }
}
const stories: { readonly [system: string]: (b: Business) => Promise<void> } = { cafeteria: cafe, delivery: meals }

/** The messages of a system's topic by `{context} tells {event}`, each once, when all that are wanted were told. */
export const toldOf = async (b: Business, wanted: readonly string[]): Promise<ReadonlyMap<string, Message>> => {
  const { name } = b.board.system
  await stories[name]!(b)
  let told = new Map<string, Message>()
  const missing = () => wanted.filter(what => !told.has(what))
  await until('all was told', async () => {
    told = new Map()
    for (const { store } of b.board.running.live.values())
      for (const e of await store.read(0, 100_000))
        if (e.number !== null && !(e.type === 'PartRefunded' && !('reason' in e.data)))
          told.set(`${e.source} tells ${e.type}`, toMessage(name, name, e))
    return missing().length === 0
  }).catch(error => assert.deepEqual(missing(), [], String(error)))
  return told
}
