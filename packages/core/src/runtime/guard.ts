import { BrokenCircuitError, bulkhead, circuitBreaker, type CircuitBreakerPolicy, CircuitState, handleAll, type IBreaker } from 'cockatiel'
import type { Question, Reply } from './ports.ts'

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
export const guardDefaults: GuardSettings = { window: 10_000, calls: 20, share: 0.5, open: 5000, atOnce: 512, retries: 2 }

class NotAnswered extends Error {
  readonly reply: Reply
  constructor(reply: Reply) {
    super('not answered')
    this.reply = reply
  }
}

/** Counts the calls of the last `window` ms, in steps: opens when enough of them were made, and enough of these failed. */
class LastCalls implements IBreaker {
  state: unknown
  private readonly settings: GuardSettings
  private steps: { readonly from: number; calls: number; failures: number }[] = []
  constructor(settings: GuardSettings) {
    this.settings = settings
  }
  success(circuit: CircuitState): void {
    if (circuit === CircuitState.HalfOpen) this.steps = []
    this.count(0)
  }
  failure(circuit: CircuitState): boolean {
    this.count(1)
    if (circuit !== CircuitState.Closed) return true
    const calls = this.steps.reduce((sum, s) => sum + s.calls, 0)
    return calls >= this.settings.calls && this.steps.reduce((sum, s) => sum + s.failures, 0) >= calls * this.settings.share
  }
  private count(failures: number): void {
    const now = Date.now()
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
  private readonly breaker: CircuitBreakerPolicy
  private readonly hold: ReturnType<typeof bulkhead>
  private readonly settings: GuardSettings
  readonly counts = { answered: 0, late: 0, unreachable: 0, refusedOpen: 0, refusedFull: 0, opened: 0 }

  constructor(name: string, settings: GuardSettings = guardDefaults) {
    this.name = name
    this.settings = settings
    this.breaker = circuitBreaker(handleAll, { halfOpenAfter: settings.open, breaker: new LastCalls(settings) })
    this.breaker.onBreak(() => void this.counts.opened++)
    this.hold = bulkhead(settings.atOnce, settings.atOnce)
  }
  get state(): 'closed' | 'open' | 'trial' {
    return this.breaker.state === CircuitState.Closed ? 'closed' : this.breaker.state === CircuitState.HalfOpen ? 'trial' : 'open'
  }

  /** An answer that settles nothing counts as late; but that what was asked before is still on its way says nothing of whom we ask, or each restart would open the breaker. */
  async call(question: Question, send: (question: Question) => Promise<Reply>): Promise<Reply> {
    for (let tries = 0; ; tries++) {
      const reply = await this.once(question, send)
      if (reply.kind !== 'unreachable' || tries >= this.settings.retries || this.state !== 'closed') return reply
      const pause = Math.random() * 50 * 2 ** tries
      if (Date.now() + pause >= question.until) return reply
      await new Promise(done => setTimeout(done, pause))
    }
  }
  private async once(question: Question, send: (question: Question) => Promise<Reply>): Promise<Reply> {
    try {
      return await this.hold.execute(() => {
        if (this.state === 'trial') throw new BrokenCircuitError() // one trial call decides, nobody waits for it
        if (Date.now() > question.until) throw new Error('it waited too long for its turn')
        return this.breaker.execute(async () => {
          const reply = await limited(send(question), question.until)
          if (reply.kind === 'answer') this.counts.answered++
          else this.counts[reply.kind === 'timeout' ? 'late' : 'unreachable']++
          if (!settles(question, reply) && !(this.state === 'closed' && isAgain(reply))) throw new NotAnswered(reply)
          return reply
        })
      })
    } catch (error) {
      if (error instanceof NotAnswered) return error.reply
      this.counts[error instanceof BrokenCircuitError ? 'refusedOpen' : 'refusedFull']++
      return { kind: 'unreachable' } // breaker open, no room, or no time left: it was not sent
    }
  }
}

const settles = ({ settles }: Question, reply: Reply): boolean =>
  reply.kind === 'answer' && (!settles || !reply.accepted || settles.includes(reply.status) || settles.includes('accepted'))
const isAgain = (reply: Reply): boolean => reply.kind === 'answer' && reply.again === true

/** The reply, or `timeout` when it is not there in time. */
export const limited = (work: Promise<Reply>, until: number): Promise<Reply> =>
  new Promise(done => {
    const timer = setTimeout(() => done({ kind: 'timeout' }), Math.max(0, until - Date.now()))
    work.then(
      reply => {
        clearTimeout(timer)
        done(reply)
      },
      () => {
        clearTimeout(timer)
        done({ kind: 'timeout' }) // it failed after it was sent: nobody knows
      },
    )
  })
