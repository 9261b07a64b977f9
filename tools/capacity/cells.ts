// Cells, a lost zone and a rebalance at the size of a million orders a second, played with what decides it in the product: the partition
// of a case, and who gets which partitions.
import { partitionFor, roundRobinAssigner } from '@jumun/bus-kafka'

/** The cell of a customer, where there are so many: who is new moves only a part of all (Lamping and Veach's jump hash). */
export const cellOf = (customer: string, cells: number): number => {
  let key = BigInt(partitionFor(customer, 2 ** 31)) * 2654435761n + BigInt(partitionFor(`${customer}/`, 2 ** 31))
  let [at, next] = [-1, 0]
  while (next < cells) {
    at = next
    key = (key * 2862933555777941757n + 1n) & 0xffffffffffffffffn
    next = Math.floor((at + 1) * (2 ** 31 / (Number(key >> 33n) + 1)))
  }
  return at
}

export interface Spread {
  readonly mean: number
  readonly most: number
  readonly least: number
}
const spreadOf = (counts: readonly number[]): Spread => ({
  mean: counts.reduce((sum, n) => sum + n, 0) / counts.length,
  most: Math.max(...counts),
  least: Math.min(...counts),
})

/** A second of orders, each of a customer of its own: how many every cell gets, and every partition of the cell that got the most. */
export const spread = (orders: number, cells: number, partitions: number): { readonly cells: Spread; readonly partitions: Spread } => {
  const byCell = Array.from({ length: cells }, () => 0)
  for (let n = 0; n < orders; n++) byCell[cellOf(`010${10_000_000 + n}`, cells)]!++
  const byPartition = Array.from({ length: partitions }, () => 0)
  for (let id = 1; id <= Math.max(...byCell); id++) byPartition[partitionFor(`orderId/${id}`, partitions)]!++
  return { cells: spreadOf(byCell), partitions: spreadOf(byPartition) }
}

/** How many of so many customers have another cell when there are more cells. */
export const moved = (customers: number, before: number, after: number): number => {
  let count = 0
  for (let n = 0; n < customers; n++) if (cellOf(`010${n}`, before) !== cellOf(`010${n}`, after)) count++
  return count
}

/** Who hears which partitions. */
type Shares = ReadonlyMap<string, readonly number[]>
export const sharesOf = (members: readonly string[], partitions: number): Shares => {
  const topic = 'orders'
  type Args = Parameters<typeof roundRobinAssigner>
  const all = new Map(members.map(m => [m, {}])) as unknown as Args[1]
  const metadata = { topics: new Map([[topic, { partitionsCount: partitions }]]) } as unknown as Args[3]
  const given = roundRobinAssigner('', all, new Set([topic]), metadata)
  return new Map(given.map(g => [g.memberId, g.assignments.get(topic)?.partitions ?? []]))
}

/** A zone is lost: what one cell's consumers of a context have to do until nothing waits. Times in s. */
export interface LostZone {
  readonly shareBefore: number
  readonly shareAfter: number
  readonly partitionsMoved: number
  readonly waiting: number
  readonly seconds: number
  /** Of what the rest can do, when nothing waits any more. */
  readonly usedAfter: number
}
/**
 * `events` a second come to the cell, a member does `each`; of three zones one is gone. Its partitions are heard by nobody until the group
 * misses its members (6 s) and gives everybody a new share, for which all stop for a moment (`pause`).
 */
export const loseZone = (members: number, partitions: number, events: number, each: number, session = 6, pause = 1): LostZone => {
  const names = Array.from({ length: members }, (_, i) => `member-${i}`)
  const before = sharesOf(names, partitions)
  const after = sharesOf(
    names.filter((_, i) => i % 3 !== 2),
    partitions,
  )
  const holderOf = (shares: Shares) => new Map([...shares].flatMap(([member, mine]) => mine.map(p => [p, member] as const)))
  const [was, is] = [holderOf(before), holderOf(after)]
  const gone = [...before].filter((_, i) => i % 3 === 2).reduce((sum, [, mine]) => sum + mine.length, 0)
  const most = (shares: Shares) => Math.max(...[...shares.values()].map(s => s.length))
  const waiting = events * (gone / partitions) * session + events * pause
  // the member with the largest share is the last that is done
  const comes = (events * most(after)) / partitions
  return {
    shareBefore: most(before),
    shareAfter: most(after),
    partitionsMoved: [...was].filter(([p, member]) => is.get(p) !== member).length,
    waiting: Math.round(waiting),
    seconds: each > comes ? session + pause + (waiting * (most(after) / partitions)) / (each - comes) : Number.POSITIVE_INFINITY,
    usedAfter: comes / each,
  }
}
