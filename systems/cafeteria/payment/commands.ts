import { command, Type } from '@jumun/core/model'
import { Id, Natural, Optional, PaymentToken, Phone, Won } from '../vocabulary.ts'

export const ApprovePayment    = command('ApprovePayment',    { orderId: Id, phoneNumber: Phone, amt: Won, paymentToken: Optional(PaymentToken) }, { answers: ['PaymentApproved', 'PaymentDeclined'] })
export const CancelPayment     = command('CancelPayment',     { orderId: Id })

export const NotePaid          = command('NotePaid',          { orderId: Id })
export const NoteDeclined      = command('NoteDeclined',      { orderId: Id })
export const NoteUnsent        = command('NoteUnsent',        { orderId: Id })
export const NoteUnknown       = command('NoteUnknown',       { orderId: Id })
export const CheckPayment      = command('CheckPayment',      { orderId: Id, round: Natural })
export const NoteNotFound      = command('NoteNotFound',      { orderId: Id })
export const NoteRefunded      = command('NoteRefunded',      { orderId: Id })
export const NoteRefundUnknown = command('NoteRefundUnknown', { orderId: Id })
export const NoteRefundStuck   = command('NoteRefundStuck',   { orderId: Id })
export const RetryRefund       = command('RetryRefund',       { orderId: Id, tries: Type.Optional(Natural) })
