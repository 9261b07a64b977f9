import { whenever } from '@jumun/core/model'
import { PayCancelled, Payed } from '../billing/events.ts'
import { PaidOut, PayoutReclaimed } from '../billing/payout-events.ts'
import { CancelForConsign } from '../purchase/commands.ts'
import { PurchaseCancelled, Purchased } from '../purchase/events.ts'
import { SaleCancelled } from '../purchase/sale-events.ts'
import { EndCollection, EndDelivery, HoldCollection, HoldDelivery, NotePayed, NotePurchased, RequestCollection } from './commands.ts'
import { StopWanted } from './events.ts'

export const payed      = whenever(Payed,             ({ deal, puId })            => NotePayed({ deal, puId }))
export const bought     = whenever(Purchased,         ({ deal, puId, carId })     => NotePurchased({ deal, puId, carId }))
export const cancel     = whenever(PurchaseCancelled, ({ deal, puId, carId })     => HoldDelivery({ deal, puId, carId }))
export const end        = whenever(PayCancelled,      ({ deal })                  => EndDelivery({ deal }))
export const stop       = whenever(StopWanted,        ({ puId })                  => CancelForConsign({ puId }))

export const collect    = whenever(PaidOut,           ({ deal, saleId })          => RequestCollection({ deal, saleId }))
export const cancelSale = whenever(SaleCancelled,     ({ deal, saleId, decided }) => decided ? HoldCollection({ deal, saleId }) : undefined)
export const endSale    = whenever(PayoutReclaimed,   ({ deal })                  => EndCollection({ deal }))
