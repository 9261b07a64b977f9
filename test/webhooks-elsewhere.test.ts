// Where each context is a process, providers speak to the gateway: what they say is checked and taken where the money is known.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { orderIdOf } from '@jumun/payments'
import { signed, standIn, StripeBooks, TossBooks } from '@jumun/payments/testing'
import { cafeteria } from '@jumun/systems/cafeteria'
import { townOf } from '../tools/town.ts'
import { folder, until } from './hosted.ts'

/** A town of which only the process of payments knows who takes the money, and its secrets. */
const townWith = async (t: TestContext, name: 'stripe' | 'toss') => {
  const data = folder(t)
  const books = name === 'stripe' ? new StripeBooks({ lag: () => 0 }) : new TossBooks()
  const provider = await standIn({ books, hurry: 20 })
  const secret = (of: string, text: string): string => {
    const file = join(data, of)
    writeFileSync(file, text, { mode: 0o600 })
    return file
  }
  const secrets =
    name === 'stripe'
      ? ['--stripe-secret', secret('key', 'sk_test_standin'), '--stripe-webhook-secret', secret('hook', 'whsec_standin')]
      : ['--toss-secret', secret('key', 'test_sk_standin')]
  const own = { payment: ['--payments', name, '--payments-at', `${name}=${provider.address}`, ...secrets] }
  const town = await townOf({ system: cafeteria, data, own })
  t.after(async () => {
    await town.stop()
    await provider.close()
  })
  const call = async (method: string, path: string, body?: object) => {
    const headers = { 'content-type': 'application/json' }
    const said = await fetch(town.gateway + path, { method, ...(body ? { headers, body: JSON.stringify(body) } : {}) })
    return { status: said.status, body: JSON.parse((await said.text()) || 'null') }
  }
  const paymentToken = name === 'stripe' ? 'pm_card_visa' : 'approve-1'
  const made = await call('POST', '/orders', { phoneNumber: '01000000001', productName: 'coffee', qty: 1, amt: 500, paymentToken })
  if (made.status !== 201) await until('it is paid', async () => (await call('POST', '/orders/1/pay', { paymentToken })).status === 200)
  const key = await until('it is charged', async () => books.charges().find(c => c.captured)?.key)
  const tasks = async (): Promise<string> => JSON.stringify((await call('GET', '/operations/tasks')).body)
  return { town, provider, call, key, tasks, payment: town.inhabitants.find(i => i.name === 'payment')! }
}

test('stripe: its webhook reaches the process of payments as it was signed; any other is turned away', { timeout: 300_000 }, async t => {
  const { town, provider, call, key, tasks, payment } = await townWith(t, 'stripe')
  const event = (id: string, more: object = {}) =>
    // blanks and an order of names of its own: whoever writes it anew has another signature
    `{ "id":"${id}",  "object":"event", "data":{"object":${JSON.stringify({ id: 'pi_0000000001', metadata: { key }, ...more })}}, "type":"payment_intent.succeeded" }`
  const post = async (body: string, secret = 'whsec_standin', path = '/webhooks/stripe') => {
    const headers = { 'stripe-signature': signed(body, secret, Math.floor(Date.now() / 1000)) }
    return (await fetch(town.gateway + path, { method: 'POST', body, headers })).status
  }
  assert.equal(await post(event('evt_1')), 200)
  assert.equal(await post(event('evt_2', { description: '커피'.repeat(30_000) })), 200, 'a large one')
  assert.equal(await post(event('evt_3'), 'whsec_another'), 400)
  assert.equal((await fetch(`${town.gateway}/webhooks/stripe`, { method: 'POST', body: event('evt_4') })).status, 400)
  assert.equal(await post('x'.repeat(300_000)), 413)
  for (const path of ['/webhooks/toss', '/webhooks/paypal', '/webhooks/'])
    assert.equal(await post(event('evt_5'), undefined, path), 404, path)
  const { body } = await call('GET', '/checkout/cafeteria/1')
  assert.deepEqual([body.provider, body.currency], ['stripe', 'KRW'])

  provider.tellTo(`${town.gateway}/webhooks/stripe`, 'whsec_standin')
  provider.books.alter(key, { refunded: 200 })
  await until('what was given back over there is a task', async () => (await tasks()).includes('other-refund'))
  await payment.process.kill()
  assert.equal(await post(event('evt_6')), 503, 'it is told again later')
  await payment.start()
  await until('and taken then', async () => (await post(event('evt_6'))) === 200)
})
test('toss: its webhook, which has no signature, reaches the process of payments', { timeout: 300_000 }, async t => {
  const { town, provider, key, tasks } = await townWith(t, 'toss')
  assert.ok(key.startsWith(orderIdOf('charge-1')), key)
  const post = async (body: string) => (await fetch(`${town.gateway}/webhooks/toss`, { method: 'POST', body })).status
  assert.equal(await post('<html>'), 400)
  provider.tellTo(`${town.gateway}/webhooks/toss`, '')
  provider.books.alter(key, { refunded: 500 })
  await until('what was given back over there is a task', async () => (await tasks()).includes('other-refund'))
})
