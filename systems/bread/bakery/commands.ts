import { command } from '@jumun/core/model'
import { Address, Count, Id, OrNull, Text, Time, impersonal } from '../vocabulary.ts'

export const NoteOrder    = command('NoteOrder', {
  orderId: Id, item: impersonal(Text), qty: Count, address: OrNull(Address), createTime: Time, shop: impersonal(Text),
})
export const NotePayment  = command('NotePayment',  { orderId: Id, shop: impersonal(Text) })
export const CancelBaking = command('CancelBaking', { orderId: Id })

export const Confirm      = command('Confirm',      { orderId: Id })
export const Reject       = command('Reject',       { orderId: Id, reason: impersonal(Text) })
export const Bake         = command('Bake',         { orderId: Id })
export const Dispatch     = command('Dispatch',     { orderId: Id })
export const Deliver      = command('Deliver',      { orderId: Id })
