import { type CompiledQuery, PostgresAdapter, PostgresQueryCompiler } from 'kysely'
import { Refused } from '@jumun/core/runtime'
import pg from 'pg'
import type { Engine, Insert, Line, Result, Schema, Statement, Trouble, Value } from './engine.ts'
import { limits } from './limits.ts'
import { tells } from './presence.ts'
import { Silent, Watch } from './silence.ts'

/** Numbers become numbers, all else stays text: JSON is read by who asked for it. */
const types = { getTypeParser: (oid: number) => (oid === 20 || oid === 21 || oid === 23 || oid === 1700 ? Number : (text: string) => text) }
const shared = new Map<string, { readonly name: string; readonly text: string }>()
const numbered = (text: string): string => {
  let n = 0
  return text.replaceAll('?', () => `$${++n}`)
}
/** A statement as PostgreSQL wants it; the same one is planned once for each connection, and then kept as long as that lives. */
const prepared = (text: string): { readonly name: string; readonly text: string } => {
  let known = shared.get(text)
  if (!known) shared.set(text, (known = { name: `s${shared.size}`, text: numbered(text) }))
  return known
}
const asAsked = ({ text, values, rare }: Statement) => ({
  ...(!values.length ? { text } : rare ? { text: numbered(text) } : prepared(text)),
  values: values as any[],
})
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
const bare = (text: string): Statement => ({ text, values: [] })

/** One connection. What is sent does not wait for what was sent before it to be answered. */
class PostgresLine implements Line {
  waiting = 0
  isOpen = true
  readonly #client: pg.Client
  readonly #watch: Watch
  #isSilent = false
  constructor(client: pg.Client, answer: number) {
    this.#client = client
    this.#watch = new Watch(answer, () => {
      this.#isSilent = true
      this.isOpen = false
      ;(client as any).connection.stream.destroy()
    })
    const lost = (): void => {
      this.isOpen = false
    }
    client.on('error', lost)
    client.on('end', lost)
  }
  run(statements: readonly Statement[]): Promise<readonly Result[]> {
    return this.#all(statements.map(asAsked))
  }
  async ask(query: CompiledQuery): Promise<Result> {
    const [result] = await this.#all([{ text: query.sql, values: query.parameters as any[] }])
    return result!
  }
  #all(queries: readonly { readonly text: string; readonly values: any[] }[]): Promise<readonly Result[]> {
    return new Promise((resolve, reject) => {
      const results: Result[] = []
      let open = queries.length
      let error: unknown
      if (!this.waiting++) this.#watch.begin()
      const end = (): void => {
        if (!--this.waiting) this.#watch.end()
        if (error) reject(this.#isSilent ? new Silent('there was no answer in time', { cause: error }) : error)
        else resolve(results)
      }
      const { stream } = (this.#client as any).connection
      stream.cork() // all of them leave together
      for (const [i, query] of queries.entries())
        this.#client.query({ ...query, rowMode: 'array' }, (thrown: Error | undefined, result: pg.QueryArrayResult) => {
          this.#watch.heard()
          if (thrown) error ??= thrown
          else
            results[i] = {
              columns: result.fields?.map(f => f.name) ?? [],
              rows: result.rows,
              affected: result.rowCount ?? 0,
              said: result.command,
            }
          if (--open === 0) end()
        })
      stream.uncork()
    })
  }
  async close(): Promise<void> {
    this.isOpen = false
    await this.#client.end().catch(() => {})
  }
}

const pooled =
  'something between here and PostgreSQL keeps its settings from us, as PgBouncer does: without limits of time a process that hangs would hold up the others. ' +
  'Give the address of the server itself; each process takes six connections a context at the most.'

