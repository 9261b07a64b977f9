import { whenever } from '@jumun/core/model'
import { SaleDecided } from '../purchase/sale-events.ts'
import { StockChanged } from '../stock/events.ts'
import { NoteMovement } from './commands.ts'
import { StayCounted } from './events.ts'
import { MoveTrend } from './trend-commands.ts'

export const moves  = whenever(StockChanged, ({ carId, puId, saleId, model, carType, salePrice, stockType, stockDate }) =>
                                             NoteMovement({ carId, puId, saleId, model: (model ?? carType).slice(0, 100), salePrice,
                                               stockType, at: stockDate }))
export const sold   = whenever(StayCounted,  ({ carId, puId, saleId, model, sold, days, price, at })       =>
  MoveTrend({ model, carId, puId, saleId, bought: 0, sold, days, price, at }))
export const bought = whenever(SaleDecided,  ({ saleId, model, price }, { time })                         =>
  MoveTrend({ model, carId: null, puId: null, saleId, bought: 1, sold: 0, days: 0, price, at: time }))
