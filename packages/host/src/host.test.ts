import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { product } from '@jumun/systems'
import { brokersOf, Host, Refusal, settingsFrom } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'jumun-host-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const host = (data: string, port = 0) =>
  new Host(settingsFrom(['cafeteria', '--data', join(folder, data), '--port', String(port), '--log', 'silent'], {}, product), product)
const refused = (says: RegExp) => (error: unknown) => error instanceof Refusal && says.test(error.message)

test('a folder that is taken is refused in words', async () => {
  const first = host('one')
  await first.start()
  try {
    await assert.rejects(host('one').start(), refused(/in use by process \d+.*another directory/))
  } finally {
    await first.stop()
  }
})
test('a host that was stopped is started again, and stops again', async () => {
  const it = host('again')
  await it.start()
  await it.stop()
  await it.start()
  try {
    assert.equal(it.boards.get('cafeteria')!.running.live.has('order'), true)
  } finally {
    await it.stop()
  }
})
test('a context that is told to stop while it starts is stopped, and can be started again; told twice, it starts once', async () => {
  const it = host('hasty')
  await it.start()
  try {
    const board = it.boards.get('cafeteria')!
    await it.stopContext(board, 'drink')
    const starting = Promise.allSettled([it.startContext(board, 'drink'), it.startContext(board, 'drink')])
    await it.stopContext(board, 'drink')
    assert.deepEqual(
      (await starting).map(s => s.status),
      ['fulfilled', 'fulfilled'],
    )
    assert.deepEqual([board.running.live.has('drink'), board.places.get('drink')!.server], [false, undefined])
    await it.startContext(board, 'drink')
    assert.equal(board.running.live.has('drink'), true)
  } finally {
    await it.stop()
  }
})
test('of two systems that both have an order it is said whose trouble it is', async () => {
  const settings = settingsFrom(['cafeteria', 'bread', '--data', join(folder, 'whose'), '--port', '0', '--log', 'silent'], {}, product)
  const it = new Host(settings, product)
  const told: unknown[] = []
  it.report = trouble => void told.push(trouble)
  await it.start()
  try {
    for (const { running } of it.boards.values()) running.live.get('order')!.node.report({ what: 'a disk is full', about: 'order' })
    assert.deepEqual(
      told,
      ['cafeteria', 'bread'].map(system => ({ system, what: 'a disk is full', about: 'order' })),
    )
  } finally {
    await it.stop()
  }
})
test('a setting that is not one is refused, with what it takes', () => {
  const read =
    (...argv: string[]) =>
    () =>
      settingsFrom(argv, {}, product)
  assert.throws(read('nothing'), refused(/no system "nothing".*cafeteria/))
  assert.throws(read('--port', 'x'), refused(/--port takes a whole number/))
  assert.throws(read('--access', 'sometimes'), refused(/open or guarded/))
  assert.throws(read('--payment-delay', '620-400'), refused(/--payment-delay takes two numbers/))
  assert.throws(read('--nonsense'), refused(/--data DIR/))
  assert.equal(settingsFrom([], { JUMUN_PORT: '9000' }, product).port, 9000)
})
test('what clients may do is a setting: limits, connections, trusted proxies, what is written down', () => {
  const read = (...argv: string[]) => settingsFrom(argv, { JUMUN_CONNECTIONS: '77' }, product).edge
  assert.deepEqual(read(), {
    trusted: [],
    tls: undefined,
    callerRate: { perSecond: 200, burst: 400 },
    addressRate: { perSecond: 1000, burst: 2000 },
    connections: 77,
    connectionsByAddress: 1000,
    accessLog: 'refused',
  })
  assert.equal(read('--access', 'guarded').accessLog, 'all')
  const given = read(
    '--trusted',
    '10.0.0.0/8, ::1',
    '--caller-rate',
    '5/7',
    '--address-rate',
    '50',
    '--connections-by-address',
    '3',
    '--access-log',
    'none',
  )
  assert.deepEqual(
    [given.trusted, given.callerRate, given.addressRate, given.connectionsByAddress, given.accessLog],
    [['10.0.0.0/8', '::1'], { perSecond: 5, burst: 7 }, { perSecond: 50, burst: 100 }, 3, 'none'],
  )
  const wrong: [string, string, RegExp][] = [
    ['--trusted', 'proxy.example', /--trusted takes addresses.*proxy\.example/],
    ['--trusted', '10.0.0.0/33', /--trusted takes addresses/],
    ['--caller-rate', '0', /--caller-rate takes requests a second/],
    ['--address-rate', 'many', /--address-rate takes requests a second/],
    ['--connections', '0', /--connections takes a whole number/],
    ['--connections-by-address', '1.5', /--connections-by-address takes a whole number/],
    ['--access-log', 'some', /--access-log takes all, refused or none/],
  ]
  for (const [name, value, says] of wrong) assert.throws(() => read(name, value), refused(says), `${name} ${value}`)
})
test('what runs here is said in words: all, a system, contexts of one, the way in', () => {
  const parts = (...argv: string[]) => {
    const { parts, gateway } = settingsFrom(argv, {}, product)
    return [parts.map(p => (p.contexts ? `${p.system}: ${p.contexts.join()}` : p.system)), gateway]
  }
  assert.deepEqual(parts(), [Object.keys(product), true])
  assert.deepEqual(parts('air'), [['air'], true])
  assert.deepEqual(parts('cafeteria/order', 'cafeteria/payment'), [['cafeteria: order,payment'], false])
  assert.deepEqual(parts('cafeteria/gateway'), [['cafeteria: '], true])
  const read = (word: string) => () => settingsFrom(word.split(' '), {}, product)
  assert.throws(read('cafeteria/kitchen'), refused(/no context "kitchen".*order, payment.*gateway/s))
  assert.throws(read('air cafeteria/order'), refused(/whole systems, or some contexts/))
})
test('a setting comes from the command line, else from the environment, else from a file', () => {
  const file = join(folder, 'settings')
  writeFileSync(
    file,
    'JUMUN_PORT=1\nJUMUN_LOG=warn\nJUMUN_STORE="mariadb://order order=postgres://db/jumun"\nJUMUN_PEERS=http://{context}:8080\n',
  )
  const read = settingsFrom(['--config', file, '--port', '3'], { JUMUN_PORT: '2', JUMUN_HOST: '::1' }, product)
  assert.deepEqual([read.port, read.host, read.log], [3, '::1', 'warn'])
  assert.deepEqual(
    [...read.stores],
    [
      ['', 'mariadb://order'],
      ['order', 'postgres://db/jumun'],
    ],
  )
  assert.deepEqual(read.peers.get(''), ['http://{context}:8080'])
  assert.throws(() => settingsFrom(['--config', join(folder, 'none')], {}, product), refused(/could not be read/))
})
test('a store, a bus or a peer that makes no sense is refused, without a word of its password', () => {
  const read =
    (...argv: string[]) =>
    () =>
      settingsFrom(argv, {}, product)
  assert.throws(
    read('--store', 'redis://me:secret@host'),
    (error: unknown) => refused(/A store is postgres/)(error) && !/secret/.test(String(error)),
  )
  assert.throws(read('--store', 'kitchen=mongodb://host'), refused(/names the context "kitchen"/))
  assert.throws(read('--store', 'mongodb://a', '--store', 'mongodb://b'), refused(/given twice for all contexts/))
  assert.throws(read('--bus', 'kafka://nowhere'), refused(/kafka:\/\/host:port/))
  assert.throws(read('--classic', 'none'), refused(/--bus kafka/))
  assert.throws(read('--bus', 'kafka://a:1', '--classic', 'kitchen'), refused(/names the context "kitchen"/))
  assert.throws(read('--bus', 'kafka://a:1', '--classic', 'drink', '--classic-time', 'roman'), refused(/text or milliseconds/))
  assert.throws(read('--traces', 'localhost:4318'), refused(/http:\/\/localhost:4318/))
  assert.throws(read('--traces', 'http://localhost:4318', '--traces-share', '10'), refused(/from 0 to 1/))
  assert.throws(read('--traces-share', '0.1'), refused(/who takes them/))
  assert.throws(read('--peers', 'http://one:8080'), refused(/\{context\}/))
  assert.throws(read('--peers', 'order=nowhere'), refused(/order=http/))
})
test('the brokers of Kafka are read with their login', () => {
  assert.deepEqual(brokersOf('kafka://a:9092,b:9092'), { brokers: ['a:9092', 'b:9092'] })
  const login = { username: 'me', password: 'p@ss', mechanism: 'SCRAM-SHA-256' }
  assert.deepEqual(brokersOf('kafka+tls://me:p%40ss@a:9092'), { brokers: ['a:9092'], login, tls: true })
  const ca = join(folder, 'ca.pem')
  writeFileSync(ca, 'the authority')
  assert.deepEqual(
    brokersOf(`kafka+tls://me:p%40ss@a:1,b:2/test?mechanism=plain&ca=${ca}&cert=${ca}&key=${ca}&partitions=6&replicas=3&min-in-sync=2`),
    {
      brokers: ['a:1', 'b:2'],
      login: { ...login, mechanism: 'PLAIN' },
      tls: { ca: 'the authority', cert: 'the authority', key: 'the authority' },
      prefix: 'test',
      partitions: 6,
      replicas: 3,
      minInSync: 2,
    },
  )
  for (const [address, words] of [
    ['kafka://a:1?mechanisms=x', /no "mechanisms".*mechanism, ca/],
    ['kafka://me:x@a:1?mechanism=GSSAPI', /SCRAM-SHA-256, SCRAM-SHA-512, PLAIN, not "GSSAPI"/],
    ['kafka://me:x@a:1?mechanism=plain', /readable on the line.*kafka\+tls/],
    ['kafka://a:1?mechanism=scram-sha-512', /for a login/],
    [`kafka://a:1?ca=${ca}`, /kafka\+tls/],
    ['kafka+tls://a:1?ca=/nowhere', /\/nowhere .* could not be read/],
    [`kafka+tls://a:1?cert=${ca}`, /cert and key/],
    ['kafka://a:1?partitions=0', /partitions of --bus takes a whole number/],
    ['kafka://a:1?replicas=1&min-in-sync=2', /never more than 1/],
  ] as const)
    assert.throws(() => settingsFrom(['--bus', address], {}, product), refused(words))
  assert.equal(brokersOf('kafka://a'), undefined)
  assert.throws(
    () => settingsFrom(['--bus', 'kafka://me:secret@nowhere'], {}, product),
    (error: unknown) => refused(/kafka:\/\/host:port/)(error) && !/secret/.test(String(error)),
  )
})
test('what can be reached from outside does not start open', async () => {
  const open = new Host(settingsFrom(['cafeteria', '--data', join(folder, 'two'), '--host', '0.0.0.0'], {}, product), product)
  await assert.rejects(open.start(), refused(/only possible on loopback/))
})
test('processes on other machines share a secret that was given to them; on this one they make it', async () => {
  const keys = join(folder, 'keys.json')
  writeFileSync(keys, '{"keys":[]}')
  const guarded = ['--access', 'guarded', '--keys', keys, '--issuer', 'us', '--audience', 'jumun']
  const part = (data: string, ...more: string[]) =>
    new Host(
      settingsFrom(['cafeteria/order', '--data', join(folder, data), '--port', '0', '--log', 'silent', ...guarded, ...more], {}, product),
      product,
    )
  await assert.rejects(part('three', '--peers', 'http://{context}.example:8080').start(), refused(/--system-secret FILE/))
  await assert.rejects(part('three', '--system-secret', join(folder, 'none')).start(), refused(/could not be read/))
  const weak = join(folder, 'weak')
  writeFileSync(weak, 'hello')
  await assert.rejects(part('three', '--system-secret', weak).start(), refused(/at least 32 letters/))
  const one = part('four')
  await one.start()
  try {
    const file = join(folder, 'four', 'system.key')
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.match(readFileSync(file, 'utf8'), /^[\w-]{43}\n$/)
  } finally {
    await one.stop()
  }
})
test('a token of the provider is shown instead, where one is given, and the next one when it changes', async () => {
  const [keys, token, shown] = [join(folder, 'keys.json'), join(folder, 'token'), new Set<string | undefined>()]
  writeFileSync(keys, '{"keys":[]}')
  writeFileSync(token, 'the-first-token\n')
  const peer = createServer((request, response) => {
    shown.add(request.headers.authorization)
    response.writeHead(503).end()
  })
  await new Promise<void>(done => peer.listen(0, '127.0.0.1', done))
  const { port } = peer.address() as AddressInfo
  const argv = [
    'cafeteria/order',
    '--data',
    join(folder, 'five'),
    '--port',
    '0',
    '--log',
    'silent',
    '--peers',
    `http://127.0.0.1:${port}/{context}`,
  ]
  const guarded = ['--access', 'guarded', '--keys', keys, '--issuer', 'us', '--audience', 'jumun', '--system-token', token]
  const one = new Host(settingsFrom([...argv, ...guarded], {}, product), product)
  const isShown = async (text: string): Promise<void> => {
    for (const end = Date.now() + 20_000; !shown.has(`Bearer ${text}`); await new Promise(go => setTimeout(go, 25)))
      assert.ok(Date.now() < end, [...shown].join())
  }
  await one.start()
  try {
    await isShown('the-first-token')
    writeFileSync(token, 'the-second-token, which is longer\n'.replaceAll(' ', '-'))
    await isShown('the-second-token,-which-is-longer')
  } finally {
    await one.stop()
    peer.closeAllConnections()
    peer.close()
  }
})
