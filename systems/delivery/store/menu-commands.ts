import { command } from '@jumun/core/model'
import { Name, Names, Optional, Surcharges, Won, Yes, impersonal } from '../vocabulary.ts'

const more = { names: Optional(Names), options: Optional(Surcharges), soldOut: Optional(Yes) }

export const AddDish    = command('AddDish',    { ...more, productId: impersonal(Name), storeId: impersonal(Name), price: Won })
export const ChangeDish = command('ChangeDish', { ...more, productId: impersonal(Name), price: Optional(Won) })
export const RemoveDish = command('RemoveDish', { productId: impersonal(Name) })
