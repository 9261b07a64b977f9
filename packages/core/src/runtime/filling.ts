import { contextOfEvent, type View } from '../model/index.ts'
import { same } from './audit.ts'
import { misfit } from './checking.ts'
import { passed } from './clock.ts'
import { foldInto, type Folds, rowKeyOf } from './folds.ts'
import type { Node } from './node.ts'
import { Conflict, type Key, type Recorded, type Row, type Source, Unavailable } from './ports.ts'

const page = 1000
/** So many rows are made at the same time. */
const atOnce = 16

/** What making the rows of a view came to. `failed`: rows that stop before an event which cannot be folded, with the first reason. */
export interface Filled {
  readonly rows: number
  readonly changed: number
  readonly gone: number
  readonly failed?: { readonly rows: number; readonly why: string }
}
/** How many events were folded, of how many: null where that is not known yet. */
export interface Progress {
  readonly done: number
  readonly of: number | null
}
/** Why a row could not be made as far as it should. */
class Unfolded extends Error {}

/**
 * Makes rows of views anew, from the logs of those who told their events. Meanwhile what is heard for such a view makes its whole row
 * anew, too: a row is there whole, or not at all.
 */
export class Filling {
  private readonly node: Node
  private readonly folds: Folds
  private readonly sourceOf: (context: string) => Source | undefined
  private readonly held = new Map<View, number>()
  /** How far those are that are being filled, by view. */
  readonly progress = new Map<string, Progress>()

  /** `sourceOf`: the log of a context, wherever it is; undefined: it cannot be read now. */
  constructor(node: Node, folds: Folds, sourceOf: (context: string) => Source | undefined) {
    this.node = node
    this.folds = folds
    this.sourceOf = sourceOf
  }

  /** From now on what is heard for this view makes its row whole; until what it returns is called. */
  hold(view: View): () => void {
    this.held.set(view, (this.held.get(view) ?? 0) + 1)
    this.folds.instead.set(view, e => this.row(view, rowKeyOf(view, e), e.case, true, e).then(() => {}))
    this.progress.set(view.name, this.progress.get(view.name) ?? { done: 0, of: null })
    return () => {
      const left = this.held.get(view)! - 1
      this.held.set(view, left)
      if (left) return
      this.folds.instead.delete(view)
      this.progress.delete(view.name)
    }
  }
  /** Makes all rows; one without events is taken away. `all`: writes also those that seem unchanged. Rejects where a log cannot be read. */
  async fill(view: View, all: boolean): Promise<Filled> {
    const release = this.hold(view)
    try {
      return await this.every(view, all)
    } finally {
      release()
    }
  }

  private async every(view: View, all: boolean): Promise<Filled> {
    const rows = new Map<Key, string>() // by row its case
    const ends = new Map<string, number>()
    const look = () => this.readOn(view, ends, rows)
    await look()
    let done = 0
    let changed = 0
    let failed: Filled['failed']
    const names = [...rows]
    for (let i = 0; i < names.length && !this.node.stopped; i += atOnce) {
      this.progress.set(view.name, { done: i, of: names.length })
      const some = names.slice(i, i + atOnce).map(([key, kase]) =>
        this.row(view, key, kase, all).catch((error: unknown) => {
          if (!(error instanceof Unfolded)) throw error
          failed = { rows: (failed?.rows ?? 0) + 1, why: failed?.why ?? error.message }
          return false
        }),
      )
      changed += (await Promise.all(some)).filter(Boolean).length
      done += some.length
      await passed(0, this.node.clock) // everybody else of the process has a turn
    }
    const gone = await this.takeAway(view, rows, look)
    return { rows: done, changed, gone, ...(failed ? { failed } : {}) }
  }
  /** Reads the logs on from where it ended before. */
  private async readOn(view: View, ends: Map<string, number>, rows: Map<Key, string>): Promise<void> {
    for (const [source, types] of this.wantedBy(view)) {
      const log = this.logOf(source)
      for (let at = ends.get(source) ?? 0; ; ) {
        const some = await log.read(at, page)
        for (const e of some) if (e.number !== null && types.has(e.type)) rows.set(rowKeyOf(view, e), e.case)
        at = some.at(-1)?.position ?? at
        ends.set(source, at)
        if (some.length < page) break
      }
    }
  }
  /** Rows for which nothing happened. What came while we looked has its event in the log by now. */
  private async takeAway(view: View, rows: ReadonlyMap<Key, string>, look: () => Promise<void>): Promise<number> {
    const { store } = this.node
    let gone = 0
    for (let offset = 0; ; ) {
      const { items } = await store.list({ of: view.name, where: {}, hidden: true, sort: [], offset, limit: page })
      if (items.some(i => !rows.has(i.key))) await look()
      const orphans = items.filter(i => !rows.has(i.key))
      for (const { key } of orphans) await store.commit({ gone: [{ view: view.name, key }] })
      gone += orphans.length
      if (items.length < page || this.node.stopped) return gone
      offset += items.length - orphans.length
    }
  }

