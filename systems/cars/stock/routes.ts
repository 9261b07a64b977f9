import type { Routes } from '@jumun/core/model'
import { Id } from '../vocabulary.ts'
import { AddStock } from './commands.ts'
import { Stock } from './stock.ts'

export const routes: Routes = {
  stocks: {
    of: Stock, item: 'stock', byKey: true,
    shows: ['carId', 'carType', 'model', 'year', 'mileage', 'condition', 'salePrice', 'stockTotal', 'stockType', 'stockDate', 'puId',
      'entries', 'available'],
    times: ['stockDate'],
    derives: ({ carId }) => ({ stockId: carId }),
    derived: { stockId: Id },
    create: { command: AddStock },
    searches: {
      findByCarId:     { by: ['carId'] },
      findByAvailable: { by: ['available'] },
    },
  },
}
