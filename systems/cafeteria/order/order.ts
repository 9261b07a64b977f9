import { aggregate, type DataOf, minutes, otherwise, own, policy, type StateOf, system, Type } from '@jumun/core/model'
import { Chosen, Count, Id, Language, manager, Natural, operator, OrNull, PaymentToken, Phone, reasons, reject, Text, Time, whyOver, Won, Yes } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import { Menu, type MenuItem } from './menu.ts'
const { CancelDone, HoldWanted, Ordered, OrderCanceled, OrderDeclined, OrderExpired, OrderRequested, OrderRestored, OwnHoldWanted, PaymentAsked, PaymentPostponed } = events

const states = ['AwaitingPayment', 'Ordered', 'OrderCanceled', 'Declined', 'Expired'] as const
const unpaid = ['AwaitingPayment', 'Declined', 'Expired'] as const
const fields = {
  orderId: Id, phoneNumber: Phone, productName: Text, qty: Count, amt: Won, options: Chosen, pickupTime: OrNull(Time), pickupNumber: OrNull(Id), createTime: Time, language: Language,
  limited: Yes, held: Yes, paymentToken: OrNull(PaymentToken),
  attempt: Natural, closed: Natural,                                                                                  // to postpone is to close all attempts so far: their outcomes count no more
  postponed: OrNull(Text), reason: OrNull(Text),                                                                      // why it is not paid yet; why it was declined
  cancellation: OrNull(Type.Union([Type.Literal('requested'), Type.Literal('done'), Type.Literal('refused')])),
}
type State = StateOf<typeof fields, typeof states>

const told  = ({ orderId, phoneNumber, productName, qty, amt, options, pickupTime, createTime, language, limited }: State, status: string) =>
  ({ orderId, phoneNumber, productName, qty, amt, status, options, pickupTime, pickupNumber: (orderId - 1) % 999 + 1, createTime, language, limited })
const ordered  = (o: State) => Ordered(told(o, 'Ordered'))
const canceled = (o: State) => OrderCanceled(told(o, 'OrderCanceled'))
const restored = (o: State) => OrderRestored(told(o, 'Ordered'))
const done     = ({ orderId, productName, qty, limited }: State) => CancelDone({ orderId, productName, qty, limited })
const expired  = ({ orderId, productName, limited }: State, heir: number | null = null) => OrderExpired({ orderId, productName, limited, heir })
/** Who was refused a hold has none; another question for one may only be on its way after a second attempt. A mark for each refusal would fill the row of what everybody wants. */
const declined = ({ orderId, productName, limited, held, attempt }: State, reason: string) => OrderDeclined({ orderId, productName, holds: limited && (held || attempt > 1), reason })
const hold  = ({ orderId, productName, qty, phoneNumber, paymentToken }: Omit<DataOf<typeof HoldWanted>, 'attempt' | 'holder'>, attempt: number, holder: number | null = null) =>
  HoldWanted({ orderId, productName, qty, phoneNumber, attempt, holder, paymentToken })
const ask   = ({ orderId, phoneNumber, amt, paymentToken }: Omit<DataOf<typeof PaymentAsked>, 'attempt'>, attempt: number) => PaymentAsked({ orderId, phoneNumber, amt, attempt, paymentToken })

