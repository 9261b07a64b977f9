import { event } from '@jumun/core/model'
import { Deal, Id, Language, OrNull, PaymentToken, Phone, Text, Time, Won, Yes, names } from '../vocabulary.ts'

const wished = { puId: Id, cuId: names(Id), carId: Id, salePrice: Won, phoneNumber: OrNull(Phone), language: Language, puDate: Time }
const told   = { ...wished, deal: Deal, puStatus: Text }

export const Purchased         = event('Purchased',         told)
export const PurchaseCancelled = event('PurchaseCancelled', { ...told, puCancelDate: Time })
export const PurchaseRestored  = event('PurchaseRestored',  told)
/** It ended unpaid, and had been charged all the same: that money is back. */
export const ChargeReturned    = event('ChargeReturned',    told)

export const PurchaseRequested = event.internal('PurchaseRequested', { ...wished, paymentToken: OrNull(PaymentToken) })
export const HoldWanted        = event.internal('HoldWanted',        { puId: Id, carId: Id, cuId: names(Id), attempt: Id,
  holder: OrNull(Id), paymentToken: OrNull(PaymentToken) })
export const OwnHoldWanted     = event.internal('OwnHoldWanted',     { puId: Id, holder: Id })
export const PaymentAsked      = event.internal('PaymentAsked',
  { puId: Id, cuId: names(Id), salePrice: Won, attempt: Id, paymentToken: OrNull(PaymentToken) })
export const PaymentPostponed  = event.internal('PaymentPostponed',  { puId: Id, attempt: Id, reason: Text })
export const PurchaseDeclined  = event.internal('PurchaseDeclined',  { puId: Id, carId: Id, holds: Yes, reason: Text })
export const PurchaseExpired   = event.internal('PurchaseExpired',   { puId: Id, carId: Id, heir: OrNull(Id) })
export const HandoverNoted     = event.internal('HandoverNoted',     { puId: Id, carId: Id })
export const CancelDone        = event.internal('CancelDone',        { puId: Id, carId: Id })
