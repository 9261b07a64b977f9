import { command } from '@jumun/core/model'
import { Name, Optional, Stock, Won, impersonal } from '../vocabulary.ts'
import { stock } from './stock.ts'

export const AddItem    = command('AddItem',    { item: impersonal(Name), price: Won,           stock: Optional(Stock) })
export const ChangeItem = command('ChangeItem', { item: impersonal(Name), price: Optional(Won), stock: Optional(Stock) })

export const { HoldStock, ReleaseStock, SettleStock, ReturnStock } = stock.commands
