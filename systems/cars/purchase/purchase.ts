import { aggregate, type DataOf, otherwise, own, policy, type StateOf, system, Type } from '@jumun/core/model'
import { Id, Language, Natural, operator, OrNull, PaymentToken, Phone, purchaseDeal, reasons, reject, Text, Time, whyOver, Won, Yes, names } from '../vocabulary.ts'
import { Car, type Offered } from './car.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
const { CancelDone, HandoverNoted, HoldWanted, OwnHoldWanted, PaymentAsked, PaymentPostponed, PurchaseCancelled, Purchased, PurchaseDeclined, PurchaseExpired, PurchaseRequested, PurchaseRestored } = events

/** `Y` bought, `N` cancelled: published words. */
const states = ['AwaitingPayment', 'Y', 'N', 'Declined', 'Expired'] as const
const unpaid = ['AwaitingPayment', 'Declined', 'Expired'] as const
const fields = {
  puId: Id, cuId: names(Id), carId: Id, salePrice: Won, phoneNumber: OrNull(Phone), language: Language, puDate: Time, puCancelDate: OrNull(Time),
  held: Yes, paymentToken: OrNull(PaymentToken), attempt: Natural, closed: Natural,   // to postpone is to close all attempts so far: their outcomes count no more
  postponed: OrNull(Text), reason: OrNull(Text), handedOver: Yes,
  cancellation: OrNull(Type.Enum(['requested', 'done', 'refused'])),
}
type State = StateOf<typeof fields, typeof states>
type Wish = Pick<State, 'puId' | 'cuId' | 'carId' | 'paymentToken'>

const told = ({ puId, cuId, carId, salePrice, phoneNumber, language, puDate }: State, puStatus: string) =>
  ({ puId, deal: purchaseDeal(puId), cuId, carId, salePrice, phoneNumber, language, puDate, puStatus })
const expired  = ({ puId, carId }: State, heir: number | null = null) => PurchaseExpired({ puId, carId, heir })
/** Who was refused a hold has none; another question for one may only be on its way after a second attempt. */
const declined = ({ puId, carId, held, attempt }: State, reason: string) => PurchaseDeclined({ puId, carId, holds: held || attempt > 1, reason })
const hold = ({ puId, carId, cuId, paymentToken }: Wish, attempt: number, holder: number | null = null) => HoldWanted({ puId, carId, cuId, attempt, holder, paymentToken })
const ask  = ({ puId, cuId, salePrice, paymentToken }: State, attempt: number) => PaymentAsked({ puId, cuId, salePrice, attempt, paymentToken })

const request = ({ puId, cuId, carId, ...wish }: DataOf<typeof commands.RequestPurchase>, car: Offered | undefined, now: number) => {
  const salePrice = car?.salePrice
  if (salePrice === undefined || salePrice === null) return reject('no-such-car')
  if ((wish.salePrice ?? salePrice) !== salePrice) return reject('price-changed', { salePrice })
  const purchase = { puId, cuId, carId, salePrice, phoneNumber: wish.phoneNumber ?? null, language: wish.language ?? 'ko', puDate: now, paymentToken: wish.paymentToken ?? null }
  return [PurchaseRequested(purchase), hold(purchase, 1)]
}
/** Nothing is left to pay: why it ended, in words that say what became of the money. */
const ended = (o: State) => reject(whyOver(reasons, o))
/** Nobody pays twice at once. */
const whilePaying = (o: State) => o.status !== 'AwaitingPayment' ? ended(o) : o.attempt > o.closed ? reject('in-progress') : undefined
const pay = (o: State, { paymentToken }: DataOf<typeof commands.PayPurchase>) => {
  const purchase = { ...o, paymentToken: paymentToken ?? o.paymentToken }
  return o.held ? ask(purchase, o.attempt + 1) : hold(purchase, o.attempt + 1)
}
/** An unpaid purchase makes way for a newer one of its buyer, unless it is being paid this very moment. */
const standAside = (o: State, heir: number) => o.status !== 'AwaitingPayment' ? [] : o.attempt > o.closed ? reject('in-progress') : expired(o, heir)
/** Who has the car keeps it: consign said so, or has refused to stop. */
const isLate  = (o: State) => o.handedOver || o.cancellation === 'refused'
const undo    = (o: State, now: number) => PurchaseCancelled({ ...told(o, 'N'), puCancelDate: now })
const cancel  = (o: State, now: number) => o.status === 'AwaitingPayment' ? expired(o) : undo(o, now)
const onceLate = (o: State) => o.status === 'Y' && isLate(o) ? reject('handed-over') : undefined

