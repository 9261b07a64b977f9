import { backoff } from './aside.ts'
import { passed } from './clock.ts'
import type { Node } from './node.ts'
import { isTemporary, type Timer, type Unit } from './ports.ts'

/** How a timer was rung: it is done with, it is still owed, or that went wrong. */
export type Rung = 'done' | 'owed' | { readonly error: unknown }
/** A timer that an operator should look at: it cannot be rung as things are. */
export interface Stuck {
  readonly timer: Timer
  readonly reason: string
  readonly failures: number
  /** Milliseconds since 1970. */
  readonly since: number
  readonly retryAt: number
}
/** A timer that did not get done: it rests until then, in steady time. */
interface Resting {
  readonly timer: Timer
  failures: number
  until: number
  /** Why an operator is needed; undefined: it is only a matter of time. */
  reason: string | undefined
  readonly since: number
}
/** Timers that ring by the same line, or with the same command. */
interface Line {
  underWay: number
  readonly waiting: { readonly timer: Timer; readonly leasedUntil: number }[]
}

/** How long a timer that was given to a replica stays its own, in ms. */
export const timerLease = 5000
/** So many timers are taken at once. */
const most = 200
/** So many of one line ring at once, and so many more wait for them; what is beyond comes again when its lease has ended. */
const atOnce = 64
/** Before this many have failed nobody looks for those that are gone. */
const many = 5000

/** Rings what is due. A line whose target is slow, or silent, holds up no other; what is asked again and again is asked ever more seldom. */
export class Ringing {
  private readonly node: Node
  private readonly ring: (t: Timer, until: number) => Promise<Rung>
  private readonly lines = new Map<string, Line>()
  private readonly resting = new Map<string, Resting>()
  private readonly underWay = new Set<Promise<void>>()
  /** An operator lets it wait: it is looked at again when its lease ends. */
  waits: (timer: Timer) => boolean = () => false
  private next = Infinity
  private wake: (() => void) | undefined

  /** `ring`: with the moment (ms since 1970) at which somebody else may ring it. */
  constructor(node: Node, ring: (t: Timer, until: number) => Promise<Rung>) {
    this.node = node
    this.ring = ring
  }
  /** A timer was set for this moment. */
  soon(at: number): void {
    if (at >= this.next) return
    this.next = at
    this.wake?.()
  }
  stop(): void {
    this.wake?.()
  }

  /** For ever. Replicas look again at least every `poll` ms. */
  async forever(poll: number): Promise<void> {
    const { clock, store } = this.node
    while (!this.node.stopped) {
      this.next = Infinity
      let next = Infinity
      try {
        const due = await store.due(clock.now(), most, timerLease)
        next = due.next
        for (const timer of due.timers) this.take(timer)
        if (due.timers.length === most) {
          await passed(0, clock) // everybody else of the process has a turn
          continue
        }
      } catch (error) {
        this.node.report({ what: 'timers could not be read', about: this.node.context.name, error })
        await passed(poll, clock)
      }
      if (this.node.stopped) break
      this.next = Math.min(this.next, next)
      const wait = Math.min(this.next - clock.now(), poll)
      if (wait > 0) await this.rest(wait)
    }
    await Promise.all(this.underWay)
  }
  private rest(ms: number): Promise<void> {
    return new Promise(done => {
      const cancel = this.node.clock.alarm(ms, done)
      this.wake = () => {
        cancel()
        done()
      }
    })
  }
  private take(timer: Timer): void {
    const now = this.node.clock.steady()
    if ((this.resting.get(timer.id)?.until ?? 0) > now || this.waits(timer)) return
    const name = timer.work.kind === 'owed' ? timer.work.policy : timer.work.type
    let line = this.lines.get(name)
    if (!line) this.lines.set(name, (line = { underWay: 0, waiting: [] }))
    if (line.underWay < atOnce) this.begin(line, timer, now + timerLease)
    else if (line.waiting.length < most) line.waiting.push({ timer, leasedUntil: now + timerLease })
  }
  private begin(line: Line, timer: Timer, leasedUntil: number): void {
    line.underWay++
    const work = this.now(timer, leasedUntil).finally(() => {
      line.underWay--
      this.underWay.delete(work)
      for (let next; !this.node.stopped && (next = line.waiting.shift()); ) {
        if (next.leasedUntil <= this.node.clock.steady()) continue
        return this.begin(line, next.timer, next.leasedUntil)
      }
    })
    this.underWay.add(work)
  }
  private async now(timer: Timer, leasedUntil: number): Promise<void> {
    const { clock } = this.node
    const rung = await this.ring(timer, clock.now() + leasedUntil - clock.steady())
    if (rung === 'done') this.resting.delete(timer.id)
    else this.rests(timer, rung)
  }
  private rests(timer: Timer, rung: 'owed' | { readonly error: unknown }): void {
    const { clock } = this.node
    if (this.resting.size > many) this.tidy()
    let it = this.resting.get(timer.id)
    if (!it) this.resting.set(timer.id, (it = { timer, failures: 0, until: 0, reason: undefined, since: clock.now() }))
    // the first time its lease is pause enough; then it is asked ever more seldom, at least once a minute
    it.until = clock.steady() + (it.failures ? backoff(it.failures + 5) : 0)
    it.failures++
    const before = it.reason
    it.reason =
      rung === 'owed' || isTemporary(rung.error) ? undefined : rung.error instanceof Error ? rung.error.message : String(rung.error)
    const about = `${this.node.context.name} ${timer.id}`
    if (it.reason !== undefined && it.reason !== before) this.node.report({ what: `parked: ${it.reason}`, about })
    else if (rung !== 'owed' && it.reason === undefined && it.failures === 1)
      this.node.report({ what: 'a timer could not be rung; it rings again', about, error: rung.error })
  }
  /** Forgets those that somebody else has rung meanwhile. */
  private tidy(): void {
    const long = this.node.clock.steady() - 10 * 60_000
    for (const [id, { until }] of this.resting) if (until < long) this.resting.delete(id)
  }

  // ---- what an operator sees and may do
  stuck(): readonly Stuck[] {
    this.tidy()
    const { clock } = this.node
    return [...this.resting.values()].flatMap(({ timer, reason, failures, since, until }) =>
      reason === undefined ? [] : [{ timer, reason, failures, since, retryAt: clock.now() + Math.max(0, until - clock.steady()) }],
    )
  }
  /** Rings those of a case that are stuck. False: there are none. */
  async retry(kase: string, audit: NonNullable<Unit['audit']>): Promise<boolean> {
    const some = this.stuck().filter(s => s.timer.case === kase)
    if (!some.length) return false
    await this.node.store.commit({ audit })
    for (const { timer } of some) await this.now(timer, this.node.clock.steady() + timerLease)
    return true
  }
  /** Rings one before its moment, for the record. Undefined: it is done with; else why it is not. */
  async forward(timer: Timer, audit: NonNullable<Unit['audit']>): Promise<string | undefined> {
    await this.node.store.commit({ audit })
    await this.now(timer, this.node.clock.steady() + timerLease)
    const it = this.resting.get(timer.id)
    return it && (it.reason ?? 'it is still owed: whoever is asked has not answered')
  }
  /** Gives up those of a case that are stuck, for the record: they never ring. False: there are none. */
  async drop(kase: string, audit: NonNullable<Unit['audit']>): Promise<boolean> {
    const some = this.stuck().filter(s => s.timer.case === kase)
    if (!some.length) return false
    await this.node.store.commit({ done: some.map(s => s.timer.id), audit })
    for (const { timer } of some) this.resting.delete(timer.id)
    return true
  }
}
