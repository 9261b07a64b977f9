import { type Kept, Refused, type Table, type Timer } from '@jumun/core/runtime'
import { type Kysely, sql } from 'kysely'
import { count, inserts, insertOf, keyedRow, markRow, rowOf, type Sums, seenName, statusOf, timerRow } from './changes.ts'
import type { Engine, Insert, Line, Statement, Value } from './engine.ts'
import type { Shared } from './lines.ts'
import { logColumns, recorded, resting } from './event.ts'
import { withEvents } from './reads.ts'
import { tableName } from './schema.ts'

/** So much is read, or written, at once. */
const batch = 500

/** Rows of a table in the order of columns that are unique together, page by page. */
async function* rowsOf(db: Kysely<any>, table: string, columns: readonly string[], order: readonly string[]): AsyncGenerator<any> {
  for (let last: any; ; ) {
    let query = db
      .selectFrom(table)
      .select(columns as string[])
      .limit(batch)
    for (const column of order) query = query.orderBy(column)
    if (last !== undefined)
      query = query.where(sql<boolean>`(${sql.join(order.map(c => sql.ref(c)))}) > (${sql.join(order.map(c => sql`${last[c]}`))})`)
    const rows = await query.execute()
    yield* rows
    if (rows.length < batch) return
    last = rows.at(-1)
  }
}

/** Everything that a store keeps. */
export async function* dump(engine: Engine, lines: Shared, db: Kysely<any>, tables: readonly Table[]): AsyncGenerator<Kept> {
  for await (const { position, num, event, kase, mark } of rowsOf(db, 'log', logColumns, ['position']))
    yield { kind: 'event', event: recorded([position, num, event, kase, mark]) }
  for (const table of tables)
    for await (const { k: key, id, version, listed, data, seen } of rowsOf(
      db,
      tableName(table),
      ['k', 'id', 'version', 'listed', 'data', 'seen'],
      ['k'],
    )) {
      const state = JSON.parse(data)
      yield table.kind === 'item'
        ? { kind: 'item', aggregate: table.name, key, version, id, state, listed: listed === 1 }
        : { kind: 'row', view: table.name, key, version, id, value: state, seen: JSON.parse(seen ?? '{}'), listed: listed === 1 }
    }
  for await (const { id, at, refused } of rowsOf(db, 'marks', ['id', 'at', 'refused'], ['id']))
    yield { kind: 'mark', id, at, refused: refused === null ? null : JSON.parse(refused) }
  for await (const { position, num, event, kase, mark } of rowsOf(db, 'log', logColumns, ['position']))
    if (mark !== null) yield { kind: 'mark', id: mark, at: recorded([position, num, event, kase, mark]).time, refused: null }
  for await (const { data } of rowsOf(db, 'keyed', ['id', 'data'], ['id'])) yield { kind: 'keyed', keyed: JSON.parse(data) }
  for await (const row of rowsOf(db, 'timers', ['id', 'at', 'kase', 'owed', 'work'], ['id']))
    for (const timer of await withEvents(lines, engine, [row])) yield { kind: 'timer', timer }
  for await (const { id, num } of rowsOf(db, 'seen', ['id', 'num'], ['id'])) {
    const space = id.indexOf(' ')
    yield { kind: 'seen', source: id.slice(0, space), case: id.slice(space + 1), number: num }
  }
  for await (const { source, position } of rowsOf(db, 'progress', ['source', 'position'], ['source']))
    yield { kind: 'progress', source, position }
  for await (const { data } of rowsOf(db, 'aside', ['source', 'position', 'data'], ['source', 'position']))
    yield { kind: 'aside', waiting: JSON.parse(data) }
  for await (const { data } of rowsOf(db, 'audits', ['id', 'data'], ['id'])) yield { kind: 'audit', audit: JSON.parse(data) }
  for await (const { name, num } of rowsOf(db, 'numbers', ['name', 'num'], ['name'])) yield { kind: 'number', of: name, number: num }
  for await (const { name, text } of rowsOf(db, 'notes', ['name', 'text'], ['name'])) yield { kind: 'note', name, text }
}

const numbers: Insert = { table: 'numbers', columns: ['name', 'num'], key: 'name', greatest: 'num' }

const refuse = (why: string): Refused => new Refused(`${why} Take away what is there (its schema or database), and move again.`)

