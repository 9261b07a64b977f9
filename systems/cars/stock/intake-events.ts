import { event } from '@jumun/core/model'
import { carData, Id, Won } from '../vocabulary.ts'

export const CarNoted     = event.internal('CarNoted',     { saleId: Id, salePrice: Won, ...carData })
export const ArrivalNoted = event.internal('ArrivalNoted', { saleId: Id, carId: Id })
export const IntakeWanted = event.internal('IntakeWanted', { saleId: Id, carId: Id, salePrice: Won, ...carData })
export const IntakeDone   = event.internal('IntakeDone',   { saleId: Id, carId: Id })
export const IntakeEnding = event.internal('IntakeEnding', { saleId: Id })
export const LeaveWanted  = event.internal('LeaveWanted',  { saleId: Id, carId: Id })
export const IntakeClosed = event.internal('IntakeClosed', { saleId: Id })
