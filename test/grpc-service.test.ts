// How the port of gRPC behaves: who sees what is there, who knows how it is, what time means, who is let in.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { credentials, loadPackageDefinition } from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'
import type { Recorded } from '@jumun/core/runtime'
import { Host, Refusal, settingsFrom } from '@jumun/host'
import { product, systems } from '@jumun/systems'
import descriptor from 'protobufjs/ext/descriptor.js'
import { credentials as badTokens, good, guarded, keySet, signed } from './bad-tokens.ts'
import { protoOf, servicesOf, stranger, type Stranger } from './by-grpc.ts'
import { caughtUp, folder, until } from './hosted.ts'

type Loose = any // oxlint-disable-line no-explicit-any -- what a loaded file describes has no types here
type Ends = { after(work: () => unknown): void }

const started = async (t: Ends, ...given: readonly string[]): Promise<Host> => {
  const host = new Host(settingsFrom([...given, '--data', folder(t), '--port', '0', '--log', 'silent'], {}, product), product)
  t.after(() => host.stop())
  await host.start()
  return host
}
const client = (t: Ends, file: string, path: string, address: string): Loose => {
  const found = path
    .split('.')
    .reduce((at, name) => at[name], loadPackageDefinition(loadSync(file, { enums: String, longs: Number })) as Loose)
  const made = new found(address, credentials.createInsecure())
  t.after(() => made.close())
  return made
}
const packaged = (name: string): string => join(import.meta.dirname, '../node_modules', name)
const once = <T>(call: (done: (error: Error | null, value: T) => void) => void): Promise<T> =>
  new Promise((done, failed) => call((error, value) => (error ? failed(error) : done(value))))

test('there is no port for gRPC unless it is asked for, and one that is taken is refused in words', async t => {
  const host = await started(t, 'cafeteria')
  assert.equal(host.grpcAddress, undefined)
  const other = await started(t, 'bread', '--grpc', '0')
  const port = other.grpcAddress!.split(':')[1]!
  await assert.rejects(
    started(t, 'air', '--grpc', port),
    (e: Error) => e instanceof Refusal && RegExp(`Port ${port} .* gRPC`).test(e.message),
  )
})

test('whoever asks what is there is told all of it: services, messages, and the files that they need', async t => {
  const host = await started(t, 'cafeteria', 'bread', '--grpc', '0')
  const file = packaged('@grpc/reflection/build/proto/grpc/reflection/v1/reflection.proto')
  const stream = client(t, file, 'grpc.reflection.v1.ServerReflection', host.grpcAddress!).ServerReflectionInfo()
  const ask = (request: object): Promise<Loose> => new Promise(done => (stream.once('data', done), stream.write(request)))
  const { listServicesResponse } = await ask({ listServices: '' })
  const names: string[] = listServicesResponse.service.map((s: { name: string }) => s.name)
  assert.deepEqual(
    names.filter(n => n.startsWith('jumun.')).sort(),
    ['cafeteria', 'bread'].flatMap(name => Object.keys(servicesOf(protoOf(name)))).sort(),
  )
  const { fileDescriptorResponse } = await ask({ fileContainingSymbol: 'jumun.cafeteria.v1.OrderService' })
  const files = fileDescriptorResponse.fileDescriptorProto.map((bytes: Uint8Array) =>
    descriptor.FileDescriptorProto.toObject(descriptor.FileDescriptorProto.decode(bytes)),
  )
  const told = new Set(files.map((f: { name: string }) => f.name))
  for (const { name, dependency = [] } of files) for (const needed of dependency) assert.ok(told.has(needed), `${name} needs ${needed}`)
  const own = files.find((f: { name: string }) => f.name === 'cafeteria.proto')
  assert.deepEqual(own.dependency.sort(), ['google/protobuf/struct.proto', 'google/protobuf/timestamp.proto'])
  const order = own.messageType.find((m: { name: string }) => m.name === 'Order')
  assert.ok(
    order.field.every((f: { proto3Optional?: boolean }) => f.proto3Optional),
    'every field says whether it is there',
  )
  // whoever builds types from it works out the names of what lies in maps
  const entries = (m: Loose): Loose[] => (m.nestedType ?? []).flatMap((n: Loose) => (n.options?.mapEntry ? [[m, n]] : entries(n)))
  const maps = files.flatMap((f: Loose) => (f.messageType ?? []).flatMap(entries))
  assert.ok(maps.length > 3)
  for (const [message, { name }] of maps)
    assert.ok(
      message.field.some((f: Loose) => f.typeName?.endsWith(name) && `${f.name.replaceAll('_', '')}entry` === name.toLowerCase()) &&
        /^[A-Z]/.test(name),
      `${message.name}.${name}`,
    )
  assert.ok(names.includes('grpc.health.v1.Health'))
  const closed = new Promise(done => stream.once('end', done))
  stream.end()
  await closed
})

