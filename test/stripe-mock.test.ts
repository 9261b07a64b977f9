// What we ask of Stripe has the form that Stripe's own OpenAPI description allows: its stand-in refuses everything else.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { test } from 'node:test'
import { httpWire, stripe } from '@jumun/payments'
import { freePort, needs, stripeMock } from '../tools/engines/index.ts'
import { until } from './hosted.ts'

if (needs(['stripe-mock'], 'requests to Stripe by stripe-mock'))
  test('every request to Stripe has a form that stripe-mock takes', async t => {
    const port = await freePort()
    const mock = spawn(stripeMock()!, ['-http-addr', `127.0.0.1:${port}`], { stdio: 'ignore' })
    t.after(() => mock.kill())
    const base = `http://127.0.0.1:${port}`
    await until('stripe-mock answers', () =>
      fetch(base).then(
        () => true,
        () => false,
      ),
    )
    const asked: string[] = []
    const http = httpWire()
    const provider = stripe({
      secret: 'sk_test_123',
      base,
      wire: async request => {
        const answer = await http(request)
        asked.push(`${answer.status} ${request.method} ${new URL(request.url).pathname.replace(/\b(pi|re)_\w+/, '$1')}`)
        return answer
      },
    })
    const now = Date.now()
    const quietly = (work: Promise<unknown>) => work.catch(() => {}) // what it answers is made up
    const wish = { reference: 7, key: 'charge-7@cafeteria.x', amt: 1500, paymentToken: 'pm_card_visa' }
    await quietly(provider.Charge({ ...wish, since: now }))
    await quietly(provider.Charge({ ...wish, key: 'charge-8', since: null }))
    await quietly(provider.Find(wish))
    provider.note(wish.key, 'pi_123')
    await quietly(provider.Find(wish))
    await quietly(provider.Refund({ reference: 7, key: 'refund-7', of: wish.key, amt: 500 }))
    for await (const charge of provider.touched(now - 86_400_000, now)) assert.ok(charge.id)
    assert.deepEqual([...new Set(asked.map(a => a.slice(4)))].sort(), [
      'GET /v1/payment_intents',
      'GET /v1/payment_intents/pi',
      'GET /v1/payment_intents/search',
      'GET /v1/refunds',
      'POST /v1/payment_intents',
    ])
    assert.deepEqual(
      asked.filter(a => !a.startsWith('200')),
      [],
    )
    // and it does refuse what has another form, or this test would show nothing
    const wrong = await fetch(`${base}/v1/payment_intents`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk_test_123', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'amount=many&currency=krw&nonsense=1',
    })
    assert.equal(wrong.status, 400)
    const refund = await http({
      method: 'POST',
      url: `${base}/v1/refunds`,
      headers: { authorization: 'Bearer sk_test_123', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'payment_intent=pi_123&amount=500&metadata[key]=refund-7&metadata[reference]=7',
    })
    assert.equal(refund.status, 200)
  })
