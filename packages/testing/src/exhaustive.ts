import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  type Aggregate,
  type Command,
  doneStates,
  type Event,
  list,
  type Reasons,
  type Row,
  type System,
  type Who,
} from '@jumun/core/model'
import { byPolicy, bySystem, type Caller, check, isOpen, statusOf, type Verdict } from '@jumun/core/runtime'
import { answerOf, anyone, noon, person } from './given.ts'
import { fits, reach, type Reached, readsFor, type Sample, samples, type Search, timesOf, wishesFor } from './sample.ts'

/** Who there is, and how this business says no. */
type Business = Pick<System, 'roles' | 'reasons'>

/** Somebody of every kind: each role, the owner of the item, the owner of another one, a role that nobody has, and the runtime. */
const callersOf = (a: Aggregate, roles: readonly string[], state: any, wish: any): readonly Caller[] => {
  const fields = [
    ...new Set(Object.values(a.decide).flatMap(row => list(row.by).flatMap(who => (typeof who === 'string' ? [] : [who.own])))),
  ]
  const claiming = (actor: string, value: (field: string) => string): Caller => ({
    actor,
    roles: [],
    claims: Object.fromEntries(fields.map(f => [f, value(f)])),
    anyone: false,
  })
  const owners = [claiming('its owner', f => String((state ?? wish)[f])), claiming('the owner of another one', () => 'another')]
  return [
    ...roles.map(role => person(role)),
    ...(fields.length ? owners : []),
    { ...person('stranger'), roles: ['stranger', 'nothing'] },
    byPolicy,
    bySystem,
    anyone,
  ]
}

/** What the row says, worked out from its words and by nothing that the runtime uses. */
const expected = (a: Aggregate, row: Row, caller: Caller, state: any, wish: any): Verdict => {
  const by = list(row.by)
  const roles = by.filter(who => typeof who === 'string')
  const owned = by.flatMap(who => (typeof who === 'string' ? [] : [who]))
  const isPolicy = caller.roles.includes('policy')
  const claims = isPolicy ? [] : owned.filter(({ own }) => own in caller.claims)
  const may = isPolicy
    ? roles.includes('policy') || roles.includes('system')
    : caller.anyone
      ? owned.length > 0 || roles.some(role => role !== 'policy')
      : roles.some(role => caller.roles.includes(role)) ||
        claims.some(
          ({ own, of }) =>
            (of === 'wish' && wish[own] === undefined) || caller.claims[own] === String((of === 'wish' ? wish : (state ?? wish))[own]),
        )
  if (!may) return claims.length && !caller.anyone ? 'not-yours' : 'role'
  const status = statusOf(state)
  if (list(row.from).includes(status)) return 'decide'
  const done = typeof row.done === 'symbol' ? true : list(row.done).includes(status)
  return done ? 'done' : 'not-allowed-now'
}

const nameOf = (who: Who): string =>
  typeof who !== 'string'
    ? 'its owner'
    : who === 'policy'
      ? 'a reaction'
      : who === 'system'
        ? 'another context'
        : `${/^[aeiou]/.test(who) ? 'an' : 'a'} ${who}`
const where = (status: string): string => (status === 'nothing' ? 'before there is any' : `in ${status}`)
const sentenceOf = (a: Aggregate, type: string, row: Row, status: string): string =>
  list(row.from).includes(status)
    ? `${type} ${where(status)} is decided for ${list(row.by).map(nameOf).join(' and ')}, and for nobody else`
    : doneStates(a, row).includes(status)
      ? `${type} ${where(status)} is already so: nothing happens`
      : `${type} ${where(status)} is not possible`

/** What is wrong with an answer; undefined: nothing. */
const wrong = (
  a: Aggregate,
  row: Row,
  { refusal, events, state }: ReturnType<typeof answerOf>,
  key: unknown,
  reasons: Reasons,
): string | undefined => {
  if (refusal && list(row.by).includes('policy')) return `a reaction is refused: ${refusal.reason}`
  if (refusal && !(refusal.reason in reasons)) return `the reason ${refusal.reason} is not in the vocabulary`
  for (const e of events) {
    const event = a.events[e.type]
    if (!event) return `${e.type} is not an event of ${a.name}`
    if (!fits(event.schema, e.data)) return `${e.type} is not what its schema says: ${JSON.stringify(e.data)}`
    if (e.data[a.key] !== key) return `${e.type} does not carry ${a.key}`
    if (!a.case.some(field => (e.data[field] ?? null) !== null)) return `${e.type} carries no ${a.case.join(', no ')}`
  }
  const odd = events.length
    ? Object.keys(a.fields).find(field => state[field] !== undefined && !fits(a.fields[field]!, state[field]))
    : undefined
  return odd && `afterwards ${odd} is ${JSON.stringify(state[odd])}`
}

/** How many wishes are tried where only the table is asked. */
const few = 4

