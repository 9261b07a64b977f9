import type { Committed, Item, Keyed, Recorded, Refusal, Row, Store, Table, Timer, Unit, Waiting } from '@jumun/core/runtime'
import { type Kysely, sql } from 'kysely'
import { type Sums, seenName } from './changes.ts'
import type { Engine } from './engine.ts'
import { logColumns, recorded } from './event.ts'
import type { Lines, Shared } from './lines.ts'
import { itemOf, list, totalOf } from './list.ts'
import { Loader } from './loader.ts'
import { type Found, tableName } from './schema.ts'
import type { Tail } from './tail.ts'

type Reads = Omit<Store, 'commit' | 'allot' | 'due' | 'forget' | 'lease' | 'note' | 'dump' | 'fill' | 'rewrite' | 'close'>

/** So many are asked for by one question. */
const most = 500

/** A timer; what it owes lies in the log. */
export const timerOf = ([id, at, kase, owed, work]: readonly any[], events: ReadonlyMap<number, Recorded>): Timer => {
  const it = JSON.parse(work)
  return { id, at, case: kase, work: owed === null ? it : { ...it, event: events.get(owed) } }
}

export const tableOf = (tables: ReadonlyMap<string, Table>, name: string): Table => {
  const table = tables.get(name)
  if (!table) throw new Error(`the store has no table ${name}`)
  return table
}

/** What is asked by a key, many at once. */
class Keyring {
  private readonly engine: Engine
  private readonly lines: Lines
  private readonly tables: ReadonlyMap<string, Table>
  private readonly entries: ReadonlyMap<string, Loader<number | string, readonly any[]>>
  private readonly byIds: ReadonlyMap<string, Loader<number, readonly any[]>>
  private readonly ends: Loader<'log', number>
  readonly marks: Loader<string, readonly any[]>
  readonly keys: Loader<string, readonly any[]>
  readonly seen: Loader<string, readonly any[]>

  constructor(engine: Engine, lines: Lines, tables: ReadonlyMap<string, Table>) {
    this.engine = engine
    this.lines = lines
    this.tables = tables
    const names = [...tables.values()].map(table => [table, engine.quoted(tableName(table))] as const)
    this.entries = new Map(
      names.map(([table, name]) => [table.name, this.loader<number | string>(name, 'k', table.keyType, 'id, version, data, seen')]),
    )
    this.byIds = new Map(
      names.map(([table, name]) => [table.name, this.loader<number>(name, 'id', 'integer', 'k, version, data', 'listed IN (0, 1) AND ')]),
    )
    // it lies apart, or beside what happened
    this.marks = new Loader(most, async ids => {
      const [apart, logged] = [engine.among('id', 'text', ids), engine.among('mark', 'text', ids)]
      const results = await lines.read([
        { text: `SELECT mark, NULL FROM log WHERE ${logged.text}`, values: logged.values },
        { text: `SELECT id, refused FROM marks WHERE ${apart.text}`, values: apart.values },
      ])
      return new Map(results.flatMap(({ rows }) => rows.map(row => [row[0] as string, row])))
    })
    this.keys = this.loader<string>('keyed', 'id', 'text', 'data')
    this.seen = this.loader<string>('seen', 'id', 'text', 'num')
    this.ends = new Loader(
      1,
      async () => new Map([['log', (await lines.read([{ text: 'SELECT position FROM head', values: [] }]))[0]!.rows[0]![0]]]),
    )
  }
  /** Rows by a column that is unique. */
  private loader<K extends number | string>(
    table: string,
    column: string,
    type: 'integer' | 'text',
    columns: string,
    also = '',
  ): Loader<K, readonly any[]> {
    return new Loader<K, readonly any[]>(most, async keys => {
      const { text, values } = this.engine.among(column, type, keys)
      const [result] = await this.lines.read([{ text: `SELECT ${column}, ${columns} FROM ${table} WHERE ${also}${text}`, values }])
      return new Map(result!.rows.map(row => [row[0] as K, row]))
    })
  }
  /** The row of an item or a view: its key, id, version, data and what it has seen. */
  async row(name: string, key: number | string): Promise<readonly any[] | undefined> {
    return this.entries.get(tableOf(this.tables, name).name)!.load(key)
  }
  /** By its number: the id, key, version and data. */
  async byId(name: string, id: number): Promise<readonly any[] | undefined> {
    return this.byIds.get(tableOf(this.tables, name).name)!.load(id)
  }
  /** The last position of the log. */
  async end(): Promise<number> {
    return (await this.ends.load('log'))!
  }
}

