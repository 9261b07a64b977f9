import { contextOfEvent, type System, type View } from '@jumun/core/model'
import { type Key, rowKeyOf } from '@jumun/core/runtime'
import type { Happened, LivePart, RowNow, Want } from './live-part.ts'
import type { Found } from './wire.ts'

/** Events that are taken in at once. */
const batch = 300
/** After so many changes those who are told may take them. */
const atOnce = 30
/** How long a log is waited for that has nothing new, and a view that has not taken in an event yet, in ms. */
const patience = 5000
const folding = 250
/** After so many ms a context that does not answer is asked again. */
const away = 250
/** What is put aside is looked at so often, in ms. */
const mended = 1000
/** So many places that are put aside are named in a cursor; of more, the first holds it back. */
const mostOpen = 20

/** An item or row that changed. `times`: how many events of it came together. */
export interface Changed {
  readonly found: Found
  readonly times: number
}
type Tell = (changed: Changed) => void

interface FeedSettings {
  readonly system: System
  readonly part: (context: string) => LivePart | undefined
  readonly tell: Tell
  /** What was told before is of another life of the log. */
  readonly restarted: () => void
  readonly moved: () => void
}

/** The changes of an aggregate, or of a view as far as one source makes them, in the order of the source's log. */
export abstract class Feed {
  private static made = 0
  /** No other one has it. */
  readonly number = ++Feed.made
  readonly source: string
  protected readonly settings: FeedSettings
  /** Everything up to here was told. */
  at = -1
  /** What is being told ends here. */
  upTo = -1
  life = ''
  /** By its place, what the view has put aside. */
  readonly open = new Map<number, Want>()
  private stopped = false
  private begun: Promise<void> | undefined
  private known: LivePart | undefined
  private looked = 0

  constructor(source: string, settings: FeedSettings) {
    this.source = source
    this.settings = settings
  }
  /** Resolves when its place is known: from then on it tells everything. */
  start(): Promise<void> {
    this.begun ??= new Promise(done => void this.run(done))
    return this.begun
  }
  stop(): void {
    this.stopped = true
  }
  /** The place that a cursor may name; everything before it is told, but for what is open. */
  get told(): number {
    return this.open.size > mostOpen ? Math.min(this.at, Math.min(...this.open.keys()) - 1) : this.at
  }
  get openPlaces(): readonly number[] {
    return this.open.size > mostOpen ? [] : [...this.open.keys()]
  }

  private async run(begun: () => void): Promise<void> {
    while (!this.stopped) {
      const part = this.settings.part(this.source)
      try {
        if (!part) await pause(away)
        else {
          // a context that was away may have come back as another
          if (part !== this.known) await this.meets(part)
          begun()
          await this.round(part)
        }
      } catch {
        this.known = undefined
        await pause(away)
      }
    }
    begun()
  }
  private async meets(part: LivePart): Promise<void> {
    const { life, head } = await part.begins()
    if (this.at < 0 || life !== this.life || head < this.at) {
      const isOther = this.at >= 0
      this.life = life
      this.at = this.upTo = await this.begin(head)
      if (isOther) this.settings.restarted()
    }
    this.known = part
  }
  private async round(part: LivePart): Promise<void> {
    if (this.open.size && Date.now() - this.looked >= mended) {
      this.looked = Date.now()
      await this.lookAside()
    }
    const events = await part.read(this.at, batch, this.open.size ? mended : patience)
    if (!events.length) return
    this.upTo = events.at(-1)!.position
    await this.take(events)
    this.at = this.upTo
    this.settings.moved()
  }
  /** Where it begins, where the log ends at `head`. */
  protected abstract begin(head: number): Promise<number>
  protected abstract take(events: readonly Happened[]): Promise<void>
  /** What became of these events, for somebody who has missed them; of what comes yet, nothing. */
  abstract since(events: readonly Happened[]): Promise<readonly Changed[]>
  protected async lookAside(): Promise<void> {}
  protected tell(found: Found, times: number): void {
    this.settings.tell({ found, times })
  }
}
const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms).unref())

/** How often each key is touched by these events, the last touched last. */
const touches = <E>(events: readonly E[], keyOf: (e: E) => Key | undefined): Map<Key, { times: number; last: E }> => {
  const touched = new Map<Key, { times: number; last: E }>()
  for (const e of events) {
    const key = keyOf(e)
    if (key === undefined) continue
    const times = (touched.get(key)?.times ?? 0) + 1
    touched.delete(key)
    touched.set(key, { times, last: e })
  }
  return touched
}

