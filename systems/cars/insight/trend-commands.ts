import { command, Type } from '@jumun/core/model'
import { Id, Model, Natural, OrNull, Time, Won } from '../vocabulary.ts'

export const MoveTrend = command('MoveTrend', { model: Model, carId: OrNull(Id), puId: OrNull(Id), saleId: OrNull(Id),
  bought: Type.Integer(), sold: Type.Integer(), days: Natural, price: Won, at: Time })