const connect = async (url: string, within?: string, answer = limits.answer): Promise<Line> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: limits.connect,
    keepAlive: true,
    pipeline: true,
    types: types as any,
    application_name: 'jumun',
    // Everything is asked for by an index. A table that has just been made is planned for as if it stayed empty.
    options: `-c enable_seqscan=off -c jit=off -c lock_timeout=${limits.lock} -c statement_timeout=${answer} -c idle_in_transaction_session_timeout=${limits.idle}`,
  } as pg.ClientConfig)
  client.on('error', () => {})
  await client.connect().catch((thrown: Error) => {
    throw /unsupported startup parameter/.test(thrown.message) ? new Refused(pooled, { cause: thrown }) : thrown
  })
  const line = new PostgresLine(client, answer)
  if (within !== undefined) await line.run([bare(`SET search_path TO ${quoted(within)}`)])
  return line
}

const trouble = (thrown: unknown): Trouble => {
  const code = (thrown as { readonly code?: unknown }).code
  if (thrown instanceof Silent || code === '57014') return 'late'
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code) || /^E[A-Z]{4}$/.test(code))
    return thrown instanceof TypeError || thrown instanceof RangeError ? 'bad' : 'away'
  if (code === '40001' || code === '40P01' || code === '55P03') return 'again'
  if (code === '42501') return 'not allowed'
  // Connection, login, resources (disk, memory, connections), operator's intervention, system; and a server that only reads.
  return /^(08|28|53|57|58|25006|3D000|XX)/.test(code) ? 'away' : 'bad'
}

const insert = ({ table, columns, key, changed, greatest }: Insert, rows: readonly (readonly Value[])[]): readonly Statement[] => {
  const set = [
    ...(changed ?? []).map(c => `${quoted(c)} = excluded.${quoted(c)}`),
    ...(greatest ? [`${quoted(greatest)} = GREATEST(${quoted(table)}.${quoted(greatest)}, excluded.${quoted(greatest)})`] : []),
  ]
  const clash = set.length ? ` ON CONFLICT (${key}) DO UPDATE SET ${set.join()}` : ''
  const statements: Statement[] = []
  const row = `(${columns.map(() => '?').join()})`
  // Of a few sizes only, so that each is planned once.
  for (let from = 0, size = 256; from < rows.length; from += size) {
    while (size > rows.length - from) size /= 2
    statements.push({
      text: `INSERT INTO ${quoted(table)} (${columns.map(quoted).join()}) VALUES ${Array(size).fill(row).join()}${clash}`,
      values: rows.slice(from, from + size).flat() as Value[],
    })
  }
  return statements
}

const field = (name: string): string => `data -> ${literal(name)}`
const clock = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint'
const lockOf = (name: string): string => `hashtextextended('jumun ' || ${name}, 0)`
/**
 * Whoever is named in this column has no connection any more. A lock of one's own can be taken twice, so it is not asked for (`?`:
 * those).
 */
const isGone = (column: string): string =>
  `CASE WHEN ${tells(column)} AND ${column} <> ALL(?::text[]) THEN pg_try_advisory_xact_lock(${lockOf(column)}) ELSE false END`

