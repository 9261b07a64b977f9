import { systemClock } from './clock.ts'
import type { Clock, Question, Reply } from './ports.ts'

/** Settings of the guard of one solid line (specification COM-61). Times in ms. */
export interface GuardSettings {
  /** The breaker looks at the calls of the last so many ms … */
  readonly window: number
  /** … opens when at least so many were made … */
  readonly calls: number
  /** … and this share of them failed or were late, … */
  readonly share: number
  /** … and stays open so long; then one trial call decides. */
  readonly open: number
  /** Calls under way at once; more wait in a queue of the same length, more than that are refused. */
  readonly atOnce: number
  /** A call that surely did not arrive is repeated so often, inside the budget. */
  readonly retries: number
}
/** What holds where nothing is set (specification COM-61). */
export const guardDefaults: GuardSettings = { window: 10_000, calls: 20, share: 0.5, open: 5000, atOnce: 512, retries: 2 }

/**
 * Counts the calls of the last `window` ms, in steps: opens when enough of them were made, and enough of these failed. Only the steady time
 * counts: a wall clock that is set back would keep it open until it is as late again.
 */
class Breaker {
  state: 'closed' | 'open' | 'trial' = 'closed'
  opened = 0
  private readonly settings: GuardSettings
  private readonly clock: Clock
  private steps: { readonly from: number; calls: number; failures: number }[] = []
  private openUntil = 0

  constructor(settings: GuardSettings, clock: Clock) {
    this.settings = settings
    this.clock = clock
  }
  /** As if it had never opened. */
  close(): void {
    this.state = 'closed'
    this.steps = []
  }
  /** May a call be made now? The first one after its time decides for all, and nobody waits for it. */
  admits(): boolean {
    if (this.state === 'open' && this.clock.steady() >= this.openUntil) {
      this.state = 'trial'
      return true
    }
    return this.state === 'closed'
  }
  /** How a call ended that was admitted in that state. */
  ended(well: boolean, admitted: 'closed' | 'trial'): void {
    if (admitted === 'trial') this.steps = []
    this.count(well ? 0 : 1)
    if (admitted === 'trial' && well) this.state = 'closed'
    else if (admitted === 'trial' || (this.state === 'closed' && !well && this.isEnough())) this.open()
  }
  private open(): void {
    this.state = 'open'
    this.opened++
    this.openUntil = this.clock.steady() + this.settings.open
  }
  private isEnough(): boolean {
    const calls = this.steps.reduce((sum, s) => sum + s.calls, 0)
    return calls >= this.settings.calls && this.steps.reduce((sum, s) => sum + s.failures, 0) >= calls * this.settings.share
  }
  private count(failures: number): void {
    const now = this.clock.steady()
    const { window } = this.settings
    let step = this.steps.at(-1)
    if (!step || now - step.from >= window / 20) {
      this.steps = this.steps.filter(s => now - s.from < window)
      this.steps.push((step = { from: now, calls: 0, failures: 0 }))
    }
    step.calls++
    step.failures += failures
  }
}

/** Time limit, bulkhead, retry with jitter and circuit breaker around one target. */
export class Guard {
  readonly name: string
  private readonly breaker: Breaker
  private readonly settings: GuardSettings
  private readonly clock: Clock
  private readonly random: () => number
  private readonly tally = { answered: 0, late: 0, unreachable: 0, refusedOpen: 0, refusedFull: 0 }
  /** An operator holds it open. */
  forced = false
  private underWay = 0
  /** Each waits for the place of a call that ends. */
  private readonly queue: (() => void)[] = []

  /** `random`: from 0 to 1, for the pauses between repeats. */
  constructor(name: string, settings: GuardSettings = guardDefaults, clock: Clock = systemClock, random: () => number = Math.random) {
    this.name = name
    this.settings = settings
    this.clock = clock
    this.random = random
    this.breaker = new Breaker(settings, clock)
  }
  get state(): 'closed' | 'open' | 'trial' {
    return this.forced ? 'open' : this.breaker.state
  }
  get counts() {
    return { ...this.tally, opened: this.breaker.opened }
  }

  /** An operator lets calls go again, also where it had opened by itself. */
  release(): void {
    this.forced = false
    this.breaker.close()
  }

  /**
   * An answer that settles nothing counts as late; but that what was asked before is still on its way says nothing of whom we ask, or
   * each restart would open the breaker.
   */
  async call(question: Question, send: (question: Question) => Promise<Reply>): Promise<Reply> {
    for (let tries = 0; ; tries++) {
      const reply = await this.once(question, send)
      if (reply.kind !== 'unreachable' || tries >= this.settings.retries || this.state !== 'closed') return reply
      const pause = this.random() * 50 * 2 ** tries
      if (this.clock.now() + pause >= question.until) return reply
      await this.clock.sleep(pause)
    }
  }
  private async once(question: Question, send: (question: Question) => Promise<Reply>): Promise<Reply> {
    const { atOnce } = this.settings
    if (this.underWay < atOnce) this.underWay++
    else if (this.queue.length < atOnce) await new Promise<void>(start => this.queue.push(start))
    else return this.refuse('refusedFull')
    try {
      if (this.clock.now() > question.until) return this.refuse('refusedFull') // it waited too long for its turn
      if (this.forced || !this.breaker.admits()) return this.refuse('refusedOpen')
      const admitted = this.breaker.state === 'trial' ? 'trial' : 'closed'
      const reply = await limited(send(question), question.until, this.clock)
      this.tally[reply.kind === 'answer' ? 'answered' : reply.kind === 'timeout' ? 'late' : 'unreachable']++
      // what was held back says nothing about the target, unless this was the call that should try it
      const isHeld = reply.kind === 'unreachable' && reply.held === true
      if (!isHeld || admitted === 'trial')
        this.breaker.ended(settles(question, reply) || (this.state === 'closed' && isAgain(reply)), admitted)
      return reply
    } finally {
      const next = this.queue.shift()
      if (next) next()
      else this.underWay--
    }
  }
  /** It was not sent: that says nothing about the target now. */
  private refuse(why: 'refusedOpen' | 'refusedFull'): Reply {
    this.tally[why]++
    return { kind: 'unreachable', held: true }
  }
}

const settles = ({ settles }: Question, reply: Reply): boolean =>
  reply.kind === 'answer' && (!settles || !reply.accepted || settles.includes(reply.status) || settles.includes('accepted'))
const isAgain = (reply: Reply): boolean => reply.kind === 'answer' && reply.again === true

/** The reply, or `timeout` when it is not there in time. */
export const limited = (work: Promise<Reply>, until: number, clock: Clock = systemClock): Promise<Reply> =>
  new Promise(done => {
    const cancel = clock.alarm(until - clock.now(), () => done({ kind: 'timeout' }))
    work.then(
      reply => {
        cancel()
        done(reply)
      },
      () => {
        cancel()
        done({ kind: 'timeout' }) // it failed after it was sent: nobody knows
      },
    )
  })
