import { BakeryCanceled, BakingStarted, CancelFailed, Confirmed, Delivered, Dispatched, Rejected } from '../bakery/events.ts'
import { ChargeReturned, Ordered } from '../order/events.ts'
import { PayReturned } from '../pay/events.ts'
import { talk } from './words.ts'

export const tellOrdered      = talk.begins(Ordered)
// there never was an order; but its customer was charged, and waits for the money
export const tellChargeReturned = talk.begins(ChargeReturned, ({ price }) => ({ amt: price }))
export const tellConfirmed    = talk.tells(Confirmed)
export const tellBaking       = talk.tells(BakingStarted)
export const tellDispatched   = talk.tells(Dispatched)
export const tellDelivered    = talk.tells(Delivered)
export const tellRejected     = talk.tells(Rejected)
export const tellCanceled     = talk.tells(BakeryCanceled)
export const tellReturned     = talk.tells(PayReturned)
export const tellCancelFailed = talk.tells(CancelFailed)