/** What one piece costs with what was chosen, or the first option that it does not come with. */
const priced = (item: MenuItem, { size, temperature, extras }: DataOf<typeof commands.PlaceOrder>['options'] & {}) => {
  let price = item.price
  for (const [kind, option] of [['size', size], ['temperature', temperature], ...(extras ?? []).map(extra => ['extras', extra] as const)] as const) {
    if (option === undefined || option === null) continue
    if (!Object.hasOwn(item.options[kind], option)) return { option }
    price += item.options[kind][option] ?? 0
  }
  return { price }
}
const place = (wish: DataOf<typeof commands.PlaceOrder>, item: MenuItem | undefined, now: number) => {
  const { orderId, phoneNumber, productName, qty } = wish, options = wish.options ?? {}, pickupTime = wish.pickupTime ?? null
  if (item?.status !== 'OnMenu') return reject('no-such-product', { productName })
  const { price, option } = priced(item, options)
  if (price === undefined) return reject('no-such-option', { option })
  const amt = qty * price
  if ((wish.amt ?? amt) !== amt) return reject('price-changed', { amt })
  if (pickupTime !== null && pickupTime < now - minutes(1)) return reject('pickup-time-passed')
  if (item.soldOut) return reject('sold-out')
  const limited = item.stock !== null, language = wish.language ?? 'en', paymentToken = wish.paymentToken ?? null
  const order = { orderId, phoneNumber, productName, qty, amt, options, pickupTime, createTime: now, language, limited, paymentToken }
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
const cancel = (o: State) => o.status === 'AwaitingPayment' ? expired(o) : canceled(o)
/** The drink's no is the last word. */
const onceRefused = (o: State) => o.cancellation === 'refused' ? reject('already-started') : undefined

/** An order: unpaid it is known to its customer alone; paid it is told to everyone. */
export const Order = aggregate('order', {
  key: 'orderId', commands, events, reads: { item: [Menu, 'productName'] }, states, fields,
  decide: {
    //                 who may                             in which state                        already so                          what then happened
    PlaceOrder:      { by: [own('phoneNumber'), manager],  from: 'nothing', allots: 'orderId',                                       then: (_, wish, { item }, { now }) => place(wish, item, now) },
    PayOrder:        { by: [own('phoneNumber'), manager, operator], from: unpaid,                done: ['Ordered', 'OrderCanceled'], unless: whilePaying, then: pay },
    CancelOrder:     { by: [own('phoneNumber'), manager],  from: ['AwaitingPayment', 'Ordered'], done: ['OrderCanceled', 'Expired'], unless: onceRefused, then: cancel },
    // the stock is held: now, and only now, the money
    AskPayment:      { by: policy,                         from: 'AwaitingPayment',              done: otherwise,                    then: o => o.held ? [] : ask(o, o.attempt) },
    ConfirmOrder:    { by: policy,                         from: 'AwaitingPayment',              done: otherwise,                    then: (o, { attempt }) => attempt > o.closed ? ordered(o) : [] },
    DeclineOrder:    { by: policy,                         from: 'AwaitingPayment',              done: otherwise,                    then: (o, { reason }) => declined(o, reason) },
    PostponePayment: { by: policy,                         from: 'AwaitingPayment',              done: otherwise,                    then: (o, e) => e.attempt > o.closed ? PaymentPostponed(e) : [] },
    AbandonOrder:    { by: policy,                         from: 'AwaitingPayment',              done: otherwise,                    then: o => expired(o) },
    WantOwnHold:     { by: policy,                         from: 'AwaitingPayment',              done: otherwise,                    then: (_, e) => OwnHoldWanted(e) },
    StandAside:      { by: system,                         from: states,                                                             then: (o, { heir }) => standAside(o, heir) },
    HoldAgain:       { by: policy,                         from: 'AwaitingPayment',              done: otherwise,                    then: (o, { holder }) => hold(o, o.attempt, holder) },
    RestoreOrder:    { by: policy,                         from: 'OrderCanceled',                done: otherwise,                    then: o => o.cancellation === 'requested' ? restored(o) : [] },
    FinishCancel:    { by: policy,                         from: 'OrderCanceled',                done: otherwise,                    then: o => o.cancellation === 'requested' ? done(o) : [] },
  },
  evolve: {
    // nothing to hold is as good as held
    OrderRequested:   (_, e) => ({ ...e, status: 'AwaitingPayment', held: !e.limited, attempt: 0, closed: 0, postponed: null, reason: null, cancellation: null, pickupNumber: null }),
    HoldWanted:       (o, e) => ({ ...o, attempt: e.attempt, paymentToken: e.paymentToken }),
    OwnHoldWanted:    o      => o,
    PaymentAsked:     (o, e) => ({ ...o, attempt: e.attempt, paymentToken: e.paymentToken, held: true }),
    // what an earlier attempt may have charged is unknown, whatever became of this one
    PaymentPostponed: (o, e) => ({ ...o, closed: Math.max(o.closed, e.attempt), postponed: o.postponed === 'payment-unknown' ? o.postponed : e.reason }),
    Ordered:          (o, e) => ({ ...o, status: 'Ordered',       pickupNumber: e.pickupNumber, paymentToken: null }),
    OrderDeclined:    (o, e) => ({ ...o, status: 'Declined',      reason: e.reason,             paymentToken: null }),
    OrderExpired:     o      => ({ ...o, status: 'Expired',                                     paymentToken: null }),
    OrderCanceled:    o      => ({ ...o, status: 'OrderCanceled', cancellation: 'requested' as const }),
    OrderRestored:    o      => ({ ...o, status: 'Ordered',       cancellation: 'refused' as const }),
    CancelDone:       o      => ({ ...o,                          cancellation: 'done' as const }),
  },
})
