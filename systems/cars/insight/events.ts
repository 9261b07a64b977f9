import { event, Type } from '@jumun/core/model'
import { Id, Model, Movement, Natural, OrNull, Time, Won } from '../vocabulary.ts'

const of = { carId: Id, puId: OrNull(Id), saleId: OrNull(Id) }

export const CarMoved    = event.internal('CarMoved',    { ...of, salePrice: Won, stockType: Movement, at: Time })
// `sold`: one more, or one fewer where a sold car comes back or its dates are put right
export const StayCounted = event.internal('StayCounted', { ...of, model: Model, sold: Type.Integer({ minimum: -1, maximum: 1 }),
  days: Natural, price: Won, at: Time })
