import { command, Type } from '@jumun/core/model'
import { carData, Id, Won } from '../vocabulary.ts'

// `stock`: the number that the car may get, the next one of the stock's
export const NoteDecided   = command('NoteDecided',   { saleId: Id, salePrice: Won, ...carData })
export const NoteCollected = command('NoteCollected', { saleId: Id, stock: Type.Optional(Id) })
export const TryNext       = command('TryNext',       { saleId: Id, taken: Id, stock: Type.Optional(Id) })
export const NoteIn        = command('NoteIn',        { saleId: Id, carId: Id })
export const EndIntake     = command('EndIntake',     { saleId: Id })
