import { readFileSync } from 'node:fs'
import { Refused } from '@jumun/core/runtime'
import { type CompiledQuery, MysqlAdapter, MysqlQueryCompiler } from 'kysely'
import mysql from 'mysql2'
import type { Engine, Insert, Line, Result, Schema, Statement, Trouble, Value } from './engine.ts'
import { limits } from './limits.ts'
import { tells } from './presence.ts'
import { Silent, Watch } from './silence.ts'

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``
const escapes: { readonly [character: string]: string } = {
  '\0': '\\0',
  '\n': '\\n',
  '\r': '\\r',
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '\x1a': '\\Z',
}
// oxlint-disable-next-line no-control-regex
const special = /[\0\n\r\\'"\x1a]/g
/** A value as it stands in a statement. The session's sql_mode and character set are ours, so this is all there is to escape. */
const literal = (value: Value): string => {
  if (value === null) return 'NULL'
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} is no number that can be kept`)
    return String(value)
  }
  if (typeof value === 'string') return `'${value.replace(special, c => escapes[c]!)}'`
  throw new TypeError('a list is no value')
}
const bare = (text: string): Statement => ({ text, values: [] })
/** The statement with its values in it: only so can many be sent in one go. */
const whole = ({ text, values }: Statement): string => {
  const parts = text.split('?')
  if (parts.length !== values.length + 1) throw new TypeError(`${parts.length - 1} places for ${values.length} values`)
  let all = parts[0]!
  for (const [i, value] of values.entries()) all += literal(value) + parts[i + 1]
  return all
}

class MariadbLine implements Line {
  waiting = 0
  isOpen = true
  readonly #connection: mysql.Connection
  readonly #watch: Watch
  /** Told where the line is given up: the driver tells nobody. */
  readonly #asked = new Set<() => void>()
  constructor(connection: mysql.Connection, answer: number) {
    this.#connection = connection
    this.#watch = new Watch(answer, () => {
      this.isOpen = false
      for (const fail of this.#asked) fail()
      connection.destroy()
    })
    const lost = (): void => {
      this.isOpen = false
    }
    connection.on('error', lost)
    connection.on('end', lost)
    ;(connection as any).stream.on('close', lost)
  }
  async run(statements: readonly Statement[], alone = false): Promise<readonly Result[]> {
    const found = await this.#query(statements.map(whole).join(';'), undefined, statements.length > 1, alone)
    return found.map(([rows, fields]) => resultOf(rows, fields))
  }
  async ask(query: CompiledQuery): Promise<Result> {
    const found = await this.#query(query.sql, query.parameters as any[], false, false)
    return resultOf(...found[0]!)
  }
  #query(sql: string, values: any[] | undefined, isMany: boolean, alone: boolean): Promise<readonly (readonly [any, any])[]> {
    return new Promise((resolve, reject) => {
      if (!this.waiting++) this.#watch.begin()
      const fail = (): void => reject(new Silent('there was no answer in time'))
      this.#asked.add(fail)
      const end = (): void => {
        this.#asked.delete(fail)
        this.#watch.heard()
        if (!--this.waiting) this.#watch.end()
      }
      this.#connection.query({ sql, values, rowsAsArray: true }, (error: any, rows: any, fields: any) => {
        end()
        if (error) {
          // What was begun must not be gone on with by who comes next.
          if (error.fatal || (isMany && !alone)) {
            this.isOpen = false
            this.#connection.destroy()
          }
          reject(error)
        } else resolve(isMany ? rows.map((r: any, i: number) => [r, fields[i]]) : [[rows, fields]])
      })
    })
  }
  async close(): Promise<void> {
    this.isOpen = false
    await new Promise<void>(done => {
      const patience = setTimeout(() => {
        this.#connection.destroy()
        done()
      }, 1000)
      this.#connection.end(() => {
        clearTimeout(patience)
        done()
      })
    })
  }
}
const resultOf = (rows: any, fields: any): Result =>
  Array.isArray(rows)
    ? { columns: fields.map((f: any) => f.name), rows, affected: rows.length, said: '' }
    : { columns: [], rows: [], affected: rows.affectedRows, said: 'COMMIT' }

const connect = async (url: string, within?: string, answer = limits.answer): Promise<Line> => {
  const { hostname, port, username, password, searchParams } = new URL(url)
  const connection = mysql.createConnection({
    host: hostname,
    port: Number(port || 3306),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    ...(within === undefined ? {} : { database: within }),
    ...tlsOf(searchParams),
    charset: 'utf8mb4_bin',
    connectTimeout: limits.connect,
    enableKeepAlive: true,
    multipleStatements: true,
    flags: ['-FOUND_ROWS'],
  })
  connection.on('error', () => {})
  await new Promise<void>((resolve, reject) => connection.connect(error => (error ? reject(error) : resolve())))
  const line = new MariadbLine(connection, answer)
  await line.run([
    bare('SET NAMES utf8mb4 COLLATE utf8mb4_nopad_bin'),
    bare(
      `SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00', tx_isolation = 'READ-COMMITTED',
       innodb_lock_wait_timeout = ${limits.lock / 1000}, max_statement_time = ${answer / 1000}, idle_transaction_timeout = ${limits.idle / 1000}`,
    ),
  ])
  return line
}

/** `?ssl=1`: encrypted, by an authority that Node knows; `?ca=FILE`: by that one; `cert=FILE&key=FILE`: as whom. */
const tlsOf = (said: URLSearchParams): { readonly ssl?: { readonly [name: string]: Buffer } } => {
  const files = ['ca', 'cert', 'key'].flatMap(name => {
    const path = said.get(name)
    if (path === null) return []
    try {
      return [[name, readFileSync(path)] as const]
    } catch (error) {
      throw new Refused(`The file ${path} that the address of MariaDB names as ${name} could not be read: ${(error as Error).message}`)
    }
  })
  return said.get('ssl') || files.length ? { ssl: Object.fromEntries(files) } : {}
}

const trouble = (thrown: unknown): Trouble => {
  const { errno, sqlState, fatal } = thrown as { readonly errno?: number; readonly sqlState?: string; readonly fatal?: boolean }
  // ended by its own limit of time, or by the driver's
  if (thrown instanceof Silent || errno === 1969 || errno === 3024) return 'late'
  if (errno === 1213 || errno === 1205 || errno === 1020) return 'again'
  if (errno === 1044 || errno === 1045 || errno === 1142 || errno === 1370) return 'not allowed'
  if (thrown instanceof TypeError || thrown instanceof RangeError) return 'bad'
  // Without a state it is the connection's. Shut down, killed, no room, too many connections, interrupted, read only.
  if (
    fatal ||
    !sqlState ||
    sqlState.startsWith('08') ||
    [1021, 1037, 1038, 1040, 1041, 1053, 1114, 1152, 1158, 1159, 1160, 1161, 1290, 1317, 1836, 1927].includes(errno!)
  )
    return 'away'
  return 'bad'
}

const insert = ({ table, columns, changed, greatest }: Insert, rows: readonly (readonly Value[])[]): readonly Statement[] => {
  if (!rows.length) return []
  const set = [
    ...(changed ?? []).map(c => `${quoted(c)} = VALUES(${quoted(c)})`),
    ...(greatest ? [`${quoted(greatest)} = GREATEST(${quoted(greatest)}, VALUES(${quoted(greatest)}))`] : []),
  ]
  const row = `(${columns.map(() => '?').join()})`
  return [
    {
      text: `INSERT INTO ${quoted(table)} (${columns.map(quoted).join()}) VALUES ${Array(rows.length).fill(row).join()}${set.length ? ` ON DUPLICATE KEY UPDATE ${set.join()}` : ''}`,
      values: rows.flat() as Value[],
    },
  ]
}

/** The path of a field, as a literal. */
const path = (name: string): string => literal(`$.${JSON.stringify(name)}`)
const lockOf = (name: string): string => `LEFT(CONCAT('jumun ', ${name}), 60)`
/** Whoever is named has no connection any more. */
const isGone = (name: string): string => `(${tells(name)} AND IS_FREE_LOCK(${lockOf(name)}) = 1)`
const clock = 'CAST(UNIX_TIMESTAMP(SYSDATE(3)) * 1000 AS SIGNED)'
const among = (column: string, values: readonly (string | number)[]): Statement => ({
  text: `${quoted(column)} IN (${values.map(() => '?').join()})`,
  values,
})
const table = (text: string): string =>
  `CREATE TABLE ${text} ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin`
const id = 'varchar(700)'

const schema: Schema = {
  guard: name => ({ text: `SELECT GET_LOCK(${lockOf('?')}, 0)`, values: [name] }),
  isThere: name => ({ text: 'SELECT 1 FROM information_schema.schemata WHERE schema_name = ?', values: [name] }),
  make: name => bare(`CREATE DATABASE IF NOT EXISTS ${quoted(name)} CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin`),
  columns: (within, name) => ({
    text: 'SELECT column_name FROM information_schema.columns WHERE table_schema = ? AND table_name = ?',
    values: [within, name],
  }),
  indexes: (within, name) => ({
    text: 'SELECT DISTINCT index_name FROM information_schema.statistics WHERE table_schema = ? AND table_name = ?',
    values: [within, name],
  }),
  migrations: [
    [
      table(
        'IF NOT EXISTS head (one tinyint PRIMARY KEY, flush bigint NOT NULL, position bigint NOT NULL, marks bigint NOT NULL, keyed bigint NOT NULL, sums longtext NOT NULL)',
      ),
      "INSERT IGNORE INTO head VALUES (1, 0, 0, 0, 0, '{}')",
      table(`IF NOT EXISTS log (position bigint PRIMARY KEY, kase ${id} NOT NULL, num bigint, aggregate varchar(100) NOT NULL, k varchar(600) NOT NULL, event longtext NOT NULL,
             UNIQUE INDEX log_case (kase, num), INDEX log_item (aggregate, k))`),
      table(`IF NOT EXISTS marks (id ${id} PRIMARY KEY, at bigint NOT NULL, refused longtext, INDEX marks_at (at))`),
      table(`IF NOT EXISTS keyed (id ${id} PRIMARY KEY, at bigint NOT NULL, data longtext NOT NULL, INDEX keyed_at (at))`),
      table(`IF NOT EXISTS timers (id ${id} PRIMARY KEY, at bigint NOT NULL, kase ${id} NOT NULL, owed bigint, work longtext NOT NULL, holder varchar(100), free bigint, free_here bigint,
             INDEX timers_at (at), INDEX timers_case (kase))`),
      table(`IF NOT EXISTS seen (id ${id} PRIMARY KEY, num bigint NOT NULL)`),
      table('IF NOT EXISTS progress (source varchar(200) PRIMARY KEY, position bigint NOT NULL)'),
      table('IF NOT EXISTS aside (source varchar(200), position bigint, data longtext NOT NULL, PRIMARY KEY (source, position))'),
      table('IF NOT EXISTS audits (id bigint AUTO_INCREMENT PRIMARY KEY, data longtext NOT NULL)'),
      table('IF NOT EXISTS numbers (name varchar(200) PRIMARY KEY, num bigint NOT NULL)'),
      table('IF NOT EXISTS leases (name varchar(200) PRIMARY KEY, holder varchar(200) NOT NULL, ends bigint NOT NULL)'),
    ],
    [table('IF NOT EXISTS notes (name varchar(200) PRIMARY KEY, text longtext NOT NULL)')],
    [`ALTER TABLE log ADD COLUMN IF NOT EXISTS mark ${id}`, 'CREATE UNIQUE INDEX IF NOT EXISTS log_mark ON log (mark)'],
  ],
  table: (name, keyType, fields) => [
    table(
      `IF NOT EXISTS ${quoted(name)} (k ${keyType === 'integer' ? 'bigint' : id} PRIMARY KEY, id bigint NOT NULL, version bigint NOT NULL, listed tinyint NOT NULL,
       status varchar(100), data longtext NOT NULL, seen longtext${fields.map(f => `, ${column(f)}`).join('')})`,
    ),
  ],
  field: (name, index, of) => [
    `ALTER TABLE ${quoted(name)} ADD COLUMN IF NOT EXISTS ${column(of)}`,
    `CREATE INDEX IF NOT EXISTS ${quoted(index)} ON ${quoted(name)} (listed, ${quoted(`f_${of}`)}, id)`,
  ],
  index: (name, index, columns) => [`CREATE INDEX IF NOT EXISTS ${quoted(index)} ON ${quoted(name)} (${columns.map(quoted).join()})`],
}
function column(of: string): string {
  return `${quoted(`f_${of}`)} varchar(200) AS (LEFT(JSON_EXTRACT(data, ${path(of)}), 200)) VIRTUAL`
}

const claim: Engine['claim'] = (me, call, now, limit, lease) => [
  {
    text: `UPDATE timers SET holder = ?, free = ?, free_here = ${clock} + ? WHERE at <= ?
           AND CASE WHEN holder IS NULL THEN TRUE WHEN holder LIKE ? THEN free <= ? OR free > ?
                    ELSE free_here <= ${clock} OR ${isGone("SUBSTRING_INDEX(holder, '#', 1)")} END ORDER BY at, id LIMIT ?`,
    values: [`${me}#${call}`, now + lease, lease, now, `${me}#%`, now, now + lease, limit], // of later than now: the clock was set back
  },
  { text: 'SELECT id, at, kase, owed, work FROM timers WHERE at <= ? AND holder = ?', values: [now, `${me}#${call}`] },
]
const forget: Engine['forget'] = (name, before, limit) => [
  bare('START TRANSACTION'),
  bare('SELECT 1 FROM head FOR UPDATE'),
  {
    text: `DELETE FROM ${name} WHERE at < ?${
      name === 'marks' ? ' AND NOT EXISTS (SELECT 1 FROM timers WHERE timers.id = marks.id)' : ''
    } ORDER BY at LIMIT ?`,
    values: [before, limit],
  },
  bare('SET @gone = ROW_COUNT()'),
  bare(`UPDATE head SET ${name} = ${name} - @gone`),
  bare('COMMIT'),
  bare('SELECT @gone'),
]

