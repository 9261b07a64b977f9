import { command } from '@jumun/core/model'
import { carData, Id, Optional, OrNull, Won, names } from '../vocabulary.ts'

export const OfferCar    = command('OfferCar',    { carId: Id, saleId: OrNull(Id), salePrice: Won, ...carData })
export const HoldCar     = command('HoldCar',     { carId: Id, puId: Id, cuId: names(Id), holder: Optional(Id) },
  { answers: ['accepted', 'rejected'] })
export const ReleaseCar  = command('ReleaseCar',  { carId: Id, puId: Id })
export const ReturnCar   = command('ReturnCar',   { carId: Id, puId: Id })
export const WithdrawCar = command('WithdrawCar', { carId: Id, saleId: Id }, { answers: ['accepted', 'rejected'] })
export const NoteSold    = command('NoteSold',    { carId: Id, puId: Id })
