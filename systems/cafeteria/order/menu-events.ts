import { event } from '@jumun/core/model'
import { Names, OrNull, Stock, Surcharges, Text, Won, Yes } from '../vocabulary.ts'
import { stock } from './stock.ts'

const item = { productName: Text, names: Names, price: Won, options: Surcharges, stock: OrNull(Stock), soldOut: Yes }

export const MenuItemAdded   = event.internal('MenuItemAdded',   item)
export const MenuItemChanged = event.internal('MenuItemChanged', item)
export const MenuItemRemoved = event.internal('MenuItemRemoved', { productName: Text })

export const { StockHeld, StockPassed, StockReleased, StockSold, StockReturned } = stock.events
