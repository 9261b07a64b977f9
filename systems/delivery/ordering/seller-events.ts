import { event } from '@jumun/core/model'
import { Name } from '../vocabulary.ts'

export const SellerNoted = event.internal('SellerNoted', { productId: Name, storeId: Name })
