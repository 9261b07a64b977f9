/**
 * What a provider's books and ours do not agree about: found by the nightly reconciliation, by what a provider tells of itself, and where
 * a payment contradicts what was decided. Nothing wins silently: an operator looks, acts where it must be acted, and says why
 * it is settled.
 */
import { aggregate, command, event, otherwise, policy, system, Type } from '@jumun/core/model'
import { Id, Natural, OrNull, Text, Time, impersonal } from './vocabulary.ts'

const what = [
  'unknown-charge', // taken there, and we know of no such payment, or say that nothing was taken
  'missing-charge', // taken here, and not there
  'other-amount', // of the charge
  'other-currency',
  'other-refund', // what was given back
  'charged-twice', // more than one under the same key
  'contradiction', // an order came upon a payment that is not its own
] as const
/**
 * `difference`: its name, the same however often it is found. `key`: of the charge; `reference`: what it is for; `ours`, `theirs`: won, or
 * units of their currency.
 */
const found = { difference: Text, what: Type.Enum([...what]), key: Text, reference: OrNull(Id), ours: Natural, theirs: Natural }

const events = {
  DifferenceFound: event.internal('DifferenceFound', { ...found, at: Time }),
  DifferenceSettled: event.internal('DifferenceSettled', { difference: Text, reason: Text, at: Time }),
}
const commands = {
  NoteDifference: command('NoteDifference', found),
  SettleDifference: command('SettleDifference', { difference: impersonal(Text), reason: impersonal(Text) }),
}
export const { NoteDifference, SettleDifference } = commands
const { DifferenceFound, DifferenceSettled } = events

const states = ['open', 'settled'] as const
export const Difference = aggregate('difference', {
  key: 'difference',
  id: 'id',
  commands,
  events,
  states,
  fields: { ...found, at: Time, reason: OrNull(Text) },
  decide: {
    //                  who may             in which state              already so       what then happened
    NoteDifference: {
      by: [policy, system],
      from: ['nothing', ...states],
      done: otherwise,
      then: (d, wish, _, { now }) => (d ? [] : DifferenceFound({ ...wish, at: now })),
    },
    SettleDifference: {
      by: 'operator',
      from: 'open',
      done: 'settled',
      then: (_, wish, __, { now }) => DifferenceSettled({ ...wish, at: now }),
    },
  },
  evolve: {
    DifferenceFound: (_, e) => ({ ...e, reason: null, status: 'open' }),
    DifferenceSettled: (d, e) => ({ ...d, reason: e.reason, status: 'settled' }),
  },
})
/** For the context that keeps the money; shown to operators, who settle them. */
export const differences = {
  events,
  commands,
  aggregates: [Difference],
  routes: {
    differences: {
      of: Difference,
      item: 'difference',
      shows: ['difference', 'what', 'key', 'reference', 'ours', 'theirs', 'status', 'at', 'reason'],
      times: ['at'],
      readers: ['operator'],
      commands: { settle: SettleDifference },
      tasks: ['open'],
    },
  },
}
/** An order came upon a payment that is not its own: it ends unpaid, and somebody has to look at whose that is. */
export const contradiction = (reference: number) =>
  NoteDifference({
    difference: `contradiction-${reference}`,
    what: 'contradiction',
    key: `charge-${reference}`,
    reference,
    ours: 0,
    theirs: 0,
  })
