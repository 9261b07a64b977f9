/**
 * Sentences that hold after any sequence of steps, also of such as never come together in a day: tried with random sequences.
 * Needs fast-check beside it.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Aggregate, Message, Policy } from '@jumun/core/model'
import fc from 'fast-check'
import { Books, Errands, Life, provider, type Step, type Way, ways } from './life.ts'

/** The same sequences at every run. */
export const settings = { seed: 20_210_223 }

/** What comes next: a step, time that passes (ms), or what the state suggests; undefined: it does not come in this state. */
type Next<State> = Step | { readonly pass: number } | ((state: State) => Step | undefined)
/** One of these, so often: steps, or what makes them. */
type Choice<State> = readonly [weight: number, ...of: readonly (Next<State> | fc.Arbitrary<Next<State>>)[]]
export const among = <State>(...choices: readonly Choice<State>[]): fc.Arbitrary<Next<State>> =>
  fc.oneof(
    ...choices.map(([weight, ...of]) => ({
      weight,
      arbitrary: fc.oneof(...of.map(x => (x instanceof fc.Arbitrary ? x : fc.constant(x)))),
    })),
  )

/** One item, and what may come. */
export interface Sequence<State> {
  readonly of: Aggregate<State>
  /** What must have happened before. */
  readonly begins?: readonly Step[]
  /** A state that nothing changes any more. */
  readonly ends?: (state: State) => boolean
  readonly steps: readonly Choice<State>[]
  /** What is read beside the state. */
  readonly read?: object | ((life: Life<State>, step: Step) => object)
  /** Events that happen in no sequence; every other one must, or the sentence would be about less than it says. */
  readonly never?: readonly string[]
  /** How many sequences are tried (2000), and how many steps one has at most (30). */
  readonly runs?: number
  readonly length?: number
}
/** A test: after each step of each sequence this holds of the state and of all that happened. */
export const always = <State>(
  sentence: string,
  { of, begins = [], ends = () => false, steps, read = {}, never = [], runs = 2000, length = 30 }: Sequence<State>,
  holds: (state: State, life: Life<State>) => void,
): void =>
  void test(sentence, () => {
    const happened = new Set<string>()
    fc.assert(
      fc.property(fc.array(among(...steps), { maxLength: length, size: 'max' }), all => {
        const life = new Life(of, ends)
        for (const next of [...begins, ...all]) {
          const step = typeof next !== 'function' ? next : life.state && next(life.state)
          if (step && 'pass' in step) life.now += step.pass
          else if (step) life.ask(step, typeof read === 'function' ? read(life, step) : read)
          if (life.state) holds(life.state, life)
        }
        for (const { type } of life.events) happened.add(type)
      }),
      { ...settings, numRuns: runs },
    )
    assert.deepEqual(
      Object.keys(of.events).filter(type => happened.has(type) === never.includes(type)),
      [],
    )
  })
/** Each of these happened once at most. */
export const once = (life: { all(type: string): readonly unknown[] }, ...types: readonly string[]): void => {
  for (const type of types) assert.ok(life.all(type).length <= 1, `${type} twice`)
}
/** None is smaller than the one before it, nor the same, but where `same` says that it may be. */
export const grows = (numbers: readonly number[], says: string, { same = false } = {}): void =>
  assert.deepEqual(
    numbers,
    (same ? numbers : [...new Set(numbers)]).toSorted((a, b) => a - b),
    says,
  )

/** What happens to who owes something outside: somebody asks, a question goes its way, or time passes (ms). */
export type Turn = Step | { readonly owed: number; readonly way: Way } | { readonly pass: number }
/** Up to 25 turns. `pauses`: how much time may pass at once. */
export const turns = (steps: readonly Step[], pauses: readonly number[] = [1000, 60_000, 20 * 60_000]): fc.Arbitrary<readonly Turn[]> =>
  fc.array(
    fc.oneof(
      { arbitrary: fc.constantFrom<Turn>(...steps), weight: 3 },
      { arbitrary: fc.record({ owed: fc.integer({ min: 0, max: 3 }), way: fc.constantFrom(...ways) }), weight: 5 },
      { arbitrary: fc.record({ pass: fc.constantFrom(...pauses) }), weight: 2 },
    ),
    { maxLength: 25, size: 'max' },
  )
/** Takes these turns, but the steps that `comes` leaves out; `holds` is asked after each of them. */
export const follow = (errands: Errands, all: readonly Turn[], holds: () => void, comes: (step: Step) => boolean = () => true): void => {
  for (const turn of all) {
    if ('owed' in turn) errands.answer(turn.owed, turn.way)
    else if ('pass' in turn) errands.pass(turn.pass)
    else if (comes(turn)) errands.ask(turn)
    holds()
  }
}

/** An item that owes money to somebody outside, or is owed some by them. */
export interface Settling<State> {
  readonly of: Aggregate<State>
  readonly policies: { readonly [name: string]: Policy }
  /** What may be asked of it, and which of that does not come now. */
  readonly steps: readonly Step[]
  readonly comes?: (step: Step, state: State | undefined) => boolean
  /** So much is taken, or nothing. */
  readonly amount: number
  /** In which states it may end, and what is kept then. `nothing`: it was never heard of. */
  readonly ends: { readonly [status: string]: number | ((state: State) => number) }
  /** States that nothing changes any more. */
  readonly over: readonly string[]
  /** What a person does where only a person can, by the state in which it waits for that. */
  readonly help: { readonly [status: string]: Step }
  /** How they outside are asked, and answer: `answer` knows the words of a provider. */
  readonly outside?: (answer: (question: Message, card: 'approve' | 'decline') => string, question: Message, refuses: boolean) => string
  /** What else holds, after each turn. */
  readonly holds?: (life: Life<State>, books: Books) => void
  /** How many sequences are tried (8000). */
  readonly runs?: number
}
type Moved = { readonly status: string; readonly unwanted?: boolean }
/** A test: whatever is asked and lost, at rest the books outside say what the item says, and nothing was taken or given back twice. */
export const settles = <State extends Moved>(sentence: string, of: Settling<State>): void =>
  void test(sentence, () => {
    const { amount, ends, comes = () => true, help, holds = () => {}, runs = 8000 } = of
    const seen = new Set<string>()
    fc.assert(
      fc.property(turns(of.steps), fc.constantFrom('approve', 'approve', 'decline'), (all, card) => {
        const books = new Books()
        const life = new Life(of.of, s => of.over.includes(s.status))
        const outside = of.outside
        const errands = new Errands(
          life,
          of.policies,
          outside ? (q, refuses) => outside((to, its) => provider(books, its)(to, refuses), q, refuses) : provider(books, card),
        )
        const isSo = () => {
          assert.ok(books.captured <= amount && books.refunded <= books.captured, `${books.captured} taken, ${books.refunded} given back`)
          holds(life, books)
        }
        follow(errands, all, isSo, step => comes(step, life.state))
        errands.calm(s => help[s.status])
        isSo()
        const status = life.state?.status ?? 'nothing'
        seen.add(status)
        const kept = ends[status]
        assert.ok(kept !== undefined, `does not end: ${status}`)
        assert.equal(books.net, typeof kept === 'number' ? kept : kept(life.state!), status)
        if (life.state?.unwanted) assert.equal(books.net, 0, 'what nobody wants goes back')
      }),
      { ...settings, numRuns: runs },
    )
    assert.deepEqual(seen, new Set(Object.keys(ends)), 'every end was met')
  })
