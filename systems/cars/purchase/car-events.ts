import { event } from '@jumun/core/model'
import { carData, Id, OrNull, Won, Yes, names } from '../vocabulary.ts'

/** About the car, not about anybody's purchase: in the car's own case, without a name. */
export const OfferChanged = event('OfferChanged', { carId: Id, available: Yes })

export const CarOffered   = event.internal('CarOffered',   { carId: Id, saleId: OrNull(Id), salePrice: Won, ...carData })
export const CarHeld      = event.internal('CarHeld',      { carId: Id, puId: Id, cuId: names(Id) })
export const CarPassed    = event.internal('CarPassed',    { carId: Id, puId: Id, cuId: names(Id), holder: Id })
export const CarReleased  = event.internal('CarReleased',  { carId: Id, puId: Id })
export const CarReturned  = event.internal('CarReturned',  { carId: Id, puId: Id })
export const CarWithdrawn = event.internal('CarWithdrawn', { carId: Id, saleId: Id })
export const CarSold      = event.internal('CarSold',      { carId: Id, puId: Id, saleId: OrNull(Id) })
