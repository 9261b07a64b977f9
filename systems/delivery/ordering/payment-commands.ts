import { command } from '@jumun/core/model'
import { Id, Natural, Optional, PaymentToken, Text, Won, names } from '../vocabulary.ts'

const move = { orderId: Id, key: Text }

// `seq`: an older word about what is due changes nothing
export const RaiseDue          = command('RaiseDue',          { orderId: Id, customerId: names(Text), due: Won, seq: Id,
  paymentToken: Optional(PaymentToken) },
                                 { answers: ['free', 'unsent', 'paid', 'partlyRefunded', 'refunded', 'declined'],
                                   tells: ['net', 'seq', 'refused'] })
export const SetDue            = command('SetDue',            { orderId: Id, customerId: names(Text), due: Won, seq: Id })

export const NoteCaptured      = command('NoteCaptured',      move)
export const NoteDeclined      = command('NoteDeclined',      move)
export const NoteUnsent        = command('NoteUnsent',        move)
export const NoteUnknown       = command('NoteUnknown',       move)
export const CheckCharge       = command('CheckCharge',       { ...move, round: Natural })
export const NoteNotFound      = command('NoteNotFound',      move)
export const NoteRefunded      = command('NoteRefunded',      move)
export const NoteRefundUnknown = command('NoteRefundUnknown', move)
export const NoteRefundFailed  = command('NoteRefundFailed',  move)
export const RepeatRefund      = command('RepeatRefund',      { ...move, round: Natural })
export const RetryRefund       = command('RetryRefund',       { orderId: Id })
