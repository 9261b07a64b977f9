// Real money: the product in front of providers that stand on this machine, keep their books and misbehave.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Host, settingsFrom } from '@jumun/host'
import { orderIdOf } from '@jumun/payments'
import { type Books, faults, signed, type StandIn, standIn, StripeBooks, TossBooks } from '@jumun/payments/testing'
import { product } from '@jumun/systems'
import { auditIsClean, caughtUp, folder, until } from './hosted.ts'

const secrets = {
  JUMUN_STRIPE_SECRET: 'sk_test_standin',
  JUMUN_TOSS_SECRET: 'test_sk_standin',
  JUMUN_STRIPE_WEBHOOK_SECRET: 'whsec_standin',
}
/** So many orders go over real sockets to each stand-in; JUMUN_ORDERS says how many elsewhere. */
const orders = Number(process.env['JUMUN_ORDERS'] ?? 100)
const booksOf = (name: 'stripe' | 'toss', lag: number): Books => (name === 'stripe' ? new StripeBooks({ lag: () => lag }) : new TossBooks())
const net = (books: Books) => books.charges().reduce((sum, c) => sum + (c.captured ? c.amt - c.refunded : 0), 0)

interface Shop {
  readonly host: Host
  readonly provider: StandIn
  call(method: string, path: string, body?: object): Promise<{ status: number; body: any }>
}
const shop = async (
  t: { after(work: () => unknown): void },
  name: 'stripe' | 'toss',
  data: string,
  lag = 0,
  more: readonly string[] = [],
): Promise<Shop> => {
  const provider = await standIn({ books: booksOf(name, lag), hurry: 20 })
  const settings = [
    'cafeteria',
    '--data',
    data,
    '--port',
    '0',
    '--log',
    'silent',
    '--payments',
    name,
    '--payments-at',
    `${name}=${provider.address}`,
    ...more,
  ]
  const host = new Host(settingsFrom(settings, secrets, product), product)
  await host.start()
  t.after(async () => {
    await host.stop()
    await provider.close()
  })
  return {
    host,
    provider,
    call: async (method, path, body) => {
      const said = await fetch(host.address + path, {
        method,
        ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
      })
      return { status: said.status, body: JSON.parse((await said.text()) || 'null') }
    },
  }
}
const coffee = (phoneNumber: string, paymentToken?: string) => ({
  phoneNumber,
  productName: 'coffee',
  qty: 1,
  amt: 500,
  ...(paymentToken ? { paymentToken } : {}),
})

for (const name of ['stripe', 'toss'] as const)
  test(`${name}: an order is paid there, and what is cancelled is given back there`, async t => {
    const data = folder(t)
    const { host, provider, call } = await shop(t, name, data)
    const [approve, decline] = name === 'stripe' ? ['pm_card_visa', 'pm_card_visa_chargeDeclined'] : ['approve-1', 'decline-1']
    const paid = await call('POST', '/orders', coffee('01000000001', approve))
    assert.equal(paid.status, 201)
    assert.equal(net(provider.books), 500)
    const declined = await call('POST', '/orders', coffee('01000000002', decline))
    assert.deepEqual([declined.status, declined.body.type], [422, '/problems/payment-declined'])
    // nobody has given a card yet: the order waits, and the card comes with "pay"
    const unpaid = await call('POST', '/orders', coffee('01000000003'))
    assert.deepEqual([unpaid.status, unpaid.body.type], [503, '/problems/payment-unavailable'])
    const form = (await call('GET', '/checkout/cafeteria/3')).body
    assert.deepEqual([form.provider, form.currency], [name, 'KRW'])
    assert.match(form.orderId, name === 'toss' ? /^charge-3_cafeteria_[A-Za-z0-9_-]+$/ : /^charge-3@cafeteria\./)
    assert.deepEqual([(await call('GET', '/checkout/pizza/3')).status, (await call('GET', '/checkout/cafeteria/x')).status], [404, 404])
    const pay = new URL(unpaid.body._links.pay.href)
    assert.equal((await call('POST', `/orders/${pay.pathname.split('/')[2]}/pay`, { paymentToken: approve })).status, 200)
    assert.equal(net(provider.books), 1000)
    assert.equal((await call('POST', '/orders/1/cancel')).status, 200)
    await until('the money is back', async () => net(provider.books) === 500)
    await caughtUp(host.boards.get('cafeteria')!)
    await until(
      'it is known',
      async () => (await call('GET', '/payments/search/findByOrderId?orderId=1')).body._embedded.payments[0].status === 'PaymentCanceled',
    )
    await host.stop()
    await auditIsClean(product['cafeteria']!.system, data)
  })

