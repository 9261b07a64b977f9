import { randomUUID } from 'node:crypto'
import { marksAfter, Refused, type Store, type Table, type Timer, Unavailable, unfit } from '@jumun/core/runtime'
import { inserts } from './changes.ts'
import type { Engine } from './engine.ts'
import { kyselyOf } from './kysely.ts'
import { limits } from './limits.ts'
import { Lines } from './lines.ts'
import { type Moment, momentOf } from './moment.ts'
import { dump, fill } from './move.ts'
import { rewrite } from './rewrite.ts'
import { readsOf, tableOf, withEvents } from './reads.ts'
import { Presence } from './presence.ts'
import { placeOf, prepare } from './schema.ts'
import { Sequences } from './sequences.ts'
import { Tail } from './tail.ts'
import { Writer } from './writer.ts'

export interface Place {
  /** `postgres://user:password@host:port/database` or `mariadb://user:password@host:port/prefix` (also `postgresql:`). */
  readonly url: string
  /** Such as `cafeteria/order`: its tables lie in a schema (PostgreSQL) or database (MariaDB) of their own, `cafeteria_order`. */
  readonly context: string
  readonly tables: readonly Table[]
  /** The clock by which this process asks what is due, in ms since 1970. */
  readonly ownTime?: () => number
}

/** How many connections answer questions, and how many lists; one more commits, and one more is there for a moment at the start. */
const readers = 3
const listers = 2
/** So many old marks go at once, so that nobody waits long behind it. */
const slice = 1000

/** What followed from an event that is still aside is remembered as if it were of the youngest that are forgotten not. */
const renew = async (lines: Lines, before: number): Promise<void> => {
  for (let from: readonly [string, number] = ['', 0]; ; ) {
    const text = `SELECT source, position, data FROM aside WHERE source > ? OR (source = ? AND position > ?) ORDER BY source, position LIMIT ${slice}`
    const [some] = await lines.read([{ text, values: [from[0], ...from] }])
    const last = some!.rows.at(-1)
    if (!last) return
    const old = 'UPDATE marks SET at = ? WHERE id >= ? AND id < ? AND at < ?'
    await lines.read(some!.rows.map(([, , data]) => ({ text: old, values: [before, ...marksAfter(JSON.parse(data).event), before] })))
    from = [last[0], last[1]]
  }
}

/** Loads only the driver that is needed. */
const engineOf = async (url: string): Promise<Engine> => {
  const protocol = URL.canParse(url) ? new URL(url).protocol : ''
  if (protocol === 'postgres:' || protocol === 'postgresql:') return (await import('./postgres.ts')).postgres(url)
  if (protocol === 'mysql:')
    throw new Refused(
      'MySQL lacks what is asked of MariaDB. Where the server is a MariaDB give its address as mariadb://user@host:3306; else take PostgreSQL.',
    )
  if (protocol === 'mariadb:') return (await import('./mariadb.ts')).mariadb(url)
  throw new Refused('this is no address of a database. Give one such as postgres://user@host:5432/database or mariadb://user@host:3306.')
}

/**
 * Opens the database of one context on a PostgreSQL or MariaDB server, or makes it; any number of replicas may have it open. Throws a
 * Refused that says what to do where it is of a newer version, somebody else's, or may not be made; an Unavailable where the server does
 * not answer.
 */