/** What the questions are asked with. */
interface Asking {
  readonly engine: Engine
  readonly lines: Lines
  readonly db: Kysely<any>
  readonly tables: ReadonlyMap<string, Table>
  readonly keyring: Keyring
}

/**
 * The questions to a store. `lists`: the connections that pages are read by; `tail`: events that need not be asked for. `settled`:
 * resolves when no flush of this replica is in doubt any more.
 */
export const readsOf = (
  engine: Engine,
  { lines, lists }: { readonly lines: Lines; readonly lists: Lines },
  db: Kysely<any>,
  tables: ReadonlyMap<string, Table>,
  found: Found,
  tail: Tail,
  settled: () => Promise<void>,
): Reads => {
  const asking: Asking = { engine, lines, db, tables, keyring: new Keyring(engine, lines, tables) }
  return {
    ...entryReads(asking, settled),
    list: async query => list(engine, lists, tableOf(tables, query.of), found.get(query.of)!, query),
    ...logReads(asking, tail),
    ...timerReads(asking),
    ...consumerReads(asking),
    counts: () => countsOf(asking),
  }
}

const entryReads = ({ keyring }: Asking, settled: () => Promise<void>): Pick<Reads, 'load' | 'row' | 'byId' | 'marked' | 'keyed'> => ({
  async load(aggregate, key): Promise<Item | undefined> {
    const row = await keyring.row(aggregate, key)
    return row && { version: row[2], id: row[1], state: JSON.parse(row[3]) }
  },
  async row(view, key): Promise<Row | undefined> {
    const row = await keyring.row(view, key)
    return row && { version: row[2], id: row[1], value: JSON.parse(row[3]), seen: JSON.parse(row[4] ?? '{}') }
  },
  async byId(of, id) {
    const row = await keyring.byId(of, id)
    return row && itemOf([row[1], row[0], row[2], row[3]])
  },
  async marked(id): Promise<Refusal | null | undefined> {
    await settled()
    const row = await keyring.marks.load(id)
    return row && (row[1] === null ? null : JSON.parse(row[1]))
  },
  async keyed(name): Promise<Keyed | undefined> {
    await settled()
    const row = await keyring.keys.load(name)
    return row && JSON.parse(row[1])
  },
})

const logReads = ({ lines, db, keyring }: Asking, tail: Tail): Pick<Reads, 'read' | 'eventsOf' | 'head'> => {
  const log = db.selectFrom('log').select([...logColumns])
  const events = async (query: { execute(): Promise<any[]> }): Promise<Committed> =>
    (await query.execute()).map(({ position, num, event, kase, mark }) => recorded([position, num, event, kase, mark]))
  return {
    async read(after, limit) {
      const run = tail.after(after, limit)
      if (run.length >= limit) return run
      // Fewer than were asked for means that there are no more.
      const from = after + run.length
      const last = await keyring.end()
      if (last <= from) return run
      const text = `SELECT ${logColumns.join()} FROM log WHERE position > ? ORDER BY position LIMIT ?`
      const [rest] = await lines.read([{ text, values: [from, Math.min(limit - run.length, last - from)] }])
      return [...run, ...rest!.rows.map(row => recorded(row as any))]
    },
    eventsOf: of =>
      events(
        ('case' in of
          ? log.where('kase', '=', of.case)
          : log.where('aggregate', '=', of.aggregate).where('k', '=', String(of.key))
        ).orderBy('position'),
      ),
    head: () => keyring.end(),
  }
}

