import { command } from '@jumun/core/model'
import { Deal, Id } from '../vocabulary.ts'

// a transport is named by its deal: the purchase that it delivers, or the sale that it collects
export const Load              = command('Load',              { deal: Deal })
export const Depart            = command('Depart',            { deal: Deal })
export const HandOver          = command('HandOver',          { deal: Deal })
export const StopTransport     = command('StopTransport',     { deal: Deal })

export const NotePayed         = command('NotePayed',         { deal: Deal, puId: Id })
export const NotePurchased     = command('NotePurchased',     { deal: Deal, puId: Id, carId: Id })
export const HoldDelivery      = command('HoldDelivery',      { deal: Deal, puId: Id, carId: Id })
export const EndDelivery       = command('EndDelivery',       { deal: Deal })
export const RequestCollection = command('RequestCollection', { deal: Deal, saleId: Id })
export const HoldCollection    = command('HoldCollection',    { deal: Deal, saleId: Id })
export const EndCollection     = command('EndCollection',     { deal: Deal })
