import { PayCancelled, Payed, PayReturned } from '../billing/events.ts'
import { PaidOut, PayoutReclaimed } from '../billing/payout-events.ts'
import { CancelFailed, Collected, CollectionRequested, ConsignCancelled, Consigned, ConsignMoved, HandedOver } from '../consign/events.ts'
import { ChargeReturned, PurchaseCancelled, Purchased } from '../purchase/events.ts'
import { SaleCancelled, SaleDecided, SaleDeclined, SaleRegistered } from '../purchase/sale-events.ts'
import { StockChanged } from '../stock/events.ts'
import { commas, talk } from './words.ts'

const nothing = { amount: null, reason: null }
const buyer = ()  => ({ ...nothing, saleId: null })
const seller = () => ({ ...nothing, puId: null })
const paid = ({ price }: { readonly price: number }) => ({ ...seller(), amount: commas(price) })

export const tellPurchased         = talk.begins(Purchased,           buyer)
// there never was a purchase; but its buyer was charged, and waits for the money
export const tellChargeReturned    = talk.begins(ChargeReturned,      ({ salePrice }) => ({ ...buyer(), amount: commas(salePrice) }))
export const tellPurchaseCancelled = talk.tells(PurchaseCancelled,    buyer)
export const tellPayed             = talk.tells(Payed,                buyer)
export const tellConsigned         = talk.tells(Consigned,            buyer)
export const tellMoved             = talk.tells(ConsignMoved,         () =>
  nothing, ({ stage }) => stage === 'loaded' ? 'Loaded' : 'InTransit')
export const tellHandedOver        = talk.tells(HandedOver,           buyer)
export const tellReturned          = talk.tells(PayReturned,          ({ amt, reason }) => ({ saleId: null, amount: commas(amt), reason }))
export const tellPayCancelled      = talk.tells(PayCancelled,         buyer)
export const tellConsignCancelled  = talk.tells(ConsignCancelled,     () => nothing)
export const tellCancelFailed      = talk.tells(CancelFailed,         buyer)
export const tellRegistered        = talk.begins(SaleRegistered,      ({ sellerId }) => ({ ...seller(), cuId: sellerId }))
export const tellDecided           = talk.tells(SaleDecided,          paid)
export const tellDeclined          = talk.tells(SaleDeclined,         ({ reason }) => ({ ...seller(), reason }))
export const tellPaidOut           = talk.tells(PaidOut,              paid)
export const tellCollecting        = talk.tells(CollectionRequested,  seller)
export const tellCollected         = talk.tells(Collected,            seller)
export const tellInStock           = talk.tells(StockChanged,         seller,        ({ saleId, stockType }) =>
  saleId !== null && stockType === 'IN' ? 'InStock' : undefined)
export const tellSaleCancelled     = talk.tells(SaleCancelled,        seller)
export const tellReclaimed         = talk.tells(PayoutReclaimed,      paid,          ({ price }) => price ? 'PayoutReclaimed' : undefined)
