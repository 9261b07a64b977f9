import { aggregate, type Circumstances, type DataOf, otherwise, own, policy, type StateOf, system, Type } from '@jumun/core/model'
import * as paying from '../../paying.ts'
import { Address, Count, CustomerId, guest, Id, Language, operator, OrNull, reasons, reject, Text, Time, Won, Yes } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import { type Goods, Item } from './item.ts'
const { HoldWanted, OwnHoldWanted, PaymentAsked, PaymentPostponed, OrderRequested, OrderDeclined, OrderExpired, Ordered } = events
const { OrderCanceled, OrderRestored, OrderRejected, OrderClosed, ProgressNoted, MoneyBackNoted, ChargeReturned } = events

/** Paid, and neither turned down nor cancelled. */
const living = ['Ordered', 'Confirmed', 'Baking', 'OutForDelivery', 'Delivered'] as const
/** Paid once, and over: nothing is left to pay. */
const over   = ['Rejected', 'Canceled'] as const
/** It ended unpaid; it may have been charged all the same. */
const never  = ['Declined', 'Expired'] as const
const states = ['AwaitingPayment', ...living, ...over, 'Declined', 'Expired'] as const
const steps: readonly string[] = living
const fields = {
  orderId: Id, customerId: CustomerId, item: Text, qty: Count, price: Won, address: OrNull(Address), createTime: Time, language: Language,
  limited: Yes, held: Yes, ...paying.fields,             // the reason: why it was declined, or turned down
  cancellation: OrNull(Type.Enum(['requested', 'done', 'refused'])),
  moneyBack: Yes,                                        // it may be heard before the bakery's no, which it follows from
}
type State = StateOf<typeof fields, typeof states>

const told = ({ orderId, customerId, item, qty, price, address, createTime, language, limited }: State, status: string) =>
  ({ orderId, customerId, item, qty, price, address, status, createTime, language, limited })
const closed   = (o: State) => OrderClosed.of(o)
const expired  = (o: State, heir: number | null = null) => OrderExpired.of({ ...o, heir })
const hold = (o: DataOf<typeof OrderRequested>, attempt: number, holder: number | null = null) => HoldWanted.of({ ...o, attempt, holder })
const ask  = (o: DataOf<typeof OrderRequested>, attempt: number) => PaymentAsked.of({ ...o, attempt })
const pays = paying.rows({
  hold, ask, expired, paid: (o: State) => Ordered(told(o, 'Ordered')), PaymentPostponed, OwnHoldWanted, reasons,
  // who was refused a hold has none; another question for one may only be on its way after a second attempt
  declined: (o, reason) => OrderDeclined.of({ ...o, holds: o.limited && (o.held || o.attempt > 1), reason }),
})

type Read = { readonly goods: Goods | undefined }
const place = (_: unknown, wish: DataOf<typeof commands.PlaceOrder>, { goods }: Read, { now }: Circumstances) => {
  const { orderId, item, qty } = wish
  if (goods === undefined) return reject('no-such-item', { item })
  const price = qty * goods.price
  if ((wish.price ?? price) !== price) return reject('price-changed', { price })
  const order = {
    orderId, customerId: wish.customerId ?? guest, item, qty, price, address: wish.address ?? null, createTime: now,
    language: wish.language ?? 'ko', limited: goods.stock !== null, paymentToken: wish.paymentToken ?? null,
  }
  return [OrderRequested(order), order.limited ? hold(order, 1) : ask(order, 1)]
}
/** The bakery's no may be on its way, its money back already: then nothing more will come. */
const cancel = (o: State) =>
  o.status === 'AwaitingPayment' ? expired(o) : [OrderCanceled(told(o, 'Canceled')), ...(o.moneyBack ? [closed(o)] : [])]
