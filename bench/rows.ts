import { cafeteria } from '@jumun/systems/cafeteria'
import pg from 'pg'
import { engine, type EngineName, startKafka, startPostgres } from '../tools/engines/index.ts'
import { type Town, townOf } from '../tools/town.ts'
import { type Cafe, clientOf, completed, countOf, order, until } from './cafe.ts'
import { closed, offered } from './load.ts'
import { familyCpu, folder, remove } from './machine.ts'
import { note, type Options, round, type Section } from './report.ts'

/** What PostgreSQL has counted so far. */
interface Counted {
  /** By table of all contexts: rows born, changed (of which in place), taken away. */
  readonly rows: ReadonlyMap<string, readonly [born: number, changed: number, inPlace: number, gone: number]>
  /** Where its log ends. */
  readonly at: string
  readonly commits: number
}
const ask = async (line: pg.Client, text: string): Promise<readonly (readonly any[])[]> =>
  (await line.query({ text, rowMode: 'array' })).rows

/** Servers count for themselves a while before they tell: it is asked until nothing changes any more but what the looking itself does. */
const counted = async (line: pg.Client): Promise<Counted> => {
  await new Promise(done => setTimeout(done, 2500))
  await ask(line, 'SELECT pg_stat_clear_snapshot()')
  const rows = await ask(
    line,
    'SELECT schemaname, relname, n_tup_ins, n_tup_upd, n_tup_hot_upd, n_tup_del FROM pg_stat_user_tables ORDER BY schemaname, relname',
  )
  const [[at]] = (await ask(line, 'SELECT pg_current_wal_lsn()::text')) as [[string]]
  const [[commits]] = (await ask(line, 'SELECT sum(xact_commit)::bigint FROM pg_stat_database')) as [[number]]
  return {
    rows: new Map(rows.map(([schema, table, ...n]) => [`${schema.replace('cafeteria_', '')}.${table}`, n.map(Number) as any])),
    at,
    commits: Number(commits),
  }
}
/** Of a part of the log: how large, how much of it are whole pages (which a checkpoint asks for), and what the rest is. */
const logged = async (line: pg.Client, from: string, to: string) => {
  const kinds = await ask(
    line,
    `SELECT "resource_manager/record_type", record_size::bigint, fpi_size::bigint FROM pg_get_wal_stats('${from}', '${to}', true) WHERE combined_size > 0 ORDER BY 2 DESC`,
  )
  return {
    records: kinds.reduce((sum, [, size]) => sum + Number(size), 0),
    pages: kinds.reduce((sum, [, , size]) => sum + Number(size), 0),
    kinds: kinds.map(([kind, size]) => [kind, Number(size)] as const),
  }
}

const cpuOf = (town: Town, ...engines: readonly { readonly pid: number }[]) =>
  [...town.inhabitants.map(i => i.process.pid), ...engines.map(e => e.pid)].map(familyCpu)

