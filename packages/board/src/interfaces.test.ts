import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type System } from '@jumun/core/model'
import { asyncapi } from './asyncapi.ts'
import { Order, shop } from './fixture.ts'
import { openapi } from './openapi.ts'

const contextOf = (system: System, name: string) => system.contexts.find(c => c.name === name)!

const refs = (document: unknown): string[] => [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, r]) => r!)
const resolve = (document: any, ref: string) =>
  ref
    .slice(2)
    .split('/')
    .reduce((at, name) => at?.[name.replaceAll('~1', '/')], document)

test('OpenAPI: every operation once, every reference leads somewhere, nothing is left over', () => {
  const document = openapi(shop(), 'http://localhost:8088') as any
  const ids = Object.values(document.paths).flatMap((p: any) => Object.values(p).flatMap((o: any) => o.operationId ?? []))
  assert.equal(new Set(ids).size, ids.length)
  for (const ref of refs(document)) assert.ok(resolve(document, ref), ref)
  for (const slug of Object.keys(document.components.examples)) assert.ok(refs(document).includes(`#/components/examples/${slug}`), slug)
  assert.deepEqual(document.servers, [{ url: 'http://localhost:8088' }])
})

test('OpenAPI: an order is made, shown, changed, canceled and found as its routes say', () => {
  const { paths, components } = openapi(shop()) as any
  const made = paths['/orders'].post
  const input = made.requestBody.content['application/json'].schema
  assert.deepEqual(Object.keys(input.properties), ['phoneNumber', 'productName', 'qty', 'amt'])
  assert.deepEqual(input.required, ['productName', 'qty'])
  assert.equal(input.properties.phoneNumber['x-personal'], true)
  assert.deepEqual(made['x-roles'], ['customer', 'manager'])
  assert.match(made.description, /`phonenumber` is read as `phoneNumber`/)
  assert.deepEqual(made.parameters, [{ $ref: '#/components/parameters/IdempotencyKey' }])
  assert.ok(made.responses[201].headers.Location)
  const slugs = (status: number) => Object.keys(made.responses[status].content['application/problem+json'].examples)
  assert.deepEqual(slugs(409).sort(), ['in-progress', 'price-changed', 'sold-out'])
  assert.deepEqual(slugs(422).sort(), ['idempotency-key-reused', 'no-such-product', 'payment-declined'])
  assert.deepEqual(slugs(503), ['payment-unavailable', 'payment-unknown', 'unavailable'])
  assert.equal(components.examples['price-changed'].value.type, '/problems/price-changed')
  assert.deepEqual(Object.keys(paths['/orders/{id}']), ['parameters', 'get', 'patch', 'put', 'delete'])
  assert.deepEqual(paths['/orders/{id}'].patch.requestBody.content['application/json'].schema.properties.status.enum, ['OrderCanceled'])
  assert.deepEqual(Object.keys(paths['/orders/{id}'].delete.responses).includes('204'), true)
  assert.deepEqual(Object.keys(paths['/orders/{id}/cancel'].post.requestBody.content['application/json'].schema.properties), ['reason'])
  assert.equal(paths['/orders/{id}/pay'].post.requestBody, undefined)
  assert.ok(paths['/orders/search/findByPhoneNumber'].get.parameters.some((p: any) => p.name === 'phoneNumber' && p.required))
  assert.ok(paths['/orders/search/unpaid'] && paths['/orders/{id}/history'] && paths['/profile/orders'])
  const item = components.schemas.Order
  assert.deepEqual(item.required, ['id', 'phoneNumber', 'productName', 'qty', 'amt', 'status', 'reason', 'createTime', '_links'])
  assert.deepEqual(item.properties.status.enum, Order.states)
  assert.deepEqual(item.properties.reason, { anyOf: [{ type: 'string' }, { type: 'null' }] })
  assert.deepEqual(item.properties.createTime, { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] })
  assert.deepEqual(Object.keys(components.schemas.OrderPage.properties), ['_embedded', '_links', 'page'])
})

test('OpenAPI: a view is only read, a forwarded POST is the other context’s command', () => {
  const { paths } = openapi(shop()) as any
  assert.deepEqual(Object.keys(paths['/mypages']), ['get'])
  assert.deepEqual(Object.keys(paths['/mypages/{id}']), ['parameters', 'get'])
  assert.deepEqual(paths['/payments'].post.requestBody.content['application/json'].schema.required, ['orderId'])
  assert.ok(paths['/payments'].post.responses[201] && paths['/payments'].post.responses[200])
})

test('OpenAPI: a context alone has its own paths only', () => {
  const system = shop()
  const { paths } = openapi(contextOf(system, 'page'), '', system.reasons) as any
  assert.deepEqual(Object.keys(paths), [
    '/mypages',
    '/mypages/{id}',
    '/mypages/search',
    '/mypages/search/findByOrderId',
    '/profile/mypages',
    '/actuator/health',
  ])
})

test('AsyncAPI: a message for each public event on the one topic, with its headers and the number of its item', () => {
  const document = asyncapi(shop()) as any
  assert.deepEqual(Object.keys(document.channels), ['shop'])
  assert.deepEqual(Object.keys(document.channels.shop.messages).sort(), ['OrderCanceled', 'Ordered', 'PaymentApproved', 'PaymentCanceled'])
  const { headers, payload } = document.components.messages.Ordered
  assert.equal(headers.properties.ce_source.const, '/shop/order')
  assert.equal(headers.properties.ce_type.const, 'Ordered')
  assert.deepEqual(Object.keys(payload.properties), ['id', 'orderId', 'phoneNumber', 'productName', 'qty', 'amt'])
  assert.ok(payload.required.includes('id'))
  assert.deepEqual(document.operations.pageHears.messages, [
    { $ref: '#/channels/shop/messages/Ordered' },
    { $ref: '#/channels/shop/messages/PaymentCanceled' },
  ])
  assert.equal(document.operations.orderHears, undefined)
  for (const ref of refs(document)) assert.ok(resolve(document, ref), ref)
})
