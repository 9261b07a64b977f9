import type { Routes } from '@jumun/core/model'
import { operator, purchasing, stockManager } from '../vocabulary.ts'
import { summary, Trend } from './trend.ts'

export const routes: Routes = {
  trends: {
    of: Trend, item: 'trend',
    shows: ['model', 'sold', 'daysInStock', 'prices'],
    derives: summary,
    readers: [purchasing, stockManager, operator],
    searches: { findByModel: { by: ['model'] } },
  },
}
