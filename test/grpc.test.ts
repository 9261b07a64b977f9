// CHK-16: the same by gRPC. Another way in, made from the same tables, and no second opinion about anything.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, suite, test } from 'node:test'
import type { Collection, Command } from '@jumun/core/model'
import type { Recorded } from '@jumun/core/runtime'
import { protoOf as drawnProto } from '@jumun/grpc/proto'
import { Host, settingsFrom } from '@jumun/host'
import { product, systems } from '@jumun/systems'
import { type Answer, protoOf, servicesOf, stranger, type Stranger } from './by-grpc.ts'
import { caughtUp, folder } from './hosted.ts'

interface Café {
  readonly host: Host
  readonly by: Stranger
  readonly stop: () => Promise<void>
}
const café = async (t: { after(work: () => unknown): void }, ...more: readonly string[]): Promise<Café> => {
  const given = ['cafeteria', '--data', folder(t), '--port', '0', '--grpc', '0', '--log', 'silent', ...more]
  const host = new Host(settingsFrom(given, {}, product), product)
  await host.start()
  const by = stranger(host.grpcAddress!, 'cafeteria')
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= (by.close(), host.stop()))
  t.after(stop)
  return { host, by, stop }
}

// ---- the file
const offered = (of: Collection): Command[] => [
  ...[of.create?.command, of.change, of.delete].flatMap(c => c ?? []),
  ...[of.commands, of.statuses, of.originals?.commands].flatMap(all => Object.values(all ?? {})),
]
/** What is passed on is named with whom it is answered by. */
const passedOn = (of: Collection): string[] => {
  const by = `By${of.item.charAt(0).toUpperCase()}${of.item.slice(1)}`
  const all = [...(of.forwards ? [of.forwards] : []), ...Object.values(of.originals?.forwardsBy ?? {}).flatMap(v => Object.values(v))]
  return all.map(c => c.type + by)
}
for (const [name, system] of Object.entries(systems))
  test(`every command and every question of ${name} is a method of the service of its context`, () => {
    const services = servicesOf(protoOf(name))
    for (const context of system.contexts) {
      const [, methods = []] = Object.entries(services).find(([s]) => s.toLowerCase().endsWith(`.${context.name}service`)) ?? []
      for (const of of Object.values(context.routes)) {
        const missing = [...offered(of).map(c => c.type), ...passedOn(of)].filter(c => !methods.includes(c))
        assert.deepEqual(missing, [], `${context.name}: ${of.item}`)
        const item = of.item.charAt(0).toUpperCase() + of.item.slice(1)
        for (const question of [`Get${item}`, ...(of.history ? [`HistoryOf${item}`] : [])]) assert.ok(methods.includes(question), question)
        const searches = methods.filter(m => Object.keys(of.searches ?? {}).some(s => m.toLowerCase().startsWith(`${s.toLowerCase()}of`)))
        assert.ok(searches.length >= Object.keys(of.searches ?? {}).length, `${context.name}: ${of.item}: ${searches.join()}`)
      }
    }
  })
test('a field that is new gets a number that nobody ever had, and one that is gone leaves its own behind', () => {
  const { system, folder } = product['cafeteria']!
  const whole = JSON.parse(readFileSync(`${folder}/openapi.json`, 'utf8'))
  const { qty, ...others } = whole.components.schemas.Order.properties
  const fields = (properties: object) => ({
    ...whole,
    components: { ...whole.components, schemas: { ...whole.components.schemas, Order: { ...whole.components.schemas.Order, properties } } },
  })
  const of = (proto: string) => /^message Order \{.*?^\}/ms.exec(proto)![0]
  const first = drawnProto(system, fields(others))
  assert.doesNotMatch(of(first), /qty/)
  const second = drawnProto(system, fields({ qty, ...others }), first)
  const most = Math.max(...[...of(first).matchAll(/= (\d+);/g)].map(([, n]) => Number(n)))
  assert.match(of(second), RegExp(`optional int64 qty = ${most + 1};`), 'it stands first, and its number is the last')
  for (const line of of(first).split('\n')) assert.ok(second.includes(line), line)
  const third = drawnProto(system, fields(others), second)
  assert.match(of(third), RegExp(`reserved ${most + 1};\\n +reserved "qty";`))
  const fourth = drawnProto(system, fields({ ...others, tip: { type: 'integer' } }), third)
  assert.match(of(fourth), RegExp(`optional int64 tip = ${most + 2};`), 'the number of what is gone is given to nobody')
  assert.equal(drawnProto(system, fields({ ...others, tip: { type: 'integer' } }), fourth), fourth)
})