const timerReads = ({ engine, lines, db }: Asking): Pick<Reads, 'timersOf' | 'timers'> => {
  const timers = db.selectFrom('timers').select(['id', 'at', 'kase', 'owed', 'work'])
  return {
    timersOf: async kase => withEvents(lines, engine, await timers.where('kase', '=', kase).orderBy('at').orderBy('id').execute()),
    async timers(offset, limit) {
      const [total] = await db.selectFrom('timers').select(sql<number>`count(*)`.as('n')).execute()
      const some = limit ? await timers.orderBy('at').orderBy('id').limit(limit).offset(offset).execute() : []
      return { timers: await withEvents(lines, engine, some), total: total!.n }
    },
  }
}

/** How far this context has heard others, what it has put aside, and what was noted. */
const consumerReads = ({ db, keyring }: Asking): Pick<Reads, 'progress' | 'seen' | 'aside' | 'noted' | 'isAside' | 'audits'> => ({
  async progress(source) {
    const [row] = await db.selectFrom('progress').select('position').where('source', '=', source).execute()
    return row?.['position'] ?? 0
  },
  seen: async (source, kase) => (await keyring.seen.load(seenName(source, kase)))?.[1] ?? 0,
  async aside(): Promise<readonly Waiting[]> {
    return (await db.selectFrom('aside').select('data').orderBy('source').orderBy('position').execute()).map(row => JSON.parse(row['data']))
  },
  async noted(name) {
    return (await db.selectFrom('notes').select('text').where('name', '=', name).execute())[0]?.['text']
  },
  async isAside(source, position) {
    return (
      (await db.selectFrom('aside').select('position').where('source', '=', source).where('position', '=', position).execute()).length > 0
    )
  },
  async audits(offset, limit): Promise<readonly NonNullable<Unit['audit']>[]> {
    return (await db.selectFrom('audits').select('data').orderBy('id', 'desc').limit(limit).offset(offset).execute()).map(row =>
      JSON.parse(row['data']),
    )
  },
})

const countsOf = async ({ db, tables }: Asking): ReturnType<Reads['counts']> => {
  const [head] = await db.selectFrom('head').select(['position', 'marks', 'keyed', 'sums']).execute()
  const { position, marks, keyed, sums } = head as {
    readonly position: number
    readonly marks: number
    readonly keyed: number
    readonly sums: string
  }
  const known: Sums = JSON.parse(sums)
  const few = await Promise.all(
    ['timers', 'aside', 'audits'].map(
      async name => [name, (await db.selectFrom(name).select(sql<number>`count(*)`.as('n')).execute())[0]!.n] as const,
    ),
  )
  return {
    ...Object.fromEntries([...tables.keys()].map(name => [name, totalOf(known, name, true)])),
    events: position,
    marks,
    keys: keyed,
    ...Object.fromEntries(few),
  }
}

/** Timers with the events that they owe an answer to. */
export const withEvents = async (lines: Pick<Shared, 'read'>, engine: Engine, rows: readonly any[]): Promise<readonly Timer[]> => {
  const timers = rows.map(row => (Array.isArray(row) ? row : [row.id, row.at, row.kase, row.owed, row.work]))
  const owed = timers.flatMap(row => (row[3] === null ? [] : [row[3] as number]))
  if (!owed.length) return timers.map(row => timerOf(row, new Map()))
  const { text, values } = engine.among('position', 'integer', owed)
  const [found] = await lines.read([{ text: `SELECT ${logColumns.join()} FROM log WHERE ${text}`, values }])
  const events = new Map(found!.rows.map(row => [row[0] as number, recorded(row as any)]))
  return timers.map(row => timerOf(row, events))
}
