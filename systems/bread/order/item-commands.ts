import { command } from '@jumun/core/model'
import { Optional, Stock, Text, Won } from '../vocabulary.ts'
import { stock } from './stock.ts'

export const AddItem    = command('AddItem',    { item: Text, price: Won,           stock: Optional(Stock) })
export const ChangeItem = command('ChangeItem', { item: Text, price: Optional(Won), stock: Optional(Stock) })

export const { HoldStock, ReleaseStock, SettleStock, ReturnStock } = stock.commands
