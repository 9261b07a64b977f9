import { event } from '@jumun/core/model'
import { Condition, Id, Mileage, Model, OrNull, Time, Won, Year, names } from '../vocabulary.ts'

export const QuoteGiven = event.internal('QuoteGiven', { quoteId: Id, sellerId: OrNull(names(Id)), model: Model, year: Year,
  mileage: Mileage, condition: Condition, price: Won, quoteDate: Time, validUntil: Time })
