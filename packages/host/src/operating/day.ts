// How the last day went: a look each minute, kept in memory, the oldest forgotten after a day.
import type { ContextState, Day, DayOfSystem, Operations } from '@jumun/http'

/** A look so often, in ms; and so many are kept: a day. */
const every = 60_000
const most = 1440
type Numbers = { readonly [kind in Exclude<keyof DayOfSystem, 'system'>]: number | null }
interface Sample {
  readonly at: number
  readonly of: ReadonlyMap<string, Numbers>
}
type Looked = Pick<Operations, 'contexts' | 'parked' | 'money' | 'flows'>

const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0)
/** What waits for a context; null: it cannot be told. */
const waitingOf = ({ state, lag }: ContextState): number | null => (state === 'running' && lag ? sum(Object.values(lag)) : null)
/** Whatever cannot be had is not known, and hides nothing else. */
const orNull = <T>(asked: Promise<T>): Promise<T | null> => asked.catch(() => null)

/** Keeps how the systems of these names were. */
export class DayKeeper {
  private readonly looked: Looked
  private readonly systems: readonly string[]
  private readonly samples: Sample[] = []
  /** By context: how much had happened by the last look, and since when that is counted. */
  private readonly counted = new Map<string, { readonly since: number; readonly events: number }>()
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined
  constructor(looked: Looked, systems: readonly string[]) {
    this.looked = looked
    this.systems = systems
  }
  start(): void {
    this.timer = setInterval(() => void this.look(), every).unref()
  }
  /** Looks no more; what it is looking at is still answered. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.running
  }
  /** Looks now, unless it is looking already. */
  look(now = Date.now()): Promise<void> {
    return (this.running ??= this.sample(now).finally(() => (this.running = undefined)))
  }
  told(): Day {
    const series = (system: string): DayOfSystem => {
      const of = (kind: keyof Numbers) => this.samples.map(s => s.of.get(system)?.[kind] ?? null)
      return {
        system,
        events: of('events'),
        waiting: of('waiting'),
        parked: of('parked'),
        unknown: of('unknown'),
        stopped: of('stopped'),
        open: of('open'),
      }
    }
    return { every: every / 1000, at: this.samples.map(s => s.at), systems: this.systems.map(series) }
  }

  private async sample(now: number): Promise<void> {
    const [contexts, parked, money] = await Promise.all([
      orNull(this.looked.contexts()),
      orNull(this.looked.parked()),
      orNull(this.looked.money()),
    ])
    const events = await Promise.all(this.systems.map(system => this.eventsOf(system, now)))
    const of = this.systems.map((system, i): readonly [string, Numbers] => {
      const mine = contexts?.filter(c => c.system === system)
      const waiting = mine?.flatMap(c => waitingOf(c) ?? [])
      return [
        system,
        {
          events: events[i]!,
          waiting: waiting?.length ? sum(waiting) : null,
          parked: parked && parked.filter(l => l.system === system).length,
          unknown: money && money.filter(m => m.system === system && m.state === 'unknown').length,
          stopped: mine ? mine.filter(c => c.state === 'stopped').length : null,
          open: mine ? mine.flatMap(c => c.guards ?? []).filter(g => g.state === 'open').length : null,
        },
      ]
    })
    this.samples.push({ at: now, of: new Map(of) })
    if (this.samples.length > most) this.samples.shift()
  }
  /** What has happened since the last look: of a context that was started anew since, all of it. */
  private async eventsOf(system: string, now: number): Promise<number | null> {
    const flows = await orNull(this.looked.flows(system))
    if (!flows?.length) return null
    const more = flows.flatMap(({ context, since, events }) => {
      const name = `${system} ${context}`
      const all = sum(Object.values(events))
      const before = this.counted.get(name)
      this.counted.set(name, { since, events: all })
      if (before?.since === since) return [all - before.events]
      // it may have run for long before anybody looked
      return before !== undefined || now - since <= 2 * every ? [all] : []
    })
    return more.length ? sum(more) : null
  }
}
