import { event } from '@jumun/core/model'
import { storeTerms, Text, Time } from '../vocabulary.ts'

export const StoreChanged = event('StoreChanged', { storeId: Text, ...storeTerms })
export const StorePaused  = event('StorePaused',  { storeId: Text, until: Time })
export const StoreResumed = event('StoreResumed', { storeId: Text })
