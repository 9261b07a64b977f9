import type { Whenever } from '@jumun/core/model'
import { PayCancelled, Payed } from '../billing/events.ts'
import { CancelFailed, Collected, ConsignCancelled, Consigned, HandedOver } from '../consign/events.ts'
import { Purchased } from '../purchase/events.ts'
import { SaleCancelled, SaleDecided, SaleDeclined, SaleRegistered } from '../purchase/sale-events.ts'
import { commas, talk } from './words.ts'

/** Says who is spoken to, and nothing of its own: news that is older than any is dropped. */
const silently = (policy: Whenever): Whenever => ({ ...policy, react: (e, occurrence) => policy.react(e, { ...occurrence, time: 0 }) })
const nothing = { amount: null, reason: null }
const buyer = ()  => ({ ...nothing, saleId: null })
const seller = () => ({ ...nothing, puId: null })

export const tellPurchased        = silently(talk.begins(Purchased, buyer))
export const tellPayed            = talk.tells(Payed,            buyer)
export const tellConsigned        = talk.tells(Consigned,        buyer)
export const tellHandedOver       = talk.tells(HandedOver,       buyer)
export const tellPayCancelled     = talk.tells(PayCancelled,     buyer)
export const tellConsignCancelled = talk.tells(ConsignCancelled, () => nothing)
export const tellCancelFailed     = talk.tells(CancelFailed,     buyer)
export const tellRegistered       = silently(talk.begins(SaleRegistered, ({ sellerId }) => ({ ...seller(), cuId: sellerId })))
export const tellDecided          = talk.tells(SaleDecided,      ({ price }) => ({ ...seller(), amount: commas(price) }))
export const tellDeclined         = talk.tells(SaleDeclined,     ({ reason }) => ({ ...seller(), reason }))
export const tellCollected        = talk.tells(Collected,        seller)
export const tellSaleCancelled    = talk.tells(SaleCancelled,    seller)

export const { send, sendAgain, later } = talk.policies
