import { command } from '@jumun/core/model'
import { Name, Optional, Stock, Won } from '../vocabulary.ts'
import { stock } from './stock.ts'

export const AddItem    = command('AddItem',    { item: Name, price: Won,           stock: Optional(Stock) })
export const ChangeItem = command('ChangeItem', { item: Name, price: Optional(Won), stock: Optional(Stock) })

export const { HoldStock, ReleaseStock, SettleStock, ReturnStock } = stock.commands
