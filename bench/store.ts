import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Type } from 'typebox'
import type { Key, Recorded, Store, Table, Timer, Unit } from '@jumun/core/runtime'
import { openSqlite } from '@jumun/store-sqlite'

/*
 * How fast is the store alone? The units of a café's order, ten of them over four databases in one thread, as the runtime would commit
 * them, with 1, 16, 64 and 256 orders under way at once; beside a loop that appends the same bytes to a file and does nothing but fdatasync.
 *
 *     node bench/store.ts [seconds per measurement] [orders for the last, long one]
 */
const seconds = Number(process.argv[2] ?? 3)
const long = Number(process.argv[3] ?? 0)
const folder = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'jumun-bench-'))

const table = (name: string, rest: Partial<Table> = {}): Table => ({
  name,
  kind: 'item',
  keyType: 'integer',
  numbered: false,
  indexes: [],
  fields: { status: Type.String() },
  ...rest,
})
const contexts: { readonly [context: string]: readonly Table[] } = {
  order: [table('order', { indexes: ['phoneNumber', 'status'] }), table('menu', { keyType: 'text', numbered: true })],
  payment: [table('payment', { numbered: true, indexes: ['phoneNumber'] })],
  drink: [table('drink', { numbered: true, indexes: ['status'] })],
  center: [table('mypage', { kind: 'row', numbered: true, indexes: ['phoneNumber'] })],
}

type Stores = { readonly [context: string]: Store }
const open = async (run: string): Promise<Stores> => {
  const opened: { [context: string]: Store } = {}
  for (const [context, tables] of Object.entries(contexts))
    opened[context] = await openSqlite({ file: join(folder, run, `${context}.db`), context, tables })
  return opened
}

let units = 0
/** Decides on an item and commits, like the runtime: load, fold, one unit. */
const handle = async (
  store: Store,
  source: string,
  aggregate: string,
  key: Key,
  orderId: number,
  mark: string,
  types: readonly string[],
  change: object,
  rest: (events: readonly any[]) => Unit = () => ({}),
): Promise<readonly Recorded[]> => {
  for (;;) {
    const item = await store.load(aggregate, key)
    const version = item?.version ?? 0
    const id = item?.id ?? (typeof key === 'number' && aggregate !== 'order' ? await store.allot(aggregate) : (key as number))
    const events = types.map((type, i) => ({
      id: `${aggregate}/${key}/${version + i + 1}`,
      type,
      data: { orderId, phoneNumber: phone(orderId), productName: '아메리카노', qty: 1, amt: 3000 },
      source,
      aggregate,
      key,
      item: id,
      case: aggregate === 'menu' ? `productName/${key}` : `orderId/${orderId}`,
      time: Date.now(),
      cause: mark,
      causes: [`order:order/${orderId}/1`, `order:order/${orderId}/2`],
      actor: 'guest',
    }))
    try {
      const committed = await store.commit({
        mark,
        item: { aggregate, key, version, id, state: { ...item?.state, ...change }, listed: true },
        events,
        public: types.map(() => true),
        ...rest(events),
      })
      units++
      return committed
    } catch (thrown) {
      if (!(thrown instanceof Error && thrown.message === 'conflict: version')) throw thrown
    }
  }
}
const phone = (orderId: number): string => `010-${String((orderId * 7919) % 100_000_000).padStart(8, '0')}`
const owed = (event: any, policy: string, after: number): Timer => ({
  id: `order:${event.id}/${policy}`,
  at: event.time + after,
  case: event.case,
  work: { kind: 'owed', event, policy },
})

const fold = async (store: Store, event: Recorded, column: object): Promise<void> => {
  const row = await store.row('mypage', event.data.orderId)
  const id = row?.id ?? (await store.allot('mypage'))
  await store.commit({
    rows: [
      {
        view: 'mypage',
        key: event.data.orderId,
        version: row?.version ?? 0,
        id,
        value: { ...row?.value, ...column },
        seen: { ...row?.seen, [event.source]: event.number! },
        listed: true,
      },
    ],
    seen: [{ source: event.source, case: event.case, number: event.number! }],
  })
  units++
}

