import { command } from '@jumun/core/model'
import { Id, Language, Optional, PaymentToken, Phone, Text, Won, names, impersonal } from '../vocabulary.ts'

export const RequestPurchase  = command('RequestPurchase', {
  puId: Id, cuId: names(Id), carId: Id, salePrice: Optional(Won), phoneNumber: Optional(Phone), language: Optional(Language),
  paymentToken: Optional(PaymentToken),
})
export const PayPurchase      = command('PayPurchase',      { puId: Id, paymentToken: Optional(PaymentToken) }, { tells: ['postponed'] })
export const CancelPurchase   = command('CancelPurchase',   { puId: Id })

export const AskPayment       = command('AskPayment',       { puId: Id })
export const ConfirmPurchase  = command('ConfirmPurchase',  { puId: Id, attempt: Id })
export const DeclinePurchase  = command('DeclinePurchase',  { puId: Id, reason: impersonal(Text) })
export const PostponePayment  = command('PostponePayment',  { puId: Id, attempt: Id, reason: impersonal(Text) })
export const AbandonPurchase  = command('AbandonPurchase',  { puId: Id })
export const WantOwnHold      = command('WantOwnHold',      { puId: Id, holder: Id })
export const StandAside       = command('StandAside',       { puId: Id, heir: Id },
  { answers: ['accepted', 'Expired', 'Declined', 'rejected'] })
export const HoldAgain        = command('HoldAgain',        { puId: Id, holder: Id })

export const CancelForConsign = command('CancelForConsign', { puId: Id })
export const RestorePurchase  = command('RestorePurchase',  { puId: Id })
export const FinishCancel     = command('FinishCancel',     { puId: Id })
export const NoteHandedOver   = command('NoteHandedOver',   { puId: Id })
export const NoteMoneyBack    = command('NoteMoneyBack',    { puId: Id })