export const mariadb = (url: string): Engine => ({
  name: 'MariaDB',
  adapter: new MysqlAdapter(),
  compiler: new MysqlQueryCompiler(),
  connect: (within, answer) => connect(url, within, answer),
  prefix: decodeURIComponent(new URL(url).pathname.slice(1)),
  lacks: async line => {
    const [version] = await line.run([bare('SELECT VERSION()')])
    return /mariadb/i.test(String(version!.rows[0]![0]))
      ? undefined
      : 'this server is MySQL, which lacks what is asked of MariaDB (RETURNING, texts that differ by spaces, limits of time). Give a MariaDB 10.6 or later, or PostgreSQL.'
  },
  trouble,
  clock,
  quoted,
  among: (column, _type, values) => among(column, values),
  insert,
  moment: statements => [
    bare('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ'),
    bare('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY'),
    ...statements,
    bare('COMMIT'),
  ],
  stand: [
    bare('SET SESSION idle_transaction_timeout = 0'), // whoever reads may have to write for a while
    bare('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ'),
    bare('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY'),
  ],
  enter: within => bare(`USE ${quoted(within)}`),
  beginning: name => `LEFT(JSON_EXTRACT(data, ${path(name)}), 200)`,
  // Compared by itself, what JSON_EXTRACT gives is looked through: its text is meant.
  whole: name => `CONCAT(JSON_EXTRACT(data, ${path(name)}), '')`,
  order: (name, descending) => {
    const way = descending ? 'DESC' : 'ASC'
    const text = `JSON_VALUE(data, ${path(name)})`
    const number = `CASE WHEN JSON_TYPE(JSON_EXTRACT(data, ${path(name)})) IN ('INTEGER', 'DOUBLE') THEN CAST(${text} AS DOUBLE) END`
    return `${number} ${way}, ${text} ${way}`
  },
  column: (name, descending) => `${quoted(name)} ${descending ? 'DESC' : 'ASC'}`,
  status: descending => `status ${descending ? 'DESC' : 'ASC'}`,
  numbers: cases => {
    const { text, values } = among('kase', cases)
    return { text: `SELECT kase, MAX(num) FROM log WHERE ${text} GROUP BY kase`, values }
  },
  claim,
  forget,
  block: (of, size, atLeast) => ({
    text: `INSERT INTO numbers VALUES (?, ${atLeast} + ?) ON DUPLICATE KEY UPDATE num = GREATEST(num, ${atLeast}) + ? RETURNING num`,
    values: [of, size, size],
  }),
  lease: (name, holder, ms, _mine) => ({
    // The holder is set first, so the second line asks who it is now.
    text: `INSERT INTO leases VALUES (?, ?, ${clock} + ?) ON DUPLICATE KEY UPDATE
           holder = IF(holder = VALUES(holder) OR ends <= ${clock} OR ${isGone('holder')}, VALUES(holder), holder), ends = IF(holder = VALUES(holder), VALUES(ends), ends) RETURNING holder`,
    values: [name, holder, ms],
  }),
  schema,
})