const installationOf = async ({ host }: Shop) =>
  (await host.boards.get('cafeteria')!.running.live.get('payment')!.store.noted('installation'))!
const seoulDay = (ms = Date.now()) => new Date(ms + 9 * 3_600_000).toISOString().slice(0, 10)
const token = { stripe: 'pm_card_visa', toss: 'approve-1' } as const
const statusOf = async ({ call }: Shop, orderId: number) =>
  (await call('GET', `/payments/search/findByOrderId?orderId=${orderId}`)).body._embedded.payments[0]?.status
const tasks = async ({ call }: Shop) =>
  ((await call('GET', '/operations/tasks')).body.tasks as { what: string; case: string; href: string }[]).map(t =>
    decodeURIComponent(t.case.split('/').slice(1).join('/')),
  )

for (const name of ['stripe', 'toss'] as const)
  test(`${name}: a reconciliation finds each planted difference, makes each a task, and finds none where there is none`, async t => {
    const s = await shop(t, name, folder(t))
    const { call, provider } = s
    for (let i = 1; i <= 6; i++) assert.equal((await call('POST', '/orders', coffee(`0100000000${i}`, token[name]))).status, 201)
    const at = `@${await installationOf(s)}`
    const reconcile = async () => {
      const { status, body } = await call('POST', '/operations/money/cafeteria/reconcile', { day: seoulDay(), reason: 'to see' })
      assert.equal(status, 200)
      return body as { compared: number; others: number; differences: { what: string; key: string; isNew: boolean }[] }
    }
    const clean = await reconcile()
    assert.deepEqual([clean.compared, clean.differences], [6, []])
    const told = (key: string) => (name === 'stripe' ? key : orderIdOf(key))
    provider.books.plant({ key: told(`charge-999${at}`), amt: 700 }, Date.now())
    provider.books.plant({ key: told('charge-1@cafeteria.somebody-else'), amt: 800 }, Date.now())
    provider.books.alter(told(`charge-1${at}`), 'gone')
    provider.books.alter(told(`charge-2${at}`), { amt: 501 })
    provider.books.alter(told(`charge-3${at}`), { refunded: 100 })
    provider.books.alter(told(`charge-4${at}`), { refunded: 500 })
    if (name === 'stripe') provider.books.plant({ key: `charge-5${at}`, amt: 500 }, Date.now())
    const found = await reconcile()
    const words = found.differences.map(d => `${d.what} ${d.key.replace(at, '')}`).sort()
    assert.deepEqual(
      words,
      [
        ...(name === 'stripe' ? ['charged-twice charge-5'] : []),
        'missing-charge charge-1',
        'other-amount charge-2',
        'other-refund charge-3',
        'other-refund charge-4',
        'unknown-charge charge-999',
      ].sort(),
    )
    assert.equal(found.others, 1)
    assert.equal((await tasks(s)).length, words.length)
    // each is one task, however often it is found; who settles it says why
    assert.ok((await reconcile()).differences.every(d => !d.isNew))
    const [first] = (await call('GET', '/differences')).body._embedded.differences
    assert.equal((await call('POST', `/differences/${first.id}/settle`, { reason: 'looked up at the provider' })).status, 200)
    assert.equal((await tasks(s)).length, words.length - 1)
    assert.equal((await call('POST', '/operations/money/cafeteria/reconcile', { day: 'yesterday', reason: 'x' })).status, 400)
  })

test('stripe: a long list is gone on with after the answer, which says so; what differs is a task in the end, once', async t => {
  const s = await shop(t, 'stripe', folder(t), 0, ['--request-time', '300'])
  const at = `@${await installationOf(s)}`
  for (let i = 0; i < 600; i++) s.provider.books.plant({ key: `charge-${i}@cafeteria.somebody-else`, amt: 800 }, Date.now())
  s.provider.books.plant({ key: `charge-999${at}`, amt: 700 }, Date.now())
  s.provider.often(1, ['late'])
  const ask = () => s.call('POST', '/operations/money/cafeteria/reconcile', { day: seoulDay(), reason: 'to see' })
  const [first, second] = await Promise.all([ask(), ask()])
  assert.deepEqual([first.status, first.body.underWay, second.status], [202, true, 202])
  await until('it is a task', async () => (await tasks(s)).length === 1, 120_000)
  s.provider.often(0, [])
  const { body } = await ask()
  assert.deepEqual([body.compared, body.others, body.differences.length, body.differences[0].isNew], [1, 600, 1, false])
})

