import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { send } from './fixture/client.ts'
import { serve, type Starting } from './fixture/serving.ts'
import { shop } from './fixture/shop.ts'
import { Replicas, RequestLog, type Which } from './index.ts'
import { maskedUrl } from './requests.ts'
import { phone, wish } from './rest-suite.ts'

const running = async (t: TestContext, which: Which, starting: Starting = {}) => {
  let text = ''
  const requests = new RequestLog(which, more => (text += more))
  const r = await serve(shop, { ...starting, gateway: { requests, ...starting.gateway }, own: { requests }, context: { requests } })
  t.after(() => r.stop())
  const lines = (): any[] => {
    requests.flush()
    const all = text.split('\n').filter(Boolean)
    text = ''
    return all.map(line => JSON.parse(line))
  }
  return { r, lines }
}

const urlOf = (line: any): string => line['url.path'] + (line['url.query'] === undefined ? '' : `?${line['url.query']}`)
const statusOf = (line: any): number => line['http.response.status_code']

test('every answered request is one line: what, by what kind of caller, how long, and its id', async t => {
  const { r, lines } = await running(t, 'all', { access: 'guarded' })
  const token = await r.token({ sub: 'kim', roles: ['customer'], phone })
  const made = await send(r.gateway, 'POST', '/orders', { body: wish, token })
  await send(r.gateway, 'GET', `/orders/search/findByPhoneNumber?phoneNumber=${phone}&size=3`, { token })
  await send(r.gateway, 'GET', '/operations', { token })
  await send(r.gateway, 'GET', '/')
  const all = lines()
  assert.deepEqual(
    all.map(l => [l.message, l['http.request.method'], urlOf(l), statusOf(l), l['user.roles']]),
    [
      ['request', 'POST', '/orders', 201, ['customer']],
      ['request', 'GET', '/orders/search/findByPhoneNumber?phoneNumber=***&size=3', 200, ['customer']],
      ['request', 'GET', '/operations', 404, ['nobody']],
      ['request', 'GET', '/', 200, ['nobody']],
    ],
  )
  assert.equal(all[0]['trace.id'], made.headers['x-request-id'])
  for (const line of all) {
    assert.match(line['@timestamp'], /^\d{4}-.*Z$/)
    assert.deepEqual([line['log.level'], line['ecs.version'], line['service.name']], ['info', '8.11.0', 'jumun'])
    const took = line['event.duration']
    assert.ok(Number.isInteger(took) && took >= 0 && took < 600e9, `${took} is so many nanoseconds`)
  }
  assert.doesNotMatch(JSON.stringify(all), RegExp(`${phone}|Bearer|eyJ`))
})
test('refused identities, roles and limits are written down with where they came from, also where nothing else is', async t => {
  const { r, lines } = await running(t, 'refused', { access: 'guarded', gateway: { rate: { perSecond: 0.1, burst: 2 } } })
  const token = await r.token({ sub: 'kim', roles: ['customer'], phone })
  await send(r.gateway, 'GET', '/orders', { token })
  await send(r.gateway, 'GET', `/orders?phoneNumber=${phone}`)
  await send(r.gateway, 'GET', '/metrics', { token })
  await send(r.gateway, 'GET', '/orders', { token })
  await send(r.at.order!, 'GET', '/metrics', { token })
  assert.deepEqual(
    lines().map(l => [l['log.level'], statusOf(l), urlOf(l), l['user.roles'], l['client.address']]),
    [
      ['warn', 401, '/orders?phoneNumber=***', ['nobody'], '127.0.0.1'],
      ['warn', 403, '/metrics', ['customer'], '127.0.0.1'],
      ['warn', 429, '/orders', ['nobody'], '127.0.0.1'],
      ['warn', 403, '/metrics', ['customer'], '127.0.0.1'],
    ],
  )
})
test('nobody fills the log by being refused: so many lines a second, and how many were left out', t => {
  let text = ''
  const requests = new RequestLog('all', more => (text += more))
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 })
  const refuse = () => requests.wants(401) && requests.write('GET', '/', 401, 1, undefined, 'a', '::1')
  for (let i = 0; i < 1000; i++) refuse()
  assert.equal(requests.wants(200), true, 'what is served is never left out')
  requests.flush()
  const lines = text.trim().split('\n')
  assert.deepEqual([lines.length, JSON.parse(lines.at(-1)!)['labels.leftOut']], [101, '900'])
  t.mock.timers.tick(1000)
  assert.ok(refuse() !== false)
})
test('what another process answers is written down at the gateway as well, under the same id', async t => {
  const { r, lines } = await running(t, 'all')
  const behind = await running(t, 'all')
  r.contexts.set('order', { replicas: new Replicas([behind.r.at.order!]) })
  const answer = await send(r.gateway, 'GET', `/orders?phoneNumber=${phone}&x=%00`)
  const [here, there] = [lines(), behind.lines()]
  assert.deepEqual(
    [here.length, there.length, here[0]['trace.id'], there[0]['trace.id']],
    [1, 1, answer.headers['x-request-id'], answer.headers['x-request-id']],
  )
  assert.equal(urlOf(here[0]), '/orders?phoneNumber=***&x=***')
})
test('an address is masked however it is written, and cut where it is long', () => {
  const personal = new Set(['phoneNumber'])
  for (const name of ['phoneNumber', 'phone%4Eumber', '%70honeNumber'])
    assert.equal(maskedUrl(`/a?${name}=01012345678&${name}=1&b=2`, personal), '/a?phoneNumber=***&b=***')
  const shown = (url: string) => maskedUrl(url, personal)
  assert.equal(shown('/orders/01012345678/history?size=3&sort=id,desc'), '/orders/***/history?size=3&sort=id%2Cdesc')
  for (const path of ['/orders/010-1234-5678', '/orders/+82%2010%201234%205678', '/orders/%EA%B9%80', '/orders/kim@example.org'])
    assert.equal(shown(path), '/orders/***')
  assert.equal(shown('/orders/1234567/cancel'), '/orders/1234567/cancel')
  assert.ok(maskedUrl(`/a?b=${'x'.repeat(15_000)}`, personal).length < 1100)
  assert.ok(maskedUrl(`/${'x'.repeat(15_000)}`, personal).length < 1100)
})
