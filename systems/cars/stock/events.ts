import { event } from '@jumun/core/model'
import { carData, Deal, Id, Movement, Natural, OrNull, Time, Won, Yes } from '../vocabulary.ts'

const of = { carId: Id, puId: OrNull(Id), saleId: OrNull(Id) }

/** `puId` or `saleId`, whichever the movement is for, never both; neither where somebody puts a car in by hand. */
export const StockChanged = event('StockChanged', { ...of, deal: Deal, stockId: Id, ...carData, salePrice: Won, stockTotal: Natural,
  stockDate: Time, stockType: Movement })

export const OutWaits     = event.internal('OutWaits',   of)
export const OutDropped   = event.internal('OutDropped', of)
export const OfferNoted   = event.internal('OfferNoted', { carId: Id, available: Yes })
