import { aggregate, type DataOf, policy, type StateOf, system, Type } from '@jumun/core/model'
import { timed } from '../../block.ts'
import { Balance, Id, Mileage as Amount, operator, OrNull, reject, Text, Time, Yes, names } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
const { AccountOpened, MileageDecreased, MileageHeld, MileageIncreased, MileageReleased, MileageReturned, MileageUsed } = events

/** `Marked`: a release came before there was an account. A mark is no birth: for who opens the account there is none. */
const states = ['Marked', 'Open'] as const
const fields = {
  customerId: names(Id),
  mileage: Balance,   // the sum of the entries
  entries: Type.Array(Type.Object({ reservationId: OrNull(Id), change: Balance, reason: Text, time: Time })),
  // by reservation: what is held for it, and what was done already
  of: Type.Record(Type.String(), Type.Object({ held: Amount, used: Yes, earned: Yes, back: Yes, gone: Yes })),
}
type State = StateOf<typeof fields, typeof states>
type About = { readonly customerId: number; readonly reservationId: number }

const untouched = { held: 0, used: false, earned: false, back: false, gone: false }
const account = (a: State | undefined, customerId: number): State => a ?? { customerId, mileage: 0, entries: [], of: {}, status: 'Marked' }
const of      = (a: State | undefined, { reservationId }: About) => a?.of[reservationId] ?? untouched
const free    = (a: State | undefined) => (a?.mileage ?? 0) - Object.values(a?.of ?? {}).reduce((n, { held }) => n + held, 0)
const noted   = (a: State | undefined, e: About, what: Partial<State['of'][string]>) =>
  ({ ...account(a, e.customerId), of: { ...a?.of, [e.reservationId]: { ...of(a, e), ...what } } })
/** One line of the ledger more. */
const entered = (a: State | undefined, e: DataOf<typeof MileageIncreased>, reason: string, what: Partial<State['of'][string]>): State => {
  const now = noted(a, e, what), entry = { reservationId: e.reservationId, change: e.change, reason, time: e.at }
  return { ...now, mileage: e.mileage, entries: [...now.entries, entry], status: 'Open' }
}
type Change = readonly [typeof MileageIncreased | typeof MileageDecreased | typeof MileageUsed | typeof MileageReturned, number]
/** Entries of one decision: each begins where the one before it ended. An entry of 0 is none. */
const entries = (a: State | undefined, { customerId, reservationId }: About, at: number, ...changes: readonly Change[]) => {
  let mileage = a?.mileage ?? 0, entry = a?.entries.length ?? 0
  return changes.flatMap(([happened, change]) =>
    change === 0 ? [] : [happened({ customerId, reservationId, mileage: mileage += change, change, entry: ++entry, at })])
}

const open = (a: State | undefined, { customerId, mileage }: DataOf<typeof commands.OpenAccount>, at: number) =>
  a?.status === 'Open' ? reject('exists') : AccountOpened({ customerId, mileage: mileage ?? 0, at })
const hold = (a: State | undefined, wish: DataOf<typeof commands.HoldMileage>) => {
  const { held, used, gone } = of(a, wish)
  if (gone) return reject('gone')
  return held || used ? [] : free(a) < wish.amount ? reject('not-enough-mileage') : MileageHeld(wish)
}
// a release that comes before its hold leaves a mark
const release = (a: State | undefined, wish: About) => of(a, wish).gone || of(a, wish).used ? [] : MileageReleased(wish)
const created = (a: State | undefined, e: DataOf<typeof commands.NoteCreated>, at: number) =>
  entries(a, e, at, [MileageUsed, of(a, e).used ? 0 : -e.mileageToUse], [MileageIncreased, of(a, e).earned ? 0 : e.mileageToIncrease])
const cancelled = (a: State | undefined, e: DataOf<typeof commands.NoteCancelled>, at: number) =>
  of(a, e).back ? [] : entries(a, e, at, [MileageReturned, e.mileageBack], [MileageDecreased, -e.mileageToIncrease])
const always = ['nothing', ...states] as const

/** The mileage of one customer: a ledger with the reservation of each entry, never a number overwritten. */
export const Mileage = aggregate('mileage', {
  key: 'customerId', case: ['reservationId', 'customerId'], commands, events, states, fields,
  decide: {
    //                who may         in which state   what then happened
    OpenAccount:    { by: operator,   from: always,    then: timed(open) },
    HoldMileage:    { by: system,     from: always,    then: hold },
    ReleaseMileage: { by: policy,     from: always,    then: release },
    NoteCreated:    { by: policy,     from: always,    then: timed(created) },
    NoteCancelled:  { by: policy,     from: always,    then: timed(cancelled) },
    NoteRaised:     { by: policy,     from: always,    then: (a, e, _, { now }) => entries(a, e, now, [MileageReturned, e.more]) },
  },
  evolve: {
    AccountOpened:    (a, e) => ({
      ...account(a, e.customerId), mileage: e.mileage, status: 'Open',
      entries: e.mileage ? [{ reservationId: null, change: e.mileage, reason: 'opened', time: e.at }] : [] }),
    MileageHeld:      (a, e) => noted(a, e, { held: e.amount }),
    MileageReleased:  (a, e) => noted(a, e, { held: 0, gone: true }),
    MileageUsed:      (a, e) => entered(a, e, 'used',      { held: 0, used: true }),
    MileageIncreased: (a, e) => entered(a, e, 'increased', { earned: true }),
    MileageReturned:  (a, e) => entered(a, e, 'returned',  { back: true }),
    MileageDecreased: (a, e) => entered(a, e, 'decreased', { back: true }),
  },
})
