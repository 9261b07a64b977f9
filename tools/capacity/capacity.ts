// The tables of docs/operating/capacity.md, from what was measured.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { command, exitCodes, positive } from '../command.ts'
import { keptIn } from '../show/keep.ts'
import { tableOf } from '../show/table.ts'
import { loseZone, moved, sharesOf, spread } from './cells.ts'
import { type Assumed, assumed, coreSeconds, costOfAMillion, eventsOfCore, measured, planFor } from './plan.ts'

const page = join(import.meta.dirname, '../../docs/operating/capacity.md')
export const rates = [1000, 100_000, 1_000_000] as const

const many = (n: number, digits = 0): string => n.toLocaleString('en', { maximumFractionDigits: digits })
const figures = (): string => {
  const { embedded, databases: d, topic, requestsBetweenProcesses } = measured
  return tableOf(
    ['of one order of the café', 'in one process, on files', 'processes on PostgreSQL and Kafka'],
    [
      ['CPU, µs', many(embedded.cpuMicros.value), `${many(coreSeconds * 1e6)} at the most: engines, broker and client are in it`],
      [
        'written, bytes',
        many(embedded.journalBytes.value + embedded.logBytes.value),
        `${many(d.writeAheadBytes.value)} of log, 15,000 kept`,
      ],
      [
        'flushes, transactions',
        String(embedded.flushes.value),
        `${d.transactionsTogether.value} in company, ${d.transactions.value} alone`,
      ],
      ['rows', '–', String(d.rows.value)],
      ['messages on the topic', '–', `${topic.messages} with ${many(topic.bytes)} bytes`],
      ['requests between processes', '–', String(requestsBetweenProcesses)],
      ['orders/s that were seen', many(embedded.ordersASecond.value), `${many(d.ordersASecond.value)} on two cores, with all of that`],
    ],
  )
}
const plans = (a: Assumed): string => {
  const all = rates.map(rate => planFor(rate, a))
  const row = (what: string, of: (p: (typeof all)[number]) => string): readonly string[] => [what, ...all.map(of)]
  return tableOf(
    ['orders/s', ...rates.map(r => many(r))],
    [
      row('cells', p => many(p.cells)),
      row(`cores, ${a.used * 100} % used`, p => many(p.cores)),
      row(`machines of ${a.coresOfMachine} cores`, p => many(p.machines)),
      row('replicas of each context in a cell', p => many(p.replicas)),
      row('partitions of the topic in a cell', p => many(p.partitions)),
      row('topic, MB/s', p => many(p.topicMegabytes)),
      row(`topic for ${a.topicDays} days, ${a.copies} copies, TB`, p => many(p.topicTerabytes, 1)),
      row('log of the databases, MB/s', p => many(p.writeAheadMegabytes)),
      row('transactions/s', p => many(p.transactions)),
      row('databases grow a day, TB', p => many(p.databaseTerabytesADay, 1)),
    ],
  )
}
const cost = (a: Assumed): string => {
  const { computing, keeping, embedded } = costOfAMillion(a)
  return tableOf(
    ['a million orders', 'US dollars'],
    [
      [`computing, on databases ($${a.coreHour} a core and hour)`, many(computing, 2)],
      [`keeping for a year, ${a.copies} copies ($${a.gigabyteMonth} a GB and month)`, many(keeping, 2)],
      ['computing, in one process on files', many(embedded, 2)],
    ],
  )
}
/** A second of a million orders; a zone that is lost; a cell that comes. */
const played = (): string => {
  const { cells, replicas, partitions } = planFor(1_000_000)
  const second = spread(1_000_000, cells, partitions)
  const events = assumed.cell * measured.topic.messages
  const lost = loseZone(replicas, partitions, events, eventsOfCore)
  const more = Math.ceil(cells * 1.1)
  const share = moved(100_000, cells, more) / 1000
  const sizes = [
    ...sharesOf(
      Array.from({ length: replicas + 1 }, (_, i) => `m${i}`),
      partitions,
    ).values(),
  ].map(s => s.length)
  const of = (s: { readonly least: number; readonly mean: number; readonly most: number }) =>
    `${many(s.least)} – ${many(s.mean)} – ${many(s.most)}`
  return tableOf(
    ['played', 'what came of it'],
    [
      [`a million customers order in one second, ${many(cells)} cells: orders of a cell, least – mean – most`, of(second.cells)],
      [`the fullest cell, ${partitions} partitions: orders of a partition`, of(second.partitions)],
      [`a zone of three is lost: partitions of a member of ${replicas}, before and after`, `${lost.shareBefore}, ${lost.shareAfter}`],
      ['– partitions that change hands, as the client deals them', `${lost.partitionsMoved} of ${partitions}`],
      [`– events that wait, of ${many(events)} a second of a context that hears all`, many(lost.waiting)],
      ['– nothing waits any more, after s', many(lost.seconds, 1)],
      ['– of what the rest can do is used afterwards', `${many(lost.usedAfter * 100)} %`],
      [`one member more in a group of ${replicas}: partitions of each`, sizes.join(' ')],
      [`a tenth more cells (${many(cells)} to ${many(more)}): customers who move`, `${many(share, 1)} %`],
    ],
  )
}
/** The page with its tables as they are now. */
export const pageNow = (text: string, a: Assumed = assumed): string =>
  (
    [
      ['figures', figures()],
      ['plan', plans(a)],
      ['cost', cost(a)],
      ['played', played()],
    ] as const
  ).reduce((all, [name, table]) => keptIn(all, name, table), text)
export const readPage = (): string => readFileSync(page, 'utf8')

const usage = `npm run capacity [-- --check] [--core-hour 0.04] [--gigabyte-month 0.1]

  Writes the tables of docs/operating/capacity.md from bench/measured.json, and plays cells, a lost zone and a rebalance.
  --check             writes nothing, says whether the page is stale
  --core-hour N       with prices of your own (US dollars) it prints what a million orders cost, and writes nothing
  --gigabyte-month N`
const options = {
  check: { type: 'boolean', default: false },
  'core-hour': { type: 'string' },
  'gigabyte-month': { type: 'string' },
} as const
if (import.meta.main)
  await command(usage, options, async ({ check, 'core-hour': core, 'gigabyte-month': gigabyte }) => {
    if (core !== undefined || gigabyte !== undefined) {
      const coreHour = core === undefined ? assumed.coreHour : positive('--core-hour', core)
      const gigabyteMonth = gigabyte === undefined ? assumed.gigabyteMonth : positive('--gigabyte-month', gigabyte)
      console.log(cost({ ...assumed, coreHour, gigabyteMonth }))
      return exitCodes.fine
    }
    const [text, now] = [readPage(), pageNow(readPage())]
    console.log(text === now ? 'nothing new' : check ? 'docs/operating/capacity.md is stale: npm run capacity' : 'written')
    if (!check) writeFileSync(page, now)
    return check && text !== now ? exitCodes.wrong : exitCodes.fine
  })
