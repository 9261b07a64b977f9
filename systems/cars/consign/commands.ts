import { command } from '@jumun/core/model'
import { Deal, Id, impersonal } from '../vocabulary.ts'

// a transport is named by its deal: the purchase that it delivers, or the sale that it collects
export const Load              = command('Load',              { deal: impersonal(Deal) })
export const Depart            = command('Depart',            { deal: impersonal(Deal) })
export const HandOver          = command('HandOver',          { deal: impersonal(Deal) })
export const StopTransport     = command('StopTransport',     { deal: impersonal(Deal) })

export const NotePayed         = command('NotePayed',         { deal: impersonal(Deal), puId: Id })
export const NotePurchased     = command('NotePurchased',     { deal: impersonal(Deal), puId: Id, carId: Id })
export const HoldDelivery      = command('HoldDelivery',      { deal: impersonal(Deal), puId: Id, carId: Id })
export const EndDelivery       = command('EndDelivery',       { deal: impersonal(Deal) })
export const RequestCollection = command('RequestCollection', { deal: impersonal(Deal), saleId: Id })
export const HoldCollection    = command('HoldCollection',    { deal: impersonal(Deal), saleId: Id })
export const EndCollection     = command('EndCollection',     { deal: impersonal(Deal) })
