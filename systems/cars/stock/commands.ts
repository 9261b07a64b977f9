import { command, Type } from '@jumun/core/model'
import { carData, Condition, Id, Mileage, Model, Optional, Text, Won, Year, Yes, impersonal } from '../vocabulary.ts'

export const AddStock       = command('AddStock',       { carId: Type.Optional(Id), carType: impersonal(Text), salePrice: Won,
  model: Optional(Model), year: Optional(Year), mileage: Optional(Mileage), condition: Optional(Condition) })
export const TakeIn         = command('TakeIn',         { carId: Id, saleId: Id, salePrice: Won, ...carData },
  { answers: ['accepted', 'rejected'] })
export const TakeOut        = command('TakeOut',        { carId: Id, puId: Id })
export const PutBack        = command('PutBack',        { carId: Id, puId: Id })
export const TakeOutForSale = command('TakeOutForSale', { carId: Id, saleId: Id })
export const NoteOffer      = command('NoteOffer',      { carId: Id, available: Yes })