// ---- the story
/** What happened in a context, without what is different each time it happens. */
const eventsOf = async (host: Host, context: string): Promise<unknown[]> => {
  const { store } = host.boards.get('cafeteria')!.running.live.get(context)!
  const events: readonly Recorded[] = await store.read(0, 10_000)
  const told = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value, (name, v) => (/time$|^at$|until/i.test(name) && typeof v === 'number' ? 'a moment' : v)))
  return events.map(({ type, aggregate, key, item, number, actor, data }) => ({
    type,
    aggregate,
    key,
    item,
    number,
    actor,
    data: told(data),
  }))
}
const order = { phoneNumber: '010-1234-5678', productName: 'coffee', qty: 2, amt: 1000, options: { extras: ['shot'] } }
/** The café's story: bought and drunk, declined, canceled, a price changed. The names are those of REST. */
const story = [
  ['order', 'AddMenuItem', 'POST', '/menu', { productName: 'mocha', price: 4500, names: { ko: '모카', en: 'Mocha' } }],
  ['order', 'ChangeMenuItem', 'PATCH', '/menu/mocha', { stock: 3 }],
  ['order', 'PlaceOrder', 'POST', '/orders', { ...order, amt: 2000, language: 'ko' }],
  ['drink', 'Receive', 'POST', '/drinks/1/receive', {}],
  ['drink', 'Make', 'POST', '/drinks/1/make', {}],
  ['drink', 'HandOver', 'POST', '/drinks/1/handOver', {}],
  ['order', 'PlaceOrder', 'POST', '/orders', { ...order, amt: 2000, paymentToken: 'decline' }],
  ['order', 'PlaceOrder', 'POST', '/orders', { ...order, amt: 2000, pickupTime: '2030-02-23T09:23:38.000Z' }],
  ['order', 'CancelOrder', 'POST', '/orders/3/cancel', {}],
  ['order', 'CancelOrder', 'POST', '/orders/1/cancel', {}],
  ['payment', 'PayOrderByPayment', 'POST', '/payments', { orderId: 1 }],
  ['order', 'RemoveMenuItem', 'DELETE', '/menu/mocha', {}],
] as const
const stampOf = (text: string) => ({ seconds: Date.parse(text) / 1000 })
const byGrpc =
  ({ by }: Café) =>
  async ([context, method, , path, body]: (typeof story)[number]): Promise<boolean> => {
    const [, , id] = path.split('/')
    const { pickupTime, language, ...said } = body as { readonly pickupTime?: string; readonly language?: string }
    const answer = await by.ask(context, method, {
      ...said,
      ...(id ? { id } : {}),
      ...(language ? { language: `LANGUAGE_${language.toUpperCase()}` } : {}),
      ...(pickupTime ? { pickupTime: stampOf(pickupTime) } : {}),
    })
    return answer.code === 'OK'
  }
