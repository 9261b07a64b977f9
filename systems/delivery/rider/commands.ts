import { command } from '@jumun/core/model'
import { Address, Id, Location, Name, Natural, Optional, OrNull, Overdue, Text, Time, names, impersonal } from '../vocabulary.ts'

const order = { orderId: Id, customerId: names(Name), storeId: impersonal(Name), address: Address, location: OrNull(Location) }
const pick  = { orderId: Id, riderId: names(Name, 'rider'), n: Natural }

export const Pick           = command('Pick',           { orderId: Id, riderId: names(Name, 'rider') })
export const Deliver        = command('Deliver',        { orderId: Id, riderId: Optional(names(Name, 'rider')) })
export const Fail           = command('Fail',           { orderId: Id, riderId: Optional(names(Name, 'rider')), reason: impersonal(Text) })
export const Return         = command('Return',         { orderId: Id, reason: Optional(impersonal(Text)) })

export const NoteDelivery   = command('NoteDelivery',   order)
export const NoteCooked     = command('NoteCooked',     { orderId: Id })
export const NoteOff        = command('NoteOff',        { orderId: Id })
export const PickUp         = command('PickUp',         { ...pick, until: Time })
export const RefusePick     = command('RefusePick',     { ...pick, reason: impersonal(Text) })
export const NoteCompleted  = command('NoteCompleted',  { orderId: Id })
export const EnterDelivery  = command('EnterDelivery',  { orderId: Id })
export const NoteOverdue    = command('NoteOverdue',    { orderId: Id, overdue: Overdue })
export const RefuseDelivery = command('RefuseDelivery', { orderId: Id, reason: impersonal(Text) })
