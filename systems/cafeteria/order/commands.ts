import { command } from '@jumun/core/model'
import { Chosen, Count, Id, Language, Name, Optional, PaymentToken, Phone, Text, Time, Won, impersonal } from '../vocabulary.ts'

export const PlaceOrder      = command('PlaceOrder', {
  orderId: Id, phoneNumber: Phone, productName: impersonal(Name), qty: Count, amt: Optional(Won),
  options: Optional(Chosen), pickupTime: Optional(Time), language: Optional(Language), paymentToken: Optional(PaymentToken),
})
export const PayOrder        = command('PayOrder',        { orderId: Id, paymentToken: Optional(PaymentToken) }, { tells: ['postponed'] })
export const CancelOrder     = command('CancelOrder',     { orderId: Id })

export const AskPayment      = command('AskPayment',      { orderId: Id })
export const ConfirmOrder    = command('ConfirmOrder',    { orderId: Id, attempt: Id })
export const DeclineOrder    = command('DeclineOrder',    { orderId: Id, reason: impersonal(Text) })
export const PostponePayment = command('PostponePayment', { orderId: Id, attempt: Id, reason: impersonal(Text) })
export const AbandonOrder    = command('AbandonOrder',    { orderId: Id })
export const WantOwnHold     = command('WantOwnHold',     { orderId: Id, holder: Id })
export const StandAside      = command('StandAside',      { orderId: Id, heir: Id }, {
  answers: ['Expired', 'Declined', 'Ordered', 'OrderCanceled', 'rejected'],
})
export const HoldAgain       = command('HoldAgain',       { orderId: Id, holder: Id })
export const RestoreOrder    = command('RestoreOrder',    { orderId: Id })
export const FinishCancel    = command('FinishCancel',    { orderId: Id })
