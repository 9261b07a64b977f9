// The same systems on other stores: the same story has the same answers, and people of every role find no difference.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, suite, test } from 'node:test'
import { Host, settingsFrom } from '@jumun/host'
import { product } from '@jumun/systems'
import { demo } from '../tools/demo.ts'
import { type Engine, type EngineName, needs, startMariadb, startMongo, startPostgres } from '../tools/engines/index.ts'
import { caughtUp } from './hosted.ts'

const folder = mkdtempSync(join(tmpdir(), 'jumun-stores-'))
const starts = { postgres: startPostgres, mariadb: startMariadb, mongo: startMongo } as const
const running = new Map<string, Promise<Engine>>()
/** One engine of a kind for each use: nobody finds what others left. */
const urlOf = async (name: keyof typeof starts, use: string): Promise<string> => {
  const engine = running.get(`${use} ${name}`) ?? starts[name]()
  running.set(`${use} ${name}`, engine)
  return (await engine).url
}
after(async () => {
  for (const engine of running.values()) await (await engine).stop()
  rmSync(folder, { recursive: true, force: true })
})
let houses = 0
const open = async (system: string, stores: readonly string[]): Promise<Host> => {
  const settings = ['--data', join(folder, String(houses++)), '--port', '0', '--log', 'silent', ...stores.flatMap(s => ['--store', s])]
  const host = new Host(settingsFrom([system, ...settings], {}, product), product)
  await host.start()
  return host
}

