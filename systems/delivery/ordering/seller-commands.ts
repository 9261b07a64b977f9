import { command } from '@jumun/core/model'
import { Name, impersonal } from '../vocabulary.ts'

export const NoteSeller = command('NoteSeller', { productId: impersonal(Name), storeId: impersonal(Name) })
