import type { Table } from '@jumun/core/runtime'
import type { Engine } from './engine.ts'
import type { Lines } from './lines.ts'
import { tableName } from './schema.ts'

/** What this replica may still give of a sequence, and the block that follows, once there is one. */
interface Sequence {
  next: number
  last: number
  following: { readonly first: number; readonly last: number } | undefined
  fetching: Promise<void> | undefined
}
/** How many numbers a replica takes at once: so many are skipped when it dies. */
const block = 100

/** The numbers of aggregates and views. Each replica has blocks of its own, so they grow for each and are never given twice. */
export class Sequences {
  readonly #engine: Engine
  readonly #lines: Lines
  readonly #tables: ReadonlyMap<string, Table>
  readonly #sequences = new Map<string, Sequence>()

  constructor(engine: Engine, lines: Lines, tables: ReadonlyMap<string, Table>) {
    this.#engine = engine
    this.#lines = lines
    this.#tables = tables
  }
  #of(name: string): Sequence {
    let sequence = this.#sequences.get(name)
    if (!sequence) this.#sequences.set(name, (sequence = { next: 1, last: 0, following: undefined, fetching: undefined }))
    return sequence
  }
  async #fetch(of: string, sequence: Sequence): Promise<void> {
    const table = this.#tables.get(of)
    const { quoted } = this.#engine
    // Whoever brought an item with a number of its own took it without asking.
    const taken = table
      ? `(SELECT COALESCE(MAX(m), 0) FROM (SELECT MAX(id) AS m FROM ${quoted(tableName(table))} WHERE listed = 0 UNION ALL SELECT MAX(id) FROM ${quoted(tableName(table))} WHERE listed = 1) AS taken)`
      : '0'
    const [given] = await this.#lines.read([this.#engine.block(of, block, taken)])
    const last: number = given!.rows[0]![0]
    sequence.following = { first: last - block + 1, last }
  }
  async allot(of: string): Promise<number> {
    const sequence = this.#of(of)
    for (;;) {
      // Fetched ahead, so that hardly anybody waits for it.
      if (sequence.last - sequence.next < block / 2 && !sequence.following && !sequence.fetching) {
        sequence.fetching = this.#fetch(of, sequence).finally(() => (sequence.fetching = undefined))
        sequence.fetching.catch(() => {})
      }
      if (sequence.next <= sequence.last) return sequence.next++
      if (sequence.following) {
        sequence.next = sequence.following.first
        sequence.last = sequence.following.last
        sequence.following = undefined
        continue
      }
      await sequence.fetching
    }
  }
}
