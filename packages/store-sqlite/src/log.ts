import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { type Key, type Recorded, Recent } from '@jumun/core/runtime'
import type { Delta } from './delta.ts'
import { Highest } from './highest.ts'
import { frozen } from './tab.ts'

/** Events in one row of the log: many, so that appending is cheap; few enough to pick one out of. */
const chunk = 64

/**
 * The log of a context. A row holds the events of one flush, a line each, under the position of its first; the newest are in memory.
 * Where the events of a case lie is written later, with the tables.
 */
export class Log {
  /** The last position that is durable. */
  head = 0
  /** By aggregate the kinds of case whose value is the item's key: their index serves the item too. */
  readonly kinds = new Map<string, Set<string>>()
  /** Of the cases that the table has. */
  readonly highest = new Highest()
  readonly #begin: () => void
  readonly #ring: (Recorded | undefined)[]
  readonly #numbers: Recent<string, number>
  readonly #insert: StatementSync | undefined
  readonly #from: StatementSync
  readonly #row: StatementSync
  readonly #cases: StatementSync
  readonly #number: StatementSync
  readonly #place: StatementSync | undefined

  constructor(db: DatabaseSync, begin: () => void, remembered: number, tail: number, writes: boolean) {
    this.#begin = begin
    this.#ring = Array.from({ length: tail })
    this.#numbers = new Recent(remembered)
    this.#insert = writes ? db.prepare('INSERT INTO main.log VALUES (?, ?)') : undefined
    this.#place = writes ? db.prepare('INSERT INTO main.cases VALUES (?, ?, ?, ?)') : undefined
    this.#from = db.prepare('SELECT position, lines FROM main.log WHERE position >= ? ORDER BY position')
    this.#row = db.prepare('SELECT position, lines FROM main.log WHERE position <= ? ORDER BY position DESC LIMIT 1')
    this.#cases = db.prepare('SELECT positions FROM main.cases WHERE name = ? ORDER BY first')
    this.#number = db.prepare('SELECT number FROM main.cases WHERE name = ? ORDER BY first DESC LIMIT 1')
  }

