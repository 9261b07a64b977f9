import { event } from '@jumun/core/model'
import { Count, Id, Names, OrNull, Phone, Stock, Surcharges, Text, Time, Won, Yes } from '../vocabulary.ts'

const item = { productName: Text, names: Names, price: Won, options: Surcharges, stock: OrNull(Stock), soldOut: Yes }
const hold = { orderId: Id, productName: Text, qty: Count, phoneNumber: Phone }

export const MenuItemAdded   = event.internal('MenuItemAdded',   item)
export const MenuItemChanged = event.internal('MenuItemChanged', item)
export const MenuItemRemoved = event.internal('MenuItemRemoved', { productName: Text })
export const StockHeld       = event.internal('StockHeld',       hold)
export const StockPassed     = event.internal('StockPassed',     { ...hold, holder: Id })
export const StockReleased   = event.internal('StockReleased',   { orderId: Id, productName: Text, at: Time })
export const StockSold       = event.internal('StockSold',       { orderId: Id, productName: Text, at: Time })
export const StockReturned   = event.internal('StockReturned',   { orderId: Id, productName: Text, qty: Count, at: Time })
