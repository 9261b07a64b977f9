import { event } from '@jumun/core/model'
import { Names, OrNull, Price, Stock, Surcharges, Text, Yes } from '../vocabulary.ts'
import { stock } from './stock.ts'

const item = { productName: Text, names: Names, price: Price, options: Surcharges, stock: OrNull(Stock), soldOut: Yes }

export const MenuItemAdded   = event.internal('MenuItemAdded',   item)
export const MenuItemChanged = event.internal('MenuItemChanged', item)
export const MenuItemRemoved = event.internal('MenuItemRemoved', { productName: Text })

export const { StockHeld, StockPassed, StockReleased, StockSold, StockReturned } = stock.events