/** One order from the first request to the customer's page: ten units. */
const order = async ({ order, payment, drink, center }: Stores): Promise<void> => {
  const orderId = await order!.allot('order')
  const key = `req-${orderId.toString(36)}-${Math.random().toString(36).slice(2, 8)}`
  const wish = {
    orderId,
    phoneNumber: phone(orderId),
    productName: '아메리카노',
    qty: 1,
    amt: 3000,
    price: 3000,
    attempt: 1,
    closed: 0,
    requestedAt: Date.now(),
  }
  const [requested] = await handle(
    order!,
    'order',
    'order',
    orderId,
    orderId,
    key,
    ['OrderRequested'],
    { ...wish, status: 'AwaitingHold' },
    ([e]) => ({
      timers: [
        owed(e, 'hold', 600),
        {
          id: `order:${e.id}/order.giveUp/rings`,
          at: e.time + 600_000,
          case: e.case,
          work: { kind: 'command', type: 'AbandonOrder', data: { orderId }, causes: e.causes },
        },
      ],
      keyed: {
        name: `guest POST /orders ${key}`,
        digest: '0123456789abcdef0123456789abcdef',
        aggregate: 'order',
        key: orderId,
        version: 1,
        at: e.time,
      },
    }),
  )
  await handle(order!, 'order', 'menu', `메뉴${orderId % 50}`, orderId, `order:${requested!.id}/hold/ask`, ['StockHeld'], {
    price: 3000,
    left: 1000,
    status: 'Open',
  })
  const [asked] = await handle(
    order!,
    'order',
    'order',
    orderId,
    orderId,
    `order:${requested!.id}/hold`,
    ['PaymentAsked'],
    { status: 'AwaitingPayment' },
    ([e]) => ({
      done: [`order:${requested!.id}/hold`],
      timers: [owed(e, 'pay', 600)],
    }),
  )
  const [wanted] = await handle(
    payment!,
    'payment',
    'payment',
    orderId,
    orderId,
    `order:${asked!.id}/pay/ask`,
    ['PaymentRequested'],
    { ...wish, charge: `charge-${orderId}`, status: 'Requested' },
    ([e]) => ({ timers: [owed(e, 'charge', 600)] }),
  )
  const [paid] = await handle(
    payment!,
    'payment',
    'payment',
    orderId,
    orderId,
    `order:${wanted!.id}/charge`,
    ['PaymentApproved'],
    { status: 'Approved', receipt: `psp-${orderId}` },
    () => ({ done: [`order:${wanted!.id}/charge`] }),
  )
  const [ordered] = await handle(
    order!,
    'order',
    'order',
    orderId,
    orderId,
    `order:${asked!.id}/pay`,
    ['Ordered'],
    { status: 'Ordered' },
    () => ({
      done: [`order:${asked!.id}/pay`],
    }),
  )
  await Promise.all([
    handle(drink!, 'drink', 'drink', orderId, orderId, `order:${ordered!.id}/drink.note`, ['DrinkNoted'], {
      orderId,
      productName: '아메리카노',
      qty: 1,
      status: 'Noted',
      ordered: true,
    }).then(() =>
      handle(drink!, 'drink', 'drink', orderId, orderId, `payment:${paid!.id}/drink.prepare`, ['DrinkReceived'], {
        status: 'Received',
        paid: true,
      }),
    ),
    fold(center!, ordered!, { orderId, phoneNumber: wish.phoneNumber, productName: wish.productName, status: 'Ordered', amt: 3000 }).then(
      () => fold(center!, paid!, { payStatus: 'Approved' }),
    ),
  ])
}

/** What the disk can do: appends and waits, nothing else. */
const bare = (bytes: number, run: number): number => {
  const fd = openSync(join(folder, 'bare'), 'w')
  const block = Buffer.alloc(bytes, 1)
  let n = 0
  const start = performance.now()
  while (performance.now() - start < run * 1000) {
    writeSync(fd, block)
    fdatasyncSync(fd)
    n++
  }
  closeSync(fd)
  return n / ((performance.now() - start) / 1000)
}

