import { event } from '@jumun/core/model'
import { Condition, Deal, Id, Language, Mileage, Model, OrNull, Phone, PlateNumber, Text, Time, Won, Year, Yes, names,
  PaymentToken } from '../vocabulary.ts'

const wished = {
  saleId: Id, sellerId: names(Id), phoneNumber: OrNull(Phone), plateNumber: PlateNumber, model: Model, year: Year, mileage: Mileage,
  condition: Condition,
  quote: Won, quoteDate: Time, salePrice: Won, language: Language, payoutToken: OrNull(PaymentToken),
}
const told = { saleId: Id, deal: Deal, sellerId: names(Id), carId: OrNull(Id), price: Won, salePrice: Won, language: Language,
  status: Text }

export const SaleRegistered = event('SaleRegistered', told)
export const SaleDecided    = event('SaleDecided',    { ...told, payoutToken: OrNull(PaymentToken), model: Model, year: Year,
  mileage: Mileage, condition: Condition })
export const SaleDeclined   = event('SaleDeclined',   { ...told, reason: Text })
export const SaleCancelled  = event('SaleCancelled',  { ...told, decided: Yes, cancelDate: Time })

export const SaleWanted     = event.internal('SaleWanted',    wished)
export const PlateWanted    = event.internal('PlateWanted',   { saleId: Id, plateNumber: PlateNumber, attempt: Id })
export const SaleRefused    = event.internal('SaleRefused',   { saleId: Id, plateNumber: PlateNumber, reason: Text })
export const SaleNoted      = event.internal('SaleNoted',     { saleId: Id, what: Text })
export const SaleStocked    = event.internal('SaleStocked',   { saleId: Id, carId: Id, salePrice: Won, carType: Text, model: Model,
  year: Year, mileage: Mileage, condition: Condition })
export const WithdrawWanted = event.internal('WithdrawWanted', { saleId: Id, carId: Id })
export const SaleKept       = event.internal('SaleKept',      { saleId: Id })
export const SaleDone       = event.internal('SaleDone',      { saleId: Id })
/** No car of this plate is here any more, or on its way: it may be sold in again. */
export const PlateFree      = event.internal('PlateFree',     { saleId: Id, plateNumber: PlateNumber })