/** One sentence of what an aggregate promises, and the proof of it, which throws where it does not hold. */
export interface Promised {
  readonly sentence: string
  readonly prove: () => void
}
/** What the table of an aggregate promises, sentence by sentence. */
export const promisesOf = (a: Aggregate, { roles, reasons }: Business, search: Search = {}): readonly Promised[] => {
  const reached = reach(a, search)
  const samplesOf = (status: string) => reached.states.get(status) ?? []
  const cells = Object.entries(a.decide).flatMap(([type, row]) => ['nothing', ...a.states].map(status => ({ type, row, status })))
  return [
    ...a.states.map(status => ({
      sentence: `${status} is reached from nothing`,
      prove: () => assert.ok(samplesOf(status).length, `no way leads to ${status}`),
    })),
    ...Object.keys(a.events).map(type => ({
      sentence: `${type} happens on some way`,
      prove: () => assert.ok(reached.happened.has(type), `nothing leads to ${type}`),
    })),
    ...cells.map(({ type, row, status }) => ({
      sentence: sentenceOf(a, type, row, status),
      prove: () => {
        for (const sample of samplesOf(status)) everyCaller(a, type, row, sample, roles, search)
        if (list(row.from).includes(status)) for (const sample of samplesOf(status)) everyWish(a, type, row, sample, reasons, search)
      },
    })),
    ...Object.entries(a.decide).flatMap(([type, row]) =>
      isForPeople(row)
        ? [
            {
              sentence: `${type} is offered only where some wish for it is granted`,
              prove: () => isNeverDead(a, type, row, reached, reasons, search),
            },
          ]
        : [],
    ),
    ...[...Object.values(a.events), ...Object.keys(a.decide).map(type => a.commands[type]!)].flatMap(note =>
      note.was.shapes.length
        ? [{ sentence: `every ${note.type} of an earlier shape becomes one of the shape of now`, prove: () => isBrought(note) }]
        : [],
    ),
  ]
}
/** The functions of a note lead from each of its earlier shapes to the next one, whatever the data says. */
const isBrought = ({ type, schema, was: { shapes } }: Event | Command): void => {
  for (const [i, { schema: older, next }] of shapes.entries())
    for (const sample of samples(older)) {
      const made = next(sample)
      const newer = shapes[i + 1]?.schema ?? schema
      assert.ok(fits(newer, made), `${type}: ${JSON.stringify(sample)} becomes ${JSON.stringify(made)}, which is none of the next shape`)
    }
}

/**
 * Every role, owner or not, in every state (nothing included) gets from every command what the table says. What is decided leads to
 * events of this aggregate that satisfy their schemas, into one of its states, or to a refusal with a declared reason; reactions are
 * never refused, and nothing throws. The states are reached by the commands themselves, so each is known to be reachable.
 */
export const everyAnswer = (a: Aggregate, business: Business, search: Search = {}): void => {
  describe(`${a.name}: every role, state and command`, () => {
    for (const { sentence, prove } of promisesOf(a, business, search)) it(sentence, prove)
  })
}

/** May people ask it of an item that is there? */
const isForPeople = (row: Row): boolean =>
  list<Who>(row.by).some(w => w !== 'policy' && w !== 'system') && !list(row.from).includes('nothing')
/** A link that is offered and then refused for what the item is, whatever is wished, leads nowhere. */
const isNeverDead = (a: Aggregate, type: string, row: Row, { states }: Reached, reasons: Reasons, search: Search): void => {
  const isAboutState = (reason: string): boolean => (reasons[reason]?.status ?? 409) === 409
  for (const [status, samples] of states)
    for (const { state, events } of list(row.from).includes(status) ? samples : [])
      for (const now of timesOf(search)) {
        if (!isOpen(a, type, anyone, state, now)) continue
        const answers = wishesFor(a, type, state, search).flatMap(wish =>
          readsFor(a, row, state, wish, search).map(read => answerOf(a, state, { type, data: wish }, anyone, read, now)),
        )
        // where the state never says no, no sample wish was sensible enough
        const isGranted =
          answers.some(a => !a.refusal && a.events.length > 0) || !answers.some(({ refusal }) => !refusal || isAboutState(refusal.reason))
        assert.ok(
          isGranted,
          `${type} is offered at noon + ${now - noon} ms, and always ${answers[0]?.refusal?.reason ?? 'without effect'}, after ${path(events)}`,
        )
      }
}

const everyCaller = (a: Aggregate, type: string, row: Row, { state, events }: Sample, roles: readonly string[], search: Search): void => {
  for (const wish of wishesFor(a, type, state, search).slice(0, few))
    for (const caller of callersOf(a, roles, state, wish)) {
      const verdict = check(a, type, caller, state, wish)
      assert.equal(verdict, expected(a, row, caller, state, wish), `${type} by ${caller.actor} after ${path(events)}`)
      if (verdict !== 'decide') {
        const answer = answerOf(a, state, { type, data: wish }, caller)
        assert.deepEqual(
          [answer.events, answer.refusal?.reason],
          [[], verdict === 'done' ? undefined : verdict],
          `${type} by ${caller.actor} after ${path(events)}`,
        )
      }
    }
}
const everyWish = (a: Aggregate, type: string, row: Row, { state, events }: Sample, reasons: Reasons, search: Search): void => {
  const caller = list(row.by).includes('policy') ? byPolicy : anyone
  for (const wish of wishesFor(a, type, state, search))
    for (const read of readsFor(a, row, state, wish, search))
      for (const now of timesOf(search)) {
        const about = () =>
          `${type} ${JSON.stringify(wish)}${Object.keys(read).length ? ` with ${JSON.stringify(read)}` : ''} at noon + ${now - noon} ms after ${path(events)}`
        let answer: ReturnType<typeof answerOf>
        try {
          answer = answerOf(a, state, { type, data: wish }, caller, read, now)
        } catch (error) {
          throw new Error(`${about()} throws`, { cause: error })
        }
        const what = wrong(a, row, answer, wish[a.key], reasons)
        if (what) assert.fail(`${what}\n${about()}`)
      }
}
const path = (events: Sample['events']): string => events.map(e => `${e.type} ${JSON.stringify(e.data)}`).join(', ') || 'nothing'
