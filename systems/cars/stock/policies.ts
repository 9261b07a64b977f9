import { atOnce, ms, whenever } from '@jumun/core/model'
import { PayoutReclaimed } from '../billing/payout-events.ts'
import { Collected, ConsignCancelled, Consigned } from '../consign/events.ts'
import { OfferChanged } from '../purchase/car-events.ts'
import { SaleDecided } from '../purchase/sale-events.ts'
import { NoteOffer, PutBack, TakeIn, TakeOut, TakeOutForSale } from './commands.ts'
import { EndIntake, NoteCollected, NoteDecided, NoteIn, TryNext } from './intake-commands.ts'
import { IntakeWanted, LeaveWanted } from './intake-events.ts'

export const out       = whenever(Consigned,        ({ puId, carId })      => TakeOut({ carId, puId }))
export const back      = whenever(ConsignCancelled, ({ puId, carId })      =>
  puId === null || carId === null ? undefined : PutBack({ carId, puId }))
export const shown     = whenever(OfferChanged,     ({ carId, available }) => NoteOffer({ carId, available }))

export const decided   = whenever(SaleDecided,      ({ saleId, salePrice, model, year, mileage, condition }) =>
  NoteDecided({ saleId, salePrice, carType: model, model, year, mileage, condition }))
export const collected = whenever(Collected,        ({ saleId })           => NoteCollected({ saleId }))
export const takeIn    = atOnce(IntakeWanted, {
  ask: e => TakeIn(e), within: ms(500),
  answer: {
    accepted: ({ saleId, carId }) => NoteIn({ saleId, carId }),
    rejected: ({ saleId, carId }) => TryNext({ saleId, taken: carId }),
  },
})
export const ended     = whenever(PayoutReclaimed,  ({ saleId })           => EndIntake({ saleId }))
export const leave     = whenever(LeaveWanted,      ({ saleId, carId })    => TakeOutForSale({ saleId, carId }))