/** What an order writes: rows by table, bytes of the log, transactions; counted by PostgreSQL itself. */
export const rows = async ({ quick }: Options): Promise<Section> => {
  for (const name of ['kafka', 'postgres'] as EngineName[]) {
    const it = engine(name)
    if (!it.runs) throw new Error(`${name}: ${it.why}; ${it.how}`)
  }
  const data = folder('rows')
  const [store, kafka] = await Promise.all([startPostgres(), startKafka()])
  const line = new pg.Client({ connectionString: store.url })
  await line.connect()
  const town = await townOf({ system: cafeteria, data, settings: ['--store', store.url, '--bus', kafka.url] })
  try {
    await ask(line, 'CREATE EXTENSION IF NOT EXISTS pg_walinspect')
    const at = town.addressesOf('order')[0]!
    const cafe: Cafe = {
      process: town.inhabitants[0]!.process,
      at: { gateway: town.gateway, contexts: {} },
      ask: clientOf(() => town.gateway),
    }
    let total = 0
    const load = async (most: number, connections = 8) => {
      const { statuses } = await closed(at, order(at), { connections, most })
      const taken = statuses[201] ?? 0
      if (taken < most) note(`not every answer was 201: ${JSON.stringify(statuses)}`)
      await completed(cafe, (total += taken))
      return taken
    }
    // a broker and five processes have just begun: until orders are taken one after the other nothing is counted
    if (!(await until(async () => (await closed(at, order(at), { connections: 1, most: 10 })).statuses[201] === 10, 120_000, 500)))
      throw new Error('no orders are taken')
    total = await countOf(cafe.ask, '/orders')
    await completed(cafe, total)
    await load(quick ? 100 : 1000)
    const before = await counted(line)
    const cpuBefore = cpuOf(town, store, kafka)
    const taken = await load(quick ? 200 : 3000)
    const cpuAfter = cpuOf(town, store, kafka)
    const after = await counted(line)
    const log = await logged(line, before.at, after.at)
    const table: (string | number)[][] = []
    let sum = 0
    for (const [name, [born, changed, inPlace, gone]] of after.rows) {
      const was = before.rows.get(name) ?? [0, 0, 0, 0]
      const n = [born - was[0], changed - was[1], inPlace - was[2], gone - was[3]].map(x => x / taken) as [number, number, number, number]
      const writes = n[0] + n[1] + n[3]
      if (writes < 0.05) continue
      sum += writes
      table.push([name, round(n[0], 2), round(n[1], 2), round(n[2], 2), round(n[3], 2), round(writes, 2)])
    }
    table.push(['**all**', '', '', '', '', `**${round(sum, 1)}**`])
    for (const [kind, size] of log.kinds.slice(0, 12)) note(`${kind}: ${round(size / taken)} bytes an order`)
    const names = [...town.inhabitants.map(i => i.name), 'PostgreSQL', 'Kafka']
    const shares = names.map((name, i) => `${name} ${round((cpuAfter[i]! - cpuBefore[i]!) / taken)}`).join(', ')
    const calm = await atFifty(town, at, store, kafka, quick, async n => completed(cafe, (total += n)))
    return {
      title: 'What an order writes on PostgreSQL',
      head: ['table', 'born', 'changed', 'of these in place', 'gone', 'rows'],
      rows: table,
      target: 'at most 20 rows and 10 KB of log an order.',
      how: [
        `Log: ${round((log.records + log.pages) / taken)} bytes an order (${round(log.records / taken)} of records, ${round(log.pages / taken)} of whole pages after a checkpoint); ${round((after.commits - before.commits) / taken, 2)} transactions an order; 8 connections, ${taken} orders.`,
        `CPU µs an order: ${shares}.`,
        calm,
      ].join('\n'),
    }
  } finally {
    await town.stop()
    await line.end()
    await Promise.all([store.stop(), kafka.stop()])
    remove(data)
  }
}

/** What an order costs where there is time: with so few, what a process does without orders counts too. */
const atFifty = async (
  town: Town,
  at: string,
  store: { readonly pid: number },
  kafka: { readonly pid: number },
  quick: boolean,
  done: (orders: number) => Promise<void>,
): Promise<string> => {
  const seconds = quick ? 3 : 20
  const family = () => cpuOf(town, store, kafka)
  const pause = async () => {
    const from = family()
    await new Promise(ready => setTimeout(ready, seconds * 500))
    return family().map((n, i) => (n - from[i]!) / seconds / 0.5 / 1000)
  }
  const idle = await pause()
  const from = family()
  const { statuses } = await offered(at, order(at), { rate: 50, seconds })
  const taken = statuses[201] ?? 0
  await done(taken)
  const used = family().map((n, i) => (n - from[i]!) / taken / 1000)
  const names = [...town.inhabitants.map(i => i.name), 'PostgreSQL', 'Kafka']
  const all = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)
  return [
    `At 50 orders a second, CPU ms an order: ${round(all(used), 1)} (${names.map((n, i) => `${n} ${round(used[i]!, 1)}`).join(', ')}).`,
    `Without orders, CPU ms a second: ${round(all(idle), 1)} (${names.map((n, i) => `${n} ${round(idle[i]!, 1)}`).join(', ')}).`,
  ].join('\n')
}