export const openSql = async ({ url, context, tables, ownTime = Date.now }: Place): Promise<Store> => {
  const engine = await engineOf(url)
  const { found, olderFor } = await prepare(engine, context, tables).catch(thrown => {
    if (thrown instanceof Refused || engine.trouble(thrown) !== 'away') throw thrown
    throw new Unavailable(`${engine.name} does not answer: ${(thrown as Error).message}`, { cause: thrown })
  })
  const within = placeOf(context, engine.prefix)
  const known = new Map(tables.map(table => [table.name, table]))
  const lines = new Lines(engine, within, readers)
  const lists = new Lines(engine, within, listers, limits.list)
  const tail = new Tail()
  const alone = performance.now() + olderFor
  const writer = new Writer(engine, within, known, lines, tail, () => performance.now() >= alone)
  const sequences = new Sequences(engine, lines, known)
  const db = kyselyOf(engine, lines)
  const presence = new Presence(engine, lines)
  const own = randomUUID()
  let calls = 0
  const ahead = aheadOf(lines, engine, ownTime)
  const close = async () => {
    await writer.close()
    await Promise.all([lines.close(), lists.close()])
  }
  return {
    ...readsOf(engine, { lines, lists }, db, known, found, tail, () => writer.settled()),
    async commit(unit) {
      const why = unfit(unit, name => tableOf(known, name))
      if (why) throw why
      return writer.commit(unit)
    },
    allot: of => sequences.allot(of),
    async due(asked, limit, lease) {
      // one clock decides for all replicas: one that is ahead would ring everybody's timers too early
      const skew = await ahead()
      const { timers, next } = await takeDue(engine, lines, { me: await presence.of(own), call: ++calls }, asked - skew, limit, lease)
      return { timers, next: skew + next }
    },
    async forget(asked) {
      const before = asked - (await ahead())
      await renew(lines, before)
      for (const table of ['marks', 'keyed'] as const)
        for (let gone = slice; gone === slice; ) gone = (await lines.read(engine.forget(table, before, slice))).at(-1)!.rows[0]![0]
    },
    async lease(name, holder, ms) {
      const me = await presence.of(holder)
      const [result] = await lines.read([engine.lease(name, me, ms, presence.mine)])
      return result!.rows[0]![0] === me
    },
    async note(name, text) {
      await lines.read(engine.insert(inserts.notes, [[name, text]]))
    },
    dump: () => dump(engine, lines, db, tables),
    async fill(things) {
      const line = await engine.connect(within)
      try {
        await fill(engine, line, known, things)
      } finally {
        await line.close()
      }
    },
    async rewrite(change) {
      await rewrite(engine, within, lines, db, tables, change)
      await close()
    },
    close,
  }
}

/** Takes the timers that are due for whoever asks, at a time of the server's clock, and looks when the next one is. */
const takeDue = async (
  engine: Engine,
  lines: Lines,
  { me, call }: { readonly me: string; readonly call: number },
  now: number,
  limit: number,
  lease: number,
): Promise<{ readonly timers: readonly Timer[]; readonly next: number }> => {
  const taken = (await lines.read(engine.claim(me, call, now, limit, lease))).at(-1)!.rows
  const timers = [...(await withEvents(lines, engine, taken))].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  // Who holds a timer is asked by who has it: its own time is that of the caller, that of others the server's.
  const free = `CASE WHEN holder IS NULL THEN at WHEN holder LIKE ? THEN free ELSE ? + free_here - ${engine.clock} END`
  const [waiting, held] = await lines.read([
    { text: 'SELECT MIN(at) FROM timers WHERE at > ?', values: [now] },
    timers.length < limit
      ? { text: `SELECT MIN(${free}) FROM timers WHERE at <= ?`, values: [`${me}%`, now, now] }
      : { text: 'SELECT at FROM timers WHERE at <= ? AND holder IS NULL ORDER BY at LIMIT 1', values: [now] },
  ])
  return { timers, next: Math.min(waiting!.rows[0]?.[0] ?? Number.POSITIVE_INFINITY, held!.rows[0]?.[0] ?? Number.POSITIVE_INFINITY) }
}

/** All contexts of one server as they are at this moment: what their addresses share is `url`. Each was opened by this version before. */
export const openMoment = async (url: string): Promise<Moment> => momentOf(await engineOf(url))
export type { Moment } from './moment.ts'

/** How often clocks are compared, and what difference between them is none, in ms. */
const compareAfter = 60_000
const close = 1000
/** By how many ms this process's clock is ahead of the server's, asked for once in a while. */
const aheadOf = (lines: Lines, engine: Engine, ownTime: () => number): (() => Promise<number>) => {
  let skew = 0
  let asked = Number.NEGATIVE_INFINITY
  return async () => {
    if (performance.now() - asked < compareAfter) return skew
    const before = ownTime()
    const [result] = await lines.read([{ text: `SELECT ${engine.clock}`, values: [] }])
    const found = Math.round((before + ownTime()) / 2 - result!.rows[0]![0])
    asked = performance.now()
    return (skew = Math.abs(found) < close ? 0 : found)
  }
}
