import { contextOfEvent, type System, type View } from '@jumun/core/model'
import type { Caller } from '@jumun/core/runtime'
import { type Cursor, cursorText, type Place } from './live-cursor.ts'
import { type Changed, type Feed, ItemFeed, RowFeed } from './live-feed.ts'
import type { LivePart } from './live-part.ts'
import { type Change, type Watch, type Watchable, watchables } from './live-watch.ts'
import type { Found, Wire } from './wire.ts'

/** So many events are looked through for one who was away; who has missed more reads everything anew. */
const mostMissed = 10_000
const page = 1000
/** A feed that nobody watches goes on for so long, in ms: somebody may come back. */
const idle = 30_000
/** Of so many items it is known how they were before they changed. */
const mostRemembered = 5000

/** What is told of a change. */
export type Told = { readonly kind: 'item'; readonly change: Change } | { readonly kind: 'gone'; readonly change: Change }
/** Somebody who listens. */
export interface Listener {
  readonly caller: Caller
  readonly watches: readonly Watch[]
  told(told: Told): void
  /** What was told is of no use any more: everything is to be read anew. */
  reset(): void
}

/** The feeds that some listen to together. Where they are is written once for all of them, until something moves. */
class Together {
  readonly feeds: readonly Feed[]
  /** So many listen to exactly these. */
  count = 0
  private text = ''
  private of = -1
  private readonly generation: () => number

  constructor(feeds: readonly Feed[], generation: () => number) {
    this.feeds = feeds
    this.generation = generation
  }
  get cursor(): string {
    if (this.of !== this.generation()) {
      this.of = this.generation()
      this.text = cursorText(this.places())
    }
    return this.text
  }
  private places(): Cursor {
    const places = new Map<string, Place>()
    for (const { source, told, life, openPlaces } of this.feeds) {
      const known = places.get(source)
      const position = Math.max(0, Math.min(told, known?.position ?? told))
      places.set(source, { position, life, open: [...new Set([...(known?.open ?? []), ...openPlaces])] })
    }
    return places
  }
}

/** One who listens, and what they need: their feeds, and what is held back while they are told what they have missed. */
export class Listening {
  readonly listener: Listener
  readonly together: Together
  /** Held back until what was missed is told. */
  private held: Change[] | undefined = []

  constructor(listener: Listener, together: Together) {
    this.listener = listener
    this.together = together
  }
  get feeds(): readonly Feed[] {
    return this.together.feeds
  }
  /** Everything up to there was told. */
  get cursor(): string {
    return this.together.cursor
  }
  offer(change: Change): void {
    if (this.held) this.held.push(change)
    else this.tell(change)
  }
  /** What was missed is told; what came meanwhile follows, but for what that knew already. */
  goOn(told: ReadonlyMap<string, number>): void {
    const held = this.held ?? []
    this.held = undefined
    for (const change of held) if (change.found.version > (told.get(nameOf(change.wire, change.found)) ?? 0)) this.tell(change)
  }
  /** Tells it where one of the watches shows it; where one has shown it, that it is gone. */
  tell(change: Change): void {
    const { wire, found, was, isNew } = change
    const { watches } = this.listener
    if (watches.some(w => w.wire === wire && w.shows(found))) return this.listener.told({ kind: 'item', change })
    const wasThere = (w: Watch): boolean =>
      was !== undefined ? w.shows({ ...found, state: was }) : !isNew && (w.id === undefined || w.id === String(wire.idOf(found)))
    if (watches.some(w => w.wire === wire && wasThere(w))) this.listener.told({ kind: 'gone', change })
  }
}
const nameOfFeeds = (feeds: readonly Feed[]): string =>
  feeds
    .map(f => f.number)
    .sort((a, b) => a - b)
    .join(' ')
const nameOf = (wire: Wire, found: Pick<Found, 'id'>): string => `${wire.name}/${found.id}`

