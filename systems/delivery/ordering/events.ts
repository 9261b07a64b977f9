import { event, Type } from '@jumun/core/model'
import { Address, Ending, Id, Item, Language, Location, Natural, Optional, Options, OrNull, PaymentToken, Progress, Surcharges, Text, Time,
  Won, names } from '../vocabulary.ts'

const order = {
  orderId: Id, productId: Text, qty: Type.Integer({ minimum: 1, maximum: 1000 }), options: Options, items: Type.Array(Item),
  address: Address, location: OrNull(Location), customerId: names(Text), storeId: Text,
  couponId: OrNull(Id), price: Won, language: Language,
}
const told  = { ...order, status: Text, rev: Id, discount: Won, deliveryFee: Won, total: Won }
/** What the order's coupon is worth, also where its dishes cost less. Not said by older ones. */
const worth = Optional(Won)
const short = { orderId: Id, productId: Text, customerId: names(Text), storeId: Text, couponId: OrNull(Id), status: Text }

export const OrderPlaced      = event('OrderPlaced',     told)
export const Paid             = event('Paid',            { orderId: Id, customerId: names(Text), storeId: Text, amount: Won, status: Text })
export const OrderUpdated     = event('OrderUpdated',    { ...told, discountPrice: worth })
/** The options are again what the kitchen has: a change came too late. */
export const OptionsRestored  = event('OptionsRestored', { orderId: Id, options: Options, rev: Id, price: Won, total: Won })
export const OrderCanceled    = event('OrderCanceled',   { ...short, reason: OrNull(Text) })
export const OrderRestored    = event('OrderRestored',   short)
export const OrderCompleted   = event('OrderCompleted',  short)
/** Part of what was paid is back, `amount` in all, and the order goes on: it has become cheaper. */
/** `amount`: what came back in all; where staff gave it back also how much, and why. */
export const PartRefunded     = event('PartRefunded',    { orderId: Id, customerId: names(Text), amount: Won, amt: Type.Optional(Won),
  reason: Type.Optional(Text) })
export const PartGiven        = event.internal('PartGiven', { orderId: Id, amt: Won, reason: Text, seq: Id })
/** It ended unpaid, and had been charged all the same: that money is back, `amount` in all. */
export const ChargeReturned   = event('ChargeReturned',  { ...told, amount: Won })
/** It has ended without a meal, and its money is back: `amount` in all. */
export const OrderRefunded    = event('OrderRefunded',   { ...short, amount: Won })

export const OrderRequested   = event.internal('OrderRequested',
  { ...order, discount: Won, deliveryFee: Won, total: Won, surcharges: Surcharges, createTime: Time, paymentToken: OrNull(PaymentToken) })
export const CouponWanted     = event.internal('CouponWanted',
  { orderId: Id, customerId: names(Text), couponId: Id, attempt: Id, paymentToken: OrNull(PaymentToken) })
export const PaymentAsked     = event.internal('PaymentAsked',
  { orderId: Id, customerId: names(Text), due: Won, discount: Won, discountPrice: worth, seq: Id, attempt: Id,
  paymentToken: OrNull(PaymentToken) })
export const PaymentPostponed = event.internal('PaymentPostponed', { orderId: Id, attempt: Id, reason: Text })
export const OrderDeclined    = event.internal('OrderDeclined',    { orderId: Id, couponId: OrNull(Id), reason: Text })
export const OrderExpired     = event.internal('OrderExpired',     { orderId: Id, couponId: OrNull(Id) })
export const OrderEnded       = event.internal('OrderEnded',       { orderId: Id, status: Ending })
export const DueChanged       = event.internal('DueChanged',       { orderId: Id, customerId: names(Text), due: Won, seq: Id })
export const OptionsChosen    = event.internal('OptionsChosen',    { orderId: Id, options: Options })
export const OptionsAsked     = event.internal('OptionsAsked',
  { orderId: Id, customerId: names(Text), options: Options, due: Won, seq: Id, paymentToken: OrNull(PaymentToken) })
export const OptionsDropped   = event.internal('OptionsDropped',   { orderId: Id, reason: Text })
export const OptionsAgreed    = event.internal('OptionsAgreed',    { orderId: Id, agreed: Options })
export const CouponAsked      = event.internal('CouponAsked',      { orderId: Id, customerId: names(Text), couponId: Id, at: Time })
export const CouponDropped    = event.internal('CouponDropped',    { orderId: Id, couponId: Id, reason: Text, held: Type.Boolean() })
export const ProgressNoted    = event.internal('ProgressNoted',    { orderId: Id, what: Progress })
export const Arrived          = event.internal('Arrived',          { orderId: Id, seq: Natural })
