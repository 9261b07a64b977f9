import { command } from '@jumun/core/model'
import { Chosen, Count, Id, OrNull, Phone, Text, Time, impersonal } from '../vocabulary.ts'

const order = {
  orderId: Id, phoneNumber: Phone, productName: impersonal(Text), qty: Count, options: Chosen, pickupTime: OrNull(Time), pickupNumber: Id,
  createTime: Time,
}

export const NotePayment = command('NotePayment', { orderId: Id, phoneNumber: Phone })
export const NoteOrder   = command('NoteOrder',   order)
export const CancelDrink = command('CancelDrink', order)

export const Receive     = command('Receive',     { orderId: Id })
export const Make        = command('Make',        { orderId: Id })
export const HandOver    = command('HandOver',    { orderId: Id })
