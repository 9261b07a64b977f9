import { command } from '@jumun/core/model'
import { Name } from '../vocabulary.ts'

export const NoteSeller = command('NoteSeller', { productId: Name, storeId: Name })
