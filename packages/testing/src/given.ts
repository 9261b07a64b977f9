import assert from 'node:assert/strict'
import { type Aggregate, type DataOf, decided, type Event, list, type Message, type OneOrMore, type Rejection } from '@jumun/core/model'
import { byPolicy, bySystem, type Caller, check, statusOf, type Verdict } from '@jumun/core/runtime'
import { frozen } from './memory-store.ts'

/** The moment at which tests ask, unless they say another one: ms since 1970. */
export const noon = 1_700_000_000_000

/** A person in a role, with what the token says of them: `person('customer', { phoneNumber: '01012345678' })`. */
export const person = (role: string, claims: Caller['claims'] = {}): Caller => ({
  actor: Object.values(claims)[0] ?? role,
  roles: [role],
  claims,
  anyone: false,
})
/** Open mode without a token: acts for everybody and in every role. */
export const anyone: Caller = { actor: 'anyone', roles: [], claims: {}, anyone: true }
const callerOf = (who: string | Caller): Caller =>
  typeof who !== 'string' ? who : who === 'policy' ? byPolicy : who === 'system' ? bySystem : person(who)

/** What became of a command: what the table said, what happened, and the state after it. */
export interface Answer {
  readonly verdict: Verdict
  readonly refusal?: { readonly reason: string; readonly detail?: any }
  readonly events: readonly Message<'event'>[]
  readonly state: any
}

/** The state after one more event; neither the state nor the event may be changed by it. */
const evolved = (a: Aggregate, state: any, e: Message): any => {
  const evolve = a.evolve[e.type]
  if (!evolve) throw new Error(`${a.name} does not know the event ${e.type}`)
  const next = frozen(evolve(state, e.data))
  if (!a.states.includes(next?.status))
    throw new Error(`${a.name}: ${e.type} leads to the status ${next?.status}, which is not one of its states`)
  return next
}

/** Asks an aggregate, as the runtime does between load and commit: the table first, then the rule, then the fold. */
export const answerOf = (
  a: Aggregate,
  state: any,
  command: Pick<Message, 'type' | 'data'>,
  caller: Caller,
  read: object = {},
  now = noon,
): Answer => {
  const row = a.decide[command.type]
  if (!row) throw new Error(`${a.name} does not know the command ${command.type}`)
  const verdict = check(a, command.type, caller, state, command.data)
  if (verdict === 'done') return { verdict, events: [], state }
  if (verdict !== 'decide') return { verdict, refusal: { reason: verdict }, events: [], state }
  const outcome = decided(row, frozen(state), frozen(command.data), frozen(read), { now, actor: caller.actor })
  if (isRejection(outcome))
    return {
      verdict,
      refusal: { reason: outcome.reason, ...(outcome.detail === undefined ? {} : { detail: outcome.detail }) },
      events: [],
      state,
    }
  const events = list(outcome as OneOrMore<Message<'event'>>)
  return { verdict, events, state: frozen(events).reduce((s, e) => evolved(a, s, e), state) }
}
const isRejection = (outcome: object): outcome is Rejection => 'kind' in outcome && outcome.kind === 'rejection'

/** An event of which only some fields matter. */
export interface Like {
  readonly like: true
  readonly type: string
  readonly data: object
}
/** Expects an event of which only these fields matter: `.then(like(Ordered, { orderId: 7 }))`. */
export const like = <E extends Event>(event: E, data: Partial<DataOf<E>> = {}): Like => ({ like: true, type: event.type, data })

/** A question on its way: who asks, when, what is read beside the state; then what is expected. */
export interface Asked {
  /** A role by its name, `policy`, `system`, or a person with claims. */
  by(who: string | Caller): Asked
  /** When, in ms since 1970. */
  at(time: number): Asked
  /** The reference data that the aggregate finds, by the names under which it reads them. */
  reads(read: { readonly [name: string]: unknown }): Asked
  /** Exactly these events happen, in this order. */
  then(...expected: readonly (Message<'event'> | Like)[]): void
  /** It is refused: by the rule with its reason, or by the table with `role`, `not-yours` or `not-allowed-now`. */
  refused(reason: string, detail?: object): void
  /** It is accepted, and nothing happens. */
  nothing(): void
}

/** What happened so far. */
export interface Given<S> {
  readonly state: S
  when(command: Message<'command'>): Asked
  /** The state has these values, whatever else it has. */
  is(expected: { readonly [field: string]: unknown }): void
}

/**
 * A sentence about one rule: `given(Order, ordered).when(CancelOrder({ orderId: 7 })).by(customer).then(OrderCanceled(…))`.
 * Pure and at once: the table is asked, then the rule, and what happened is folded.
 */