const returned = (o: State) => ChargeReturned(told(o, o.status))
/** Turned down, or cancelled, it ends when the money is back; where that is heard first it is remembered. What was never placed says so. */
const ending = (o: State) => over.some(s => s === o.status) ? [closed(o)] : never.some(s => s === o.status) ? [returned(o)] : []
const moneyBack = (o: State) => o.moneyBack ? [] : [MoneyBackNoted({ orderId: o.orderId }), ...ending(o)]
/** Only ever forward: a repeat of older news may come late, where the first time it had no effect. */
const progress = (o: State, wish: DataOf<typeof commands.NoteProgress>) =>
  steps.indexOf(wish.status) > steps.indexOf(o.status) ? ProgressNoted.of(wish) : []
const turnDown = (o: State, { reason }: DataOf<typeof commands.NoteRejection>) =>
  [OrderRejected({ orderId: o.orderId, reason }), ...(o.moneyBack ? [closed(o)] : [])]
const restore = (o: State, { status }: DataOf<typeof commands.RestoreOrder>) =>
  o.cancellation === 'requested' ? OrderRestored(told(o, status)) : []
const owner = own('customerId'), early = ['Ordered', 'Confirmed'] as const
const as = (status: string) => status as State['status']

/** An order: unpaid it is known to its customer alone; paid it is told to everyone. */
export const Order = aggregate('order', {
  key: 'orderId', commands, events, reads: { goods: [Item, 'item'] }, states, fields,
  decide: {
    //                 who may                in which state                       already so                     what then happened
    PlaceOrder:      { by: owner,             from: 'nothing', allots: 'orderId',                                 then: place },
    PayOrder:        { by: [owner, operator], ...pays.pay,                         done: [...living, ...over] },
    CancelOrder:     { by: [owner, operator], from: ['AwaitingPayment', ...early], done: ['Canceled', 'Expired'], then: cancel },
    // money never moves without its order: who cancels a payment cancels the order
    RevokeOrder:     { by: operator,          from: early,                         done: 'Canceled',              then: cancel },
    AskPayment:      pays.ask,
    ConfirmPayment:  pays.confirm,
    DeclineOrder:    pays.decline,
    PostponePayment: pays.postpone,
    AbandonOrder:    pays.abandon,
    WantOwnHold:     pays.wantOwnHold,
    StandAside:      { by: system,            from: states,                                                       then: pays.standAside },
    HoldAgain:       pays.holdAgain,
    // what the bakery says; while a cancel is on its way, the bakery's answer to it decides
    NoteProgress:    { by: policy,            from: living,                        done: otherwise,               then: progress },
    NoteRejection:   { by: policy,            from: living,                        done: otherwise,               then: turnDown },
    RestoreOrder:    { by: policy,            from: 'Canceled',                    done: otherwise,               then: restore },
    NoteMoneyBack:   { by: policy,            from: [...living, ...over, ...never], done: otherwise,              then: moneyBack },
  },
  evolve: {
    // nothing to hold is as good as held
    OrderRequested:   (_, e) => ({ ...e, ...paying.begins, held: !e.limited, cancellation: null, moneyBack: false }),
    HoldWanted:       paying.made.wanted,
    OwnHoldWanted:    paying.made.nothing,
    PaymentAsked:     paying.made.asked,
    PaymentPostponed: paying.made.postponed,
    Ordered:          o      => ({ ...o, status: 'Ordered',                     paymentToken: null }),
    OrderDeclined:    paying.made.declined,
    OrderExpired:     paying.made.expired,
    ProgressNoted:    (o, e) => ({ ...o, status: as(e.status) }),
    OrderRejected:    (o, e) => ({ ...o, status: 'Rejected', reason: e.reason }),
    OrderCanceled:    o      => ({ ...o, status: 'Canceled', cancellation: 'requested' as const }),
    OrderRestored:    (o, e) => ({ ...o, status: as(e.status), cancellation: 'refused' as const }),
    MoneyBackNoted:   o      => ({ ...o, moneyBack: true }),
    ChargeReturned:   o      => o,
    OrderClosed:      o      => ({ ...o, cancellation: o.status === 'Canceled' ? 'done' as const : o.cancellation }),
  },
})
