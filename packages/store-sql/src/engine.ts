import type { CompiledQuery, DialectAdapter, QueryCompiler } from 'kysely'

/** What a statement is given: text, numbers and null, and lists of them where `among` made it so. */
export type Value = string | number | null | readonly (string | number)[]
/** `?` stands for a value. */
export interface Statement {
  readonly text: string
  readonly values: readonly Value[]
  /** Said in so many forms that no plan of it is kept: each would stay in the server's memory as long as the connection. */
  readonly rare?: boolean
}
export interface Result {
  readonly columns: readonly string[]
  /** Numbers are numbers, everything else is text. */
  readonly rows: readonly (readonly any[])[]
  /** How many rows were written. */
  readonly affected: number
  /** What a transaction came to: a COMMIT of one that has failed is a ROLLBACK. */
  readonly said: string
}

/** One connection. */
export interface Line {
  /**
   * Runs statements one after the other, sent in one go; nobody else's come between. Rejects with the first error. `alone`: nobody else
   * has this line, so what was begun may be left open.
   */
  run(statements: readonly Statement[], alone?: boolean): Promise<readonly Result[]>
  /** Runs what Kysely has made. */
  ask(query: CompiledQuery): Promise<Result>
  /** How many calls wait for an answer. */
  readonly waiting: number
  readonly isOpen: boolean
  close(): Promise<void>
}

/** Columns of rows, and what happens to a row whose key is there already: `changed` are taken over, `greatest` only where greater. */
export interface Insert {
  readonly table: string
  readonly columns: readonly string[]
  readonly key: string
  readonly changed?: readonly string[]
  readonly greatest?: string
}

/**
 * `away`: the server cannot be reached, or takes no work now. `late`: it took longer than it may, and would again. `again`: others were in
 * the way; it may succeed at once. `not allowed`: the user lacks a right. `bad`: it will never succeed as it is.
 */
export type Trouble = 'away' | 'late' | 'again' | 'not allowed' | 'bad'

/** What one kind of server does differently from the other. */
export interface Engine {
  readonly name: string
  readonly adapter: DialectAdapter
  readonly compiler: QueryCompiler
  /**
   * `within`: the schema or database that names are looked up in; left out: none of its own. `answer`: ms for an answer; 0: without
   * limit.
   */
  connect(within?: string, answer?: number): Promise<Line>
  /** Goes before the names of databases: what the address names, where a server has no schemas within one. */
  readonly prefix: string
  /** What stands between us and this server that cannot be worked with, in words; undefined: nothing does. */
  lacks(line: Line): Promise<string | undefined>
  trouble(thrown: unknown): Trouble
  /** The server's clock, in ms since 1970. */
  readonly clock: string
  quoted(name: string): string
  /** A condition: the column is one of these. */
  among(column: string, type: 'integer' | 'text', values: readonly (string | number)[]): Statement
  insert(insert: Insert, rows: readonly (readonly Value[])[]): readonly Statement[]
  /** One transaction that only reads, and sees one moment. */
  moment(statements: readonly Statement[]): readonly Statement[]
  /** Begins to look at one moment: what others commit from now on is not seen until the line is closed. */
  readonly stand: readonly Statement[]
  /** From now on names are looked up within this schema or database. */
  enter(within: string): Statement
  /** What an indexed column holds of a field: the beginning of its JSON, so that a text is no number. */
  beginning(field: string): string
  /** A field's whole JSON. */
  whole(field: string): string
  /** By what a field sorts: nothing first, then false and true, numbers, texts by code point. */
  order(field: string, descending: boolean): string
  /** Sorts by a column that is never empty, as its index does. */
  column(column: string, descending: boolean): string
  /** Sorts by the status, which may be empty: nothing first. */
  status(descending: boolean): string
  /** The highest number of a case's events, by case. */
  numbers(cases: readonly string[]): Statement
  /** Takes `limit` timers that are due and nobody's; the last statement gives them. `call`: another one each time. */
  claim(me: string, call: number, now: number, limit: number, lease: number): readonly Statement[]
  /** Deletes at most `limit` rows that are older; the last statement gives how many. */
  forget(table: 'marks' | 'keyed', before: number, limit: number): readonly Statement[]
  /** Gives a block of numbers: the last of it. `atLeast`: an expression that it must be beyond. */
  block(of: string, size: number, atLeast: string): Statement
  /** Takes or renews a lease, also from who is gone; gives its holder. `mine`: those that this process speaks for. */
  lease(name: string, holder: string, ms: number, mine: readonly string[]): Statement
  /** Makes the place of a context, and its tables. Whoever calls it has `guard`ed. */
  readonly schema: Schema
}

/** How a context's tables are made. */
export interface Schema {
  /** Gives 1 to one at a time, until its line is closed. */
  guard(name: string): Statement
  isThere(name: string): Statement
  make(name: string): Statement
  /** The columns of a table, and its indexes that are whole. */
  columns(within: string, table: string): Statement
  indexes(within: string, table: string): Statement
  /** The steps from one version to the next. */
  readonly migrations: readonly (readonly string[])[]
  /** A table of items or rows, with columns for fields that are found by index. */
  table(name: string, keyType: 'integer' | 'text', fields: readonly string[]): readonly string[]
  /** Brings a field's index to a table that others write to. */
  field(table: string, name: string, field: string): readonly string[]
  index(table: string, name: string, columns: readonly string[]): readonly string[]
}