  /** Makes one row; true: it was written. `heard`: with this event in it, as it was brought. */
  private async row(view: View, key: Key, kase: string, all: boolean, heard?: Recorded): Promise<boolean> {
    const { store } = this.node
    for (;;) {
      const row = await store.row(view.name, key)
      const { made, stopped } = await this.folded(view, key, kase, row, heard)
      let wrote = false
      if (made && (all || !row || !same(row.value, made.value))) {
        const { value, seen, listed } = made
        const id = row?.id ?? (await store.allot(view.name))
        try {
          await store.commit({ rows: [{ view: view.name, key, version: row?.version ?? 0, id, value, seen, listed }] })
        } catch (error) {
          if (error instanceof Conflict) continue
          throw error
        }
        wrote = true
      }
      if (stopped) throw new Unfolded(stopped)
      return wrote
    }
  }
  private async folded(view: View, key: Key, kase: string, row: Row | undefined, heard: Recorded | undefined) {
    const { system } = this.node
    let made: ReturnType<typeof foldInto> | undefined
    let stopped: string | undefined
    for (const [source, types] of this.wantedBy(view)) {
      const told = (await this.logOf(source).eventsOf({ case: kase })).filter(
        e => e.number !== null && types.has(e.type) && rowKeyOf(view, e) === key,
      )
      // an operator may have said what it should have said
      const events = heard?.source === source ? [...told.filter(e => e.id !== heard.id), heard].sort((a, b) => a.number! - b.number!) : told
      for (const e of events) {
        const wrong = this.wrongWith(e)
        try {
          if (wrong) throw new Error(wrong)
          made = foldInto(view, system, made && { version: 0, id: 0, ...made }, e)
        } catch (error) {
          // what was passed over before is passed over again; anything else waits, and what is behind it
          if (e !== heard && e.number! < Math.max(row?.seen[source] ?? 0, heard?.source === source ? heard.number! : 0)) continue
          stopped ??= `${e.type} of ${kase} cannot be folded into ${view.name}: ${error instanceof Error ? error.message : String(error)}`
          break
        }
      }
    }
    return { made, stopped }
  }
  private wrongWith(e: Recorded): string | undefined {
    if (e.source === this.node.context.name) return undefined
    const event = this.node.system.contexts.find(c => c.name === e.source)?.events[e.type]
    return event && misfit(event, e.data)
  }
  private wantedBy(view: View): ReadonlyMap<string, ReadonlySet<string>> {
    const wanted = new Map<string, Set<string>>()
    for (const { event } of view.folds) {
      const source = contextOfEvent(this.node.system, event).name
      wanted.set(source, (wanted.get(source) ?? new Set()).add(event.type))
    }
    return wanted
  }
  private logOf(source: string): Source {
    const log = this.sourceOf(source)
    if (!log) throw new Unavailable(`${source} is stopped, and its events are needed`)
    const { understanding } = this.node
    if (!understanding) return log
    const inOurs = async (events: Promise<readonly Recorded[]>): Promise<readonly Recorded[]> => (await events).map(understanding.event)
    return {
      head: () => log.head(),
      read: (after, limit) => inOurs(log.read(after, limit)),
      eventsOf: of => inOurs(log.eventsOf(of)),
    }
  }
}
