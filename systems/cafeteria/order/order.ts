import { aggregate, type Circumstances, type DataOf, minutes, otherwise, own, policy, type StateOf, system, Type } from '@jumun/core/model'
import * as paying from '../../paying.ts'
import { Chosen, Count, Id, Language, manager, operator, OrNull, Phone, reasons, reject, Text, Time, Won, Yes } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import { Menu, type MenuItem } from './menu.ts'
const { CancelDone, ChargeReturned, HoldWanted, Ordered, OrderCanceled, OrderDeclined, OrderExpired } = events
const { OrderRequested, OrderRestored, OwnHoldWanted, PaymentAsked, PaymentPostponed } = events

const states = ['AwaitingPayment', 'Ordered', 'OrderCanceled', 'Declined', 'Expired'] as const
const fields = {
  orderId: Id, phoneNumber: Phone, productName: Text, qty: Count, amt: Won, options: Chosen,
  pickupTime: OrNull(Time), pickupNumber: OrNull(Id), createTime: Time, language: Language,
  limited: Yes, held: Yes, ...paying.fields,
  cancellation: OrNull(Type.Union([Type.Literal('requested'), Type.Literal('done'), Type.Literal('refused')])),
}
type State = StateOf<typeof fields, typeof states>

const told     = (o: State, status: string) => ({ ...o, status, pickupNumber: (o.orderId - 1) % 999 + 1 })
const ordered  = (o: State) => Ordered.of(told(o, 'Ordered'))
const canceled = (o: State) => OrderCanceled.of(told(o, 'OrderCanceled'))
const restore  = (o: State) => o.cancellation === 'requested' ? OrderRestored.of(told(o, 'Ordered')) : []
/** The money is back: of a cancel, or of what ended before anybody knew that it was charged. */
const returned = (o: State) => o.cancellation === null ? ChargeReturned.of(told(o, o.status)) : []
const finish   = (o: State) => o.status !== 'OrderCanceled' ? returned(o) : o.cancellation === 'requested' ? CancelDone.of(o) : []
const hold = (o: DataOf<typeof OrderRequested>, attempt: number, holder: number | null = null) => HoldWanted.of({ ...o, attempt, holder })
const ask  = (o: DataOf<typeof OrderRequested>, attempt: number) => PaymentAsked.of({ ...o, attempt })
const expired = (o: State, heir: number | null = null) => OrderExpired.of({ ...o, heir })
const pays = paying.rows({
  hold, ask, expired, paid: (o: State) => ordered(o), PaymentPostponed, OwnHoldWanted, reasons,
  // who was refused a hold has none; another question for one may only be on its way after a second attempt:
  // a mark for each refusal would fill the row of what everybody wants
  declined: (o, reason) => OrderDeclined.of({ ...o, holds: o.limited && (o.held || o.attempt > 1), reason }),
})

/** What one piece costs with what was chosen, or the first option that it does not come with. */
const priced = (item: MenuItem, { size, temperature, extras }: DataOf<typeof commands.PlaceOrder>['options'] & {}) => {
  let price = item.price
  const more = (extras ?? []).map(extra => ['extras', extra] as const)
  for (const [kind, option] of [['size', size], ['temperature', temperature], ...more] as const) {
    if (option === undefined || option === null) continue
    if (!Object.hasOwn(item.options[kind], option)) return { option }
    price += item.options[kind][option] ?? 0
  }
  return { price }
}
type Read = { readonly item: MenuItem | undefined }
const place = (_: unknown, wish: DataOf<typeof commands.PlaceOrder>, { item }: Read, { now }: Circumstances) => {
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
const cancel = (o: State) => o.status === 'AwaitingPayment' ? expired(o) : canceled(o)
/** The drink's no is the last word. */
const onceRefused = (o: State) => o.cancellation === 'refused' ? reject('already-started') : undefined
const owner = own('phoneNumber')

/** An order: unpaid it is known to its customer alone; paid it is told to everyone. */
export const Order = aggregate('order', {
  key: 'orderId', commands, events, reads: { item: [Menu, 'productName'] }, states, fields,
  decide: {
    //                 who may                         in which state                      already so       what then happened
    PlaceOrder:      { by: [owner, manager],           from: 'nothing', allots: 'orderId',                  then: place },
    PayOrder:        { by: [owner, manager, operator], ...pays.pay,                        done: ['Ordered', 'OrderCanceled'] },
    CancelOrder:     { by: [owner, manager],           from: ['AwaitingPayment', 'Ordered'], done: ['OrderCanceled', 'Expired'],
                       unless: onceRefused, then: cancel },
    AskPayment:      pays.ask,
    ConfirmOrder:    pays.confirm,
    DeclineOrder:    pays.decline,
    PostponePayment: pays.postpone,
    AbandonOrder:    pays.abandon,
    WantOwnHold:     pays.wantOwnHold,
    StandAside:      { by: system,                     from: states,                                        then: pays.standAside },
    HoldAgain:       pays.holdAgain,
    RestoreOrder:    { by: policy,                     from: 'OrderCanceled',              done: otherwise, then: restore },
    FinishCancel:    { by: policy, from: ['OrderCanceled', 'Declined', 'Expired'],         done: otherwise, then: finish },
  },
  evolve: {
    // nothing to hold is as good as held
    OrderRequested:   (_, e) => ({ ...e, ...paying.begins, held: !e.limited, cancellation: null, pickupNumber: null }),
    HoldWanted:       paying.made.wanted,
    OwnHoldWanted:    paying.made.nothing,
    PaymentAsked:     paying.made.asked,
    PaymentPostponed: paying.made.postponed,
    Ordered:          (o, e) => ({ ...o, status: 'Ordered',       pickupNumber: e.pickupNumber, paymentToken: null }),
    OrderDeclined:    paying.made.declined,
    OrderExpired:     paying.made.expired,
    OrderCanceled:    o      => ({ ...o, status: 'OrderCanceled', cancellation: 'requested' as const }),
    OrderRestored:    o      => ({ ...o, status: 'Ordered',       cancellation: 'refused' as const }),
    CancelDone:       o      => ({ ...o,                          cancellation: 'done' as const }),
    ChargeReturned:   o      => ({ ...o,                          cancellation: 'done' as const }),
  },
})
