// The published documents are valid, by the schemas of those who publish the formats, and true: what each system answers is what they say.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import asyncapiSpecs from '@asyncapi/specs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { System } from '@jumun/core/model'
import { describedOnly, operationsDocument } from '@jumun/http'
import { systems } from '@jumun/systems'
import { cafeteria } from '@jumun/systems/cafeteria'
import { folder, type Hosted, hosted, until } from './hosted.ts'

const documentOf = (name: string, kind: 'openapi' | 'asyncapi'): any =>
  JSON.parse(readFileSync(new URL(`../systems/${name}/${kind}.json`, import.meta.url), 'utf8'))
const withFormats = <A extends Ajv>(ajv: A): A => {
  addFormats.default(ajv)
  return ajv
}

/** What a collection needs before there is anything in it. */
const asks: { readonly [system: string]: readonly (readonly [path: string, body: object])[] } = {
  cafeteria: [['/orders', { phoneNumber: '01012345678', productName: 'coffee', qty: 1 }]],
  bread: [['/orders', { item: 'cake', qty: 1 }]],
  air: [
    ['/mileages', { customerId: 11, mileage: 1000 }],
    ['/schedules', { departure: 'ICN', arrival: 'CJU', departureTime: '2099-03-07T09:00:00', arrivalTime: '2099-03-07T10:10:00' }],
  ],
  delivery: [
    ['/orders', { item: '통닭', storeId: '1', customerId: 'kim' }],
    ['/riders', { riderId: 'r1' }],
    ['/riders', { riderId: 'r1' }],
  ],
  cars: [
    ['/purchases', { cuId: 11, carId: 1 }],
    ['/quotes', { model: '소나타', year: 2020, mileage: 30_000, condition: 'A' }],
    ['/sales', { sellerId: 1, plateNumber: '12가3456', model: '소나타', year: 2020, mileage: 30_000, condition: 'A' }],
  ],
}

/** Checks an answer against what its operation documents. */
const truthOf = (document: any) => {
  const ajv = withFormats(new Ajv2020({ strict: false, allErrors: true }))
  ajv.addSchema({ $id: 'document', ...document })
  return (method: string, route: string, status: number, body: unknown): void => {
    const said = document.paths[route]?.[method]?.responses[status]
    assert.ok(said, `${method} ${route} answers ${status}, and says nothing of it`)
    const at = (path: string) => path.replaceAll('~', '~0').replaceAll('/', '~1')
    const response = said.$ref ? said.$ref : `#/paths/${at(route)}/${method}/responses/${status}`
    const of = said.$ref ? said.$ref.split('/').reduce((d: any, name: string) => (name === '#' ? d : d[name]), document) : said
    const type = Object.keys(of.content ?? {})[0]
    if (type === undefined) return
    const check = ajv.getSchema(`document${response}/content/${at(type)}/schema`)!
    assert.ok(check(body), `${method} ${route} ${status}: ${ajv.errorsText(check.errors)}\n${JSON.stringify(body)}`)
  }
}