const schema: Schema = {
  guard: name => ({ text: `SELECT pg_try_advisory_lock(${lockOf('?::text')})::int`, values: [name] }),
  isThere: name => ({ text: 'SELECT 1 FROM pg_namespace WHERE nspname = ?', values: [name] }),
  make: name => bare(`CREATE SCHEMA ${quoted(name)}`),
  columns: (within, table) => ({
    text: 'SELECT column_name::text FROM information_schema.columns WHERE table_schema = ? AND table_name = ?',
    values: [within, table],
  }),
  indexes: (within, table) => ({
    text: `SELECT i.relname::text FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
           JOIN pg_namespace n ON n.oid = t.relnamespace WHERE n.nspname = ? AND t.relname = ? AND x.indisvalid`,
    values: [within, table],
  }),
  migrations: [
    [
      'CREATE TABLE head (one smallint PRIMARY KEY, flush bigint NOT NULL, position bigint NOT NULL, marks bigint NOT NULL, keyed bigint NOT NULL, sums text NOT NULL) WITH (fillfactor = 10)',
      "INSERT INTO head VALUES (1, 0, 0, 0, 0, '{}')",
      'CREATE TABLE log (position bigint PRIMARY KEY, kase text COLLATE "C" NOT NULL, num bigint, aggregate text COLLATE "C" NOT NULL, k text COLLATE "C" NOT NULL, event text NOT NULL)',
      'CREATE UNIQUE INDEX log_case ON log (kase, num)',
      'CREATE INDEX log_item ON log (aggregate, k)',
      'CREATE TABLE marks (id text COLLATE "C" PRIMARY KEY, at bigint NOT NULL, refused text)',
      'CREATE INDEX marks_at ON marks (at)',
      'CREATE TABLE keyed (id text COLLATE "C" PRIMARY KEY, at bigint NOT NULL, data text NOT NULL)',
      'CREATE INDEX keyed_at ON keyed (at)',
      'CREATE TABLE timers (id text COLLATE "C" PRIMARY KEY, at bigint NOT NULL, kase text COLLATE "C" NOT NULL, owed bigint, work text NOT NULL, holder text, free bigint, free_here bigint) WITH (fillfactor = 80)',
      'CREATE INDEX timers_at ON timers (at, id)',
      'CREATE INDEX timers_case ON timers (kase)',
      'CREATE TABLE seen (id text COLLATE "C" PRIMARY KEY, num bigint NOT NULL) WITH (fillfactor = 80)',
      'CREATE TABLE progress (source text COLLATE "C" PRIMARY KEY, position bigint NOT NULL) WITH (fillfactor = 50)',
      'CREATE TABLE aside (source text COLLATE "C", position bigint, data text NOT NULL, PRIMARY KEY (source, position))',
      'CREATE TABLE audits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, data text NOT NULL)',
      'CREATE TABLE numbers (name text COLLATE "C" PRIMARY KEY, num bigint NOT NULL) WITH (fillfactor = 50)',
      'CREATE TABLE leases (name text COLLATE "C" PRIMARY KEY, holder text NOT NULL, ends bigint NOT NULL) WITH (fillfactor = 50)',
    ],
    ['CREATE TABLE notes (name text COLLATE "C" PRIMARY KEY, text text NOT NULL)'],
    ['ALTER TABLE log ADD COLUMN mark text COLLATE "C"', 'CREATE UNIQUE INDEX log_mark ON log (mark) WHERE mark IS NOT NULL'],
  ],
  table: (name, keyType, fields) => [
    `CREATE TABLE ${quoted(name)} (k ${keyType === 'integer' ? 'bigint' : 'text COLLATE "C"'} PRIMARY KEY, id bigint NOT NULL, version bigint NOT NULL,
     listed smallint NOT NULL, status text COLLATE "C", data json NOT NULL, seen text${fields
       .map(f => `, ${quoted(`f_${f}`)} text COLLATE "C" GENERATED ALWAYS AS (left((${field(f)})::text, 200)) STORED`)
       .join('')}) WITH (fillfactor = 80)`,
  ],
  // Another column would mean writing the table anew while everybody waits.
  field: (table, name, of) => [
    `DROP INDEX IF EXISTS ${quoted(name)}`,
    `CREATE INDEX CONCURRENTLY ${quoted(name)} ON ${quoted(table)} (listed, (left((${field(of)})::text, 200)), id)`,
  ],
  index: (table, name, columns) => [
    `DROP INDEX IF EXISTS ${quoted(name)}`,
    `CREATE INDEX ${quoted(name)} ON ${quoted(table)} (${columns.map(quoted).join()})`,
  ],
}

