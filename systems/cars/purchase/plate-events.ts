import { event } from '@jumun/core/model'
import { Id, PlateNumber } from '../vocabulary.ts'

export const PlateClaimed  = event.internal('PlateClaimed',  { plateNumber: PlateNumber, saleId: Id })
export const PlateReleased = event.internal('PlateReleased', { plateNumber: PlateNumber, saleId: Id })
