import { aggregate, otherwise, policy, type StateOf } from '@jumun/core/model'
import { Id, isLost, Natural, operator, OrNull, saleDeal, Text, Time, Won, Yes, names, PaymentToken } from '../vocabulary.ts'
import * as commands from './payout-commands.ts'
import * as events from './payout-events.ts'
const { PaidOut, PayoutQuestioned, PayoutReclaimed, PayoutRequested, PayoutStuck, PayoutUnknown, PayoutUnwanted, ReclaimRequested,
  ReclaimStuck, ReclaimUnknown } = events

const states = ['requested', 'U', 'stuck', 'Y', 'reclaiming', 'reclaimStuck', 'M'] as const
const fields = {
  saleId: Id, sellerId: OrNull(names(Id)), price: OrNull(Won), payoutToken: OrNull(PaymentToken), payDate: OrNull(Time),
  payCancelDate: OrNull(Time),
  // towards the bank the key is state: a new number only after a definite no; when, and in which round, it was last used
  key: Text, at: Time, sentIn: Natural, n: Natural,
  // nobody wants it any more; of asking what became of it; of taking it back; definite noes to that
  unwanted: Yes, round: Natural, tries: Natural, refused: Natural,
}
type State = StateOf<typeof fields, typeof states>

const unasked = { unwanted: false, round: 0, sentIn: 0, tries: 0, refused: 0, payDate: null, payCancelDate: null }
const keyOf    = (saleId: number, n: number) => `payout-${saleId}-${n}`
const its      = ({ saleId }: { readonly saleId: number }) => ({ saleId })
const told     = (saleId: number, price: number, payStatus: string) => ({ saleId, deal: saleDeal(saleId), price, payStatus })
const back     = (saleId: number, price: number, now: number) => PayoutReclaimed({ ...told(saleId, price, 'M'), payCancelDate: now })
const transfer = ({ saleId, sellerId, price, payoutToken }: State, n: number, at: number) =>
  PayoutRequested({ saleId, sellerId: sellerId ?? saleId, price: price ?? 0, payoutToken, n, key: keyOf(saleId, n), at })
const reclaim  = (p: State) =>
  ReclaimRequested({ ...its(p), price: p.price ?? 0, of: p.key,
    key: p.refused ? `reclaim-${p.saleId}-${p.refused}` : `reclaim-${p.saleId}` })
/** Who names no try asks again where it was refused: what is on its way is asked for once. */
const isMeant  = (p: State, tries: number | null | undefined) => (tries ?? (p.status === 'reclaimStuck' ? p.tries : null)) === p.tries
/** "Not found" is no answer while a transfer may be on its way; and what is wanted is asked for with the same key, which is safe. */
const notFound = (p: State, now: number) =>
  !p.unwanted ? transfer(p, p.n, Math.max(now, p.at)) : isLost(p, now)
    ? back(p.saleId, 0, now) : PayoutUnknown({ ...its(p), round: p.round + 1, at: p.at })
const cancel   = (p: State | undefined, saleId: number, now: number) =>
  !p || p.status === 'stuck' ? back(saleId, 0, now) : p.status === 'Y' ? reclaim(p) : p.unwanted ? [] : PayoutUnwanted({ saleId })

/** What the seller of one car gets: the same unknowns as a charge, the other way round. */
export const Payout = aggregate('payout', {
  key: 'saleId', id: 'id', commands, events, states, fields,
  decide: {
    //                    who may               in which state                             already so       what then happened
    PayOut:             { by: policy,             from: 'nothing',                           done: otherwise,
      then: (_, e, __, { now }) => PayoutRequested({ ...e, n: 0, key: keyOf(e.saleId, 0), at: now }) },
    NotePaidOut:        { by: policy,             from: ['requested', 'U'],                  done: otherwise,
      then: (p, _, __, { now }) => p.unwanted ? reclaim(p) : PaidOut({ ...told(p.saleId, p.price ?? 0, 'Y'), payDate: now }) },
    NotePayoutRefused:  { by: policy,             from: ['requested', 'U'],                  done: otherwise,
      then: (p, _, __, { now }) => p.unwanted ? back(p.saleId, 0, now) : PayoutStuck(its(p)) },
    NotePayoutUnknown:  { by: policy,             from: ['requested', 'U'],                  done: otherwise,
      then: (p, _, __, { now }) =>
        PayoutUnknown({ ...its(p), round: p.round + 1, at: p.status === 'requested' ? Math.max(now, p.at) : p.at }) },
    CheckPayout:        { by: policy,             from: 'U',                                 done: otherwise,
      then: (p, { round }) => round === p.round ? PayoutQuestioned({ ...its(p), key: p.key }) : [] },
    NotePayoutNotFound: { by: policy,             from: 'U',                                 done: otherwise,
      then: (p, _, __, { now }) => notFound(p, now) },
    // the bank's no was definite
    RetryPayout:        { by: operator,           from: 'stuck',
      then: (p, _, __, { now }) => transfer(p, p.n + 1, now) },
    // nothing moves any more: now the money; what is not there yet leaves a mark
    CancelPayout:       { by: policy,             from: ['nothing', 'requested', 'U', 'stuck', 'Y'], done: otherwise,
      then: (p, { saleId }, _, { now }) => cancel(p, saleId, now) },
    NoteReclaimed:      { by: [policy, operator], from: ['reclaiming', 'reclaimStuck'],      done: otherwise,
      then: (p, _, __, { now }) => back(p.saleId, p.price ?? 0, now) },
    NoteReclaimUnknown: { by: policy,             from: 'reclaiming',                        done: otherwise,
      then: p => ReclaimUnknown({ ...its(p), tries: p.tries }) },
    NoteReclaimStuck:   { by: policy,             from: 'reclaiming',                        done: otherwise,
      then: p => ReclaimStuck(its(p)) },
    RetryReclaim:       { by: [policy, operator], from: ['reclaiming', 'reclaimStuck'],      done: otherwise,
      then: (p, { tries }) => isMeant(p, tries) ? reclaim(p) : [] },
  },
  evolve: {
    PayoutRequested:  (p, e) => ({ ...unasked, ...p, ...e, status: 'requested' }),
    PaidOut:          (p, e) => ({ ...p, status: 'Y', payDate: e.payDate }),
    PayoutStuck:      p      => ({ ...p, status: 'stuck' }),
    PayoutUnknown:    (p, e) => ({ ...p, status: 'U', round: e.round, at: e.at, sentIn: p.status === 'U' ? p.sentIn : e.round }),
    PayoutQuestioned: p      => p,
    PayoutUnwanted:   p      => ({ ...p, unwanted: true }),
    ReclaimRequested: p      => ({ ...p, status: 'reclaiming', tries: p.tries + 1 }),
    ReclaimUnknown:   p      => p,
    ReclaimStuck:     p      => ({ ...p, status: 'reclaimStuck', refused: p.refused + 1 }),
    PayoutReclaimed:  (p, e) => ({
      ...(p ?? { saleId: e.saleId, sellerId: null, price: null, payoutToken: null, payDate: null, key: keyOf(e.saleId, 0),
        at: e.payCancelDate, n: 0, unwanted: true, round: 0, sentIn: 0, tries: 0, refused: 0 }),
      status: 'M', payCancelDate: e.payCancelDate,
    }),
  },
})
