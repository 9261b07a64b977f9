import { command } from '@jumun/core/model'
import { Names, Optional, Price, Stock, Surcharges, Text, Yes } from '../vocabulary.ts'
import { stock } from './stock.ts'

const more = { names: Optional(Names), options: Optional(Surcharges), stock: Optional(Stock), soldOut: Optional(Yes) }

export const AddMenuItem    = command('AddMenuItem',    { ...more, productName: Text, price: Price })
export const ChangeMenuItem = command('ChangeMenuItem', { ...more, productName: Text, price: Optional(Price) })
export const RemoveMenuItem = command('RemoveMenuItem', { productName: Text })

export const { HoldStock, ReleaseStock, SettleStock, ReturnStock } = stock.commands