test('a context that is stopped is said to be away, and to be back: to who asks and to who watches', async t => {
  const host = await started(t, 'cafeteria', '--grpc', '0')
  const health = client(t, packaged('grpc-health-check/proto/health/v1/health.proto'), 'grpc.health.v1.Health', host.grpcAddress!)
  const service = 'jumun.cafeteria.v1.DrinkService'
  const check = (name: string) => once<{ status: string }>(done => health.check({ service: name }, done)).then(a => a.status)
  const seen: string[] = []
  const watch = health.watch({ service })
  watch.on('data', (a: { status: string }) => void seen.push(a.status)).on('error', () => {})
  await until('it is seen', async () => seen.length === 1)
  assert.deepEqual([await check(service), await check('')], ['SERVING', 'SERVING'])
  const board = host.boards.get('cafeteria')!
  await host.stopContext(board, 'drink')
  assert.deepEqual(
    [await check(service), await check(''), await check('jumun.cafeteria.v1.OrderService')],
    ['NOT_SERVING', 'NOT_SERVING', 'SERVING'],
  )
  const by = stranger(host.grpcAddress!, 'cafeteria')
  t.after(() => by.close())
  const away = await by.ask('drink', 'ListDrinks')
  assert.deepEqual(
    [away.code, away.details['ErrorInfo'].reason, away.details['RetryInfo'].retryDelay.seconds],
    ['UNAVAILABLE', 'unavailable', 1],
  )
  await until('that it is away is told', async () => seen.length === 2)
  await host.startContext(board, 'drink')
  await until('that it is back is told', async () => seen.length === 3)
  assert.deepEqual(seen, ['SERVING', 'NOT_SERVING', 'SERVING'])
  await assert.rejects(check('jumun.cafeteria.v1.NoService'), /NOT_FOUND/)
  watch.cancel()
})

test('the time that a caller gives is the time that a command has', async t => {
  // a payment takes longer than the caller waits, and less than the café would
  const host = await started(t, 'cafeteria', '--grpc', '0', '--payment-delay', '500-501')
  const by = stranger(host.grpcAddress!, 'cafeteria')
  t.after(() => by.close())
  const { store } = host.boards.get('cafeteria')!.running.live.get('order')!
  const events = (): Promise<readonly Recorded[]> => store.read(0, 1000)
  const wish = { phoneNumber: '01012345678', productName: 'coffee', qty: 1 }
  const gaveUp = await until('a payment is given up before it can have come', async () => {
    const key = { 'idempotency-key': `short ${Math.random()}` }
    const { code } = await by.ask('order', 'PlaceOrder', wish, key, 250)
    assert.ok(['DEADLINE_EXCEEDED', 'UNAVAILABLE'].includes(code), code) // whoever of the two looks at the clock first
    await caughtUp(host.boards.get('cafeteria')!)
    const all = await events()
    const { time = Infinity, key: order } = all.findLast(e => e.type === 'PaymentPostponed') ?? {}
    return all.some(e => e.type === 'PaymentAsked' && e.key === order && time - e.time < 450) && { order, key }
  })
  const paid = await until('the same request again takes up what it asked for', async () => {
    const again = await by.ask('order', 'PlaceOrder', wish, gaveUp.key)
    return again.code === 'OK' && again.value.order
  })
  assert.equal(paid.id, gaveUp.order)
  const orders = (await events()).filter(e => e.type === 'OrderRequested').length
  assert.equal((await by.ask('order', 'PlaceOrder', wish, {}, -1)).code, 'DEADLINE_EXCEEDED')
  assert.equal((await events()).filter(e => e.type === 'OrderRequested').length, orders, 'what had no time was not begun')
})