/** A purchase: unpaid it is known to its buyer alone; paid it is told to everyone. */
export const Purchase = aggregate('purchase', {
  key: 'puId', commands, events, reads: { car: [Car, 'carId'] }, states, fields,
  decide: {
    //                  who may                     in which state                     already so           what then happened
    RequestPurchase:  { by: own('cuId'),            from: 'nothing', allots: 'puId',                        then: (_, wish, { car }, { now }) => request(wish, car, now) },
    PayPurchase:      { by: [own('cuId'), operator],  from: unpaid,                    done: ['Y', 'N'],    unless: whilePaying, then: pay },
    CancelPurchase:   { by: [own('cuId'), operator], from: ['AwaitingPayment', 'Y'],   done: ['N', 'Expired'], unless: onceLate, then: (o, _, __, { now }) => cancel(o, now) },
    // the car is held: now, and only now, the money
    AskPayment:       { by: policy,                 from: 'AwaitingPayment',           done: otherwise,     then: o => o.held ? [] : ask(o, o.attempt) },
    ConfirmPurchase:  { by: policy,                 from: 'AwaitingPayment',           done: otherwise,     then: (o, { attempt }) => attempt > o.closed ? Purchased(told(o, 'Y')) : [] },
    DeclinePurchase:  { by: policy,                 from: 'AwaitingPayment',           done: otherwise,     then: (o, { reason }) => declined(o, reason) },
    PostponePayment:  { by: policy,                 from: 'AwaitingPayment',           done: otherwise,     then: (o, e) => e.attempt > o.closed ? PaymentPostponed(e) : [] },
    AbandonPurchase:  { by: policy,                 from: 'AwaitingPayment',           done: otherwise,     then: o => expired(o) },
    WantOwnHold:      { by: policy,                 from: 'AwaitingPayment',           done: otherwise,     then: (_, e) => OwnHoldWanted(e) },
    StandAside:       { by: system,                 from: states,                                           then: (o, { heir }) => standAside(o, heir) },
    HoldAgain:        { by: policy,                 from: 'AwaitingPayment',           done: otherwise,     then: (o, { holder }) => hold(o, o.attempt, holder) },
    // the operator stopped the transport: the purchase is cancelled in its name
    CancelForConsign: { by: policy,                 from: 'Y',                         done: otherwise,     then: (o, _, __, { now }) => isLate(o) ? [] : undo(o, now) },
    RestorePurchase:  { by: policy,                 from: 'N',                         done: otherwise,     then: o => o.cancellation === 'requested' ? PurchaseRestored(told(o, 'Y')) : [] },
    FinishCancel:     { by: policy,                 from: 'N',                         done: otherwise,     then: o => o.cancellation === 'requested' ? CancelDone({ puId: o.puId, carId: o.carId }) : [] },
    NoteHandedOver:   { by: policy,                 from: ['Y', 'N'],                  done: otherwise,     then: o => o.handedOver ? [] : HandoverNoted({ puId: o.puId, carId: o.carId }) },
  },
  evolve: {
    PurchaseRequested: (_, e) => ({ ...e, status: 'AwaitingPayment', puCancelDate: null, held: false, attempt: 0, closed: 0, postponed: null, reason: null, handedOver: false, cancellation: null }),
    HoldWanted:        (o, e) => ({ ...o, attempt: e.attempt, paymentToken: e.paymentToken }),
    OwnHoldWanted:     o      => o,
    PaymentAsked:      (o, e) => ({ ...o, attempt: e.attempt, paymentToken: e.paymentToken, held: true }),
    // what an earlier attempt may have charged is unknown, whatever became of this one
    PaymentPostponed:  (o, e) => ({ ...o, closed: Math.max(o.closed, e.attempt), postponed: o.postponed === 'payment-unknown' ? o.postponed : e.reason }),
    Purchased:         o      => ({ ...o, status: 'Y',        paymentToken: null }),
    PurchaseDeclined:  (o, e) => ({ ...o, status: 'Declined', paymentToken: null, reason: e.reason }),
    PurchaseExpired:   o      => ({ ...o, status: 'Expired',  paymentToken: null }),
    PurchaseCancelled: (o, e) => ({ ...o, status: 'N', puCancelDate: e.puCancelDate, cancellation: 'requested' as const }),
    PurchaseRestored:  o      => ({ ...o, status: 'Y', puCancelDate: null,           cancellation: 'refused' as const }),
    CancelDone:        o      => ({ ...o, cancellation: 'done' as const }),
    HandoverNoted:     o      => ({ ...o, handedOver: true }),
  },
})