test('stripe: what nobody knew is known as soon as Stripe tells of it, although its search is late, and the order is paid once', async t => {
  const s = await shop(t, 'stripe', folder(t), 600_000)
  const { call, provider } = s
  provider.tellTo(`${s.host.address}/webhooks/stripe`, 'whsec_standin')
  provider.next('cut after')
  const lost = await call('POST', '/orders', coffee('01000000001', token.stripe))
  await until('the payment is known', async () => (await statusOf(s, 1)) === 'PaymentApproved')
  // it may have been told before the customer was answered
  if (lost.status !== 201) {
    assert.deepEqual([lost.status, lost.body.type], [503, '/problems/payment-unknown'])
    assert.equal((await call('POST', '/orders/1/pay')).status, 200)
  }
  assert.equal(net(provider.books), 500)
  await provider.settled()
})
test('stripe: a webhook counts only with a fresh signature of the right secret, once, and about what is ours', async t => {
  const s = await shop(t, 'stripe', folder(t))
  const { call, provider, host } = s
  assert.equal((await call('POST', '/orders', coffee('01000000001', token.stripe))).status, 201)
  const key = `charge-1@${await installationOf(s)}`
  const event = (more: object = {}, id = 'evt_1') =>
    JSON.stringify({
      id,
      object: 'event',
      type: 'payment_intent.succeeded',
      data: { object: { id: 'pi_0000000001', metadata: { key }, amount: 99_999, currency: 'usd', ...more } },
    })
  const post = async (
    body: string,
    { secret = 'whsec_standin', seconds = Math.floor(Date.now() / 1000), path = '/webhooks/stripe', method = 'POST' } = {},
  ) =>
    (
      await fetch(host.address + path, {
        method,
        ...(method === 'POST' ? { body, headers: { 'stripe-signature': signed(body, secret, seconds) } } : {}),
      })
    ).status
  const heads = () => host.boards.get('cafeteria')!.running.live.get('payment')!.store.head()
  const before = await heads()
  assert.equal(await post(event()), 200)
  assert.equal(await post(event()), 200) // replayed
  assert.equal(await post(event({ metadata: { key: 'charge-1@cafeteria.another' } }, 'evt_2')), 200)
  assert.equal(await post(event({ metadata: {} }, 'evt_3')), 200)
  assert.equal(await post(event({}, 'evt_4'), { secret: 'whsec_another' }), 400)
  assert.equal(await post(event({}, 'evt_5'), { seconds: Math.floor(Date.now() / 1000) - 86_400 }), 400)
  assert.equal((await fetch(`${host.address}/webhooks/stripe`, { method: 'POST', body: event() })).status, 400)
  assert.equal(await post('x'.repeat(300_000)), 413)
  assert.equal(await post(event(), { path: '/webhooks/toss' }), 404)
  assert.equal(await post(event(), { path: '/webhooks/stripe', method: 'GET' }), 405)
  // another amount in another currency is its word: what is there counts, and nothing differs
  assert.deepEqual([await heads(), await tasks(s)], [before, []])
  // given back by hand over there: nothing wins silently
  provider.tellTo(`${host.address}/webhooks/stripe`, 'whsec_standin')
  provider.books.alter(key, { refunded: 200 })
  await until('it is a task', async () => (await tasks(s)).some(w => w.startsWith('other-refund charge-1')))
  assert.equal(await statusOf(s, 1), 'PaymentApproved')
})
test('toss: its webhooks carry no signature, so whatever they say is asked for', async t => {
  const s = await shop(t, 'toss', folder(t))
  const { call, host, provider } = s
  assert.equal((await call('POST', '/orders', coffee('01000000001', token.toss))).status, 201)
  const orderId = orderIdOf(`charge-1@${await installationOf(s)}`)
  const post = async (body: string) => (await fetch(`${host.address}/webhooks/toss`, { method: 'POST', body })).status
  const said = (data: object) => JSON.stringify({ eventType: 'PAYMENT_STATUS_CHANGED', createdAt: '2026-11-29T12:00:00', data })
  assert.equal(await post(said({ orderId, status: 'CANCELED', totalAmount: 1 })), 200) // a lie
  assert.equal(await post(said({ orderId: 'charge-1_cafeteria_another', status: 'DONE' })), 200)
  assert.equal(await post('<html>'), 400)
  assert.deepEqual([await tasks(s), await statusOf(s, 1)], [[], 'PaymentApproved'])
  provider.tellTo(`${host.address}/webhooks/toss`, '')
  provider.books.alter(orderId, { refunded: 500 })
  await until('it is a task', async () => (await tasks(s)).some(w => w.startsWith('other-refund charge-1')))
})