  // ---- writing
  /** The number of the last public event of a case. `flush` and `unsettled` know what the table does not. */
  number(kase: string, flush: Delta, unsettled: Delta): number {
    const now = flush.cases.get(kase)?.number ?? this.#numbers.get(kase) ?? unsettled.cases.get(kase)?.number
    if (now !== undefined) return now
    if (this.highest.isAbove(kase)) return 0
    this.#begin()
    const row = this.#number.get(kase)
    const number = row ? (row['number'] as number) : 0
    this.#numbers.set(kase, number)
    return number
  }
  /** Notes where an event lies, under its case, and under its item where the case does not name it. */
  index(event: Recorded, number: number, flush: Delta): void {
    flush.place(event.case, event.position, number)
    const { aggregate, key, case: kase } = event
    let kinds = this.kinds.get(aggregate)
    if (!kinds) this.kinds.set(aggregate, (kinds = new Set()))
    const end = `/${key}`
    if (!kase.endsWith(end)) return flush.place(itemCase(aggregate, key), event.position, 0)
    const length = kase.length - end.length
    for (const kind of kinds) if (kind.length === length && kase.startsWith(kind)) return
    const kind = kase.slice(0, length)
    if (kind.includes('/')) flush.place(itemCase(aggregate, key), event.position, 0)
    else kinds.add(kind)
  }
  write(events: readonly Recorded[]): void {
    for (let first = 0; first < events.length; first += chunk) {
      const lines = events.slice(first, first + chunk).map(e => this.#line(e))
      this.#insert!.run(events[first]!.position, lines.join('\n'))
    }
  }
  /** Forgets what it remembers: the file was changed by another process. */
  forget(head: number): void {
    this.head = head
    this.#ring.fill(undefined)
    this.#numbers.clear()
  }
  publish(events: readonly Recorded[], flush: Delta): void {
    for (const event of events) this.#ring[event.position % this.#ring.length] = event
    for (const [name, { number }] of flush.cases) this.#numbers.set(name, number)
    this.head += events.length
  }
  settle(delta: Delta): void {
    for (const [name, { number, positions }] of delta.cases) {
      this.#place!.run(name, positions[0]!, number, positions.join())
      this.highest.note(name)
    }
  }

  // ---- reading
  #line(e: Recorded): string {
    const line = [e.id, e.type, e.data, e.aggregate, e.key, e.item, e.case, e.number, e.time, e.cause, e.causes, e.actor, e.source]
    if (e.trace !== undefined) line.push(e.trace)
    return JSON.stringify(line)
  }
  #event(line: string, position: number): Recorded {
    const [id, type, data, aggregate, key, item, kase, number, time, cause, causes, actor, source, trace] = JSON.parse(line)
    return frozen({
      id,
      type,
      data,
      source,
      aggregate,
      key,
      item,
      case: kase,
      number,
      position,
      time,
      cause,
      causes,
      actor,
      ...(trace === undefined ? {} : { trace }),
    })
  }
  #remembered(position: number): Recorded | undefined {
    const event = this.#ring[position % this.#ring.length]
    return event?.position === position ? event : undefined
  }
  /** The row that holds this position. */
  #chunkOf(position: number): { readonly position: number; readonly lines: string } {
    this.#begin()
    return this.#row.get(position) as any
  }
  at(position: number): Recorded {
    const known = this.#remembered(position)
    if (known) return known
    const row = this.#chunkOf(position)
    return this.#event(row.lines.split('\n')[position - row.position]!, position)
  }
  read(after: number, limit: number): readonly Recorded[] {
    const end = Math.min(this.head, after + limit)
    const found: Recorded[] = []
    if (after >= end) return found
    if (this.#remembered(after + 1)) {
      for (let position = after + 1; position <= end; position++) found.push(this.#remembered(position)!)
      return found
    }
    for (const row of this.#from.iterate(this.#chunkOf(after + 1).position)) {
      let position = row['position'] as number
      if (position > end) break
      for (const line of (row['lines'] as string).split('\n')) {
        if (position > after && position <= end) found.push(this.#event(line, position))
        position++
      }
    }
    return found
  }
  /** All events from a position to the end of the log as it lies in the file, for a start. */
  *from(position: number): Iterable<Recorded> {
    for (const row of this.#from.iterate(position)) {
      let at = row['position'] as number
      for (const line of (row['lines'] as string).split('\n')) yield this.#event(line, at++)
    }
  }
  #positions(name: string, unsettled: Delta): number[] {
    this.#begin()
    const settled = this.#cases.all(name).flatMap(row => (row['positions'] as string).split(',').map(Number))
    return [...settled, ...(unsettled.cases.get(name)?.positions ?? [])]
  }
  ofCase(kase: string, unsettled: Delta): readonly Recorded[] {
    return this.#take(this.#positions(kase, unsettled))
  }
  ofItem(aggregate: string, key: Key, unsettled: Delta): readonly Recorded[] {
    const names = [...(this.kinds.get(aggregate) ?? [])].map(kind => `${kind}/${key}`)
    const positions = [...names, itemCase(aggregate, key)].flatMap(name => this.#positions(name, unsettled))
    return this.#take(positions.sort((a, b) => a - b)).filter(e => e.aggregate === aggregate && e.key === key)
  }
  #take(positions: readonly number[]): readonly Recorded[] {
    let row = { position: 0, lines: '' }
    let lines: readonly string[] = []
    return positions.map(position => {
      const known = this.#remembered(position)
      if (known) return known
      if (position < row.position || position >= row.position + lines.length) {
        row = this.#chunkOf(position)
        lines = row.lines.split('\n')
      }
      return this.#event(lines[position - row.position]!, position)
    })
  }
}

/** The name under which an item's events are found where no case of its own key names it. */
const itemCase = (aggregate: string, key: Key): string => `@${aggregate}/${key}`