suite('who is let in by gRPC', () => {
  let host: Host
  const by = new Map<string, Stranger>()
  const ends: (() => unknown)[] = []
  const t: Ends = { after: work => void ends.push(work) }
  before(async () => {
    const keys = join(folder(t), 'keys.json')
    writeFileSync(keys, keySet)
    host = await started(t, '--grpc', '0', ...guarded(keys), '--caller-rate', '1000000', '--address-rate', '1000000')
    for (const name of Object.keys(systems)) {
      const one = stranger(host.grpcAddress!, name)
      by.set(name, one)
      ends.push(() => one.close())
    }
  })
  after(async () => {
    for (const end of ends.reverse()) await end()
  })
  const methodsOf = (name: string): readonly (readonly [string, string])[] =>
    Object.entries(servicesOf(protoOf(name))).flatMap(([service, methods]) => {
      const context = systems[name]!.contexts.find(c => service.toLowerCase().endsWith(`.${c.name}service`))!.name
      return methods.map(m => [context, m] as const)
    })
  const heads = () =>
    Promise.all([...host.boards.values()].flatMap(b => [...b.running.live.values()].map(async ({ store }) => store.head())))
  const id = { id: '1' }

  for (const name of Object.keys(systems))
    test(`no method of ${name} lets in a bad token, and nothing happens`, async () => {
      const before = await heads()
      const methods = methodsOf(name)
      assert.ok(methods.length > 20)
      for (const [what, authorization] of Object.entries(badTokens))
        await Promise.all(
          methods.map(async ([context, method]) => {
            const { code } = await by.get(name)!.ask(context, method, id, authorization === undefined ? {} : { authorization })
            assert.equal(code, 'UNAUTHENTICATED', `${method} with ${what}`)
          }),
        )
      assert.deepEqual(await heads(), before)
    })
  test('the good token is let in: what follows is refused for what is wrong with it', async () => {
    for (const name of Object.keys(systems))
      for (const [context, method] of methodsOf(name)) {
        const { code } = await by.get(name)!.ask(context, method, { id: '999999' }, { authorization: signed(good) })
        assert.ok(!['UNAUTHENTICATED', 'UNIMPLEMENTED', 'INTERNAL', 'UNKNOWN'].includes(code), `${method}: ${code}`)
      }
  })
  test("another customer's token, and one of the wrong role, see nothing of an order and do nothing to it", async () => {
    const café = by.get('cafeteria')!
    const as = (sub: string, phone: string, ...roles: readonly string[]) => ({ authorization: signed({ ...good, sub, phone, roles }) })
    const [kim, lee] = [as('kim', '01011111111', 'customer'), as('lee', '01022222222', 'customer')]
    const wish = { phoneNumber: '01011111111', productName: 'coffee', qty: 1 }
    const mine = await café.ask('order', 'PlaceOrder', wish, kim)
    assert.equal(mine.code, 'OK', mine.words)
    const { order } = mine.value
    const one = { id: String(order.id) }
    await caughtUp(host.boards.get('cafeteria')!)
    const before = await heads()
    const refused: readonly (readonly [string, string, object, object, string])[] = [
      ['order', 'PlaceOrder', wish, lee, 'PERMISSION_DENIED'],
      ['order', 'GetOrder', one, lee, 'NOT_FOUND'],
      ['order', 'HistoryOfOrder', one, lee, 'NOT_FOUND'],
      ['order', 'CancelOrder', one, lee, 'NOT_FOUND'],
      ['order', 'PayOrder', one, lee, 'NOT_FOUND'],
      ['order', 'AddMenuItem', { productName: 'free', price: 0 }, kim, 'PERMISSION_DENIED'],
      ['order', 'ChangeMenuItem', { id: 'coffee', price: 1 }, kim, 'PERMISSION_DENIED'],
      ['order', 'CancelOrder', one, as('bo', '01033333333', 'barista'), 'NOT_FOUND'],
      ['drink', 'Receive', one, kim, 'PERMISSION_DENIED'],
      ['payment', 'RetryRefund', one, kim, 'PERMISSION_DENIED'],
    ]
    for (const [context, method, message, who, code] of refused)
      assert.equal((await café.ask(context, method, message, who as Record<string, string>)).code, code, method)
    assert.deepEqual((await café.ask('order', 'ListOrders', {}, lee)).value.page.totalElements, 0)
    assert.deepEqual(
      (await café.ask('order', 'FindByPhoneNumberOfOrders', { phoneNumber: '01011111111' }, lee)).value.page.totalElements,
      0,
    )
    assert.deepEqual(await heads(), before)
    const [seen] = (await café.ask('order', 'ListOrders', {}, kim)).value.orders
    assert.deepEqual(seen, order)
  })
  test('whoever asks too often is told when to come again', async t => {
    const keys = join(folder(t), 'keys.json')
    writeFileSync(keys, keySet)
    const strict = await started(t, 'cafeteria', '--grpc', '0', ...guarded(keys), '--caller-rate', '1/2')
    const one = stranger(strict.grpcAddress!, 'cafeteria')
    t.after(() => one.close())
    const answers = await Promise.all(Array.from({ length: 5 }, () => one.ask('order', 'ListMenu', {}, { authorization: signed(good) })))
    const over = answers.filter(a => a.code === 'RESOURCE_EXHAUSTED')
    assert.ok(over.length >= 2, answers.map(a => a.code).join())
    assert.deepEqual([over[0]!.details['ErrorInfo'].reason, over[0]!.details['RetryInfo'].retryDelay.seconds], ['too-many', 1])
    assert.ok(over[0]!.metadata['ratelimit-policy'])
  })
})

test('who is being answered when it stops is answered, and who comes after that is told that nobody is there', async t => {
  const host = await started(t, 'cafeteria', '--grpc', '0', '--request-time', '10000')
  const by = stranger(host.grpcAddress!, 'cafeteria')
  t.after(() => by.close())
  let answered = 0
  /** Orders until somebody says no. */
  const lane = async (): Promise<string> => {
    for (;;) {
      const { code, details } = await by.ask('order', 'PlaceOrder', { phoneNumber: '01012345678', productName: 'coffee', qty: 1 })
      // paid later: the machine, not the end
      if (code !== 'OK' && !String(details['ErrorInfo']?.reason).startsWith('payment-')) return code
      answered++
    }
  }
  const lanes = Promise.all([lane(), lane(), lane(), lane()])
  await until('somebody was answered', async () => answered > 8)
  await host.stop()
  assert.deepEqual(await lanes, Array(4).fill('UNAVAILABLE'))
})
