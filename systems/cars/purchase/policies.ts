import { after, atOnce, minutes, ms, seconds, whenever } from '@jumun/core/model'
import { contradiction } from '../../differences.ts'
import { isOwn } from '../../payable.ts'
import { ApprovePayment, CancelPayment } from '../billing/commands.ts'
import { PaidOut, PayoutReclaimed } from '../billing/payout-events.ts'
import { CancelFailed, Collected, CollectionRequested, ConsignCancelled, HandedOver } from '../consign/events.ts'
import { StockChanged } from '../stock/events.ts'
import { HoldCar, NoteSold, OfferCar, ReleaseCar, ReturnCar, WithdrawCar } from './car-commands.ts'
import { CarSold } from './car-events.ts'
import { AbandonPurchase, AskPayment, ConfirmPurchase, DeclinePurchase, FinishCancel, HoldAgain, NoteHandedOver, PostponePayment, RestorePurchase, StandAside, WantOwnHold } from './commands.ts'
import { CancelDone, HandoverNoted, HoldWanted, OwnHoldWanted, PaymentAsked, PurchaseDeclined, PurchaseExpired, PurchaseRequested } from './events.ts'
import { ClaimPlate, ReleasePlate } from './plate-commands.ts'
import { ConfirmSale, FinishSale, NoteKept, NoteSale, NoteSaleSold, NoteStocked, NoteWithdrawn, RefuseSale } from './sale-commands.ts'
import { PlateFree, PlateWanted, SaleRefused, SaleStocked, WithdrawWanted } from './sale-events.ts'

export const hold = atOnce(HoldWanted, {
  ask: ({ puId, carId, cuId, holder }) => HoldCar({ puId, carId, cuId, holder }), within: ms(300),
  answer: {
    accepted: ({ puId })     => AskPayment({ puId }),
    rejected: ({ puId }, no) => no.reason === 'own-hold' ? WantOwnHold({ puId, holder: no.detail.holder }) : DeclinePurchase({ puId, reason: no.reason ?? 'sold-out' }),
  },
})
/** A buyer's own unpaid purchase never stands in their way. */
export const makeWay = atOnce(OwnHoldWanted, {
  ask: ({ puId, holder }) => StandAside({ puId: holder, heir: puId }), within: ms(300),
  answer: {
    Expired:  ({ puId, holder }) => HoldAgain({ puId, holder }),
    Declined: ({ puId, holder }) => HoldAgain({ puId, holder }),
    accepted: ({ puId })         => DeclinePurchase({ puId, reason: 'sold-out' }),   // it has been paid meanwhile
    rejected: ({ puId }, no)     => DeclinePurchase({ puId, reason: no.reason ?? 'in-progress' }),
  },
})
export const pay = atOnce(PaymentAsked, {
  ask: ({ puId, cuId, salePrice, paymentToken }) => ApprovePayment({ puId, cuId, salePrice, paymentToken }), within: ms(610),
  answer: {
    Y:          (e, answer)            => isOwn(e, answer) ? ConfirmPurchase({ puId: e.puId, attempt: e.attempt }) : DeclinePurchase({ puId: e.puId, reason: 'payment-contradiction' }),
    D:          ({ puId })             => DeclinePurchase({ puId, reason: 'payment-declined' }),
    notCharged: ({ puId, attempt })    => PostponePayment({ puId, attempt, reason: 'payment-unavailable' }),
    rejected:   ({ puId }, no)         => DeclinePurchase({ puId, reason: no.reason ?? 'payment-contradiction' }),
  },
  otherwise: ({ puId, attempt }, why) => PostponePayment({ puId, attempt, reason: `payment-${why}` }),
})
export const giveUp      = whenever(PurchaseRequested, ({ puId })               => after(minutes(10), AbandonPurchase({ puId }), { late: 'run' }))
// a payment that is not its own ended it: somebody has to look at whose that is
export const contradicted = whenever(PurchaseDeclined, ({ puId, reason })      => reason === 'payment-contradiction' ? contradiction(puId) : undefined)
export const letGo       = whenever(PurchaseDeclined,  ({ puId, carId, holds }) => holds ? ReleaseCar({ puId, carId }) : undefined)
// who ends a purchase cancels all that it ever asked for; the marks that this leaves make lateness harmless
export const undo        = whenever(PurchaseExpired,   ({ puId })               => CancelPayment({ puId }))
// the heir takes the hold over; where it never comes, time lets go
export const letGoToo    = whenever(PurchaseExpired,   ({ puId, carId, heir })  => heir === null ? ReleaseCar({ puId, carId }) : after(seconds(30), ReleaseCar({ puId, carId }), { late: 'run' }))

export const restore     = whenever(CancelFailed,      ({ puId })               => RestorePurchase({ puId }))
export const finish      = whenever(ConsignCancelled,  ({ puId })               => puId === null ? undefined : FinishCancel({ puId }))
export const giveBack    = whenever(CancelDone,        ({ puId, carId })        => ReturnCar({ puId, carId }))
export const handed      = whenever(HandedOver,        ({ puId })               => NoteHandedOver({ puId }))
export const sold        = whenever(HandoverNoted,     ({ puId, carId })        => NoteSold({ puId, carId }))
// nothing follows from Payed here: a purchase is never made behind the back of a buyer who was told "later"

/** A new car is offered; one that was sold in is offered by its sale, so that a cancelled one is not. */
export const offer       = whenever(StockChanged, ({ stockType, puId, saleId, carId, salePrice, carType, model, year, mileage, condition }) =>
  stockType !== 'IN' || puId !== null ? undefined : saleId !== null ? NoteStocked({ saleId, carId }) : OfferCar({ carId, saleId, salePrice, carType, model, year, mileage, condition }))
export const offerSold   = whenever(SaleStocked,       e                        => OfferCar(e))
export const withdraw    = atOnce(WithdrawWanted, {
  ask: ({ saleId, carId }) => WithdrawCar({ saleId, carId }), within: ms(300),
  answer: {
    accepted: ({ saleId }) => NoteWithdrawn({ saleId }),
    rejected: ({ saleId }) => NoteKept({ saleId }),
  },
})
export const claim       = atOnce(PlateWanted, {
  ask: ({ saleId, plateNumber }) => ClaimPlate({ saleId, plateNumber }), within: ms(300),
  answer: {
    accepted: ({ saleId })     => ConfirmSale({ saleId }),
    rejected: ({ saleId }, no) => RefuseSale({ saleId, reason: no.reason ?? 'exists' }),
  },
})
// who is refused after a second attempt may have a first one on its way: the mark makes it harmless
export const freeRefused    = whenever(SaleRefused,         ({ saleId, plateNumber }) => ReleasePlate({ saleId, plateNumber }))
export const freePlate      = whenever(PlateFree,           ({ saleId, plateNumber }) => ReleasePlate({ saleId, plateNumber }))
export const saleSold       = whenever(CarSold,             ({ saleId })              => saleId === null ? undefined : NoteSaleSold({ saleId }))
export const salePaid       = whenever(PaidOut,             ({ saleId })              => NoteSale({ saleId, what: 'PaidOut' }))
export const saleCollecting = whenever(CollectionRequested, ({ saleId })              => NoteSale({ saleId, what: 'Collecting' }))
export const saleCollected  = whenever(Collected,           ({ saleId })              => NoteSale({ saleId, what: 'InStock' }))
export const saleDone       = whenever(PayoutReclaimed,     ({ saleId })              => FinishSale({ saleId }))
