import { contextOfCommand, type AtOnce, type Context, type Message, type NoAnswer, type System } from '../model/index.ts'
import { Deciding, type Ports, type Trouble } from './deciding.ts'
import { closed } from './person.ts'
import { Conflict, type Question, type Recorded, type Reply, type Timer } from './ports.ts'
import { Ringing, type Rung } from './ringing.ts'
import { margin } from './rules.ts'
import { byPolicy, bySystem, statusOf } from './table.ts'
import { followed } from './tracing.ts'

/**
 * One running context: it decides commands, runs the solid lines that follow, answers others, and rings timers. Its replicas share the
 * store.
 */
export class Node extends Deciding {
  /** What rings, and what cannot. */
  readonly ringing: Ringing
  stopped = false
  /** Told after rows of views were committed here. */
  readonly rowsTold = new Set<() => void>()

  constructor(system: System, context: Context, ports: Ports) {
    super(system, context, ports)
    this.ringing = new Ringing(this, (t, until) => this.ring(t, until))
  }
  protected override soon(at: number): void {
    this.ringing.soon(at)
  }

  // ---- solid lines
  /** "Surely not sent" is said by whoever ran the line first, and only where nobody has taken it up meanwhile. */
  protected async whyNoAnswer(reply: Reply, id: string, first: boolean): Promise<NoAnswer> {
    return reply.kind === 'unreachable' && first && (await this.isUnsent(id, true)) ? 'unavailable' : 'unknown'
  }
  protected limitOf(line: AtOnce, until: number): number {
    return Math.min(this.clock.now() + line.within, until - margin)
  }

  /** Runs the solid lines of these events while the caller waits. */
  async drive(events: readonly Recorded[], until: number): Promise<void> {
    for (const e of events) for (const [policy, line] of this.lines(e.type)) await this.perform(e, policy, line, until, true)
  }

  /**
   * One solid line: ask, then commit the outcome. `first`: run by whoever committed its event, so nobody else has asked yet. `second`:
   * taken up after that one had its time, and may still be at it. False: it is still owed.
   */
  async perform(e: Recorded, policy: string, line: AtOnce, until: number, first: boolean, second = false): Promise<boolean> {
    return this.measured(policy, e, first, event => this.performNow(event, policy, line, until, first, second))
  }
  /**
   * Does what a policy does, and tells how long that took. `waits`: whoever made the event waits for it. What follows carries the trace
   * it is given.
   */
  measured<T>(policy: string, e: Recorded, waits: boolean, work: (e: Recorded) => Promise<T>): Promise<T> {
    const span = this.ports.tracing?.policy(policy, e, waits)
    if (!span) return this.timed(policy, () => work(e))
    return followed(
      span,
      () => this.timed(policy, () => work({ ...e, trace: span.trace })),
      result => (result === false ? 'owed' : 'done'),
    )
  }
  /** Folds an event into a view. */
  viewed(view: string, e: Recorded, work: () => Promise<void>): Promise<void> {
    const span = this.ports.tracing?.view(view, e)
    return span ? followed(span, work) : work()
  }
  private async timed<T>(policy: string, work: () => Promise<T>): Promise<T> {
    const { measure } = this.ports
    if (!measure?.wants()) return work()
    const began = this.clock.steady()
    let outcome: 'done' | 'owed' | 'failed' = 'failed'
    try {
      const result = await work()
      outcome = result === false ? 'owed' : 'done'
      return result
    } finally {
      measure.policy(policy, outcome, this.clock.steady() - began)
    }
  }
  private async performNow(e: Recorded, policy: string, line: AtOnce, until: number, first: boolean, second: boolean): Promise<boolean> {
    const id = this.outcomeId(e, policy)
    if (!first && (await this.store.marked(id)) !== undefined) {
      await this.clear(id)
      return true
    }
    const unsent = second && line.otherwise !== undefined && (await this.isUnsent(id, false))
    const limit = this.limitOf(line, until)
    const causes = this.causesAfter(e)
    const question: Question = {
      ...line.ask(e.data),
      id: this.askId(e, policy),
      by: 'system',
      causes,
      actor: `${this.context.name}.${policy}`,
      until: limit,
      settles: Object.keys(line.answer),
      ...(e.trace ? { trace: e.trace } : {}),
    }
    const reply: Reply = unsent || limit <= this.clock.now() ? { kind: 'unreachable' } : await this.ask(question)
    const row = reply.kind === 'answer' ? this.rowFor(line, reply) : undefined
    let outcome: Message | 'done'
    if (row && reply.kind === 'answer') outcome = row(e.data, reply)
    else if (line.otherwise) {
      outcome = line.otherwise(e.data, unsent ? 'unavailable' : await this.whyNoAnswer(reply, id, first))
    } else return false // the timer asks again, under the same id
    if (outcome === 'done') {
      await this.commitMark(id)
      return true
    }
    const inline = this.clock.now() < until
    const result = await this.handle(outcome, { id, clears: id, caller: byPolicy, causes, inline, ...(e.trace ? { trace: e.trace } : {}) })
    if (result.kind === 'rejected')
      throw new Error(
        `${policy}: ${outcome.type} was refused (${result.refusal?.reason}); a policy's command needs an answer in every state`,
      )
    if (inline) await this.drive(result.events, until)
    return true
  }
  /** Either it was never sent, or a second one is about to send it: whoever says so first is right. True: it was not, and never will be. */
  private async isUnsent(id: string, says: boolean): Promise<boolean> {
    const mark = `${id}/unsent`
    try {
      await this.store.commit({ mark, ...(says ? { refused: { reason: 'unsent' } } : {}) })
      return says
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      return (await this.store.marked(mark)) !== null
    }
  }
  private async commitMark(id: string) {
    try {
      await this.store.commit({ mark: id, done: [id] })
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      await this.clear(id)
    }
  }
  /** To whoever owns the command: ourselves, another context, or the outside. */
  async ask(question: Question): Promise<Reply> {
    if (this.owners.has(question.type)) return this.serve(question)
    const target = this.targetOf(question.type)
    if (target === undefined) throw new Error(`${this.context.name} asks ${question.type}, which nobody owns`)
    return this.ports.ask.ask(target, question)
  }
  /** Who is asked this command that is not ours. */
  targetOf(command: string): string | undefined {
    return (this.context.externals.find(x => command in x.commands) ?? contextOfCommand(this.system, command))?.name
  }

