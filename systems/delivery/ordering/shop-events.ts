import { event } from '@jumun/core/model'
import { Dish, OrNull, storeTerms, Text, Time } from '../vocabulary.ts'

export const StoreNoted   = event.internal('StoreNoted',   { storeId: Text, ...storeTerms })
export const PauseNoted   = event.internal('PauseNoted',   { storeId: Text, until: OrNull(Time) })
export const DishNoted    = event.internal('DishNoted',    { storeId: Text, productId: Text, dish: Dish })
export const DishOffNoted = event.internal('DishOffNoted', { storeId: Text, productId: Text })