/** Customers who try again and pay again until they know, some of whom cancel. */
const customer = async (
  { call }: Shop,
  i: number,
  card: string,
): Promise<{ said: number[]; orderId: number | undefined; cancelled: boolean }> => {
  const phone = `010${String(10_000_000 + i)}`
  const said: number[] = []
  const first = await call(
    'POST',
    '/orders',
    coffee(phone, i % 20 === 7 ? card.replace(/^.*$/, card.startsWith('pm_') ? 'pm_card_chargeDeclined' : 'decline-1') : card),
  )
  said.push(first.status)
  const id =
    Number(new URL(first.body._links?.order?.href ?? first.body._links?.self?.href ?? 'http://x/orders/0').pathname.split('/')[2]) ||
    undefined
  // a third of them walk away; the others stay until they know, or for a minute
  for (const end = Date.now() + 60_000; said.at(-1) === 503 && id && i % 3 !== 0 && Date.now() < end; ) {
    await new Promise(go => setTimeout(go, 250))
    said.push((await call('POST', `/orders/${id}/pay`, { paymentToken: card })).status)
  }
  const cancelled = i % 10 === 3 && [200, 201].includes(said.at(-1)!)
  if (cancelled) await call('POST', `/orders/${id}/cancel`)
  return { said, orderId: id, cancelled }
}
for (const name of ['stripe', 'toss'] as const)
  test(`${name}: ${orders} orders through a provider that misbehaves, webhooks included: nothing charged twice, nobody told a falsehood, no won apart`, async t => {
    const data = folder(t)
    const s = await shop(t, name, data)
    const { provider, host } = s
    provider.tellTo(`${host.address}/webhooks/${name}`, 'whsec_standin')
    provider.often(0.15, faults)
    const people: Awaited<ReturnType<typeof customer>>[] = []
    let next = 0
    await Promise.all(
      Array.from({ length: 12 }, async () => {
        while (next < orders) people.push(await customer(s, next++, token[name]))
      }),
    )
    provider.often(0, [])
    await provider.settled()
    const key = (orderId: number, at: string) => (name === 'stripe' ? `charge-${orderId}${at}` : orderIdOf(`charge-${orderId}${at}`))
    const at = `@${await installationOf(s)}`
    const told = { yes: 0, no: 0, later: 0 }
    await until(
      'everybody who was told yes has paid once, and who cancelled has their money back',
      async () => {
        const charges = Map.groupBy(
          provider.books.charges().filter(c => c.captured),
          c => c.key,
        )
        Object.assign(told, { yes: 0, no: 0, later: 0 })
        for (const { said, orderId, cancelled } of people) {
          const of = (orderId && charges.get(key(orderId, at))) || []
          assert.ok(of.length <= 1, `order ${orderId} was charged ${of.length} times`)
          const sum = of.reduce((n, c) => n + c.amt - c.refunded, 0)
          const last = said.at(-1)!
          const isYes = last === 200 || last === 201
          told[isYes ? 'yes' : last === 503 ? 'later' : 'no']++
          if (isYes && sum !== (cancelled ? 0 : 500)) return false
          if (!isYes && last !== 503) assert.equal(sum, 0, `order ${orderId} was told ${said.join()}, and charged`)
        }
        return true
      },
      120_000,
    )
    assert.ok(told.yes > orders / 2 && told.no > 0 && provider.played > orders / 20, `${JSON.stringify(told)} ${provider.played}`)
    await caughtUp(host.boards.get('cafeteria')!)
    const { body } = await s.call('POST', '/operations/money/cafeteria/reconcile', { day: seoulDay(), reason: 'to see' })
    assert.deepEqual(body.differences, [])
    // what was told "later" is settled by time: nobody takes it up, and it is given back or was never charged
    const open = (await s.call('GET', '/payments/search/unsettled?size=1000')).body._embedded.payments as { orderId: number }[]
    t.diagnostic(
      `${name}: ${JSON.stringify(told)}, ${open.length} not known yet, ${body.compared} charges compared, ${provider.told.length} webhooks told, ${provider.played} requests went wrong`,
    )
  })