for (const [name, system] of Object.entries(systems) as [string, System][])
  describe(name, () => {
    test('its OpenAPI document is valid, and names every operation once', async () => {
      const document = documentOf(name, 'openapi')
      const { valid, errors } = await new Validator().validate(structuredClone(document))
      assert.ok(valid, JSON.stringify(errors))
      const ids = Object.values(document.paths).flatMap((path: any) => Object.values(path).flatMap((o: any) => o.operationId ?? []))
      assert.deepEqual(
        ids.filter((id, i) => ids.indexOf(id) !== i),
        [],
      )
    })
    test('its AsyncAPI document is valid', () => {
      const check = withFormats(new Ajv({ strict: false, logger: false })).compile((asyncapiSpecs as any).schemasWithoutId['3.0.0'])
      assert.ok(check(documentOf(name, 'asyncapi')), JSON.stringify(check.errors?.slice(0, 3)))
    })
    test('what it answers is what its document says', async t => {
      const { get, post, stop }: Hosted = await hosted(system, folder(t))
      t.after(stop)
      const document = documentOf(name, 'openapi')
      const isTrue = truthOf(document)
      for (const [path, body] of asks[name]!) {
        // a machine that is busy may say 503 at first
        const made = await until(path, async () => {
          const answer = await post(path, body)
          return answer.status !== 503 && answer
        })
        assert.ok(made.status < 300, JSON.stringify(made.body))
        isTrue('post', path, made.status, made.body)
      }
      const lists = Object.keys(document.paths).filter(path => `${path}/search` in document.paths)
      for (const path of lists) {
        const things = path.slice(1)
        const list = await get(path)
        isTrue('get', path, list.status, list.body)
        isTrue('get', `/profile${path}`, 200, (await get(`/profile${path}`)).body)
        const [first] = list.body._embedded[things]
        if (!first) continue
        const one = await get(`${path}/${encodeURIComponent(first.id)}`)
        isTrue('get', `${path}/{id}`, one.status, one.body)
        const missing = await get(`${path}/${typeof first.id === 'number' ? 999_999 : 'nobody'}`)
        isTrue('get', `${path}/{id}`, missing.status, missing.body)
      }
      // what comes by events is there a moment later
      const views = system.contexts.flatMap(c => Object.entries(c.routes)).filter(([, r]) => r.of.kind === 'view' && r.of.name === 'mypage')
      for (const [things] of views) {
        const row = await until(things, async () => (await get(`/${things}`)).body._embedded[things][0])
        isTrue('get', `/${things}/{id}`, 200, (await get(`/${things}/${row.id}`)).body)
      }
    })
  })

describe('operations', () => {
  const document = operationsDocument() as any // throws where a route is not described
  test('its OpenAPI document is valid, names every operation once, and describes routes that there are', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document))
    assert.ok(valid, JSON.stringify(errors))
    const ids = Object.values(document.paths).flatMap((path: any) => Object.values(path).map((o: any) => o.operationId))
    assert.equal(new Set(ids).size, ids.length)
    assert.ok(ids.length > 30)
    assert.deepEqual(describedOnly(), [])
  })
  test('what is answered is what it says, and it is shown at /docs/operations', async t => {
    const { get, post, host, stop } = await hosted(cafeteria, folder(t))
    t.after(stop)
    const isTrue = truthOf(document)
    assert.deepEqual((await get('/docs/operations/openapi.json')).body.paths, document.paths)
    assert.match(await (await fetch(`${host.address}/docs/operations`)).text(), /swagger-ui/)
    const asked = { '/operations/find': '?q=1', '/operations/people': '?phone=01012345678' }
    for (const [path, methods] of Object.entries<any>(document.paths)) {
      if (methods.get && !path.includes('{')) {
        const { status, body } = await get(path + ((asked as any)[path] ?? ''))
        isTrue('get', path, status, body)
        assert.equal(status, 200, path)
      }
      if (!methods.post) continue
      // what is nowhere is not found, and what lacks a reason or more is refused
      const nowhere = path.replaceAll(/\{\w+\}/g, '1')
      if (methods.post.requestBody.required) {
        const refused = await post(nowhere)
        assert.equal(refused.status, 400, path)
        isTrue('post', path, refused.status, refused.body)
      }
      if (!path.includes('{')) continue
      const { required = [] } = methods.post.requestBody.content['application/json'].schema
      const full = {
        reason: 'x',
        data: {},
        deadline: '2099-01-01T00:00:00Z',
        timer: 't',
        case: 'orderId/1',
        owner: 'lee',
        day: '2027-03-08',
      }
      const missing = await post(nowhere, Object.fromEntries(required.map((name: keyof typeof full) => [name, full[name]])))
      assert.equal(missing.status, 404, path)
      isTrue('post', path, missing.status, missing.body)
    }
  })
})
