import { command } from '@jumun/core/model'
import { Names, Optional, Surcharges, Text, Won, Yes } from '../vocabulary.ts'

const more = { names: Optional(Names), options: Optional(Surcharges), soldOut: Optional(Yes) }

export const AddDish    = command('AddDish',    { ...more, productId: Text, storeId: Text, price: Won })
export const ChangeDish = command('ChangeDish', { ...more, productId: Text, price: Optional(Won) })
export const RemoveDish = command('RemoveDish', { productId: Text })