export const given = <S>(a: Aggregate<S>, ...happened: readonly OneOrMore<Message<'event'>>[]): Given<S> => {
  const before = happened.flatMap(e => list(e))
  const state = before.reduce<any>((s, e) => evolved(a, s, frozen(e)), undefined)
  return {
    state,
    when: command => asked({ a, state, command, caller: undefined, read: {}, now: noon }),
    is: function is(expected) {
      const shown = state && Object.fromEntries(Object.keys(expected).map(field => [field, state[field]]))
      equal(shown, expected, `${a.name} ${before.length ? `after ${before.map(e => e.type).join(', ')}` : 'before anything happened'}`, is)
    },
  }
}

/** The same in one breath: `asking(Order, [placed, paid], CancelOrder({ orderId: 7 }), customer).then(OrderCanceled(…))`. */
export const asking = <S>(
  a: Aggregate<S>,
  happened: OneOrMore<OneOrMore<Message<'event'>>>,
  command: Message<'command'>,
  by: string | Caller,
  { reads = {}, at = noon }: { readonly reads?: { readonly [name: string]: unknown }; readonly at?: number } = {},
): Pick<Asked, 'then' | 'refused' | 'nothing'> =>
  given(a, ...list(happened))
    .when(command)
    .by(by)
    .reads(reads)
    .at(at)

interface Question {
  readonly a: Aggregate
  readonly state: any
  readonly command: Message<'command'>
  readonly caller: Caller | undefined
  readonly read: { readonly [name: string]: unknown }
  readonly now: number
}
const asked = (q: Question): Asked => ({
  by: who => asked({ ...q, caller: callerOf(who) }),
  at: now => asked({ ...q, now }),
  reads: read => {
    const unknown = Object.keys(read).find(name => !(name in q.a.reads))
    if (unknown) throw new Error(`${q.a.name} reads no ${unknown}`)
    return asked({ ...q, read })
  },
  then: function then(...expected) {
    if (!expected.length || expected.some(e => typeof e === 'function'))
      throw new Error(`${q.command.type}: name the events that happen, or say nothing()`)
    expects(q, expected, then)
  },
  refused: function refused(reason, detail) {
    expects(q, { refused: reason, ...(detail === undefined ? {} : { detail }) }, refused)
  },
  nothing: function nothing() {
    expects(q, [], nothing)
  },
})

type Expected = readonly (Message<'event'> | Like)[] | { readonly refused: string; readonly detail?: object }
const expects = (q: Question, expected: Expected, from: (...args: any[]) => void): void => {
  if (!q.caller) throw new Error(`${q.command.type}: who asks? Say by(…)`)
  const { refusal, events } = answerOf(q.a, q.state, q.command, q.caller, q.read, q.now)
  const wanted: any = 'refused' in expected ? expected : expected.map(shown)
  const got = refusal
    ? { refused: refusal.reason, ...('detail' in refusal ? { detail: refusal.detail } : {}) }
    : events.map((e, i) => shown('refused' in expected ? e : lessened(e, expected[i])))
  // who names only the reason does not mind the detail
  if (refusal && 'refused' in expected && expected.detail === undefined) delete (got as { detail?: unknown }).detail
  equal(
    got,
    wanted,
    `${q.command.type} by ${q.caller.actor}, ${q.a.name} ${q.state ? `in ${statusOf(q.state)}` : 'before anything happened'}`,
    from,
  )
}
const shown = (e: Pick<Message, 'type' | 'data'> | Like): object => ({ [e.type]: e.data })
/** Of an event that is only to be like another one, the fields that matter. */
const lessened = (e: Message, wanted: Message | Like | undefined): Pick<Message, 'type' | 'data'> =>
  wanted && 'like' in wanted && wanted.type === e.type
    ? { type: e.type, data: Object.fromEntries(Object.entries(e.data).filter(([field]) => field in wanted.data)) }
    : e

/** As it is on the wire: what is undefined is not there. */
const plain = (x: unknown): unknown => (x === undefined ? undefined : JSON.parse(JSON.stringify(x)))
const equal = (actual: unknown, expected: unknown, about: string, from: (...args: any[]) => void): void => {
  const difference = { message: about, actual: plain(actual), expected: plain(expected), operator: 'deepStrictEqual', stackStartFn: from }
  try {
    assert.deepEqual(difference.actual, difference.expected)
  } catch {
    throw new assert.AssertionError(difference) // its message shows the difference, its stack begins at the sentence
  }
}