// ---- one story, told to every store
/** The same numbers for the same seed. */
const chanceOf = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
interface Step {
  readonly method: string
  readonly path: string
  readonly body?: object
  readonly headers?: { readonly [name: string]: string }
}
/** What customers, baristas and a manager of the café may think of, in this order. */
const storyOf = (seed: number, length: number): readonly Step[] => {
  const chance = chanceOf(seed)
  const oneOf = <T>(some: readonly T[]): T => some[Math.floor(chance() * some.length)]!
  const number = () => 1 + Math.floor(chance() * 12)
  const phone = () => `0101234000${Math.floor(chance() * 4)}`
  const sort = () => oneOf(['', '&sort=qty,desc', '&sort=productName,asc&sort=qty', '&sort=status', '&sort=nonsense', '&sort=id,desc'])
  const kinds: readonly (() => Step)[] = [
    () => {
      const qty = oneOf([1, 1, 2, 3, 100, 101, 0])
      const paymentToken = oneOf([undefined, undefined, undefined, 'decline', 'unavailable'])
      const amt = oneOf([undefined, undefined, 500 * qty, 7])
      const body = { phoneNumber: phone(), productName: oneOf(['coffee', 'americano', 'latte', 'cake', 'tea']), qty, paymentToken, amt }
      return { method: 'POST', path: '/orders', body, headers: chance() < 0.4 ? { 'idempotency-key': `key-${number()}` } : {} }
    },
    () => ({ method: 'POST', path: `/orders/${number()}/${oneOf(['cancel', 'pay', 'nonsense'])}` }),
    () => ({ method: 'PATCH', path: `/orders/${number()}`, body: { status: oneOf(['OrderCanceled', 'Ordered', 'Nonsense']) } }),
    () => ({ method: 'POST', path: `/drinks/${number()}/${oneOf(['receive', 'make', 'handOver'])}` }),
    () => ({ method: 'PATCH', path: `/drinks/${number()}`, body: { status: oneOf(['Receipted', 'Made', 'PickedUp']) } }),
    () => ({ method: 'PATCH', path: `/menu/${number()}`, body: { stock: oneOf([0, 1, 5, null]), price: oneOf([500, 700]) } }),
    () => ({
      method: 'GET',
      path: `/${oneOf(['orders', 'payments', 'drinks', 'mypages', 'messages', 'menu'])}?page=${oneOf([0, 0, 1, 9])}&size=${oneOf([2, 5, 50])}${sort()}`,
    }),
    () => ({ method: 'GET', path: `/${oneOf(['orders', 'payments', 'drinks', 'mypages'])}/${number()}` }),
    () => ({ method: 'GET', path: `/mypages/search/findByPhoneNumber?phoneNumber=${phone()}` }),
    () => ({ method: 'GET', path: `/orders/search/unpaid?phoneNumber=${phone()}` }),
    () => ({ method: 'GET', path: `/orders/${number()}/history` }),
  ]
  return Array.from({ length }, () => kinds[chance() < 0.45 ? 0 : Math.floor(chance() * kinds.length)]!())
}
/** What is another thing every time: addresses, times, names of messages. */
const plain = (text: string): string =>
  text
    .replaceAll(/http:\/\/localhost:\d+/g, '')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
    .replaceAll(/"(traceId|cause|pickupNumber)":("[^"]*"|\d+)/g, '"$1":""')
/** Everything in it in one order: contexts run side by side, and tell their parts of a history as they come. */
const answerOf = async ({ method, path, body, headers }: Step, address: string): Promise<string> => {
  const said = await fetch(address + path, {
    method,
    headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = plain(await said.text())
  if (!path.endsWith('/history') || said.status !== 200) return `${said.status} ${said.headers.get('etag') ?? ''} ${text}`
  const { events } = JSON.parse(text)
  return events
    .map((e: any) => JSON.stringify([e.context, e.event, e.id, e.data]))
    .sort()
    .join('\n')
}
const tell = async (story: readonly Step[], stores: readonly string[]): Promise<readonly string[]> => {
  const host = await open('cafeteria', stores)
  try {
    const answers: string[] = []
    for (const step of story) {
      answers.push(await answerOf(step, host.address))
      await caughtUp(host.boards.get('cafeteria')!) // what follows from a step has followed before the next
    }
    return answers
  } finally {
    await host.stop()
  }
}

suite('one story has the same answers on every store', () => {
  const story = storyOf(1, 120)
  let expected: Promise<readonly string[]> | undefined
  const onFiles = () => (expected ??= tell(story, []))
  test('it is worth telling', async () => {
    const statuses = new Set((await onFiles()).map(a => a.slice(0, 3)))
    for (const status of ['200', '201', '400', '404', '409', '422'])
      assert.ok(statuses.has(status), `nothing was answered with ${status}: ${[...statuses]}`)
  })
  for (const name of Object.keys(starts) as (keyof typeof starts & EngineName)[])
    if (needs([name], `the story on ${name}`))
      test(`on ${name}`, async () => {
        const [there, here] = [await tell(story, [await urlOf(name, 'story')]), await onFiles()]
        for (const [i, step] of story.entries())
          assert.equal(there[i], here[i], `step ${i}: ${step.method} ${step.path} ${JSON.stringify(step.body ?? '')}`)
      })
})

suite('people of every role find no difference', () => {
  const arrangements: readonly {
    readonly says: string
    readonly system: string
    readonly stores: { readonly [context: string]: keyof typeof starts }
  }[] = [
    {
      says: 'the café as the originals had it: order on MariaDB, customercenter on MongoDB',
      system: 'cafeteria',
      stores: { order: 'mariadb', customercenter: 'mongo', '': 'postgres' },
    },
    {
      says: 'BRD-N3, BRD-O3: the customer of the bakery on another database than the rest',
      system: 'bread',
      stores: { customer: 'mariadb', '': 'postgres' },
    },
    { says: 'the airline, its history on a document store', system: 'air', stores: { reservationhist: 'mongo', '': 'mariadb' } },
    { says: 'DLV-D13: ordering on a document store', system: 'delivery', stores: { ordering: 'mongo', '': 'postgres' } },
    { says: 'CAR-O13: the dashboard on its own database product', system: 'cars', stores: { dashboard: 'mongo', '': 'postgres' } },
  ]
  for (const { says, system, stores } of arrangements)
    if (needs([...new Set(Object.values(stores))], says))
      test(says, async () => {
        const named = await Promise.all(
          Object.entries(stores).map(async ([context, name]) => `${context ? `${context}=` : ''}${await urlOf(name, 'people')}`),
        )
        const host = await open(system, named)
        try {
          assert.ok(await demo(system, { orders: 30, at: host.address, isAsked: true, perSecond: 20 }), 'see what was printed')
        } finally {
          await host.stop()
        }
      })
})
