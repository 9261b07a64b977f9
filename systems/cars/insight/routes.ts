import { type Routes, Type } from '@jumun/core/model'
import { operator, OrNull, purchasing, stockManager } from '../vocabulary.ts'
import { summary, Trend } from './trend.ts'

export const routes: Routes = {
  trends: {
    of: Trend, item: 'trend',
    shows: ['model', 'sold', 'daysInStock', 'prices'],
    derives: summary,
    derived: { daysInStock: OrNull(Type.Number()), prices: Type.Array(Type.Object({ bought: OrNull(Type.Number()),
      sold: OrNull(Type.Number()) })) },
    readers: [purchasing, stockManager, operator],
    searches: { findByModel: { by: ['model'] } },
  },
}