export const postgres = (url: string): Engine => ({
  name: 'PostgreSQL',
  adapter: new PostgresAdapter(),
  compiler: new PostgresQueryCompiler(),
  connect: (within, answer) => connect(url, within, answer),
  prefix: '',
  lacks: async line => {
    const [asked] = await line.run([bare("SELECT current_setting('enable_seqscan'), current_setting('lock_timeout')")])
    const [scans, lock] = asked!.rows[0]!
    return scans === 'off' && lock !== '0' ? undefined : pooled
  },
  trouble,
  clock,
  quoted,
  among: (column, type, values) => ({ text: `${quoted(column)} = ANY(?::${type === 'integer' ? 'bigint' : 'text'}[])`, values: [values] }),
  insert,
  moment: statements => [bare('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'), ...statements, bare('COMMIT')],
  stand: [
    bare('SET idle_in_transaction_session_timeout = 0'), // whoever reads may have to write for a while
    bare('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'),
    bare('SELECT 1'), // only with the first question does the moment begin
  ],
  enter: within => bare(`SET LOCAL search_path TO ${quoted(within)}`),
  beginning: name => `left((${field(name)})::text, 200)`,
  whole: name => `(${field(name)})::text`,
  order: (name, descending) => {
    const [way, nulls] = descending ? ['DESC', 'LAST'] : ['ASC', 'FIRST']
    const text = `data ->> ${literal(name)}`
    const number = `CASE json_typeof(${field(name)}) WHEN 'number' THEN (${text})::numeric END`
    return `(${number}) ${way} NULLS ${nulls}, (${text}) COLLATE "C" ${way} NULLS ${nulls}`
  },
  // With NULLS an index that has none does not fit, and everything is sorted: the planner does not look whether the column may be empty.
  column: (column, descending) => `${quoted(column)} ${descending ? 'DESC' : 'ASC'}`,
  status: descending => `status ${descending ? 'DESC NULLS LAST' : 'ASC NULLS FIRST'}`,
  numbers: cases => ({
    text: 'SELECT c.kase, (SELECT max(num) FROM log WHERE log.kase = c.kase) FROM unnest(?::text[]) AS c (kase)',
    values: [cases],
  }),
  claim: (me, _call, now, limit, lease) => [
    {
      text: `UPDATE timers SET holder = ?, free = ?::bigint, free_here = ${clock} + ?::bigint WHERE id IN (SELECT id FROM timers WHERE at <= ?
             AND CASE WHEN holder IS NULL THEN true WHEN holder = ? THEN free <= ? OR free > ? ELSE free_here <= ${clock} OR ${isGone('holder')} END
             ORDER BY at, id LIMIT ? FOR UPDATE SKIP LOCKED) RETURNING id, at, kase, owed, work`,
      values: [me, now + lease, lease, now, me, now, now + lease, [me], limit], // of later than now: the clock was set back
    },
  ],
  forget: (table, before, limit) => [
    {
      text: `WITH gone AS (DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE at < ?${
        table === 'marks' ? ' AND NOT EXISTS (SELECT 1 FROM timers WHERE timers.id = marks.id)' : ''
      } ORDER BY at LIMIT ?) RETURNING 1) UPDATE head SET ${table} = ${table} - (SELECT count(*) FROM gone) RETURNING (SELECT count(*) FROM gone)`,
      values: [before, limit],
    },
  ],
  block: (of, size, atLeast) => ({
    text: `INSERT INTO numbers VALUES (?, ${atLeast} + ?::bigint) ON CONFLICT (name) DO UPDATE SET num = GREATEST(numbers.num, ${atLeast}) + ?::bigint RETURNING num`,
    values: [of, size, size],
  }),
  lease: (name, holder, ms, mine) => ({
    text: `INSERT INTO leases VALUES (?, ?, ${clock} + ?::bigint) ON CONFLICT (name) DO UPDATE
           SET (holder, ends) = (SELECT CASE WHEN free THEN excluded.holder ELSE leases.holder END, CASE WHEN free THEN excluded.ends ELSE leases.ends END
             FROM (SELECT leases.holder = excluded.holder OR leases.ends <= ${clock} OR ${isGone('leases.holder')} AS free) AS asked)
           RETURNING holder`,
    values: [name, holder, ms, mine],
  }),
  schema,
})
