import { command, Type } from '@jumun/core/model'
import { Address, Id, Item, Natural, Optional, Options, Text, Yes, names, impersonal } from '../vocabulary.ts'

const order = { orderId: Id, foodId: Text, qty: Natural, items: Type.Array(Item), chosen: Options, rev: Id, storeId: impersonal(Text),
  customerId: names(Text), address: Address }

export const Answer        = command('Answer',        { orderId: Id, accept: Optional(Yes), reason: Optional(impersonal(Text)) })
export const Start         = command('Start',         { orderId: Id })
export const Finish        = command('Finish',        { orderId: Id })
export const GiveUp        = command('GiveUp',        { orderId: Id, reason: impersonal(Text) })

export const NoteOrder     = command('NoteOrder',     order)
export const NotePayment   = command('NotePayment',   { orderId: Id })
export const ChangeOptions = command('ChangeOptions', { orderId: Id, chosen: Options, items: Type.Array(Item), rev: Id })
export const CancelFood    = command('CancelFood',    { orderId: Id })
export const EndWaiting    = command('EndWaiting',    { orderId: Id })
export const EnterOrder    = command('EnterOrder',    { orderId: Id })
export const NoteEntry     = command('NoteEntry',     order)
export const RefuseEntry   = command('RefuseEntry',   { orderId: Id, reason: impersonal(Text) })
