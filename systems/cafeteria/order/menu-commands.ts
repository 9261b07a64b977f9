import { command } from '@jumun/core/model'
import { Name, Names, Optional, Price, Stock, Surcharges, Yes, impersonal } from '../vocabulary.ts'
import { stock } from './stock.ts'

const more = { names: Optional(Names), options: Optional(Surcharges), stock: Optional(Stock), soldOut: Optional(Yes) }

export const AddMenuItem    = command('AddMenuItem',    { ...more, productName: impersonal(Name), price: Price })
export const ChangeMenuItem = command('ChangeMenuItem', { ...more, productName: impersonal(Name), price: Optional(Price) })
export const RemoveMenuItem = command('RemoveMenuItem', { productName: impersonal(Name) })

export const { HoldStock, ReleaseStock, SettleStock, ReturnStock } = stock.commands