/** The items of an aggregate. */
export class ItemFeed extends Feed {
  private readonly aggregate: string
  constructor(source: string, aggregate: string, settings: FeedSettings) {
    super(source, settings)
    this.aggregate = aggregate
  }
  protected async begin(head: number): Promise<number> {
    return head
  }
  protected async take(events: readonly Happened[]): Promise<void> {
    let told = 0
    for (const { found, times } of await this.since(events)) {
      this.tell(found, times)
      if (++told % atOnce === 0) await new Promise(setImmediate)
    }
  }
  async since(events: readonly Happened[]): Promise<readonly Changed[]> {
    const touched = touches(events, e => (e.aggregate === this.aggregate ? e.key : undefined))
    if (!touched.size) return []
    const found = await this.settings.part(this.source)!.items(this.aggregate, [...touched.keys()])
    return [...touched.values()].flatMap(({ times }, i) => (found[i] ? [{ found: found[i], times }] : []))
  }
}

/** The rows of a view, as far as the events of one source make them. Each event is waited for until it is in its row. */
export class RowFeed extends Feed {
  private readonly context: string
  private readonly view: View
  private readonly types: ReadonlySet<string>
  constructor(context: string, view: View, source: string, settings: FeedSettings) {
    super(source, settings)
    this.context = context
    this.view = view
    this.types = new Set(view.folds.filter(f => contextOfEvent(settings.system, f.event).name === source).map(f => f.event.type))
  }
  private get there(): LivePart {
    const part = this.settings.part(this.context)
    if (!part) throw new Error(`${this.context} is away`)
    return part
  }
  private wantsOf(events: readonly Happened[]): (Want & { readonly times: number })[] {
    const { source, view } = this
    const mine = events.filter(e => e.number !== null && this.types.has(e.type))
    const touched = touches(mine, e => rowKeyOf(view, { id: e.id, source, data: e.data }))
    return [...touched].map(([key, { times, last }]) => ({ key, source, number: last.number!, position: last.position, times }))
  }
  /** What the view has heard is in its rows; from there on its events are looked for. */
  protected async begin(head: number): Promise<number> {
    const { heard, aside } = await this.there.begins()
    this.open.clear()
    const put = aside.filter(e => e.source === this.source && e.position <= head)
    for (const e of put) for (const { times: _, ...want } of this.wantsOf([e])) this.open.set(e.position, want)
    const from = heard[this.source] ?? 0
    return from > 0 ? Math.min(from, head) : this.lastFolded(head)
  }
  /** Where nobody wrote down what was heard: back to where an event is in its row, and a little more, since cases overtake each other. */
  private async lastFolded(head: number): Promise<number> {
    for (let back = 1000; back < head; back *= 2) {
      const from = head - back
      const [first] = this.wantsOf(await this.settings.part(this.source)!.read(from, batch, 0))
      if (first && (await this.there.rows(this.view.name, [first], 0))[0] !== 'behind') return Math.max(0, from - 1000)
    }
    return 0
  }
  protected async take(events: readonly Happened[]): Promise<void> {
    let waiting = this.wantsOf(events)
    while (waiting.length) {
      const now = await this.there.rows(this.view.name, waiting, folding)
      waiting = waiting.filter((want, i) => !this.settled(want, now[i]!, want.times))
    }
  }
  private settled(want: Want, now: RowNow, times: number): boolean {
    if (now === 'behind') return false
    if (now === 'aside') this.open.set(want.position, want)
    else if (now !== 'gone') this.tell(now, times)
    return true
  }
  protected override async lookAside(): Promise<void> {
    const wants = [...this.open.values()].slice(0, batch)
    const now = await this.there.rows(this.view.name, wants, 0)
    wants.forEach((want, i) => {
      const row = now[i]!
      if (row === 'aside' || row === 'behind') return
      this.open.delete(want.position)
      if (row !== 'gone') this.tell(row, 1)
      this.settings.moved()
    })
  }
  async since(events: readonly Happened[]): Promise<readonly Changed[]> {
    const wants = this.wantsOf(events)
    if (!wants.length) return []
    const now = await this.there.rows(this.view.name, wants, 0)
    return now.flatMap((found, i) => (typeof found === 'string' ? [] : [{ found, times: wants[i]!.times }]))
  }
}
