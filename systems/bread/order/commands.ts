import { command } from '@jumun/core/model'
import { Address, Count, CustomerId, Id, Language, Name, Optional, OrNull, PaymentToken, Text, Won, impersonal } from '../vocabulary.ts'

export const PlaceOrder      = command('PlaceOrder', {
  orderId: Id, customerId: Optional(CustomerId), item: impersonal(Name), qty: Count, price: Optional(Won), address: Optional(Address),
  language: Optional(Language), paymentToken: Optional(PaymentToken),
})
export const PayOrder        = command('PayOrder',        { orderId: Id, paymentToken: Optional(PaymentToken) }, { tells: ['postponed'] })
export const CancelOrder     = command('CancelOrder',     { orderId: Id })
export const RevokeOrder     = command('RevokeOrder',     { orderId: Id })

export const AskPayment      = command('AskPayment',      { orderId: Id })
export const ConfirmPayment  = command('ConfirmPayment',  { orderId: Id, attempt: Id })
export const DeclineOrder    = command('DeclineOrder',    { orderId: Id, reason: impersonal(Text) })
export const PostponePayment = command('PostponePayment', { orderId: Id, attempt: Id, reason: impersonal(Text) })
export const AbandonOrder    = command('AbandonOrder',    { orderId: Id })
export const WantOwnHold     = command('WantOwnHold',     { orderId: Id, holder: Id })
export const StandAside      = command('StandAside',      { orderId: Id, heir: Id }, {
  answers: ['accepted', 'Expired', 'Declined', 'rejected'],
})
export const HoldAgain       = command('HoldAgain',       { orderId: Id, holder: Id })

export const NoteProgress    = command('NoteProgress',    { orderId: Id, status: Text })
export const NoteRejection   = command('NoteRejection',   { orderId: Id, reason: OrNull(impersonal(Text)) })
export const RestoreOrder    = command('RestoreOrder',    { orderId: Id, status: Text })
export const NoteMoneyBack   = command('NoteMoneyBack',   { orderId: Id })
