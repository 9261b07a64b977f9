import { aggregate, type DataOf, otherwise, own, policy, type StateOf, system, Type } from '@jumun/core/model'
import * as paying from '../../paying.ts'
import { Id, Language, operator, OrNull, Phone, purchaseDeal, reasons, reject, Time, Won, Yes, names } from '../vocabulary.ts'
import { Car, type Offered } from './car.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
const { CancelDone, ChargeReturned, HandoverNoted, HoldWanted, OwnHoldWanted, PaymentAsked, PaymentPostponed } = events
const { PurchaseCancelled, Purchased, PurchaseDeclined, PurchaseExpired, PurchaseRequested, PurchaseRestored } = events

/** `Y` bought, `N` cancelled: published words. */
const states = ['AwaitingPayment', 'Y', 'N', 'Declined', 'Expired'] as const
const fields = {
  puId: Id, cuId: names(Id), carId: Id, salePrice: Won, phoneNumber: OrNull(Phone), language: Language, puDate: Time,
  puCancelDate: OrNull(Time), held: Yes, ...paying.fields, handedOver: Yes,
  cancellation: OrNull(Type.Enum(['requested', 'done', 'refused'])),
}
type State = StateOf<typeof fields, typeof states>

const told = ({ puId, cuId, carId, salePrice, phoneNumber, language, puDate }: State, puStatus: string) =>
  ({ puId, deal: purchaseDeal(puId), cuId, carId, salePrice, phoneNumber, language, puDate, puStatus })
const expired = (o: State, heir: number | null = null) => PurchaseExpired.of({ ...o, heir })
const hold = (o: DataOf<typeof PurchaseRequested>, attempt: number, holder: number | null = null) =>
  HoldWanted.of({ ...o, attempt, holder })
const pays = paying.rows({
  hold, expired, paid: (o: State) => Purchased(told(o, 'Y')), PaymentPostponed, OwnHoldWanted, reasons,
  ask: (o, attempt) => PaymentAsked.of({ ...o, attempt }),
  // who was refused a hold has none; another question for one may only be on its way after a second attempt
  declined: (o, reason) => PurchaseDeclined.of({ ...o, holds: o.held || o.attempt > 1, reason }),
})

const request = ({ puId, cuId, carId, ...wish }: DataOf<typeof commands.RequestPurchase>, car: Offered | undefined, now: number) => {
  const salePrice = car?.salePrice
  if (salePrice === undefined || salePrice === null) return reject('no-such-car')
  if ((wish.salePrice ?? salePrice) !== salePrice) return reject('price-changed', { salePrice })
  const purchase = { puId, cuId, carId, salePrice, phoneNumber: wish.phoneNumber ?? null, language: wish.language ?? 'ko', puDate: now,
    paymentToken: wish.paymentToken ?? null }
  return [PurchaseRequested(purchase), hold(purchase, 1)]
}
/** Who has the car keeps it: consign said so, or has refused to stop. */
const isLate  = (o: State) => o.handedOver || o.cancellation === 'refused'
const undo    = (o: State, now: number) => PurchaseCancelled({ ...told(o, 'N'), puCancelDate: now })
const cancel  = (o: State, now: number) => o.status === 'AwaitingPayment' ? expired(o) : undo(o, now)
const onceLate = (o: State) => o.status === 'Y' && isLate(o) ? reject('handed-over') : undefined

/** Once: it was charged, and nobody knew before it ended. */
const returned = (o: State) => o.cancellation === null ? ChargeReturned(told(o, o.status)) : []

/** A purchase: unpaid it is known to its buyer alone; paid it is told to everyone. */
export const Purchase = aggregate('purchase', {
  key: 'puId', commands, events, reads: { car: [Car, 'carId'] }, states, fields,
  decide: {
    //                  who may                     in which state                     already so           what then happened
    RequestPurchase:  { by: own('cuId'),            from: 'nothing', allots: 'puId',
      then: (_, wish, { car }, { now }) => request(wish, car, now) },
    PayPurchase:      { by: [own('cuId'), operator],  ...pays.pay,                     done: ['Y', 'N'] },
    CancelPurchase:   { by: [own('cuId'), operator], from: ['AwaitingPayment', 'Y'],   done: ['N', 'Expired'], unless: onceLate,
      then: (o, _, __, { now }) => cancel(o, now) },
    AskPayment:       pays.ask,
    ConfirmPurchase:  pays.confirm,
    DeclinePurchase:  pays.decline,
    PostponePayment:  pays.postpone,
    AbandonPurchase:  pays.abandon,
    WantOwnHold:      pays.wantOwnHold,
    StandAside:       { by: system,                 from: states,                                           then: pays.standAside },
    HoldAgain:        pays.holdAgain,
    // the operator stopped the transport: the purchase is cancelled in its name
    CancelForConsign: { by: policy,                 from: 'Y',                         done: otherwise,
      then: (o, _, __, { now }) => isLate(o) ? [] : undo(o, now) },
    RestorePurchase:  { by: policy,                 from: 'N',                         done: otherwise,
      then: o => o.cancellation === 'requested' ? PurchaseRestored(told(o, 'Y')) : [] },
    FinishCancel:     { by: policy,                 from: 'N',                         done: otherwise,
      then: o => o.cancellation === 'requested' ? CancelDone({ puId: o.puId, carId: o.carId }) : [] },
    NoteMoneyBack:    { by: policy,                 from: ['Declined', 'Expired'],     done: otherwise,     then: returned },
    NoteHandedOver:   { by: policy,                 from: ['Y', 'N'],                  done: otherwise,
      then: o => o.handedOver ? [] : HandoverNoted({ puId: o.puId, carId: o.carId }) },
  },
  evolve: {
    PurchaseRequested: (_, e) => ({ ...e, ...paying.begins, puCancelDate: null, held: false, handedOver: false, cancellation: null }),
    HoldWanted:        paying.made.wanted,
    OwnHoldWanted:     paying.made.nothing,
    PaymentAsked:      paying.made.asked,
    PaymentPostponed:  paying.made.postponed,
    Purchased:         o      => ({ ...o, status: 'Y',        paymentToken: null }),
    PurchaseDeclined:  paying.made.declined,
    PurchaseExpired:   paying.made.expired,
    PurchaseCancelled: (o, e) => ({ ...o, status: 'N', puCancelDate: e.puCancelDate, cancellation: 'requested' as const }),
    PurchaseRestored:  o      => ({ ...o, status: 'Y', puCancelDate: null,           cancellation: 'refused' as const }),
    CancelDone:        o      => ({ ...o, cancellation: 'done' as const }),
    ChargeReturned:    o      => ({ ...o, cancellation: 'done' as const }),
    HandoverNoted:     o      => ({ ...o, handedOver: true }),
  },
})
