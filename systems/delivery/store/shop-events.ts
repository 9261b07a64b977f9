import { event } from '@jumun/core/model'
import { storeTerms, Text } from '../vocabulary.ts'

export const StoreChanged = event('StoreChanged', { storeId: Text, ...storeTerms })
