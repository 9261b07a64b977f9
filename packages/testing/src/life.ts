import assert from 'node:assert/strict'
import { type Aggregate, type AtOnce, type Later, list, type Message, type Policy } from '@jumun/core/model'
import { byPolicy, type Caller, statusOf } from '@jumun/core/runtime'
import { answerOf, noon } from './given.ts'

/** Somebody asks for something. */
export interface Step {
  readonly command: Message<'command'>
  readonly by: Caller
}
/** A reaction asks for it. */
export const react = (command: Message<'command'>): Step => ({ command, by: byPolicy })

/** Follows one item through what is asked of it, and reads on the way what holds of every item. */
export class Life<State = any> {
  readonly a: Aggregate<State>
  readonly events: Message[] = []
  state: State | undefined
  /** The moment at which is asked, in ms since 1970. */
  now = noon
  private readonly ends: (state: State) => boolean

  /** `ends`: a state that nothing changes any more. */
  constructor(a: Aggregate<State>, ends: (state: State) => boolean) {
    this.a = a
    this.ends = ends
  }
  /** What happened; undefined: it was refused. An end stays the end, a reaction is never refused, and said twice is said once. */
  ask({ command, by }: Step, read: object = {}): readonly Message[] | undefined {
    const before = this.state
    const answer = answerOf(this.a, before, command, by, read, this.now)
    const about = `${command.type} ${JSON.stringify(command.data)} in ${statusOf(before)}`
    if (by === byPolicy) assert.equal(answer.refusal, undefined, `${about} is a reaction's, and nobody refuses it`)
    if (before && this.ends(before)) assert.equal(statusOf(answer.state), statusOf(before), `${about}: that is an end`)
    // reactions are known by their ids, and what gets a number of its own is another one
    if (by !== byPolicy && !this.a.decide[command.type]!.allots)
      assert.deepEqual(answerOf(this.a, answer.state, command, by, read, this.now).events, [], `${about}, a second time`)
    this.state = answer.state
    this.events.push(...answer.events)
    return answer.refusal ? undefined : answer.events
  }
  all(type: string): readonly any[] {
    return this.events.filter(e => e.type === type).map(e => e.data)
  }
}

/** What becomes of a question to somebody outside: it is answered, with a no where that is possible, or it goes wrong on its way. */
export const ways = ['answered', 'answered', 'lost before', 'lost after', 'late', 'unsent', 'sent by another', 'refused'] as const
/** One of these. */
export type Way = (typeof ways)[number]
/** Longer on its way is no question. */
const onItsWay = 50 * 60_000

/** An item alone with its own policies: what it owes to somebody outside, what is late on its way there, and what rings later. */
export class Errands {
  readonly life: Life
  private readonly lines: readonly AtOnce[]
  private readonly reactions: readonly (Policy & { kind: 'whenever' })[]
  private readonly outside: (question: Message, refuses: boolean) => string
  private owed: { readonly line: AtOnce; readonly happened: any }[] = []
  private later: { readonly at: number; readonly command: Message<'command'> }[] = []
  private late: { readonly at: number; readonly arrive: () => void }[] = []

  /** `outside`: what somebody outside does and says when a question arrives. One key is one deed, however often it arrives. */
  constructor(life: Life, policies: { readonly [name: string]: Policy }, outside: (question: Message, refuses: boolean) => string) {
    this.life = life
    this.outside = outside
    this.lines = Object.values(policies).filter(p => p.kind === 'atOnce')
    this.reactions = Object.values(policies).filter(p => p.kind === 'whenever')
  }
  ask(step: Step): void {
    const { life } = this
    for (const { type, data } of life.ask(step) ?? []) {
      for (const line of this.lines) if (line.event.type === type) this.owed.push({ line, happened: data })
      for (const { event, react } of this.reactions)
        if (event.type === type)
          for (const follows of list(react(data, { id: 'e', time: life.now, causes: [] }) ?? [])) {
            const { ms, at = life.now + (ms ?? 0), command } = follows as Later
            this.later.push({ at, command: command as Message<'command'> })
          }
    }
  }
  /** One of the questions that are owed goes its way. */
  answer(which: number, way: Way): void {
    const [next] = this.owed.splice(which % (this.owed.length || 1), 1)
    if (!next) return
    const { line, happened } = next
    const question = line.ask(happened)
    if (way === 'answered' || way === 'refused') {
      const status = this.outside(question, way === 'refused')
      return this.ask(react(line.answer[status]!(happened, { status }) as Message<'command'>))
    }
    if (way === 'lost after') this.outside(question, false)
    if (way === 'late' || way === 'sent by another')
      this.late.push({ at: this.life.now + onItsWay, arrive: () => void this.outside(question, false) })
    this.ask(
      react(line.otherwise!(happened, way === 'unsent' || way === 'sent by another' ? 'unavailable' : 'unknown') as Message<'command'>),
    )
  }
  pass(ms: number): void {
    const end = this.life.now + ms
    for (;;) {
      const next = [...this.late, ...this.later].filter(x => x.at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.life.now = Math.max(this.life.now, next.at)
      this.late = this.late.filter(x => x !== next)
      this.later = this.later.filter(x => x !== next)
      if ('arrive' in next) next.arrive()
      else this.ask(react(next.command))
    }
    this.life.now = end
  }
  /** Everything works again, and everything comes to rest. `help`: what a person does where only a person can. */
  calm(help: (state: any) => Step | undefined): void {
    for (let i = 0; i < 60; i++) {
      while (this.owed.length) this.answer(0, 'answered')
      const step = this.life.state && help(this.life.state)
      if (step) this.ask(step)
      else if (!this.later.length && !this.late.length) return
      this.pass(10 * 60_000)
    }
  }
}

/** The books of somebody outside who moves money: one key is one charge or one refund, whatever arrives how often. */
export class Books {
  readonly charges = new Map<string, { readonly amt: number; readonly captured: boolean; refunded: number }>()
  private readonly refunds = new Map<string, boolean>()
  charge(key: string, amt: number, refuses: boolean): boolean {
    if (!this.charges.has(key)) this.charges.set(key, { amt, captured: !refuses, refunded: 0 })
    return this.charges.get(key)!.captured
  }
  refund(key: string, of: string, amt: number, refuses: boolean): boolean {
    const charge = this.charges.get(of)
    if (!this.refunds.has(key)) {
      const well = !refuses && charge !== undefined && charge.captured
      if (well) charge.refunded += amt
      this.refunds.set(key, well)
    }
    return this.refunds.get(key)!
  }
  get captured(): number {
    return [...this.charges.values()].filter(c => c.captured).reduce((n, c) => n + c.amt, 0)
  }
  get refunded(): number {
    return [...this.charges.values()].reduce((n, c) => n + c.refunded, 0)
  }
  get net(): number {
    return this.captured - this.refunded
  }
}
/** As a payment provider answers. */
export const provider =
  (books: Books, card: 'approve' | 'decline') =>
  ({ type, data }: Message, refuses: boolean): string =>
    type === 'Charge'
      ? books.charge(data.key, data.amt, card === 'decline')
        ? 'captured'
        : 'declined'
      : type === 'Find'
        ? books.charges.has(data.key)
          ? books.charges.get(data.key)!.captured
            ? 'captured'
            : 'declined'
          : 'none'
        : books.refund(data.key, data.of, data.amt, refuses)
          ? 'refunded'
          : 'failed'
