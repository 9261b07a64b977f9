import { after, type Answered, atOnce, ms, seconds, whenever } from '@jumun/core/model'
import { givesUp } from '../../paying.ts'
import { Charge, Find, Refund } from '../../psp/commands.ts'
import { HoldCoupon, ReleaseCoupon } from '../coupon/commands.ts'
import { Delivered, DeliveryFailed, DeliveryReturned, Picked } from '../rider/events.ts'
import { CancelFailed, CookFinished, CookStarted, DishOffered, DishRemoved, FoodCanceled, OrderAccepted, OrderRejected, OrderUpdated,
  StoreChanged, StorePaused, StoreResumed, UpdateFailed } from '../store/events.ts'
import { backoff, oldestRequest, receivedAfter } from '../vocabulary.ts'
import { AbandonOrder, AddCoupon, AskPayment, AutoComplete, ConfirmOptions, ConfirmOrder, DeclineOrder, DropCoupon, NoteCancelFailed,
  NoteFoodCanceled, NoteOptions, NoteProgress, NoteRejected, NoteReturned, NoteSettled, PostponePayment,
  RefuseOptions } from './commands.ts'
import { Arrived, CouponAsked, CouponDropped, CouponWanted, DueChanged, OptionsAsked, OrderDeclined, OrderExpired, OrderRequested,
  PaymentAsked } from './events.ts'
import { CheckCharge, NoteCaptured, NoteDeclined, NoteNotFound, NoteRefunded, NoteRefundFailed, NoteRefundUnknown, NoteUnknown, NoteUnsent,
  RaiseDue, RepeatRefund, SetDue } from './payment-commands.ts'
import { ChargeAsked, ChargeQuestioned, ChargeUnknown, ChargeUnsent, MoneySettled, RefundAsked, RefundUnknown } from './payment-events.ts'
import { NoteSeller } from './seller-commands.ts'
import { NoteDish, NoteDishOff, NotePause, NoteStore } from './shop-commands.ts'

// ---- the order: its coupon first, then its money, then everybody is told
export const hold = atOnce(CouponWanted, {
  ask: ({ orderId, customerId, couponId }) => HoldCoupon({ couponId, orderId, customerId }), within: ms(610),
  answer: {
    accepted: ({ orderId, couponId }, { detail }) => AskPayment({ orderId, couponId, discountPrice: detail?.discountPrice ?? 0 }),
    rejected: ({ orderId }, { reason })           => DeclineOrder({ orderId, reason: reason ?? 'coupon-used' }),
  },
  otherwise: ({ orderId, attempt })               => PostponePayment({ orderId, attempt, reason: 'unavailable' }),
})
type Wanted = { readonly due: number; readonly seq: number }
/**
 * What payment says of this word of the order: it is covered, the card was refused, it is not asked for while money goes back, or nobody
 * knows yet.
 */
const paid = <Yes, No, Later>({ due, seq }: Wanted, { detail }: Answered, yes: Yes, no: No, later: (reason: string) => Later) =>
  detail.refused === seq ? no : detail.seq < seq ? later('payment-unavailable') : detail.net >= due ? yes : later('payment-unknown')
const confirm = (e: Wanted & { orderId: number; attempt: number }, answered: Answered) =>
  paid(e, answered, ConfirmOrder(e), DeclineOrder({ ...e, reason: 'payment-declined' }), reason => PostponePayment({ ...e, reason }))
export const pay = atOnce(PaymentAsked, {
  ask: ({ orderId, customerId, due, seq, paymentToken }) => RaiseDue({ orderId, customerId, due, seq, paymentToken }), within: ms(610),
  answer: {
    paid: confirm, partlyRefunded: confirm, refunded: confirm, free: confirm,
    declined: ({ orderId })                => DeclineOrder({ orderId, reason: 'payment-declined' }),
    unsent:   ({ orderId, attempt })       => PostponePayment({ orderId, attempt, reason: 'payment-unavailable' }),
  },
  otherwise:  ({ orderId, attempt }, why)  => PostponePayment({ orderId, attempt, reason: `payment-${why}` }),
})
const choose = (e: Wanted & { orderId: number; options: string[] }, answered: Answered) =>
  paid(e, answered, ConfirmOptions(e), RefuseOptions({ ...e, reason: 'payment-declined' }), reason => RefuseOptions({ ...e, reason }))
/** Dearer options: paid first, and taken back where nobody knows in time. */
export const payOptions = atOnce(OptionsAsked, {
  ask: ({ orderId, customerId, due, seq, paymentToken }) => RaiseDue({ orderId, customerId, due, seq, paymentToken }), within: ms(610),
  answer: {
    paid: choose, partlyRefunded: choose, refunded: choose, free: choose, declined: choose,
    unsent:   ({ orderId, seq })       => RefuseOptions({ orderId, seq, reason: 'payment-unavailable' }),
  },
  otherwise:  ({ orderId, seq }, why)  => RefuseOptions({ orderId, seq, reason: `payment-${why}` }),
})
/** The published way in for a coupon that somebody puts on an order: it is held for it first. */
export const holdGiven = atOnce(CouponAsked, {
  ask: ({ orderId, customerId, couponId }) => HoldCoupon({ couponId, orderId, customerId }), within: ms(610),
  answer: {
    accepted: ({ orderId, couponId }, { detail }) => AddCoupon({ orderId, couponId, discountPrice: detail?.discountPrice ?? 0 }),
    rejected: ({ orderId, couponId }, { reason }) => DropCoupon({ orderId, couponId, reason: reason ?? 'coupon-used' }),
  },
})
export const giveUp       = givesUp(OrderRequested, AbandonOrder)
export const letGo        = whenever(OrderDeclined,    ({ orderId, couponId }) =>
  couponId === null ? undefined : ReleaseCoupon({ couponId, orderId }))
