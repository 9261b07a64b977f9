import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asyncapi } from '@jumun/board'
import { aggregate, context, event, systemOf, Type } from '@jumun/core/model'
import { noon } from '@jumun/testing'
import type { Recorded } from '@jumun/core/runtime'
import { type Arrived, fromMessage, kindOf, toMessage } from './wire.ts'

const ordered: Recorded = {
  id: 'order/7/3',
  type: 'Ordered',
  data: { orderId: 7, productName: '아메리카노', none: null, options: { size: 'tall' } },
  source: 'order',
  aggregate: 'order',
  key: 7,
  item: 7,
  case: 'orderId/7',
  number: 2,
  position: 41,
  time: noon,
  cause: 'request-1',
  causes: ['payment:payment/7/1', 'menu:stock/라떼, large/2'],
  actor: '손님',
  trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
}
/** As it comes out at the other end. */
const arrived = (e: Recorded, change: { readonly [header: string]: string | undefined } = {}): Arrived => {
  const { key, value, headers } = toMessage('cafeteria', 'cafeteria', e)
  return {
    key: Buffer.from(key),
    value: Buffer.from(value),
    headers: [...headers].flatMap(([name, text]): Arrived['headers'] => {
      const said = name in change ? change[name] : text
      return said === undefined ? [] : [[Buffer.from(name), Buffer.from(said)]]
    }),
  }
}

test('an event travels whole', () => {
  const { trace: _, ...untraced } = ordered
  const named = { ...ordered, id: 'stock/라떼/hot/3', aggregate: 'stock', key: '라떼/hot', item: 3 }
  for (const e of [ordered, untraced, named, { ...ordered, id: 'ticket/17/1', aggregate: 'ticket', key: '17' }])
    assert.deepEqual(fromMessage('order', 'Ordered', arrived(e)), e)
})
test('it is a CloudEvent in binary mode, with the case as its key', () => {
  const { key, value, headers } = toMessage('cafeteria', 'cafeteria', ordered)
  assert.equal(key, 'orderId/7')
  assert.deepEqual(JSON.parse(value), { id: 7, ...ordered.data })
  const said = Object.fromEntries(headers)
  assert.deepEqual(
    [
      said['ce_specversion'],
      said['ce_id'],
      said['ce_source'],
      said['ce_type'],
      said['ce_sequence'],
      said['ce_correlationid'],
      said['content-type'],
    ],
    ['1.0', 'order:order/7/3', '/cafeteria/order', 'Ordered', '2', 'orderId/7', 'application/json'],
  )
  assert.equal(Date.parse(said['ce_time']!), noon)
  for (const name of headers.keys()) assert.match(name, /^(ce_[a-z0-9]{1,20}|content-type)$/) // names of attributes, as CloudEvents wants them
})
test('what is published about the topic is what is on it', () => {
  const Ordered = event('Ordered', { orderId: Type.Integer() })
  const Order = aggregate('order', {
    key: 'orderId',
    commands: {},
    events: { Ordered },
    states: ['Ordered'],
    fields: { orderId: Type.Integer() },
    decide: {},
    evolve: { Ordered: (_, e) => ({ ...e, status: 'Ordered' }) },
  })
  const order = context('order', { port: 1, level: 'core', team: 'team', events: { Ordered }, aggregates: [Order] })
  const system = systemOf('cafeteria', {
    title: { en: 'Cafeteria', ko: '음료주문' },
    color: '#000',
    contexts: [order],
    reasons: {},
    roles: [],
  })
  const { headers } = asyncapi(system).components.messages.Ordered
  const sent = toMessage('cafeteria', 'cafeteria', ordered).headers
  assert.deepEqual([...sent.keys()].toSorted(), Object.keys(headers.properties).toSorted())
  assert.deepEqual([...sent.keys()].filter(name => name !== 'ce_traceparent').toSorted(), headers.required.toSorted())
  for (const [name, { const: only, pattern }] of Object.entries<any>(headers.properties)) {
    if (only) assert.equal(sent.get(name), only)
    if (pattern) assert.match(sent.get(name)!, RegExp(pattern))
  }
})
test('whose event it is and of which type is seen without reading it', () => {
  assert.deepEqual(kindOf('cafeteria', arrived(ordered)), { source: 'order', type: 'Ordered' })
  assert.equal(kindOf('bread', arrived(ordered)), undefined)
  assert.equal(kindOf('cafeteria', { key: null, value: Buffer.from('{}'), headers: [] }), undefined)
})
test('a message that lacks something, or says nonsense, is refused with what is wrong', () => {
  assert.throws(() => fromMessage('order', 'Ordered', arrived(ordered, { ce_sequence: undefined })), /without ce_sequence/)
  assert.throws(() => fromMessage('order', 'Ordered', arrived(ordered, { ce_position: '0' })), /ce_position is no number/)
  assert.throws(() => fromMessage('order', 'Ordered', arrived(ordered, { ce_causes: 'x' })), /JSON/)
})
