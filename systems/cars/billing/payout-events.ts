import { event } from '@jumun/core/model'
import { Deal, Id, Natural, OrNull, Text, Time, Won, names, PaymentToken } from '../vocabulary.ts'

const sale = { saleId: Id, deal: Deal, price: Won, payStatus: Text }
export const PaidOut         = event('PaidOut',         { ...sale, payDate: Time })
/** The money is back, or is known never to have left: then the price is 0. */
export const PayoutReclaimed = event('PayoutReclaimed', { ...sale, payCancelDate: Time })

export const PayoutRequested  = event.internal('PayoutRequested',
  { saleId: Id, sellerId: names(Id), price: Won, payoutToken: OrNull(PaymentToken), n: Natural, key: Text, at: Time })
export const PayoutUnknown    = event.internal('PayoutUnknown',    { saleId: Id, round: Natural, at: Time })
export const PayoutQuestioned = event.internal('PayoutQuestioned', { saleId: Id, key: Text })
export const PayoutStuck      = event.internal('PayoutStuck',      { saleId: Id })
export const PayoutUnwanted   = event.internal('PayoutUnwanted',   { saleId: Id })
export const ReclaimRequested = event.internal('ReclaimRequested', { saleId: Id, price: Won, of: Text, key: Text })
export const ReclaimUnknown   = event.internal('ReclaimUnknown',   { saleId: Id, tries: Natural })
export const ReclaimStuck     = event.internal('ReclaimStuck',     { saleId: Id })
