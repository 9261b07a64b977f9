import { command } from '@jumun/core/model'
import { Count, Id, Names, Optional, OrNull, Phone, Stock, Surcharges, Text, Won, Yes } from '../vocabulary.ts'

const more = { names: Optional(Names), options: Optional(Surcharges), stock: Optional(Stock), soldOut: Optional(Yes) }

export const AddMenuItem    = command('AddMenuItem',    { ...more, productName: Text, price: Won })
export const ChangeMenuItem = command('ChangeMenuItem', { ...more, productName: Text, price: Optional(Won) })
export const RemoveMenuItem = command('RemoveMenuItem', { productName: Text })

export const HoldStock      = command('HoldStock',      { orderId: Id, productName: Text, qty: Count, phoneNumber: Phone, holder: OrNull(Id) }, { answers: ['accepted', 'rejected'] })
export const ReleaseStock   = command('ReleaseStock',   { orderId: Id, productName: Text })
export const SettleStock    = command('SettleStock',    { orderId: Id, productName: Text })
export const ReturnStock    = command('ReturnStock',    { orderId: Id, productName: Text, qty: Count })
