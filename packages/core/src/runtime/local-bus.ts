import { passed } from './clock.ts'
import type { Bus, Consumer, Recorded, Source } from './ports.ts'
import type { Clock } from './ports.ts'

/** Events of one source that are given to a consumer at once. */
const inFlight = 1000
/** How long a position may wait before it is kept, in ms; until then a restart delivers again, which changes nothing. */
const keepAfter = 200

/** A log that is not the one that was heard is looked at again after so many ms. */
const held = 1000

/** The embedded bus: it reads the logs of the sources in the process, and brings them through the same inbox as any other bus. */
export class LocalBus implements Bus {
  private readonly source: (context: string) => Source | undefined
  private readonly clock: Clock
  private readonly readers = new Map<string, Set<Reader>>()
  private readonly report: (what: string, error: unknown) => void
  private readonly poll: number

  /** `poll`: a reader without news looks again after so many ms. */
  constructor(
    source: (context: string) => Source | undefined,
    clock: Clock,
    report: (what: string, error: unknown) => void = () => {},
    poll = 5000,
  ) {
    this.source = source
    this.clock = clock
    this.report = report
    this.poll = poll
  }
  async consume(consumer: Consumer): Promise<{ stop(): Promise<void> }> {
    const mine = [...consumer.wants].map(([source, types]) => {
      const reader = new Reader(source, types, consumer, () => this.source(source), this.clock, this.report, this.poll)
      this.readers.set(source, (this.readers.get(source) ?? new Set()).add(reader))
      return reader
    })
    await Promise.all(mine.map(r => r.start()))
    return {
      stop: async () => {
        await Promise.all(mine.map(r => r.stop()))
        for (const r of mine) this.readers.get(r.name)?.delete(r)
      },
    }
  }
  /** Something was committed there: its readers wake up. */
  committed(source: string): void {
    for (const r of this.readers.get(source) ?? []) r.wakeUp()
  }
}

/** One consumer's way through the log of one source. */
class Reader {
  readonly name: string
  private readonly poll: number
  private readonly types: ReadonlySet<string>
  private readonly consumer: Consumer
  private readonly source: () => Source | undefined
  private readonly clock: Clock
  private readonly report: (what: string, error: unknown) => void
  /** Read up to here. */
  private at = 0
  /** Everything up to here is processed; kept durably up to `kept`. */
  private done = 0
  private kept = 0
  /** Positions read and not processed yet, oldest first. */
  private readonly open = new Set<number>()
  private wake: (() => void) | undefined
  private woken = false
  /** The log that was found to be the one it knows. */
  private met: Source | undefined
  private stopped = false
  private loop: Promise<void> | undefined
  private keeping: Promise<void> | undefined

  constructor(
    name: string,
    types: ReadonlySet<string>,
    consumer: Consumer,
    source: () => Source | undefined,
    clock: Clock,
    report: (what: string, error: unknown) => void,
    poll: number,
  ) {
    this.poll = poll
    this.name = name
    this.types = types
    this.consumer = consumer
    this.source = source
    this.clock = clock
    this.report = report
  }
  async start(): Promise<void> {
    this.at = this.done = this.kept = await this.consumer.progress(this.name)
    this.loop = this.run()
  }
  wakeUp(): void {
    this.woken = true
    this.wake?.()
  }
  async stop(): Promise<void> {
    this.stopped = true
    this.wakeUp()
    await this.loop
    await this.keeping
    if (this.done > this.kept) await this.keepNow()
  }

  private async run(): Promise<void> {
    for (let inOneGo = 0; !this.stopped; ) {
      this.woken = false
      let events: readonly Recorded[] = []
      const source = this.source()
      try {
        if (source && source !== this.met) {
          if (this.consumer.meets && !(await this.consumer.meets(this.name, source))) {
            await this.rest(held)
            continue
          }
          this.met = source
        }
        if (source && this.open.size < inFlight) events = await source.read(this.at, inFlight - this.open.size)
      } catch (error) {
        this.met = undefined // it may have come back as another
        if (this.source()) this.report(`the log of ${this.name} could not be read`, error) // else its context was stopped meanwhile
        await this.clock.sleep(500)
      }
      for (const e of events) {
        this.at = e.position
        if (!this.types.has(e.type) || (e.number === null && e.source !== this.consumer.context)) continue
        this.open.add(e.position)
        void this.bring(e)
      }
      this.advance()
      // a store may answer without ever letting go of the process: a long log of what nobody wants would keep it from everything else
      if ((inOneGo += events.length) >= inFlight) {
        await passed(0, this.clock)
        inOneGo = 0
      }
      if (!events.length && !this.woken && !this.stopped) await this.rest(source ? this.poll : 250)
    }
  }
  private rest(most: number): Promise<void> {
    return new Promise(done => {
      const cancel = this.clock.alarm(most, done)
      this.wake = () => {
        cancel()
        done()
      }
    })
  }
  private async bring(e: Recorded): Promise<void> {
    try {
      await this.consumer.deliver(e)
    } catch (error) {
      // the consumer stopped; the event stays open, so it is brought again after its start
      if (!this.stopped) this.report(`${this.consumer.context} did not take ${e.type} of ${this.name}`, error)
      return
    }
    const wasFull = this.open.size >= inFlight
    this.open.delete(e.position)
    this.advance()
    if (wasFull) this.wakeUp()
  }
  private advance(): void {
    const first = this.open.values().next().value
    this.done = first === undefined ? this.at : first - 1
    if (this.done > this.kept && !this.keeping && !this.stopped) this.keeping = this.keep()
  }
  private async keep(): Promise<void> {
    await this.clock.sleep(keepAfter)
    await this.keepNow()
    this.keeping = undefined
    if (!this.stopped) this.advance()
  }
  private async keepNow(): Promise<void> {
    const done = this.done
    try {
      await this.consumer.reached({ [this.name]: done })
      this.kept = done
    } catch (error) {
      this.report(`${this.consumer.context} could not keep its place in ${this.name}`, error)
    }
  }
}
