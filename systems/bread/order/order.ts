import { aggregate, type DataOf, otherwise, own, policy, type StateOf, system, Type } from '@jumun/core/model'
import { Address, Count, CustomerId, guest, Id, Language, Natural, operator, OrNull, PaymentToken, reasons, reject, Text, Time, whyOver, Won, Yes } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import { type Goods, Item } from './item.ts'
const { HoldWanted, MoneyBackNoted, OrderCanceled, OrderClosed, OrderDeclined, Ordered, OrderExpired, OrderRejected, OrderRequested, OrderRestored } = events
const { OwnHoldWanted, PaymentAsked, PaymentPostponed, ProgressNoted } = events

const states = ['AwaitingPayment', 'Ordered', 'Confirmed', 'Baking', 'OutForDelivery', 'Delivered', 'Rejected', 'Canceled', 'Declined', 'Expired'] as const
const unpaid = ['AwaitingPayment', 'Declined', 'Expired'] as const
/** Paid, and neither turned down nor cancelled. */
const living = ['Ordered', 'Confirmed', 'Baking', 'OutForDelivery', 'Delivered'] as const
/** Paid once, and over: nothing is left to pay. */
const over   = ['Rejected', 'Canceled'] as const
const steps: readonly string[] = living
const fields = {
  orderId: Id, customerId: CustomerId, item: Text, qty: Count, price: Won, address: OrNull(Address), createTime: Time, language: Language,
  limited: Yes, held: Yes, paymentToken: OrNull(PaymentToken),
  attempt: Natural, closed: Natural,                     // to postpone is to close all attempts so far: their outcomes count no more
  postponed: OrNull(Text), reason: OrNull(Text),         // why it is not paid yet; why it was declined or turned down
  cancellation: OrNull(Type.Enum(['requested', 'done', 'refused'])),
  moneyBack: Yes,                                        // it may be heard before the bakery's no, which it follows from
}
type State = StateOf<typeof fields, typeof states>

const told = ({ orderId, customerId, item, qty, price, address, createTime, language, limited }: State, status: string) =>
  ({ orderId, customerId, item, qty, price, address, status, createTime, language, limited })
const closed   = ({ orderId, item, qty, limited }: State) => OrderClosed({ orderId, item, qty, limited })
const expired  = ({ orderId, item, limited }: State, heir: number | null = null) => OrderExpired({ orderId, item, limited, heir })
/** Who was refused a hold has none; another question for one may only be on its way after a second attempt. */
const declined = ({ orderId, item, limited, held, attempt }: State, reason: string) => OrderDeclined({ orderId, item, holds: limited && (held || attempt > 1), reason })
const hold = ({ orderId, item, qty, customerId, paymentToken }: Omit<DataOf<typeof HoldWanted>, 'attempt' | 'holder'>, attempt: number, holder: number | null = null) =>
  HoldWanted({ orderId, item, qty, customerId, attempt, holder, paymentToken })
const ask  = ({ orderId, customerId, price, paymentToken }: Omit<DataOf<typeof PaymentAsked>, 'attempt'>, attempt: number) => PaymentAsked({ orderId, customerId, price, attempt, paymentToken })

const place = (wish: DataOf<typeof commands.PlaceOrder>, goods: Goods | undefined, now: number) => {
  const { orderId, item, qty } = wish
  if (goods === undefined) return reject('no-such-item', { item })
  const price = qty * goods.price
  if ((wish.price ?? price) !== price) return reject('price-changed', { price })
  const order = {
    orderId, customerId: wish.customerId ?? guest, item, qty, price, address: wish.address ?? null, createTime: now, language: wish.language ?? 'ko',
    limited: goods.stock !== null, paymentToken: wish.paymentToken ?? null,
  }
  return [OrderRequested(order), order.limited ? hold(order, 1) : ask(order, 1)]
}
/** Nothing is left to pay: why it ended, in words that say what became of the money. */
const ended = (o: State) => reject(whyOver(reasons, o))
/** Nobody pays twice at once. */
const whilePaying = (o: State) => o.status !== 'AwaitingPayment' ? ended(o) : o.attempt > o.closed ? reject('in-progress') : undefined
const pay = (o: State, { paymentToken }: DataOf<typeof commands.PayOrder>) => {
  const order = { ...o, paymentToken: paymentToken ?? o.paymentToken }
  return o.held ? ask(order, o.attempt + 1) : hold(order, o.attempt + 1)
}
/** An unpaid order makes way for a newer one of its customer, unless it is being paid this very moment. */
const standAside = (o: State, heir: number) => o.status !== 'AwaitingPayment' ? [] : o.attempt > o.closed ? reject('in-progress') : expired(o, heir)
/** The bakery's no may be on its way, its money back already: then nothing more will come. */
const cancel = (o: State) => o.status === 'AwaitingPayment' ? expired(o) : [OrderCanceled(told(o, 'Canceled')), ...(o.moneyBack ? [closed(o)] : [])]
/** Turned down, or cancelled, it ends when the money is back; where that is heard first it is remembered. */
const moneyBack = (o: State) => o.moneyBack ? [] : [MoneyBackNoted({ orderId: o.orderId }), ...(o.status === 'Rejected' || o.status === 'Canceled' ? [closed(o)] : [])]
/** Only ever forward: a repeat of older news may come late, where the first time it had no effect. */
const progress  = (o: State, { orderId, status }: DataOf<typeof commands.NoteProgress>) => steps.indexOf(status) > steps.indexOf(o.status) ? ProgressNoted({ orderId, status }) : []
const rejected  = (o: State, reason: string | null) => [OrderRejected({ orderId: o.orderId, reason }), ...(o.moneyBack ? [closed(o)] : [])]
const as = (status: string) => status as State['status']

