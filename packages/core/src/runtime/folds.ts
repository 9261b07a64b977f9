import { contextOfEvent, type View } from '../model/index.ts'
import type { Node } from './node.ts'
import { Conflict, isTemporary, type Key, type Recorded, type Row } from './ports.ts'
import { keyTypeOf } from './tables.ts'

/** So many events at most are folded by one unit. */
const most = 500

interface Waits {
  readonly view: View
  readonly event: Recorded
  done(): void
  failed(why: unknown): void
}
/** A row on its way: as it was read, and as it is after the events so far. */
interface Folded {
  readonly view: View
  readonly key: Key
  readonly before: Row | undefined
  row: Row | undefined
  listed: boolean
}

/**
 * Folds events into the rows of a context's views. What comes while a unit is on its way to the disk becomes one unit with the next: many
 * events of many rows, each row written once. A row remembers the last number of each source, so a repeat, or half a batch, changes nothing.
 */
export class Folds {
  private readonly node: Node
  /** Views whose rows are being made anew: who makes the row whole that an event belongs to. */
  readonly instead = new Map<View, (event: Recorded) => Promise<void>>()
  private waiting: Waits[] = []
  private busy = false

  constructor(node: Node) {
    this.node = node
  }
  /** Resolves when the row with this event in it is durable. */
  fold(view: View, event: Recorded): Promise<void> {
    const whole = this.instead.get(view)
    if (whole) {
      const wrong = keyless(view, event)
      return wrong ? Promise.reject(wrong) : whole(event)
    }
    return new Promise((done, failed) => {
      this.waiting.push({ view, event, done, failed })
      if (!this.busy) void this.run()
    })
  }
  private async run(): Promise<void> {
    this.busy = true
    await Promise.resolve() // what is delivered in the same turn goes along
    while (this.waiting.length) {
      const some = this.waiting.length > most ? this.waiting.splice(0, most) : this.waiting
      if (some === this.waiting) this.waiting = []
      try {
        await this.together(some)
      } catch (error) {
        await this.apart(some, error)
      }
    }
    this.busy = false
  }
  /** What the store refuses for good may be the fault of one of them: each is tried alone, and nobody else's events fail with it. */
  private async apart(some: readonly Waits[], error: unknown): Promise<void> {
    if (isTemporary(error) || some.length === 1) {
      for (const w of some)
        w.failed(
          isTemporary(error) ? error : new Error(`${w.view.name} cannot keep ${w.event.type}: ${messageOf(error)}`, { cause: error }),
        )
      return
    }
    for (const w of some) await this.together([w]).catch(why => this.apart([w], why))
  }
  /** Folds these events, in their order, and commits their rows at once. */
  private async together(given: readonly Waits[]): Promise<void> {
    const some = given.filter(w => {
      const wrong = keyless(w.view, w.event)
      if (wrong) w.failed(wrong)
      return !wrong
    })
    for (;;) {
      const { rows, of } = await this.rowsOf(some)
      const failed = new Map<Waits, unknown>()
      for (const w of some) {
        try {
          this.add(of.get(w)!, w)
        } catch (error) {
          failed.set(w, error) // what cannot be folded keeps no other event from it
        }
      }
      const changed = []
      for (const { view, key, before, row, listed } of rows) {
        if (row === before) continue
        const { value, seen } = row!
        changed.push({
          view: view.name,
          key,
          version: before?.version ?? 0,
          id: before?.id ?? (await this.node.store.allot(view.name)),
          value,
          seen,
          listed,
        })
      }
      try {
        if (changed.length) await this.node.store.commit({ rows: changed })
        for (const tell of this.node.rowsTold) tell()
      } catch (error) {
        if (error instanceof Conflict) continue
        throw error
      }
      for (const w of some) {
        if (failed.has(w)) w.failed(failed.get(w))
        else w.done()
      }
      return
    }
  }
  private async rowsOf(some: readonly Waits[]): Promise<{ readonly rows: Iterable<Folded>; readonly of: ReadonlyMap<Waits, Folded> }> {
    const rows = new Map<string, Promise<Folded>>()
    const all = some.map(({ view, event }) => {
      const key = rowKeyOf(view, event)
      const name = `${view.name}/${key}`
      let found = rows.get(name)
      if (!found)
        rows.set(name, (found = this.node.store.row(view.name, key).then(row => ({ view, key, before: row, row, listed: false }))))
      return found
    })
    const folded = await Promise.all(all)
    return { rows: new Set(folded), of: new Map(some.map((w, i) => [w, folded[i]!])) }
  }
  private add(folded: Folded, { view, event }: Waits): void {
    const { row } = folded
    if (row && (row.seen[event.source] ?? 0) >= event.number!) return
    const { value, seen, listed } = foldInto(view, this.node.system, row, event)
    folded.row = { version: 0, id: 0, value, seen }
    folded.listed = listed
  }
}

/** A row without a key is nobody's: such an event is turned down before the store is asked. */
const keyless = (view: View, event: Recorded): Error | undefined => {
  const key: unknown = rowKeyOf(view, event)
  const wanted = view.perEvent ? 'string' : keyTypeOf(view.fields[view.key]) === 'integer' ? 'number' : 'string'
  if (typeof key === wanted) return undefined
  return new Error(`${event.type} carries no ${view.key} that ${view.name} could keep it under: it is ${JSON.stringify(key) ?? 'missing'}`)
}
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The key of the row that an event is folded into. */
export const rowKeyOf = (v: View, e: Pick<Recorded, 'id' | 'source' | 'data'>): Key => (v.perEvent ? `${e.source}:${e.id}` : e.data[v.key])
/** A row after one more event. */
export const foldInto = (
  v: View,
  system: Node['system'],
  row: Row | undefined,
  e: Recorded,
): { value: any; seen: Row['seen']; listed: boolean } => {
  const fold = v.folds.find(f => f.event.type === e.type && contextOfEvent(system, f.event).name === e.source)!
  const value = v.finish(
    fold.fold(row?.value ?? (v.perEvent ? { [v.key]: rowKeyOf(v, e) } : {}), { ...e.data, id: e.item }, { time: e.time }),
  )
  return { value, seen: { ...row?.seen, [e.source]: e.number! }, listed: v.listed(value) }
}
