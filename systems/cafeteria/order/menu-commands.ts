import { command, Type } from '@jumun/core/model'
import { Count, Id, Names, Optional, OrNull, Phone, Stock, Surcharges, Text, Won, Yes } from '../vocabulary.ts'

export const AddMenuItem    = command('AddMenuItem',    { productName: Text, names: Optional(Names), price: Won, options: Optional(Surcharges), stock: Optional(Stock), soldOut: Optional(Yes) })
export const ChangeMenuItem = command('ChangeMenuItem', { productName: Text, names: Optional(Names), price: Optional(Won), options: Optional(Surcharges), stock: Type.Optional(OrNull(Stock)), soldOut: Optional(Yes) })
export const RemoveMenuItem = command('RemoveMenuItem', { productName: Text })

export const HoldStock      = command('HoldStock',      { orderId: Id, productName: Text, qty: Count, phoneNumber: Phone, holder: OrNull(Id) }, { answers: ['accepted', 'rejected'] })
export const ReleaseStock   = command('ReleaseStock',   { orderId: Id, productName: Text })
export const SettleStock    = command('SettleStock',    { orderId: Id, productName: Text })
export const ReturnStock    = command('ReturnStock',    { orderId: Id, productName: Text, qty: Count })