/** An order: unpaid it is known to its customer alone; paid it is told to everyone. */
export const Order = aggregate('order', {
  key: 'orderId', commands, events, reads: { goods: [Item, 'item'] }, states, fields,
  decide: {
    //                 who may                            in which state                                     already so                        what then happened
    PlaceOrder:      { by: own('customerId'),             from: 'nothing', allots: 'orderId',                                                  then: (_, wish, { goods }, { now }) => place(wish, goods, now) },
    PayOrder:        { by: [own('customerId'), operator], from: unpaid,                                      done: [...living, ...over],       unless: whilePaying, then: pay },
    CancelOrder:     { by: [own('customerId'), operator], from: ['AwaitingPayment', 'Ordered', 'Confirmed'], done: ['Canceled', 'Expired'],    then: cancel },
    // money never moves without its order: who cancels a payment cancels the order
    RevokeOrder:     { by: operator,                      from: ['Ordered', 'Confirmed'],                    done: 'Canceled',                 then: cancel },
    // the stock is held: now, and only now, the money
    AskPayment:      { by: policy,                        from: 'AwaitingPayment',                           done: otherwise,                  then: o => o.held ? [] : ask(o, o.attempt) },
    ConfirmPayment:  { by: policy,                        from: 'AwaitingPayment',                           done: otherwise,                  then: (o, { attempt }) => attempt > o.closed ? Ordered(told(o, 'Ordered')) : [] },
    DeclineOrder:    { by: policy,                        from: 'AwaitingPayment',                           done: otherwise,                  then: (o, { reason }) => declined(o, reason) },
    PostponePayment: { by: policy,                        from: 'AwaitingPayment',                           done: otherwise,                  then: (o, e) => e.attempt > o.closed ? PaymentPostponed(e) : [] },
    AbandonOrder:    { by: policy,                        from: 'AwaitingPayment',                           done: otherwise,                  then: o => expired(o) },
    WantOwnHold:     { by: policy,                        from: 'AwaitingPayment',                           done: otherwise,                  then: (_, e) => OwnHoldWanted(e) },
    StandAside:      { by: system,                        from: states,                                                                        then: (o, { heir }) => standAside(o, heir) },
    HoldAgain:       { by: policy,                        from: 'AwaitingPayment',                           done: otherwise,                  then: (o, { holder }) => hold(o, o.attempt, holder) },
    // what the bakery says; while a cancel is on its way, the bakery's answer to it decides
    NoteProgress:    { by: policy,                        from: living,                                      done: otherwise,                  then: progress },
    NoteRejection:   { by: policy,                        from: living,                                      done: otherwise,                  then: (o, { reason }) => rejected(o, reason) },
    RestoreOrder:    { by: policy,                        from: 'Canceled',                                  done: otherwise,                  then: (o, { status }) => o.cancellation === 'requested' ? OrderRestored(told(o, status)) : [] },
    NoteMoneyBack:   { by: policy,                        from: [...living, 'Rejected', 'Canceled'],         done: otherwise,                  then: moneyBack },
  },
  evolve: {
    // nothing to hold is as good as held
    OrderRequested:   (_, e) => ({ ...e, status: 'AwaitingPayment', held: !e.limited, attempt: 0, closed: 0, postponed: null, reason: null, cancellation: null, moneyBack: false }),
    HoldWanted:       (o, e) => ({ ...o, attempt: e.attempt, paymentToken: e.paymentToken }),
    OwnHoldWanted:    o      => o,
    PaymentAsked:     (o, e) => ({ ...o, attempt: e.attempt, paymentToken: e.paymentToken, held: true }),
    // what an earlier attempt may have charged is unknown, whatever became of this one
    PaymentPostponed: (o, e) => ({ ...o, closed: Math.max(o.closed, e.attempt), postponed: o.postponed === 'payment-unknown' ? o.postponed : e.reason }),
    Ordered:          o      => ({ ...o, status: 'Ordered',                     paymentToken: null }),
    OrderDeclined:    (o, e) => ({ ...o, status: 'Declined', reason: e.reason,  paymentToken: null }),
    OrderExpired:     o      => ({ ...o, status: 'Expired',                     paymentToken: null }),
    ProgressNoted:    (o, e) => ({ ...o, status: as(e.status) }),
    OrderRejected:    (o, e) => ({ ...o, status: 'Rejected', reason: e.reason }),
    OrderCanceled:    o      => ({ ...o, status: 'Canceled', cancellation: 'requested' as const }),
    OrderRestored:    (o, e) => ({ ...o, status: as(e.status), cancellation: 'refused' as const }),
    MoneyBackNoted:   o      => ({ ...o, moneyBack: true }),
    OrderClosed:      o      => ({ ...o, cancellation: o.status === 'Canceled' ? 'done' as const : o.cancellation }),
  },
})
