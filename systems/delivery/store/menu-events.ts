import { event } from '@jumun/core/model'
import { Names, Surcharges, Text, Won, Yes } from '../vocabulary.ts'

export const DishOffered = event('DishOffered', { productId: Text, storeId: Text, names: Names, price: Won, options: Surcharges,
  soldOut: Yes })
export const DishRemoved = event('DishRemoved', { productId: Text, storeId: Text })