/** Those who watch one collection: all of it, one item, or what holds a value in a field. */
class Watchers {
  readonly all = new Set<Listening>()
  readonly items = new Map<string, Set<Listening>>()
  readonly fields = new Map<string, Map<string, Set<Listening>>>()
  get isEmpty(): boolean {
    return this.all.size + this.items.size + this.fields.size === 0
  }
}
/** Finds those who may want a change, however many listen: only what somebody watches is looked up. */
class Index {
  private readonly watched = new Map<Wire, Watchers>()

  add(one: Listening): void {
    for (const { wire, id, where } of one.listener.watches) {
      const of = this.watched.get(wire) ?? new Watchers()
      this.watched.set(wire, of)
      const [first] = where
      if (id !== undefined) put(of.items, id, one)
      else if (first) {
        const [field, value] = first
        const values = of.fields.get(field) ?? new Map<string, Set<Listening>>()
        of.fields.set(field, values)
        put(values, String(value), one)
      } else of.all.add(one)
    }
  }
  delete(one: Listening): void {
    for (const { wire, id, where } of one.listener.watches) {
      const of = this.watched.get(wire)
      if (!of) continue
      const [first] = where
      if (id !== undefined) take(of.items, id, one)
      else if (first) {
        const [field, value] = first
        const values = of.fields.get(field)
        if (values && take(values, String(value), one) === 0) of.fields.delete(field)
      } else of.all.delete(one)
      if (of.isEmpty) this.watched.delete(wire)
    }
  }
  find({ wire, found, was }: Change): Set<Listening> {
    const met = new Set<Listening>()
    const of = this.watched.get(wire)
    if (!of) return met
    const add = (some: Set<Listening> | undefined): void => some?.forEach(one => met.add(one))
    add(of.all)
    if (of.items.size) {
      const id = String(wire.idOf(found))
      add(of.items.get(id))
      if (String(found.key) !== id) add(of.items.get(String(found.key)))
    }
    for (const [field, values] of of.fields) {
      const now = String(found.state[field])
      add(values.get(now))
      const before = was === undefined ? now : String(was[field])
      if (before !== now) add(values.get(before))
    }
    return met
  }
}
const put = (of: Map<string, Set<Listening>>, name: string, one: Listening): void =>
  void of.set(name, (of.get(name) ?? new Set<Listening>()).add(one))
/** So many names are left. */
const take = (of: Map<string, Set<Listening>>, name: string, one: Listening): number => {
  const some = of.get(name)
  if (some?.delete(one) && some.size === 0) of.delete(name)
  return of.size
}

/** Pushes what changes in one system to all who listen, from the logs of its contexts, wherever they run. */
export class Live {
  readonly known: ReadonlyMap<string, Watchable>
  readonly listening = new Set<Listening>()
  private readonly system: System
  private readonly part: (context: string) => LivePart | undefined
  private readonly index = new Index()
  private readonly feeds = new Map<string, { readonly feeds: readonly Feed[]; unwatched: number }>()
  private readonly together = new Map<string, Together>()
  private readonly before = new Map<string, any>()
  private generation = 0
  private sweeps: NodeJS.Timeout | undefined

