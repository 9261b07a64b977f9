import { command } from '@jumun/core/model'
import { Name, Names, Optional, Price, Stock, Surcharges, Yes } from '../vocabulary.ts'
import { stock } from './stock.ts'

const more = { names: Optional(Names), options: Optional(Surcharges), stock: Optional(Stock), soldOut: Optional(Yes) }

export const AddMenuItem    = command('AddMenuItem',    { ...more, productName: Name, price: Price })
export const ChangeMenuItem = command('ChangeMenuItem', { ...more, productName: Name, price: Optional(Price) })
export const RemoveMenuItem = command('RemoveMenuItem', { productName: Name })

export const { HoldStock, ReleaseStock, SettleStock, ReturnStock } = stock.commands
