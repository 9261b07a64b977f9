// Real money: the product in front of providers that stand on this machine, keep their books and misbehave.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Host, settingsFrom } from '@jumun/host'
import { type Books, type StandIn, standIn, StripeBooks, TossBooks } from '@jumun/payments/testing'
import { product } from '@jumun/systems'
import { auditIsClean, caughtUp, folder, until } from './hosted.ts'

const secrets = {
  JUMUN_STRIPE_SECRET: 'sk_test_standin',
  JUMUN_TOSS_SECRET: 'test_sk_standin',
  JUMUN_STRIPE_WEBHOOK_SECRET: 'whsec_standin',
}
const booksOf = (name: 'stripe' | 'toss'): Books => (name === 'stripe' ? new StripeBooks() : new TossBooks())
const net = (books: Books) => books.charges().reduce((sum, c) => sum + (c.captured ? c.amt - c.refunded : 0), 0)

interface Shop {
  readonly host: Host
  readonly provider: StandIn
  call(method: string, path: string, body?: object): Promise<{ status: number; body: any }>
}
const shop = async (t: { after(work: () => unknown): void }, name: 'stripe' | 'toss', data: string): Promise<Shop> => {
  const provider = await standIn({ books: booksOf(name), hurry: 20 })
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
