import { event } from '@jumun/core/model'
import { OrNull, Stock, Text, Won } from '../vocabulary.ts'
import { stock } from './stock.ts'

const item = { item: Text, price: Won, stock: OrNull(Stock) }

export const ItemAdded   = event.internal('ItemAdded',   item)
export const ItemChanged = event.internal('ItemChanged', item)

export const { StockHeld, StockPassed, StockReleased, StockSold, StockReturned } = stock.events
