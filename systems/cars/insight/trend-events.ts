import { event, Type } from '@jumun/core/model'
import { Id, Model, Natural, OrNull, Time, Won } from '../vocabulary.ts'

// `bought` and `sold`: how many more, or fewer
export const TrendMoved = event.internal('TrendMoved', { model: Model, carId: OrNull(Id), puId: OrNull(Id), saleId: OrNull(Id),
  bought: Type.Integer(), sold: Type.Integer(), days: Natural, price: Won, at: Time })