const one = async (inFlight: number): Promise<{ readonly units: number; readonly worst: number }> => {
  const store = await openSqlite({ file: join(folder, `one-${inFlight}`, 'order.db'), context: 'order', tables: contexts['order']! })
  let key = 0
  let worst = 0
  units = 0
  const start = performance.now()
  const writer = async (): Promise<void> => {
    while (performance.now() - start < seconds * 1000) {
      const orderId = ++key
      const before = performance.now()
      await handle(
        store,
        'order',
        'order',
        orderId,
        orderId,
        `req-${orderId}`,
        ['OrderRequested'],
        { orderId, phoneNumber: phone(orderId), productName: '아메리카노', qty: 1, amt: 3000, status: 'Ordered' },
        ([e]) => ({ timers: [owed(e, 'pay', 600)] }),
      )
      await handle(store, 'order', 'order', orderId, orderId, `order:order/${orderId}/1/pay`, ['Ordered'], { status: 'Paid' }, () => ({
        done: [`order:order/${orderId}/1/pay`],
      }))
      worst = Math.max(worst, (performance.now() - before) / 2)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, writer))
  const rate = units / ((performance.now() - start) / 1000)
  await store.close()
  return { units: rate, worst }
}

const mixed = async (inFlight: number, most = Infinity): Promise<string> => {
  const stores = await open(`mixed-${inFlight}-${most}`)
  units = 0
  let orders = 0
  let begun = 0
  let worst = 0
  const took: number[] = []
  const cpu = process.threadCpuUsage()
  const start = performance.now()
  const customer = async (): Promise<void> => {
    while (most === Infinity ? performance.now() - start < seconds * 1000 : begun < most) {
      begun++
      const before = performance.now()
      await order(stores)
      const time = performance.now() - before
      if (orders % 10 === 0) took.push(time)
      worst = Math.max(worst, time)
      orders++
      if (most !== Infinity && orders % 20_000 === 0)
        console.log(
          `  ${orders} orders, ${Math.round(orders / ((performance.now() - start) / 1000))}/s, ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB, heap ${Math.round(process.memoryUsage().heapUsed / 2 ** 20)} of ${Math.round(process.memoryUsage().heapTotal / 2 ** 20)} MB, ext ${Math.round(process.memoryUsage().external / 2 ** 20)}`,
        )
    }
  }
  await Promise.all(Array.from({ length: inFlight }, customer))
  const run = (performance.now() - start) / 1000
  const used = process.threadCpuUsage(cpu)
  for (const store of Object.values(stores)) await store.close()
  took.sort((a, b) => a - b)
  const bytes = Object.keys(contexts).reduce((sum, c) => sum + statSync(join(folder, `mixed-${inFlight}-${most}`, `${c}.db`)).size, 0)
  return (
    `${String(inFlight).padStart(4)} at once: ${Math.round(orders / run)} orders/s, ${Math.round(units / run)} units/s, ${((run * 1e6) / units).toFixed(1)} µs a unit ` +
    `(CPU ${((used.user + used.system) / units).toFixed(1)}), an order takes ${took[took.length >> 1]!.toFixed(1)} ms, p99 ${took[Math.floor(took.length * 0.99)]!.toFixed(1)}, worst ${worst.toFixed(0)}; ` +
    `${Math.round(bytes / orders)} bytes an order, ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB`
  )
}

try {
  console.log('one database, two units an order:')
  for (const inFlight of [1, 16, 64, 256]) {
    const { units, worst } = await one(inFlight)
    const flushes = bare(inFlight * 1200, Math.min(1, seconds))
    console.log(
      `${String(inFlight).padStart(4)} at once: ${Math.round(units)} units/s, worst ${worst.toFixed(0)} ms; bare fdatasync of as many bytes: ${Math.round(flushes)} a second = ${Math.round(flushes * inFlight)} units/s`,
    )
  }
  console.log('four databases, ten units an order:')
  for (const inFlight of [1, 16, 64, 256]) console.log(await mixed(inFlight))
  if (long) console.log(await mixed(256, long))
} finally {
  rmSync(folder, { recursive: true })
}