  constructor(system: System, part: (context: string) => LivePart | undefined) {
    this.system = system
    this.part = part
    this.known = watchables(system)
  }
  /** What makes a collection's items change. */
  private feedsOf({ context, wire }: Pick<Watch, 'context' | 'wire'>): readonly Feed[] {
    const name = `${context}/${wire.of.name}`
    const found = this.feeds.get(name)
    if (found) return found.feeds
    const wires = [...this.known.values()].filter(k => k.context === context && k.wire.of.name === wire.of.name).map(k => k.wire)
    const settings = {
      system: this.system,
      part: this.part,
      tell: (changed: Changed) => this.tell(wires, changed),
      restarted: () => this.restarted(name),
      moved: () => void this.generation++,
    }
    const feeds: Feed[] = []
    if (wire.of.kind === 'aggregate') feeds.push(new ItemFeed(context, wire.of.name, settings))
    else
      for (const source of new Set((wire.of as View).folds.map(f => contextOfEvent(this.system, f.event).name)))
        feeds.push(new RowFeed(context, wire.of as View, source, settings))
    this.feeds.set(name, { feeds, unwatched: 0 })
    return feeds
  }
  /**
   * Begins to tell a listener. With a cursor, first what was missed since; `reset`: that cannot be told. Where a context is away, it takes
   * until that is back.
   */
  async listen(listener: Listener, since: Cursor | undefined): Promise<Listening> {
    const one = new Listening(listener, this.togetherOf([...new Set(listener.watches.flatMap(w => this.feedsOf(w)))]))
    one.together.count++
    this.listening.add(one)
    this.index.add(one)
    this.sweeps ??= setInterval(() => this.sweep(), idle / 3).unref()
    await Promise.all(one.feeds.map(f => f.start()))
    this.generation++
    const told = new Map<string, number>()
    if (since && !(await this.catchUp(one, since, told).catch(() => false))) listener.reset()
    one.goOn(told)
    return one
  }
  leave(one: Listening): void {
    if (!this.listening.delete(one)) return
    this.index.delete(one)
    if (--one.together.count === 0) this.together.delete(nameOfFeeds(one.feeds))
  }
  private togetherOf(feeds: readonly Feed[]): Together {
    const name = nameOfFeeds(feeds)
    const found = this.together.get(name) ?? new Together(feeds, () => this.generation)
    this.together.set(name, found)
    return found
  }
  /** Stops reading; who listens hears nothing more. */
  close(): void {
    clearInterval(this.sweeps)
    for (const { feeds } of this.feeds.values()) for (const f of feeds) f.stop()
    this.feeds.clear()
  }

  private tell(wires: readonly Wire[], { found, times }: Changed): void {
    for (const wire of wires) {
      const name = nameOf(wire, found)
      const was = this.before.get(name)
      this.before.delete(name)
      this.before.set(name, found.state)
      if (this.before.size > mostRemembered) this.before.delete(this.before.keys().next().value!)
      const change: Change = { wire, found, was, isNew: found.version <= times }
      for (const one of this.index.find(change)) one.offer(change)
    }
  }
  private restarted(name: string): void {
    const feeds = this.feeds.get(name)?.feeds ?? []
    this.generation++
    for (const one of this.listening) if (one.feeds.some(f => feeds.includes(f))) one.listener.reset()
  }
  /** Tells what happened since; false: nobody knows, or it is too much. */
  private async catchUp(one: Listening, since: Cursor, told: Map<string, number>): Promise<boolean> {
    for (const feed of one.feeds) {
      const place = since.get(feed.source)
      const part = this.part(feed.source)
      if (!place || !part || place.life !== feed.life) return false
      if (feed.upTo - place.position > mostMissed || place.position > Math.max(feed.upTo, (await part.begins()).head)) return false
      for (const position of place.open) this.catchUpWith(one, feed, await feed.since(await part.read(position - 1, 1, 0)), told)
      for (let at = place.position; at < feed.upTo; ) {
        const events = (await part.read(at, page, 0)).filter(e => e.position <= feed.upTo)
        if (!events.length) break
        at = events.at(-1)!.position
        this.catchUpWith(one, feed, await feed.since(events), told)
      }
    }
    return true
  }
  private catchUpWith(one: Listening, feed: Feed, changes: readonly Changed[], told: Map<string, number>): void {
    const watched = new Set(one.listener.watches.filter(w => this.feedsOf(w).includes(feed)).map(w => w.wire))
    for (const { found, times } of changes)
      for (const wire of watched) {
        const name = nameOf(wire, found)
        if ((told.get(name) ?? 0) >= found.version) continue
        told.set(name, found.version)
        one.tell({ wire, found, was: undefined, isNew: found.version <= times })
      }
  }
  private sweep(): void {
    const now = Date.now()
    for (const [name, entry] of this.feeds) {
      if ([...this.listening].some(one => entry.feeds.some(f => one.feeds.includes(f)))) entry.unwatched = 0
      else if (entry.unwatched === 0) entry.unwatched = now
      else if (now - entry.unwatched >= idle) {
        for (const f of entry.feeds) f.stop()
        this.feeds.delete(name)
      }
    }
  }
}
