import { CancelFailed, Made, PickedUp, Receipted } from '../drink/events.ts'
import { ChargeReturned, OrderCanceled, Ordered } from '../order/events.ts'
import { PaymentCanceled, PaymentPartlyRefunded } from '../payment/events.ts'
import { talk } from './words.ts'

export const tellOrdered         = talk.begins(Ordered)
// there never was an order; but its customer was charged, and waits for the money
export const tellChargeReturned  = talk.begins(ChargeReturned)
export const tellReceipted       = talk.tells(Receipted)
export const tellMade            = talk.tells(Made)
export const tellPickedUp        = talk.tells(PickedUp)
export const tellOrderCanceled   = talk.tells(OrderCanceled)
export const tellCancelFailed    = talk.tells(CancelFailed)
export const tellPartlyRefunded  = talk.tells(PaymentPartlyRefunded)
export const tellPaymentCanceled = talk.tells(PaymentCanceled)