  /** Answers another context's question: decides, runs the solid lines that follow, and says what the item is then. */
  async serve(asked: Question): Promise<Reply> {
    const question = this.understanding?.command(asked) ?? asked
    const result = await this.handle(question, {
      id: question.id,
      caller: question.person ?? { ...(question.by === 'policy' ? byPolicy : bySystem), actor: question.actor },
      causes: question.causes,
      inline: true,
      until: question.until,
      ...(question.trace ? { trace: question.trace } : {}),
    })
    const a = this.owners.get(question.type)!
    // a person who asks again for what an item waits for is told "later" only when that is so
    const again =
      question.person &&
      Object.values(this.context.routes).find(c => c.of.name === a.name && c.create?.pending?.again.type === question.type)?.create
    if (result.kind === 'late' && !(again && result.item)) return { kind: 'unreachable' } // whoever asked has given up: nothing was decided
    await this.drive(result.events, question.until)
    const isAskedAgain = again && result.kind !== 'rejected'
    const item = isAskedAgain
      ? await closed(this, a, again, result.key, question.id)
      : result.events.length
        ? await this.store.load(a.name, result.key)
        : result.item
    const tells = result.kind === 'rejected' ? [] : a.commands[question.type]!.tells
    const said = tells.length && item ? { detail: Object.fromEntries(tells.map(field => [field, item.state[field]])) } : {}
    return {
      kind: 'answer',
      accepted: result.kind !== 'rejected',
      status: statusOf(item?.state),
      ...(result.kind !== 'rejected' && !result.events.length ? { again: true } : {}),
      ...said,
      ...(result.refusal
        ? { reason: result.refusal.reason, ...(result.refusal.detail === undefined ? {} : { detail: result.refusal.detail }) }
        : {}),
    }
  }

  /** The caller waits inside its budget; the work goes on without it. */
  async waitFor(work: Promise<void>, until: number): Promise<void> {
    const guarded = work.catch(error =>
      this.ports.report?.({ what: 'a solid line failed; it stays owed', about: this.context.name, error }),
    )
    this.track(guarded)
    await new Promise<void>(done => {
      const cancel = this.clock.alarm(until - this.clock.now(), done)
      void guarded.then(() => {
        cancel()
        done()
      })
    })
  }
  // ---- timers
  /** Rings what is due, for ever: owed solid lines and commands that follow later. Replicas look again at least every `poll` ms. */
  ringTimers(poll = 1000): Promise<void> {
    return this.ringing.forever(poll)
  }
  /** `until`: then somebody else may ring it. */
  protected async ring(t: Timer, until: number): Promise<Rung> {
    try {
      if (t.work.kind === 'owed') {
        const line = this.context.policies[t.work.policy]
        if (line?.kind !== 'atOnce') throw new Error(`${this.context.name} has no solid line ${t.work.policy} any more`)
        return (await this.perform(t.work.event, t.work.policy, line, until - margin, false, t.at > t.work.event.time)) ? 'done' : 'owed'
      }
      const { type, data, causes, trace } = t.work
      const since = trace ? { since: trace } : {}
      const result = await this.handle({ type, data }, { id: t.id, clears: t.id, caller: byPolicy, causes, inline: false, ...since })
      if (result.kind === 'rejected')
        throw new Error(`${type} was refused (${result.refusal?.reason}); a policy's command needs an answer in every state`)
      return 'done'
    } catch (error) {
      return { error }
    }
  }

  /** Sets a timer on its own, once per mark. */
  async setTimer(timer: Timer, mark: string): Promise<void> {
    await this.store.commit({ mark, timers: [timer] })
    this.ringing.soon(timer.at)
  }
  report(trouble: Trouble): void {
    this.ports.report?.(trouble)
  }

  /** Stops ringing, and waits for the work at hand. */
  async stop(): Promise<void> {
    this.stopped = true
    this.ringing.stop()
    await this.done()
  }
}
