import { event } from '@jumun/core/model'
import { Deal, Id, OrNull, Stage, Text, Time } from '../vocabulary.ts'

/** `puId` of a delivery, `saleId` of a collection: never both. */
const told      = { deal: Deal, puId: OrNull(Id), saleId: OrNull(Id), carId: OrNull(Id) }
const delivery  = { deal: Deal, puId: Id, carId: Id }
const collected = { deal: Deal, saleId: Id }
const consign   = { conStatus: Text, payStatus: Text }

export const Consigned           = event('Consigned',           { ...delivery, ...consign, conDate: Time })
export const CollectionRequested = event('CollectionRequested', { ...collected, ...consign, conDate: Time })
export const ConsignMoved        = event('ConsignMoved',        { ...told, stage: Stage })
export const HandedOver          = event('HandedOver',          { ...delivery, stage: Stage })
export const Collected           = event('Collected',           { ...collected, stage: Stage, conDate: Time })
/** Nothing moves any more; `stage`: how far it had come, null where it had not begun. */
export const ConsignHeld         = event('ConsignHeld',         { ...told, stage: OrNull(Stage) })
export const ConsignCancelled    = event('ConsignCancelled',    { ...told, ...consign, conCancelDate: Time })
export const CancelFailed        = event('CancelFailed',        { ...delivery, reason: Text })

export const PaymentNoted        = event.internal('PaymentNoted',  { deal: Deal, puId: Id })
export const PurchaseNoted       = event.internal('PurchaseNoted', delivery)
export const StopWanted          = event.internal('StopWanted',    { deal: Deal, puId: Id })
