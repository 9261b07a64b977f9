// given, when, then: what happened so far, what is asked and by whom, what then happens.
import assert from 'node:assert/strict'
import type { Aggregate, Message, Rejection } from '@jumun/core/model'
import { type Caller, check } from '@jumun/core/runtime'

/** The moment at which tests ask, unless they say another one: ms since 1970. */
export const noon = 1_700_000_000_000

const callers: { readonly [who: string]: Caller } = { anyone: { actor: 'anyone', roles: [], claims: {}, anyone: true } }
const callerOf = (who: string): Caller =>
  /^[0-9]+$/.test(who)
    ? { actor: who, roles: ['customer'], claims: { phoneNumber: who }, anyone: false }
    : (callers[who] ?? { actor: who, roles: [who], claims: {}, anyone: false })

/** What the events make of the item. */
export const folded = <S>(a: Aggregate<S>, ...events: readonly Message[]): S => events.reduce<any>((state, e) => a.evolve[e.type]!(state, e.data), undefined)

/** `by`: a role, or a customer's phone number. `then`: the events, a refusal, or what the table says before anything is decided. */
export const given = (a: Aggregate, ...events: readonly Message[]) => ({
  when: (command: Message, read: object = {}) => ({
    by: (who: string, now = noon) => ({
      then: (...expected: readonly (Message | Rejection | string)[]) => {
        const state = folded(a, ...events)
        const verdict = check(a, command.type, callerOf(who), state, command.data)
        const happened =
          verdict === 'decide' ? [a.decide[command.type]!.then(state, command.data, read, { now, actor: who })].flat() : verdict === 'done' ? [] : [verdict]
        assert.deepEqual(plain(happened), plain(expected))
        for (const e of happened) if (typeof e === 'object' && 'data' in e) assert.doesNotThrow(() => folded(a, ...events, ...(happened as Message[])))
      },
    }),
  }),
})
const plain = (x: unknown) => JSON.parse(JSON.stringify(x))
