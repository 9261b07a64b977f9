import { command } from '@jumun/core/model'
import { Id, Model, Movement, OrNull, Time, Won } from '../vocabulary.ts'

export const NoteMovement = command('NoteMovement', { carId: Id, puId: OrNull(Id), saleId: OrNull(Id), model: Model, salePrice: Won,
  stockType: Movement, at: Time })