/** What is moved, gathered until it is written. */
class Filling {
  private readonly engine: Engine
  private readonly line: Line
  private readonly into: ReadonlyMap<string, Insert>
  private readonly state = { flush: 0, position: 0, marks: 0, keyed: 0 }
  private readonly sums: Sums = {}
  private rows = new Map<Insert, (readonly Value[])[]>()
  private source: string | undefined
  waiting = 0

  constructor(engine: Engine, line: Line, tables: ReadonlyMap<string, Table>) {
    this.engine = engine
    this.line = line
    this.into = new Map([...tables.keys()].map(name => [name, insertOf(name)]))
  }
  async write(): Promise<void> {
    const { line, state } = this
    const [, head] = await line.run([begin, { text: 'SELECT flush FROM head FOR UPDATE', values: [] }])
    if (head!.rows[0]![0] !== state.flush) {
      await line.run([{ text: 'ROLLBACK', values: [] }])
      throw refuse(
        state.flush ? 'Somebody else wrote while this store was filled: start no replica before it is done.' : 'This store is not empty.',
      )
    }
    state.flush++
    const { flush, position, marks, keyed } = state
    await line.run([
      ...[...this.rows].flatMap(([insert, some]) => this.engine.insert(insert, some)),
      {
        text: 'UPDATE head SET flush = ?, position = ?, marks = ?, keyed = ?, sums = ?',
        values: [flush, position, marks, keyed, JSON.stringify(this.sums)],
      },
      { text: 'COMMIT', values: [] },
    ])
    this.rows = new Map()
    this.waiting = 0
  }
  take(thing: Kept): void {
    const { state } = this
    if (thing.kind === 'event') {
      const { event } = thing
      state.position = event.position
      this.source = event.source
      this.add(inserts.log, [event.position, event.case, event.number, event.aggregate, String(event.key), resting(event), null])
    } else if (thing.kind === 'item') this.entry(thing.aggregate, thing, thing.state, null)
    else if (thing.kind === 'row') this.entry(thing.view, thing, thing.value, thing.seen)
    else if (thing.kind === 'mark') {
      state.marks++
      this.add(inserts.marks, markRow(thing.id, thing.at, thing.refused))
    } else if (thing.kind === 'keyed') {
      state.keyed++
      this.add(inserts.keyed, keyedRow(thing.keyed))
    } else if (thing.kind === 'timer') this.timer(thing.timer)
    else if (thing.kind === 'seen') this.add(inserts.seen, [seenName(thing.source, thing.case), thing.number])
    else if (thing.kind === 'progress') this.add(inserts.progress, [thing.source, thing.position])
    else if (thing.kind === 'aside')
      this.add(inserts.aside, [thing.waiting.source, thing.waiting.event.position, JSON.stringify(thing.waiting)])
    else if (thing.kind === 'audit') this.add(inserts.audits, [JSON.stringify(thing.audit)])
    else if (thing.kind === 'note') this.add(inserts.notes, [thing.name, thing.text])
    else this.add(numbers, [thing.of, thing.number])
  }
  private add(insert: Insert, row: readonly Value[]): void {
    const some = this.rows.get(insert)
    if (some) some.push(row)
    else this.rows.set(insert, [row])
    this.waiting++
  }
  private entry(
    table: string,
    {
      key,
      id,
      version,
      listed,
    }: { readonly key: string | number; readonly id: number; readonly version: number; readonly listed: boolean },
    value: any,
    seen: object | null,
  ): void {
    const insert = this.into.get(table)
    if (!insert) throw refuse(`There is no table ${table} here, so this dump is of another version of the system.`)
    this.add(insert, rowOf(key, id, version, listed, value, seen))
    count(this.sums, table, statusOf(value), listed, 1)
  }
  /** What it owes lies in the log, where it is of this context and was moved before. */
  private timer(timer: Timer): void {
    const owed = timer.work.kind === 'owed' ? timer.work.event : undefined
    const isLogged = owed !== undefined && owed.source === this.source && owed.position > 0 && owed.position <= this.state.position
    this.add(inserts.timers, timerRow(timer, isLogged ? [owed] : []))
  }
}

/** Takes what another store dumped: batch after batch, while nobody else writes. */
export const fill = async (engine: Engine, line: Line, tables: ReadonlyMap<string, Table>, things: AsyncIterable<Kept>): Promise<void> => {
  const filling = new Filling(engine, line, tables)
  await filling.write()
  for await (const thing of things) {
    filling.take(thing)
    if (filling.waiting >= batch) await filling.write()
  }
  if (filling.waiting) await filling.write()
}
const begin: Statement = { text: 'START TRANSACTION', values: [] }
