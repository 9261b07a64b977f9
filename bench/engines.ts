import { cafeteria } from '@jumun/systems/cafeteria'
import { type Engine, engine, type EngineName, startKafka, startMariadb, startMongo, startPostgres } from '../tools/engines/index.ts'
import { type Town, townOf } from '../tools/town.ts'
import { type Cafe, clientOf, completed, order, sleep, until } from './cafe.ts'
import { closed, median, offered, percentile } from './load.ts'
import { calm, empty, folder, remove, usage } from './machine.ts'
import { note, type Options, round, type Section } from './report.ts'

const stores = { postgres: startPostgres, mariadb: startMariadb, mongo: startMongo }
/** Orders a second while it is measured how long events take. */
const rate = 200

/** What a context's log says, asked as operators' tools ask. */
const logOf = async (town: Town, context: string): Promise<readonly any[]> => {
  const ask = clientOf(() => town.addressesOf(context)[0]!)
  const events: any[] = []
  for (;;) {
    const answer = await ask('POST', '/inside/store.read', { args: [events.length, 1000] })
    if (answer?.status !== 200) throw new Error(`the log of ${context} could not be read: ${answer?.status}`)
    events.push(...answer.body.result)
    if (answer.body.result.length < 1000) return events
  }
}
/** From an event's commit to the moment at which another process decided what follows, in ms: read from the logs of both, whose clock is one. */
const reactions = async (town: Town, since: number): Promise<Float64Array> => {
  const told = new Map<string, number>()
  const took: number[] = []
  const logs = await Promise.all(cafeteria.contexts.map(c => logOf(town, c.name)))
  for (const e of logs.flat()) told.set(`${e.source}:${e.id}`, e.time)
  for (const e of logs.flat()) {
    const cause = e.causes.at(-1)
    // a solid line is asked, not heard
    if (cause === undefined || cause.startsWith(`${e.source}:`) || e.cause.endsWith('/ask') || e.time < since) continue
    const from = told.get(cause)
    if (from !== undefined) took.push(e.time - from)
  }
  return Float64Array.from(took).sort()
}
const lagOf = async (town: Town, context: string): Promise<number> => {
  const answer = await clientOf(() => town.gateway)('GET', '/operations/contexts')
  return answer?.body.contexts?.find((c: any) => c.context === context)?.lag?.toHear ?? Number.NaN
}

