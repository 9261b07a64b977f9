/** The museum of known bugs: rules that the dealer's boards keep, broken in turn, and policies removed, and where that is noticed. */
import { whenever } from '@jumun/core/model'
import { type Bug, but, type Museum, type Noticed, withPolicies, withRows } from '@jumun/testing'
import { bugsOfPaying, standAside } from '../museum.ts'
import { CancelPayment } from './billing/commands.ts'
import { Payed } from './billing/events.ts'
import { CancelPayout } from './billing/payout-commands.ts'
import { OfferCar } from './purchase/car-commands.ts'
import { ConfirmPurchase } from './purchase/commands.ts'
import { PurchaseCancelled } from './purchase/events.ts'
import { SaleCancelled } from './purchase/sale-events.ts'
import { StockChanged } from './stock/events.ts'
import { stories } from './story.ts'
import { cars } from './system.ts'

const { tombstone, moreThanLeft, onlyTheRest } = bugsOfPaying('billing', 'billing', ['requested', 'U'])
const bugs = {
  stopFirst: {
    rule: 'transport first',
    without: 'the money is back before the transport has stopped',
    build: withPolicies('billing', { tooEarly: whenever(PurchaseCancelled, ({ puId }) => CancelPayment({ puId })) }),
  },
  moneyFirst: {
    rule: 'C1',
    without: 'a payout is taken back before anything has stopped',
    build: withPolicies('billing', {
      tooEarly: whenever(SaleCancelled, ({ saleId, decided }) => (decided ? CancelPayout({ saleId }) : undefined)),
    }),
  },
  saleGate: {
    rule: 'C5',
    without: 'a car that goes back to its seller is offered',
    build: withPolicies('purchase', {
      ungated: whenever(StockChanged, e => (e.stockType === 'IN' && e.saleId !== null ? OfferCar({ ...e, saleId: e.saleId }) : undefined)),
    }),
  },
  noBackdoor: {
    rule: 7,
    without: 'a charge that is found late buys the car behind the back of who was told to pay later',
    build: withPolicies('purchase', {
      confirm: whenever(Payed, ({ puId }) => ConfirmPurchase({ puId, attempt: Number.MAX_SAFE_INTEGER })),
    }),
  },
  tombstone,
  standAside: standAside('purchase', 'car', 'HoldCar', 'a hold passes over while its purchase is being paid: two buyers, one car'),
  refusedUnwanted: {
    rule: 11,
    without: 'a payout that the bank refuses waits for an operator, though nobody wants it any more',
    build: withRows('billing', 'payout', {
      NotePayoutRefused: but(({ state }) => ({ state: { ...state, unwanted: false } })),
    }),
  },
  moreThanLeft,
  onlyTheRest,
} as const satisfies { readonly [rule: string]: Bug }

