import { event } from '@jumun/core/model'
import { Text, Yes } from '../vocabulary.ts'

export const ShopOpened  = event.internal('ShopOpened',  { shop: Text, autoConfirm: Yes })
export const ShopChanged = event.internal('ShopChanged', { shop: Text, autoConfirm: Yes })
