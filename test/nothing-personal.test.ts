// What a played day leaves in logs, numbers and traces: enough to find a fault by its trace, and nothing of anybody.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { launch } from '../tools/demo-process.ts'
import { collector } from './collector.ts'
import { folder, linesOf, until } from './hosted.ts'

/** The field sets of the Elastic Common Schema, 8.11: what the first part of a name may be. */
const ecs = new Set(
  (
    '@timestamp agent client cloud container data_stream destination device dll dns ecs email error event faas file group host http ' +
    'labels log message network observer orchestrator organization package process registry related rule server service source span tags ' +
    'threat tls trace transaction url user user_agent vulnerability'
  ).split(' '),
)
const always = ['@timestamp', 'log.level', 'message', 'ecs.version', 'service.name']

const phone = '01077770001'
const address = '비밀로 4711번지'
const secrets = ['tok-secret-4711', 'Bearer-secret-4711', 'key-secret-4711']
/** However it is written: with hyphens and blanks, as a URL writes it, in part. */
const forbidden = [/7777\D{0,3}0001/, /비밀로/, new RegExp(encodeURIComponent('비밀로'), 'i'), /4711/]

test('logs, metrics and traces of a played day hold no personal datum unmasked', async t => {
  const data = folder(t)
  const traced = await collector(t)
  const product = launch(['cafeteria', 'delivery'], { data, settings: ['--log', 'debug', '--access-log', 'all', '--traces', traced.url] })
  t.after(() => product.stop())
  const { gateway } = await product.ready
  const json = { 'content-type': 'application/json' }
  const ask = async (method: string, path: string, body?: object | string, headers: object = {}): Promise<number> => {
    const text = typeof body === 'string' ? body : body && JSON.stringify(body)
    const said = await fetch(gateway + path, { method, headers: { ...json, ...headers }, ...(text ? { body: text } : {}) })
    await said.arrayBuffer()
    return said.status
  }
  const order = (more: object, headers = {}) =>
    ask('POST', '/cafeteria/orders', { phoneNumber: phone, productName: 'coffee', qty: 1, ...more }, headers)
  assert.equal(await order({}, { 'idempotency-key': secrets[2] }), 201)
  for (const paymentToken of ['decline', 'unavailable', 'timeout-before', secrets[0]]) await order({ paymentToken })
  assert.equal(await ask('POST', '/cafeteria/orders', `{"phoneNumber":"${phone}"`), 400)
  assert.equal(await order({ qty: 1000 }), 400)
  assert.equal(await order({}, { authorization: `Bearer ${secrets[1]}` }), 401)
  const searches = [
    `/cafeteria/mypages/search/findByPhoneNumber?phoneNumber=${phone}`,
    '/cafeteria/mypages/search/findByPhoneNumber?phoneNumber=010-7777-0001',
    `/cafeteria/mypages?phone=${phone}`,
    `/cafeteria/orders/${phone}`,
    `/cafeteria/nothing/${phone}?x=${phone}`,
    `/nothing?customer=${encodeURIComponent(address)}`,
    `/operations/find?q=${phone}`,
    `/operations/people?phone=${phone}`,
  ]
  for (const path of searches) await ask('GET', path)
  const meal = { item: '통닭', storeId: '1', customerId: phone, address, location: { lat: 37.5, lng: 127 } }
  assert.equal(await ask('POST', '/delivery/orders', meal), 201)
  await ask('POST', '/delivery/orders', { ...meal, storeId: 'none' })
  await until('it has reached everybody', async () => {
    const { contexts } = (await (await fetch(`${gateway}/operations/contexts`)).json()) as any
    return contexts.every((c: any) => Object.values(c.lag).every(n => n === 0))
  })
  const metrics = await (await fetch(`${gateway}/metrics`)).text()
  await product.stop()
  const logs = ['out.log', 'error.log'].map(name => readFileSync(join(data, name), 'utf8')).join('\n')
  assert.ok(logs.includes('/cafeteria/orders') && logs.split('\n').length > 20, 'there is a line for each request')
  const lines = linesOf(logs)
  assert.ok(lines.length > 20)
  for (const line of lines) {
    const names = Object.keys(line)
    assert.deepEqual(
      always.filter(name => !names.includes(name)),
      [],
      `what each line has: ${JSON.stringify(line)}`,
    )
    assert.deepEqual(
      names.filter(name => !ecs.has(name.split('.')[0]!)),
      [],
      'a name that ECS does not have',
    )
  }
  assert.ok(traced.spans.length > 50, 'there is a span for each thing that was done')
  for (const [what, text] of Object.entries({ logs, metrics, traces: traced.said() }))
    for (const secret of forbidden) {
      const line = text.split('\n').find(l => secret.test(l))
      assert.equal(line, undefined, `${what} tell ${secret}`)
    }
})
