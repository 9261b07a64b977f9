import { after, atOnce, ms, seconds, whenever } from '@jumun/core/model'
import { contradicts, givesUp, holds, makesWay, pays } from '../../paying.ts'
import { ApprovePayment, CancelPayment } from '../billing/commands.ts'
import { PayCancelled } from '../billing/events.ts'
import { PaidOut, PayoutReclaimed } from '../billing/payout-events.ts'
import { CancelFailed, Collected, CollectionRequested, ConsignCancelled, HandedOver } from '../consign/events.ts'
import { StockChanged } from '../stock/events.ts'
import { HoldCar, NoteSold, OfferCar, ReleaseCar, ReturnCar, WithdrawCar } from './car-commands.ts'
import { CarSold } from './car-events.ts'
import { AbandonPurchase, AskPayment, ConfirmPurchase, DeclinePurchase, HoldAgain, PostponePayment, StandAside,
  WantOwnHold } from './commands.ts'
import { FinishCancel, NoteHandedOver, NoteMoneyBack, RestorePurchase } from './commands.ts'
import { CancelDone, HandoverNoted, HoldWanted, OwnHoldWanted, PaymentAsked, PurchaseDeclined, PurchaseExpired,
  PurchaseRequested } from './events.ts'
import { ClaimPlate, ReleasePlate } from './plate-commands.ts'
import { ConfirmSale, FinishSale, NoteKept, NoteSale, NoteSaleSold, NoteStocked, NoteWithdrawn, RefuseSale } from './sale-commands.ts'
import { PlateFree, PlateWanted, SaleRefused, SaleStocked, WithdrawWanted } from './sale-events.ts'

export const hold        = holds(HoldWanted, { ask: HoldCar, held: AskPayment, wantOwnHold: WantOwnHold, decline: DeclinePurchase })
export const makeWay     = makesWay(OwnHoldWanted, {
  ask: ({ puId, holder }) => StandAside({ puId: holder, heir: puId }), paid: ['accepted'], again: HoldAgain, decline: DeclinePurchase,
})
export const pay         = pays(PaymentAsked, {
  ask: ApprovePayment, words: { approved: 'Y', declined: 'D', notCharged: 'notCharged' },
  confirm: ConfirmPurchase, decline: DeclinePurchase, postpone: PostponePayment,
})
export const giveUp      = givesUp(PurchaseRequested, AbandonPurchase)
export const contradicted = contradicts(PurchaseDeclined, ({ puId }) => puId)
export const letGo       = whenever(PurchaseDeclined,  ({ puId, carId, holds }) => holds ? ReleaseCar({ puId, carId }) : undefined)
// who ends a purchase cancels all that it ever asked for; the marks that this leaves make lateness harmless
export const undo        = whenever(PurchaseExpired,   ({ puId })               => CancelPayment({ puId }))
// the heir takes the hold over; where it never comes, time lets go
export const letGoToo    = whenever(PurchaseExpired,   ({ puId, carId, heir })  =>
  heir === null ? ReleaseCar({ puId, carId }) : after(seconds(30), ReleaseCar({ puId, carId }), { late: 'run' }))

export const restore     = whenever(CancelFailed,      ({ puId })               => RestorePurchase({ puId }))
export const finish      = whenever(ConsignCancelled,  ({ puId })               => puId === null ? undefined : FinishCancel({ puId }))
export const moneyBack   = whenever(PayCancelled,      ({ puId })               => NoteMoneyBack({ puId }))
export const giveBack    = whenever(CancelDone,        ({ puId, carId })        => ReturnCar({ puId, carId }))
export const handed      = whenever(HandedOver,        ({ puId })               => NoteHandedOver({ puId }))
export const sold        = whenever(HandoverNoted,     ({ puId, carId })        => NoteSold({ puId, carId }))
// nothing follows from Payed here: a purchase is never made behind the back of a buyer who was told "later"

/** A new car is offered; one that was sold in is offered by its sale, so that a cancelled one is not. */
export const offer       = whenever(StockChanged, ({ stockType, puId, saleId, carId, salePrice, carType, model, year, mileage,
  condition }) =>
  stockType !== 'IN' || puId !== null ? undefined : saleId !== null ? NoteStocked({ saleId, carId })
    : OfferCar({ carId, saleId, salePrice, carType, model, year, mileage, condition }))
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
export const saleSold       = whenever(CarSold,             ({ saleId })              =>
  saleId === null ? undefined : NoteSaleSold({ saleId }))
export const salePaid       = whenever(PaidOut,             ({ saleId })              => NoteSale({ saleId, what: 'PaidOut' }))
export const saleCollecting = whenever(CollectionRequested, ({ saleId })              => NoteSale({ saleId, what: 'Collecting' }))
export const saleCollected  = whenever(Collected,           ({ saleId })              => NoteSale({ saleId, what: 'InStock' }))
export const saleDone       = whenever(PayoutReclaimed,     ({ saleId })              => FinishSale({ saleId }))
