import { Refused, type Table } from '@jumun/core/runtime'
import type { Engine, Line, Statement } from './engine.ts'

/** The schema or database of a context. `prefix`: goes before its name, where an address names one and the server has but one kind of place. */
export const placeOf = (context: string, prefix = ''): string => `${prefix && `${prefix}_`}${context.replaceAll('/', '_')}`
/** The table of an aggregate or a view. */
export const tableName = (table: Pick<Table, 'name'>): string => `of_${table.name}`

/** Where a field that lists are narrowed by is found: by table, then field, a column or an expression. */
export type Found = ReadonlyMap<string, ReadonlyMap<string, string>>
/** A place that is ready. */
export interface Prepared {
  readonly found: Found
  /** For so many ms from now processes of an older version may still work here, which do not know of what is newer. */
  readonly olderFor: number
}
/** How long processes of the version before may go on, in ms, from when the first of this one made the place newer. */
const release = 3_600_000

const bare = (text: string): Statement => ({ text, values: [] })
const names = async (line: Line, statement: Statement): Promise<readonly string[]> =>
  (await line.run([statement]))[0]!.rows.map(row => row[0])

/**
 * Makes a context's place and tables, or completes them: a later version of a system may have more of them, or other indexes. One
 * replica at a time; those of other versions go on meanwhile, so nothing is taken away and no table is written anew. Throws a Refused
 * that says what to do.
 */
export const prepare = async (engine: Engine, context: string, tables: readonly Table[]): Promise<Prepared> => {
  const within = placeOf(context, engine.prefix)
  const { schema } = engine
  const outside = await engine.connect(undefined, 0)
  try {
    const isThere = async (name: string): Promise<boolean> => (await names(outside, schema.isThere(name))).length > 0
    const isMade = () => isThere(within)
    const asked = await engine.lacks(outside)
    if (asked) throw new Refused(asked)
    if (!(await isMade())) {
      const plain = placeOf(context)
      if (plain !== within && (await isThere(plain)))
        throw new Refused(
          `There is a ${plain} on this server, but no ${within}: a name in the address goes before those of the databases. To go on with what lies in ${plain} give the ` +
            `address without /${engine.prefix}. To begin anew beside it make ${within} first (CREATE DATABASE ${within}).`,
        )
      await guard(engine, outside, within)
      if (!(await isMade()))
        await outside.run([schema.make(within)]).catch(thrown => {
          throw inWords(engine, thrown, within, context)
        })
    }
  } finally {
    await outside.close()
  }
  const line = await engine.connect(within, 0)
  try {
    await guard(engine, line, within)
    await migrate(engine, line, within, context)
    return { found: await shape(engine, line, within, tables), olderFor: await olderFor(engine, line) }
  } catch (thrown) {
    throw inWords(engine, thrown, within, context)
  } finally {
    await line.close()
  }
}

/** Waits until nobody else prepares this place. It asks again and again: one who waited inside would hold up the making of an index. */
const guard = async (engine: Engine, line: Line, within: string): Promise<void> => {
  while ((await line.run([engine.schema.guard(within)]))[0]!.rows[0]![0] !== 1) await new Promise(done => setTimeout(done, 50))
}

/** Brings a place to the newest version, step by step. Refuses one that is newer still, or another context's. */
export const migrate = async (
  engine: Engine,
  line: Line,
  within: string,
  context: string,
  steps = engine.schema.migrations,
): Promise<void> => {
  const meta = await names(line, engine.schema.columns(within, 'meta'))
  if (!meta.length) {
    const text = engine.name === 'MariaDB' ? 'varchar(200)' : 'text'
    await line.run([bare(`CREATE TABLE meta (name ${text} PRIMARY KEY, value ${text} NOT NULL)`)])
  }
  const [known] = await line.run([bare('SELECT name, value FROM meta')])
  const told = new Map(known!.rows.map(([name, value]) => [name, value] as [string, string]))
  const owner = told.get('context')
  if (owner !== undefined && owner !== context)
    throw new Refused(
      `${within} belongs to the context ${owner}, not to ${context}. Nothing was changed. Give one of them a server or database of its own.`,
    )
  const version = Number(told.get('version') ?? 0)
  if (version > steps.length)
    throw new Refused(
      `${within} was written by a newer Jumun (its format is ${version}, this one knows ${steps.length}). Nothing was changed. Run the newer version, or restore a backup from before it.`,
    )
  if (owner === undefined) await line.run([{ text: "INSERT INTO meta VALUES ('context', ?)", values: [context] }])
  for (const [i, step] of steps.entries()) {
    if (i < version) continue
    // One server makes tables within a transaction; the other does not, so each statement of it may be said twice.
    await line.run([
      bare('BEGIN'),
      ...step.map(bare),
      bare("DELETE FROM meta WHERE name = 'version'"),
      { text: "INSERT INTO meta VALUES ('version', ?)", values: [String(i + 1)] },
      ...(version ? olderGoOn(engine) : []),
      bare('COMMIT'),
    ])
  }
}

const olderFor = async (engine: Engine, line: Line): Promise<number> => {
  const [noted, now] = await line.run([bare("SELECT value FROM meta WHERE name = 'older until'"), bare(`SELECT ${engine.clock}`)])
  return Math.max(0, Number(noted!.rows[0]?.[0] ?? 0) - now!.rows[0]![0])
}

const olderGoOn = (engine: Engine): readonly Statement[] => [
  bare("DELETE FROM meta WHERE name = 'older until'"),
  bare(`INSERT INTO meta SELECT 'older until', ${engine.clock} + ${release}`),
]

/** Makes or completes the tables of aggregates and views. */
const shape = async (engine: Engine, line: Line, within: string, tables: readonly Table[]): Promise<Found> => {
  const { schema } = engine
  const found = new Map<string, ReadonlyMap<string, string>>()
  for (const table of tables) {
    const name = tableName(table)
    const fields = table.indexes.filter(field => field !== 'status')
    if (!(await names(line, schema.columns(within, name))).length)
      for (const text of schema.table(name, table.keyType, fields)) await line.run([bare(text)])
    const indexes = new Set(await names(line, schema.indexes(within, name)))
    const index = async (field: string, columns: readonly string[]): Promise<void> => {
      const wanted = `${name} ${field}`
      if (!indexes.has(wanted)) for (const text of schema.index(name, wanted, columns)) await line.run([bare(text)])
    }
    await index('id', ['listed', 'id'])
    if (table.indexes.includes('status')) await index('status', ['listed', 'status', 'id'])
    let columns = new Set(await names(line, schema.columns(within, name)))
    for (const field of fields) {
      if (columns.has(`f_${field}`)) await index(field, ['listed', `f_${field}`, 'id'])
      else if (!indexes.has(`${name} ${field}`))
        for (const text of schema.field(name, `${name} ${field}`, field)) await line.run([bare(text)])
    }
    columns = new Set(await names(line, schema.columns(within, name)))
    found.set(
      table.name,
      new Map(fields.map(field => [field, columns.has(`f_${field}`) ? engine.quoted(`f_${field}`) : engine.beginning(field)])),
    )
  }
  return found
}

const inWords = (engine: Engine, thrown: unknown, within: string, context: string): unknown =>
  engine.trouble(thrown) === 'not allowed' && !(thrown instanceof Refused)
    ? new Refused(
        `this user of ${engine.name} may not make what the context ${context} needs (${(thrown as Error).message}). Let an administrator make ${
          engine.name === 'MariaDB' ? 'the database' : 'the schema'
        } ${within} and give it to this user with all rights, or give the address of a user who may.`,
        { cause: thrown },
      )
    : thrown