/** The café as four processes and a gateway on one engine and Kafka, everything on this machine. */
export const engines = async ({ runs, quick }: Options): Promise<Section> => {
  const lacking = (['kafka', ...Object.keys(stores)] as EngineName[]).flatMap(name => {
    const it = engine(name)
    return it.runs ? [] : [`${name}: ${it.why}; ${it.how}`]
  })
  if (lacking.length) throw new Error(lacking.join('\n'))
  const rows: (string | number)[][] = []
  const other = await empty()
  for (const [name, start] of Object.entries(stores)) {
    const found: {
      orders: number
      empty: number
      cpu: number
      server: number
      broker: number
      p50: number
      p99: number
      worst: number
      others: number
    }[] = []
    const data = folder('engines')
    const [store, kafka] = await Promise.all([start() as Promise<Engine>, startKafka()])
    const town = await townOf({ system: cafeteria, data, settings: ['--store', store.url, '--bus', kafka.url] })
    const at = town.addressesOf('order')[0]!
    const cafe: Cafe = {
      process: town.inhabitants[0]!.process,
      at: { gateway: town.gateway, contexts: {} },
      ask: clientOf(() => town.gateway),
    }
    const cpu = () => town.inhabitants.reduce((sum, i) => sum + usage(i.process.pid).cpu, 0)
    try {
      let total = (await closed(at, order(at), { connections: 64, seconds: quick ? 2 : 10 })).statuses[201] ?? 0
      await completed(cafe, total)
      for (let run = 1; run <= runs; run++) {
        const others = await calm()
        const base = await closed(other.address, order(other.address), { connections: 64, seconds: 2 })
        const [cpuFrom, storeFrom, kafkaFrom] = [cpu(), usage(store.pid).cpu, usage(kafka.pid).cpu]
        const from = performance.now()
        const load = await closed(at, order(at), { connections: 64, seconds: quick ? 3 : 10 })
        const taken = load.statuses[201] ?? 0
        if (taken < load.sent * 0.98) note(`not every answer was 201: ${JSON.stringify(load.statuses)}`)
        await completed(cafe, (total += taken))
        const took = (performance.now() - from) / 1000
        const used = { cpu: cpu() - cpuFrom, server: usage(store.pid).cpu - storeFrom, broker: usage(kafka.pid).cpu - kafkaFrom }
        const since = Date.now()
        const spread = await offered(at, order(at), { rate, seconds: quick ? 3 : 10 })
        await completed(cafe, (total += spread.statuses[201] ?? 0))
        const heard = await reactions(town, since)
        const cell = {
          orders: taken / took,
          empty: base.sent / base.seconds,
          cpu: used.cpu / taken,
          server: used.server / taken,
          broker: used.broker / taken,
          p50: percentile(heard, 0.5),
          p99: percentile(heard, 0.99),
          worst: heard.at(-1) ?? Number.NaN,
          others,
        }
        found.push(cell)
        note(`${name}, run ${run}: ${JSON.stringify(cell)}`)
      }
      const middle = (of: (f: (typeof found)[number]) => number) => median(found.map(of))
      rows.push([
        `${store.version}, ${kafka.version}`,
        round(middle(f => f.orders)),
        `${round((100 * middle(f => f.orders)) / middle(f => f.empty), 1)} %`,
        round(middle(f => f.cpu)),
        round(middle(f => f.p50)),
        round(middle(f => f.p99)),
        name === 'postgres' ? await backlog(town, cafe, at, quick, total) : '',
      ])
    } finally {
      await town.stop()
      await Promise.all([store.stop(), kafka.stop()])
      remove(data)
    }
  }
  other.stop()
  return {
    title: 'On real engines: four processes, a gateway, Kafka',
    head: [
      'engines',
      'complete orders/s, 64 connections',
      'of empty POSTs',
      'CPU of our processes an order, µs',
      'event → handled elsewhere p50, ms',
      'p99, ms',
      'backlog, events/s',
    ],
    rows,
    target: 'PostgreSQL 800 orders/s, MariaDB and MongoDB 500; p99 under 250 ms at 200 orders/s; a backlog of 100,000 events at 5,000/s.',
    how: [
      'Everything, the client, the engines and the broker too, shares the two cores. An order counts when it is paid, has its drink ticket and its row on My Page, each in the database of another process.',
      `Event → handled: at ${rate} orders a second in an open loop; from the time that an event carries to the time of the event that another process committed because of it, read from the logs afterwards.`,
      'Backlog: the customer center is killed while orders go on, then started again; from its start to the moment at which it has heard everything.',
      'MongoDB stands for mongo-java-server here, an emulator: its figure says nothing about MongoDB.',
    ].join('\n'),
  }
}

/** How many events a second a context works off that was away. */
const backlog = async (town: Town, cafe: Cafe, at: string, quick: boolean, before: number): Promise<string> => {
  const wanted = quick ? 5000 : 100_000
  const center = town.inhabitants.find(i => i.name === 'customercenter')!
  await center.process.kill()
  let taken = 0
  // an order tells it three times: ordered, paid, and that it is being made
  while (taken * 3 < wanted) taken += (await closed(at, order(at), { connections: 64, seconds: 5 })).statuses[201] ?? 0
  if (
    !(await until(
      async () => (await Promise.all(['order', 'payment', 'drink'].map(c => lagOf(town, c)))).every(n => n === 0),
      120_000,
      200,
    ))
  )
    note('the others have not come to rest before the backlog was worked off')
  const from = performance.now()
  await center.start()
  const lag = await lagOf(town, 'customercenter')
  await completed(cafe, before + taken, 300_000)
  if (!(await until(async () => (await lagOf(town, 'customercenter')) === 0, 300_000, 100)))
    throw new Error('the backlog was not worked off')
  const seconds = (performance.now() - from) / 1000
  await sleep(0)
  note(`backlog: ${lag} messages seen after the start, ${taken} orders, ${seconds} s`)
  return `${round((taken * 3) / seconds)} (${round(taken * 3)} in ${round(seconds, 1)} s)`
}
