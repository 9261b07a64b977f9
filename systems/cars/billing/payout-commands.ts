import { command, Type } from '@jumun/core/model'
import { Id, Natural, OrNull, Won, names, PaymentToken } from '../vocabulary.ts'

export const PayOut             = command('PayOut',             { saleId: Id, sellerId: names(Id), price: Won,
  payoutToken: OrNull(PaymentToken) })
export const CancelPayout       = command('CancelPayout',       { saleId: Id })
export const NotePaidOut        = command('NotePaidOut',        { saleId: Id })
export const NotePayoutRefused  = command('NotePayoutRefused',  { saleId: Id })
export const NotePayoutUnknown  = command('NotePayoutUnknown',  { saleId: Id })
export const CheckPayout        = command('CheckPayout',        { saleId: Id, round: Natural })
export const NotePayoutNotFound = command('NotePayoutNotFound', { saleId: Id })
export const RetryPayout        = command('RetryPayout',        { saleId: Id })
export const NoteReclaimed      = command('NoteReclaimed',      { saleId: Id })
export const NoteReclaimUnknown = command('NoteReclaimUnknown', { saleId: Id })
export const NoteReclaimStuck   = command('NoteReclaimStuck',   { saleId: Id })
export const RetryReclaim       = command('RetryReclaim',       { saleId: Id, tries: Type.Optional(Natural) })
