import { command } from '@jumun/core/model'
import { Name, Names, Optional, Surcharges, Won, Yes } from '../vocabulary.ts'

const more = { names: Optional(Names), options: Optional(Surcharges), soldOut: Optional(Yes) }

export const AddDish    = command('AddDish',    { ...more, productId: Name, storeId: Name, price: Won })
export const ChangeDish = command('ChangeDish', { ...more, productId: Name, price: Optional(Won) })
export const RemoveDish = command('RemoveDish', { productId: Name })