const seen: { readonly [rule in keyof typeof bugs]: Noticed } = {
  stopFirst: { seed: 133, found: '1 of 70', says: /without ConsignHeld/ },
  moneyFirst: { story: 'regretted', seed: 1, found: '4 of 7', says: /without ConsignHeld/ },
  saleGate: { story: 'regretted', seed: 4, found: '1 of 3', says: /stock:/ },
  noBackdoor: { seed: 83, found: '1 of 83', says: /behind the back/ },
  tombstone: { seed: 54, found: '1 of 23', says: /charged/ },
  standAside: { seed: 24, found: '2 of 150', says: /two buyers/ },
  refusedUnwanted: { seed: 87, found: '1 of 77', says: /a payout that nobody wants/ },
  moreThanLeft: { story: 'parts', seed: 1, found: '4 of 6', says: /money/ },
  onlyTheRest: { story: 'parts', seed: 5, found: '4 of 23', says: /money|charged/ },
}
const missed: { readonly [policy: string]: Noticed } = {
  'purchase.contradicted': { story: 'others', seed: 1, found: '4 of 4', says: /nobody has to look/ },
  'purchase.claim': { seed: 1, says: /sale does not end: Wanted/ },
  'purchase.moneyBack': { seed: 1, found: '4 of 24', says: /came back of what was never made/ },
  'purchase.finish': { seed: 1, says: /purchase does not end: N requested/ },
  'purchase.freePlate': { seed: 3, says: /a plate is not free, or free too soon/ },
  'purchase.freeRefused': { story: 'refused', seed: 1, found: '1 of 1', says: /a plate that nobody sells any more/ },
  'purchase.giveBack': { seed: 1, says: /cars: held by 3, bought by undefined/ },
  'purchase.giveUp': { seed: 1, says: /money: AwaitingPayment purchase, charged/ },
  'purchase.handed': { seed: 7, says: /handed over, and the purchase does not k/ },
  'purchase.hold': { seed: 20, says: /in good weather: 503/ },
  'purchase.letGo': { seed: 3, says: /cars: held by 3, bought by undefined/ },
  'purchase.letGoToo': { seed: 1, says: /cars: held by 2, bought by undefined/ },
  'purchase.makeWay': { story: 'again', seed: 1, says: /fail, then again: 503 nothing charged,50/ },
  'purchase.offer': { seed: 2, says: /collected, and in no stock/ },
  'purchase.offerSold': { seed: 1, says: /cars: sold in, and not offered/ },
  'purchase.pay': { seed: 40, says: /in good weather: 503/ },
  'purchase.restore': { story: 'crossing', seed: 1, found: '4 of 4', says: /money: N purchase, charged/ },
  'purchase.saleCollected': { story: 'steps', seed: 1, found: '2 of 2', says: /not seen in time: a car that was collected/ },
  'purchase.saleCollecting': { seed: 12, found: '1 of 11', says: /sale does not go on: PaidOut/ },
  'purchase.saleDone': { seed: 11, says: /sale does not end: Cancelled/ },
  'purchase.salePaid': { story: 'steps', seed: 1, found: '2 of 2', says: /not seen in time: a sale that is paid/ },
  'purchase.saleSold': { story: 'steps', seed: 1, found: '2 of 2', says: /handed over, and its sale does not know/ },
  'purchase.sold': { story: 'steps', seed: 1, found: '2 of 2', says: /handed over, and its sale does not know/ },
  'purchase.undo': { seed: 1, says: /money: Expired purchase, charged/ },
  'purchase.withdraw': { seed: 21, found: '1 of 11', says: /sale does not end: InStock/ },
  'billing.cancel': { seed: 5, says: /money: Cancelled sale, paid out/ },
  'billing.charge': { seed: 1, says: /billing does not end: requested/ },
  'billing.checkOut': { seed: 12, found: '1 of 4', says: /money: Decided sale, not paid out/ },
  'billing.find': { seed: 27, found: '1 of 23', says: /money: Expired purchase, charged/ },
  'billing.findOut': { seed: 12, found: '1 of 4', says: /money: Decided sale, not paid out/ },
  'billing.payOut': { seed: 4, found: '1 of 4', says: /money: Decided sale, not paid out/ },
  'billing.recheck': { story: 'liar', seed: 43, found: '2 of 45', says: /money:/ },
  'billing.recheckVoid': { story: 'regret', seed: 42, found: '1 of 10', says: /money:/ },
  'billing.reconcile': { seed: 12, found: '1 of 12', says: /money: Expired purchase, charged/ },
  'billing.repay': { seed: 1, says: /money: Expired purchase, charged/ },
  'billing.repayAgain': { seed: 25, found: '1 of 17', says: /billing does not end: refunding/ },
  'billing.takeBack': { seed: 17, found: '1 of 6', says: /money: Cancelled sale, paid out/ },
  'billing.takeBackAgain': { seed: 43, found: '1 of 35', says: /money: Cancelled sale, paid out/ },
  'billing.transfer': { seed: 1, says: /money: Decided sale, not paid out/ },
  'consign.bought': { seed: 2, says: /consign Remembered for Y purchase/ },
  'consign.cancel': { seed: 1, says: /money: N purchase, charged/ },
  'consign.cancelSale': { seed: 11, says: /money: Cancelled sale, paid out/ },
  'consign.collect': { seed: 1, says: /sale does not go on: PaidOut/ },
  'consign.end': { seed: 3, found: '1 of 3', says: /purchase does not end: N requested/ },
  'consign.endSale': { seed: 36, found: '1 of 16', says: /consign Held for a cancelled sale/ },
  'consign.payed': { seed: 2, says: /consign Remembered for Y purchase/ },
  'consign.stop': { story: 'steps', seed: 1, found: '2 of 2', says: /a purchase whose transport was stopped/ },
  'stock.back': { seed: 1, says: /stock: 0, should be 1/ },
  'stock.collected': { seed: 1, says: /collected, and in no stock/ },
  'stock.decided': { seed: 1, says: /collected, and in no stock/ },
  'stock.ended': { seed: 6, found: '4 of 48', says: /stock: 1, should be 0/ },
  'stock.leave': { seed: 54, found: '1 of 32', says: /stock: 1, should be 0/ },
  'stock.out': { seed: 7, says: /stock: 1, should be 0/ },
  'stock.shown': { seed: 1, says: /stock: shown as not available/ },
  'stock.takeIn': { seed: 1, says: /collected, and in no stock/ },
  'dashboard.later': { seed: 6, says: /messages: 0 sent or replaced of 1/ },
  'dashboard.send': { seed: 1, says: /messages: 0 sent or replaced of 1/ },
  'dashboard.sendAgain': { seed: 28, found: '1 of 7', says: /messages: 1 sent or replaced of 2/ },
  'dashboard.tellCancelFailed': { story: 'crossing', seed: 1, found: '4 of 4', says: /messages: CancelFailed was never told/ },
  'dashboard.tellCollected': { story: 'steps', seed: 1, says: /not said in time: Collected/ },
  'dashboard.tellConsignCancelled': { seed: 1, says: /messages: ConsignCancelled was never tol/ },
  'dashboard.tellConsigned': { seed: 1, says: /messages: Consigned was never told/ },
  'dashboard.tellDecided': { seed: 1, says: /messages: SaleDecided was never told/ },
  'dashboard.tellDeclined': { seed: 10, found: '1 of 5', says: /messages: SaleDeclined was never told/ },
  'dashboard.tellHandedOver': { seed: 7, says: /messages: HandedOver was never told/ },
  'dashboard.tellPayCancelled': { story: 'steps', seed: 1, found: '2 of 2', says: /not said in time: PayCancelled/ },
  'dashboard.tellPayed': { seed: 2, says: /messages: Payed was never told/ },
  'dashboard.tellPurchased': { seed: 1, found: '1 of 1', says: /messages: \w+ was never told/ },
  'dashboard.tellRegistered': { seed: 1, says: /messages: SaleRegistered was never told/ },
  'dashboard.tellPurchaseCancelled': { story: 'steps', seed: 1, says: /not said in time: PurchaseCancelled/ },
  'dashboard.tellMoved': { seed: 1, found: '1 of 1', says: /messages: (Loaded|InTransit) was never told/ },
  'dashboard.tellPaidOut': { seed: 21, found: '1 of 21', says: /messages: PaidOut was never told/ },
  'dashboard.tellCollecting': { seed: 1, found: '1 of 1', says: /messages: CollectionRequested was never told/ },
  'dashboard.tellInStock': { seed: 1, found: '1 of 1', says: /messages: InStock was never told/ },
  'dashboard.tellReclaimed': { seed: 17, found: '1 of 8', says: /messages: PayoutReclaimed was never told/ },
  'dashboard.tellSaleCancelled': { seed: 11, says: /messages: SaleCancelled was never told/ },
  'dashboard.tellChargeReturned': { seed: 1, found: '4 of 19', says: /ChargeReturned was never told/ },
  'dashboard.tellReturned': { story: 'parts', seed: 1, found: '4 of 4', says: /never told/ },
}

export const museum: Museum = { system: cars, stories, bugs, seen, policies: missed }
