import { command } from '@jumun/core/model'
import { Id, PlateNumber } from '../vocabulary.ts'

export const ClaimPlate   = command('ClaimPlate',   { plateNumber: PlateNumber, saleId: Id }, { answers: ['accepted', 'rejected'] })
export const ReleasePlate = command('ReleasePlate', { plateNumber: PlateNumber, saleId: Id })
