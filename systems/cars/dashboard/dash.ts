import { type DataOf, type Type, view } from '@jumun/core/model'
import { PayCancelled, Payed, PayReturned } from '../billing/events.ts'
import { PaidOut, PayoutReclaimed } from '../billing/payout-events.ts'
import { Collected, CollectionRequested, ConsignCancelled, Consigned, ConsignMoved, HandedOver } from '../consign/events.ts'
import { ChargeReturned, PurchaseCancelled, Purchased, PurchaseRestored } from '../purchase/events.ts'
import { SaleCancelled, SaleDecided, SaleDeclined, SaleRegistered } from '../purchase/sale-events.ts'
import { StockChanged } from '../stock/events.ts'
import { Deal, Id, Movement, Natural, OrNull, Stage, Text, Time, Won, names } from '../vocabulary.ts'

const fields = {
  deal: Deal, puId: OrNull(Id), saleId: OrNull(Id), cuId: OrNull(names(Id)), carId: OrNull(Id), salePrice: OrNull(Won),
  puStatus: OrNull(Text), puDate: OrNull(Time), puCancelDate: OrNull(Time), status: OrNull(Text), reason: OrNull(Text),
  payId: OrNull(Id), payStatus: OrNull(Text), payDate: OrNull(Time), payCancelDate: OrNull(Time), returned: OrNull(Won),
  conId: OrNull(Id), conStatus: OrNull(Text), conDate: OrNull(Time), conCancelDate: OrNull(Time), stage: OrNull(Stage),
  stockId: OrNull(Id), stockType: OrNull(Movement), stockDate: OrNull(Time), stockTotal: OrNull(Natural),
}
type Row = { [K in keyof typeof fields]?: Type.Static<(typeof fields)[K]> }
const empty = Object.fromEntries(Object.keys(fields).map(name => [name, null])) as { [K in Exclude<keyof typeof fields, 'deal'>]: null }

/** On the bus an event carries the number of its own item. */
const idOf = (happened: object) => (happened as { id: number }).id
const bought = (row: Row, { deal, puId, cuId, carId, salePrice, puDate, puStatus }: DataOf<typeof Purchased>) =>
  ({ ...row, deal, puId, cuId, carId, salePrice, puDate, puStatus })
/** What a seller gets for the car, not what it is offered at. */
const sale   = (row: Row, { deal, saleId, sellerId, price, status }: DataOf<typeof SaleRegistered>) =>
  ({ ...row, deal, saleId, cuId: sellerId, salePrice: price, status })
/** How far a sale has come, the same whatever came first: what billing and consign say carries it on, until it ends. */
const furthest = ({ status, payStatus, conStatus, stage }: Row) =>
  !status || ['Declined', 'Cancelled'].includes(status) ? (status ?? null) : stage === 'handedOver' ? 'InStock' : conStatus ? 'Collecting'
    : payStatus ? 'PaidOut' : status

/** Whose row it is is known from the first event on, whichever comes first. */
const its  = ({ deal, puId, saleId }: { readonly deal: string; readonly puId?: number | null; readonly saleId?: number | null }) =>
  ({ deal, ...(puId ? { puId } : {}), ...(saleId ? { saleId } : {}) })

/** One row for each purchase and each sale; each event writes its own columns, so nobody minds which came first. */
export const dash = view('dash', {
  key: 'deal', fields,
  // remembered silently until the purchase or the sale itself is known
  listed: row => (row.puStatus ?? row.status ?? null) !== null,
  finish: (row): Row => ({ ...empty, deal: '', ...row, status: furthest(row) }),
})
  .on(Purchased,           bought)
  .on(PurchaseCancelled,   (row, e) => ({ ...bought(row, e), puCancelDate: e.puCancelDate }))
  .on(PurchaseRestored,    (row, e) => ({ ...bought(row, e), puCancelDate: null }))
  .on(ChargeReturned,      (row, e) => ({ ...bought(row, e), returned: e.salePrice }))
  .on(Payed,               (row, e) => ({ ...row, ...its(e), payId: idOf(e), payDate: e.payDate, payStatus: e.payStatus }))
  .on(PayReturned,         (row, e) => ({ ...row, ...its(e), returned: e.returned }))
  .on(PayCancelled,        (row, e) =>
    ({ ...row, ...its(e), payId: idOf(e), payCancelDate: e.payCancelDate, payStatus: e.payStatus, returned: e.salePrice }))
  .on(Consigned,           (row, e) =>
    ({ ...row, ...its(e), conId: idOf(e), conDate: e.conDate, conStatus: e.conStatus, stage: 'requested' as const }))
  .on(CollectionRequested, (row, e) =>
    ({ ...row, ...its(e), conId: idOf(e), conDate: e.conDate, conStatus: e.conStatus, stage: 'requested' as const }))
  .on(ConsignMoved,        (row, e) => ({ ...row, ...its(e), stage: e.stage }))
  .on(HandedOver,          (row, e) => ({ ...row, ...its(e), stage: e.stage }))
  .on(Collected,           (row, e) => ({ ...row, ...its(e), stage: e.stage }))
  .on(ConsignCancelled,    (row, e) => ({ ...row, ...its(e), conId: idOf(e), conCancelDate: e.conCancelDate, conStatus: e.conStatus }))
  .on(StockChanged,        (row, e) =>
    ({ ...row, ...its(e), stockId: e.stockId, stockType: e.stockType, stockDate: e.stockDate, stockTotal: e.stockTotal,
      ...(e.puId === null ? { carId: e.carId } : {}) }))
  .on(SaleRegistered,      sale)
  .on(SaleDecided,         sale)
  .on(SaleDeclined,        (row, e) => ({ ...sale(row, e), reason: e.reason }))
  .on(SaleCancelled,       sale)
  .on(PaidOut,             (row, e) => ({ ...row, ...its(e), payId: idOf(e), payDate: e.payDate, payStatus: e.payStatus }))
  .on(PayoutReclaimed,     (row, e) => ({ ...row, ...its(e), payId: idOf(e), payCancelDate: e.payCancelDate, payStatus: e.payStatus }))