export const letGoToo     = whenever(OrderExpired,     ({ orderId, couponId }) =>
  couponId === null ? undefined : ReleaseCoupon({ couponId, orderId }))
export const letGoGiven   = whenever(CouponDropped,    ({ orderId, couponId, held }) =>
  held ? ReleaseCoupon({ couponId, orderId }) : undefined)

// ---- what store and rider say
export const accepted     = whenever(OrderAccepted,    ({ orderId }) => NoteProgress({ orderId, what: 'Accepted' }))
export const started      = whenever(CookStarted,      ({ orderId }) => NoteProgress({ orderId, what: 'CookStarted' }))
export const cooked       = whenever(CookFinished,     ({ orderId }) => NoteProgress({ orderId, what: 'CookFinished' }))
export const picked       = whenever(Picked,           ({ orderId }) => NoteProgress({ orderId, what: 'Picked' }))
export const delivered    = whenever(Delivered,        ({ orderId }) => NoteProgress({ orderId, what: 'Delivered' }))
export const failed       = whenever(DeliveryFailed,   ({ orderId }) => NoteProgress({ orderId, what: 'DeliveryFailed' }))
export const rejected     = whenever(OrderRejected,    ({ orderId }) => NoteRejected({ orderId }))
export const canceled     = whenever(FoodCanceled,     ({ orderId }) => NoteFoodCanceled({ orderId }))
export const cancelFailed = whenever(CancelFailed,     ({ orderId }) => NoteCancelFailed({ orderId }))
export const returned     = whenever(DeliveryReturned, ({ orderId }) => NoteReturned({ orderId }))
export const agreed       = whenever(OrderUpdated,     ({ orderId, chosen, rev }) =>
  NoteOptions({ orderId, options: chosen, rev, failed: false }))
export const updateFailed = whenever(UpdateFailed,     ({ orderId, chosen, rev }) =>
  NoteOptions({ orderId, options: chosen, rev, failed: true }))
// the day runs from the order's own Delivered, which a refused cancel may bring later than the rider's
export const complete     = whenever(Arrived,          ({ orderId }) => after(receivedAfter, AutoComplete({ orderId }), { late: 'run' }))
export const close        = whenever(MoneySettled,     ({ orderId, net, refunded, seq }) =>
  NoteSettled({ orderId, net, refunded: refunded ?? null, seq }))

// ---- the money
export const due          = whenever(DueChanged,       ({ orderId, customerId, due, seq }) => SetDue({ orderId, customerId, due, seq }))
export const charge = atOnce(ChargeAsked, {
  ask: ({ orderId, key, amt, paymentToken, at, since = at }) =>
    Charge({ reference: orderId, key, amt, paymentToken, since }), within: ms(550),
  answer: {
    captured: ({ orderId, key }) => NoteCaptured({ orderId, key }),
    declined: ({ orderId, key }) => NoteDeclined({ orderId, key }),
  },
  otherwise: ({ orderId, key }, why) => why === 'unavailable' ? NoteUnsent({ orderId, key }) : NoteUnknown({ orderId, key }),
})
export const find = atOnce(ChargeQuestioned, {
  ask: ({ orderId, key }) => Find({ reference: orderId, key }), within: seconds(2),
  answer: {
    captured: ({ orderId, key }) => NoteCaptured({ orderId, key }),
    declined: ({ orderId, key }) => NoteDeclined({ orderId, key }),
    none:     ({ orderId, key }) => NoteNotFound({ orderId, key }),
  },
  otherwise:  ({ orderId, key }) => NoteUnknown({ orderId, key }),
})
export const repay = atOnce(RefundAsked, {
  ask: ({ orderId, key, of, amt }) => Refund({ reference: orderId, key, of, amt }), within: seconds(2),
  answer: {
    refunded: ({ orderId, key }) => NoteRefunded({ orderId, key }),
    failed:   ({ orderId, key }) => NoteRefundFailed({ orderId, key }),
  },
  otherwise:  ({ orderId, key }) => NoteRefundUnknown({ orderId, key }),
})
export const reconcile    = whenever(ChargeUnknown,    ({ orderId, key, round }) =>
  after(backoff(round), CheckCharge({ orderId, key, round }), { late: 'run' }))
// "surely not sent" was said by one process; a second one that took the question up may have sent it all the same
export const recheck      = whenever(ChargeUnsent,     ({ orderId, key, round }) =>
  after(oldestRequest, CheckCharge({ orderId, key, round }), { late: 'run' }))
export const repayAgain   = whenever(RefundUnknown,    ({ orderId, key, round }) =>
  after(backoff(round), RepeatRefund({ orderId, key, round }), { late: 'run' }))

// ---- its copy of what the stores sell
export const store        = whenever(StoreChanged,     ({ storeId, name, address, location, opens, closes, minimum, deliveryFee }) =>
  NoteStore({ storeId, name, address, location, opens, closes, minimum, deliveryFee }))
export const paused       = whenever(StorePaused,      ({ storeId, until }) => NotePause({ storeId, until }))
export const resumed      = whenever(StoreResumed,     ({ storeId }) => NotePause({ storeId, until: null }))
export const dish         = whenever(DishOffered,      ({ storeId, productId, price, options, soldOut }) =>
  [NoteDish({ storeId, productId, dish: { price, options, soldOut } }), NoteSeller({ storeId, productId })])
export const dishOff      = whenever(DishRemoved,      ({ storeId, productId }) => NoteDishOff({ storeId, productId }))
