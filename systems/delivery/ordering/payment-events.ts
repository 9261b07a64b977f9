import { event } from '@jumun/core/model'
import { Id, Natural, Optional, OrNull, PaymentToken, Text, Time, Won, names } from '../vocabulary.ts'

const move = { orderId: Id, key: Text }

export const DueSet          = event.internal('DueSet',          { orderId: Id, customerId: names(Text), due: Won, seq: Id, at: Time })
export const ChargeAsked     = event.internal('ChargeAsked',     { ...move, amt: Won, seq: Id, paymentToken: OrNull(PaymentToken), at: Time,
  since: Optional(Time) })
export const Charged         = event.internal('Charged',         move)
export const ChargeDeclined  = event.internal('ChargeDeclined',  move)
export const ChargeUnsent    = event.internal('ChargeUnsent',    { ...move, round: Natural })
export const ChargeUnknown   = event.internal('ChargeUnknown',   { ...move, round: Natural, at: Time })
export const ChargeQuestioned = event.internal('ChargeQuestioned', move)
export const NotCharged      = event.internal('NotCharged',      move)
export const RefundAsked     = event.internal('RefundAsked',     { ...move, of: Text, amt: Won })
export const Refunded        = event.internal('Refunded',        { ...move, of: Text, amt: Won })
export const RefundUnknown   = event.internal('RefundUnknown',   { ...move, round: Natural })
export const RefundStuck     = event.internal('RefundStuck',     move)
/** What was taken is what is due, and nothing is on its way. `refunded`: what was given back in all. */
export const MoneySettled    = event.internal('MoneySettled',    { orderId: Id, net: Won, refunded: Optional(Won), seq: Id })