const byRest =
  ({ host }: Café) =>
  async ([, , method, path, body]: (typeof story)[number]): Promise<boolean> => {
    const answer = await fetch(host.address + path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    await answer.text()
    return answer.ok
  }
test("CHK-16: the café's story makes the same events by gRPC as by REST", { timeout: 120_000 }, async t => {
  const both = [await café(t), await café(t)] as const
  const outcomes: boolean[][] = []
  for (const [at, step] of [
    [both[0], byGrpc(both[0])],
    [both[1], byRest(both[1])],
  ] as const) {
    const came: boolean[] = []
    for (const one of story) {
      came.push(await step(one))
      await caughtUp(at.host.boards.get('cafeteria')!)
    }
    outcomes.push(came)
  }
  assert.deepEqual(outcomes[0], outcomes[1])
  assert.equal(outcomes[0]!.filter(ok => !ok).length, 1, 'one card is declined')
  for (const { name } of systems['cafeteria']!.contexts) {
    const [grpc, rest] = await Promise.all(both.map(c => eventsOf(c.host, name)))
    assert.ok(name === 'customercenter' || grpc!.length > 4, `${name}: ${grpc!.length} events`)
    assert.deepEqual(grpc, rest, name)
  }
})

// ---- one call
suite('one call by gRPC', () => {
  let at: Café
  const ends: (() => unknown)[] = []
  before(async () => {
    at = await café({ after: work => void ends.push(work) })
  })
  after(async () => {
    for (const end of ends.reverse()) await end()
  })
  const wish = { phoneNumber: '01012345678', productName: 'coffee', qty: 1 }
  const place = (more: object = {}, metadata: { readonly [name: string]: string } = {}, within?: number): Promise<Answer> =>
    at.by.ask('order', 'PlaceOrder', { ...wish, ...more }, metadata, within)
  const orders = async (): Promise<number> => (await at.by.ask('order', 'ListOrders')).value.page.totalElements

  test('is spelt as everybody is spelt at the door, and says what there is now', async () => {
    const { value, code, metadata } = await place({
      phoneNumber: '+82 10-1234-5678',
      options: { size: 'large', extras: ['shot', 'syrup'] },
    })
    assert.equal(code, 'OK')
    const { id, createTime, pickupNumber, ...rest } = value.order
    assert.deepEqual(rest, {
      phoneNumber: '01012345678',
      productName: 'coffee',
      qty: 1,
      amt: 1800,
      status: 'STATUS_ORDERED',
      options: { size: 'large', extras: ['shot', 'syrup'] },
    })
    assert.ok(id > 0 && pickupNumber > 0 && Math.abs(createTime.seconds - Date.now() / 1000) < 60)
    assert.match(String(metadata['etag']), /^"\d+"$/)
    const got = await at.by.ask('order', 'GetOrder', { id: String(id) })
    assert.deepEqual(got.value, value)
  })
  test('asked twice with one key it is done once, and said to be what was said before', async () => {
    const [first, second] = [await place({}, { 'idempotency-key': 'k1' }), await place({}, { 'idempotency-key': 'k1' })]
    assert.deepEqual(second.value, first.value)
    assert.equal(first.metadata['idempotency-replayed'], undefined)
    assert.equal(second.metadata['idempotency-replayed'], 'true')
    const rest = await fetch(`${at.host.address}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k1' },
      body: JSON.stringify(wish),
    })
    assert.equal(((await rest.json()) as { id: number }).id, first.value.order.id, 'by REST it is the same request, too')
    const other = await place({ qty: 2 }, { 'idempotency-key': 'k1' })
    assert.equal(other.details['ErrorInfo'].reason, 'idempotency-key-reused')
  })
  test('an error has a code, the slug that REST says, and words in the language that was asked for', async () => {
    const { code, words, details } = await place(
      { amt: 7 },
      { 'accept-language': 'ko', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` },
    )
    assert.equal(code, 'FAILED_PRECONDITION')
    assert.deepEqual([details['ErrorInfo'].reason, details['ErrorInfo'].domain], ['price-changed', 'cafeteria'])
    assert.match(words, /500원/)
    assert.deepEqual(details['LocalizedMessage'], { locale: 'ko', message: words })
    assert.equal(details['RequestInfo'].requestId, 'a'.repeat(32))
  })
  const bad: readonly (readonly [what: string, ask: () => Promise<Answer>, code: string, reason: string, field?: string])[] = [
    [
      'a field that is missing',
      () => at.by.ask('order', 'PlaceOrder', { productName: 'coffee', qty: 1 }),
      'INVALID_ARGUMENT',
      'malformed',
      'phoneNumber',
    ],
    ['a value that is too large', () => place({ qty: 1e6 }), 'INVALID_ARGUMENT', 'malformed', 'qty'],
    ['a choice that there is not', () => place({ language: 77 }), 'INVALID_ARGUMENT', 'malformed', 'language'],
    [
      'a moment that is none',
      () => place({ pickupTime: { seconds: Number.MAX_SAFE_INTEGER } }),
      'INVALID_ARGUMENT',
      'malformed',
      'pickupTime',
    ],
    ['a text with control characters', () => place({ productName: 'cof\u0000fee' }), 'INVALID_ARGUMENT', 'malformed', 'productName'],
    ['a number that nobody has', () => at.by.ask('order', 'GetOrder', { id: '999999' }), 'NOT_FOUND', 'not-found'],
    ['no number at all', () => at.by.ask('order', 'GetOrder', {}), 'INVALID_ARGUMENT', 'malformed', 'id'],
    ['a number that is a way up', () => at.by.ask('order', 'CancelOrder', { id: '../menu' }), 'NOT_FOUND', 'not-found'],
    ['two dots', () => at.by.ask('order', 'GetOrder', { id: '..' }), 'NOT_FOUND', 'not-found'],
    [
      'a name to clear that there is not',
      () => at.by.ask('order', 'ChangeMenuItem', { id: 'tea', clear: ['x'] }),
      'INVALID_ARGUMENT',
      'malformed',
      'clear',
    ],
    ['a message larger than a request may be', () => place({ productName: '"'.repeat(40_000) }), 'RESOURCE_EXHAUSTED', 'too-large'],
    ['a page that is too large', () => at.by.ask('order', 'ListOrders', { size: 5000 }), 'INVALID_ARGUMENT', 'malformed', 'size'],
    ['what is not possible now', () => at.by.ask('drink', 'Make', { id: '1' }), 'FAILED_PRECONDITION', 'not-allowed-now'],
    [
      'a version that is no more',
      () => at.by.ask('order', 'ChangeMenuItem', { id: 'tea', stock: 1 }, { 'if-match': '"9"' }),
      'ABORTED',
      'precondition-failed',
    ],
  ]
  for (const [what, ask, code, reason, field] of bad)
    test(`${what} is refused: ${code}, and nothing is done`, async () => {
      await caughtUp(at.host.boards.get('cafeteria')!)
      const before = await orders()
      const answer = await ask()
      assert.deepEqual([answer.code, answer.details['ErrorInfo']?.reason], [code, reason], answer.words)
      if (field)
        assert.deepEqual(
          answer.details['BadRequest'].fieldViolations.map((f: { field: string }) => f.field),
          [field],
        )
      assert.equal(await orders(), before)
    })
  test('a message larger than anything that is read is not read', async () => {
    const { code } = await place({ productName: 'x'.repeat(100_000) })
    assert.equal(code, 'RESOURCE_EXHAUSTED')
  })
  test('what holds nothing is not there, and a change can say that it shall hold nothing', async () => {
    const item = async (fields: object) => (await at.by.ask('order', 'ChangeMenuItem', { id: 'cake', ...fields })).value.menuItem
    assert.equal((await item({ stock: 0 })).stock, 0, 'zero is not nothing')
    assert.equal('stock' in (await item({ clear: ['stock'] })), false)
  })
  test('a list goes on behind the item that it ended with', async () => {
    const seen: string[] = []
    for (let after = ''; ; ) {
      const { value } = await at.by.ask('order', 'ListMenu', { size: 3, ...(after ? { after } : {}) })
      seen.push(...value.menu.map((m: { productName: string }) => m.productName))
      after = value.next ?? ''
      if (!after) break
    }
    assert.ok(seen.length >= 4 && new Set(seen).size === seen.length, seen.join())
  })
})
