// How much of everything a rate of orders needs, from what was measured of one order.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Figure {
  readonly value: number
  /** The words of bench/README.md that say so. */
  readonly said: string
}
interface Figures<Names extends string> {
  readonly embedded: { readonly [name in 'cpuMicros' | 'ordersASecond' | 'journalBytes' | 'logBytes' | 'flushes']: Figure }
  readonly databases: { readonly [name in Names]: Figure }
  /** Of one order of the café: counted again by the test. */
  readonly topic: { readonly messages: number; readonly bytes: number }
  /** From the gateway to order, and from order to payment. */
  readonly requestsBetweenProcesses: number
}
export const measured = JSON.parse(readFileSync(join(import.meta.dirname, '../../bench/measured.json'), 'utf8')) as Figures<
  'cores' | 'ordersASecond' | 'events' | 'rows' | 'writeAheadBytes' | 'transactions' | 'transactionsTogether' | 'eventsASecondHeard'
>

/** What is decided, not measured. */
export const assumed = {
  /** Of a core, on an ordinary day: what a lost zone leaves must carry everything. */
  used: 0.5,
  zones: 3,
  coresOfMachine: 16,
  /** Orders a second of one installation with databases, a topic and a gateway of its own. */
  cell: 1000,
  /** Kafka and databases keep each byte so often. */
  copies: 3,
  topicDays: 7,
  /** Prices in US dollars, of nobody's list: put in those of your own with --core-hour and --gigabyte-month. */
  coreHour: 0.04,
  gigabyteMonth: 0.1,
}
export type Assumed = typeof assumed

/** CPU of an order on databases, in s: an upper bound, as the client of the measurement is in it, and the machine was full. */
export const coreSeconds = measured.databases.cores.value / measured.databases.ordersASecond.value

/** Events that one core hears and handles in a second. */
export const eventsOfCore = measured.databases.eventsASecondHeard.value / measured.databases.cores.value
const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))
const leastCommonMultiple = (a: number, b: number): number => (a / greatestCommonDivisor(a, b)) * b
/** Of a database, an order of the café, in bytes (docs/growing.md). */
const keptBytes = 15_000

/** What an installation needs for so many orders a second. */
export const planFor = (rate: number, a: Assumed = assumed) => {
  const cells = Math.ceil(rate / a.cell)
  const inCell = Math.min(rate, a.cell)
  const cores = Math.ceil((inCell * coreSeconds) / a.used)
  // of each context, as many in each zone: one thread hears, and half of it is used
  const replicas = a.zones * Math.ceil((inCell * measured.topic.messages) / eventsOfCore / a.used / a.zones)
  // each member of a group has as many as the others, also when a zone of them is gone; and never fewer than the product makes by itself
  const partitions = Math.max(12, leastCommonMultiple(replicas, (replicas / a.zones) * (a.zones - 1)))
  return {
    rate,
    cells,
    cores: cores * cells,
    /** As many in each zone; small cells share them. */
    machines: Math.ceil((cores * cells) / a.coresOfMachine / a.zones) * a.zones,
    replicas,
    partitions,
    topicMegabytes: (rate * measured.topic.bytes) / 1e6,
    writeAheadMegabytes: (rate * measured.databases.writeAheadBytes.value) / 1e6,
    transactions: rate * measured.databases.transactionsTogether.value,
    topicTerabytes: (rate * measured.topic.bytes * 86_400 * a.topicDays * a.copies) / 1e12,
    databaseTerabytesADay: (rate * keptBytes * 86_400) / 1e12,
  }
}

/** What a million orders cost, in dollars: computing once, keeping for a year. */
export const costOfAMillion = (a: Assumed = assumed) => {
  const computing = ((1e6 * coreSeconds) / a.used / 3600) * a.coreHour
  const keeping = ((1e6 * keptBytes) / 1e9) * a.copies * a.gigabyteMonth * 12
  const embedded = ((1e6 * measured.embedded.cpuMicros.value) / 1e6 / a.used / 3600) * a.coreHour
  return { computing, keeping, embedded }
}
