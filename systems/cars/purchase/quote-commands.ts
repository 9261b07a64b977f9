import { command } from '@jumun/core/model'
import { Condition, Id, Mileage, Model, Optional, Year, names } from '../vocabulary.ts'

export const AskQuote = command('AskQuote', { quoteId: Id, sellerId: Optional(names(Id)), model: Model, year: Year, mileage: Mileage,
  condition: Condition })
