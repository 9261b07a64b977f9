import { command, Type } from '@jumun/core/model'
import { Condition, Id, Language, Mileage, Model, Optional, Phone, PlateNumber, Text, Year, Yes, names, PaymentToken,
  impersonal } from '../vocabulary.ts'

const car = { model: Model, year: Year, mileage: Mileage, condition: Condition }

export const RegisterSale  = command('RegisterSale', {
  saleId: Id, sellerId: names(Id), phoneNumber: Optional(Phone), plateNumber: PlateNumber, ...car, quoteId: Optional(Id),
  language: Optional(Language), payoutToken: Optional(PaymentToken),
})
export const ClaimAgain    = command('ClaimAgain',    { saleId: Id })
export const DecideSale    = command('DecideSale',    { saleId: Id, buy: Yes, reason: Optional(impersonal(Text)) })
export const CancelSale    = command('CancelSale',    { saleId: Id })

export const ConfirmSale   = command('ConfirmSale',   { saleId: Id })
export const RefuseSale    = command('RefuseSale',    { saleId: Id, reason: impersonal(Text) })
export const NoteSale      = command('NoteSale',      { saleId: Id, what: Type.Enum(['PaidOut', 'Collecting', 'InStock']) })
export const NoteStocked   = command('NoteStocked',   { saleId: Id, carId: Id })
export const NoteWithdrawn = command('NoteWithdrawn', { saleId: Id })
export const NoteKept      = command('NoteKept',      { saleId: Id })
export const FinishSale    = command('FinishSale',    { saleId: Id })
export const NoteSaleSold  = command('NoteSaleSold',  { saleId: Id })
