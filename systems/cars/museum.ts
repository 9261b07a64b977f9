/** The museum of known bugs: rules that the dealer's boards keep, broken in turn, and policies removed, and where that is noticed. */
import { whenever } from '@jumun/core/model'
import { type Bug, type Museum, type Noticed, withPolicies, withRows } from '@jumun/core/testing'
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

const bugs = {
  stopFirst: {
    rule: 'transport first', without: 'the money is back before the transport has stopped',
    build: withPolicies('billing', { tooEarly: whenever(PurchaseCancelled, ({ puId }) => CancelPayment({ puId })) }),
  },
  moneyFirst: {
    rule: 'C1', without: 'a payout is taken back before anything has stopped',
    build: withPolicies('billing', { tooEarly: whenever(SaleCancelled, ({ saleId, decided }) => (decided ? CancelPayout({ saleId }) : undefined)) }),
  },
  saleGate: {
    rule: 'C5', without: 'a car that goes back to its seller is offered',
    build: withPolicies('purchase', { ungated: whenever(StockChanged, e => (e.stockType === 'IN' && e.saleId !== null ? OfferCar({ ...e, saleId: e.saleId }) : undefined)) }),
  },
  noBackdoor: {
    rule: 7, without: 'a charge that is found late buys the car behind the back of who was told to pay later',
    build: withPolicies('purchase', { confirm: whenever(Payed, ({ puId }) => ConfirmPurchase({ puId, attempt: Number.MAX_SAFE_INTEGER })) }),
  },
  tombstone: {
    rule: 11, without: 'what was cancelled before it was there is charged when it comes',
    build: withRows('billing', 'billing', { CancelPayment: row => ({ ...row, then: (p, wish, read, at) => (!p || p.status === 'requested' || p.status === 'U' ? [] : row.then(p, wish, read, at)) }) }),
  },
  tombstoneOfHolds: {
    rule: 11, without: 'a car that is let go before it was held is held for ever',
    build: withRows('purchase', 'car', { ReleaseCar: row => ({ ...row, then: (c, wish, read, at) => (c?.holder === wish.puId ? row.then(c, wish, read, at) : []) }) }),
  },
  standAside: {
    rule: 14, without: 'a hold passes over while its purchase is being paid: two buyers, one car',
    build: withRows('purchase', 'car', {
      HoldCar: row => ({
        ...row,
        then: (c, wish, read, at) => {
          const no = row.then(c, wish, read, at)
          return 'reason' in no && no.reason === 'own-hold' ? row.then(c, { ...wish, holder: no.detail.holder }, read, at) : no
        },
      }),
    }),
  },
} as const satisfies { readonly [rule: string]: Bug }

const seen: { readonly [rule in keyof typeof bugs]: Noticed } = {} as never
const missed: { readonly [policy: string]: Noticed } = {}

export const museum: Museum = { system: cars, stories, bugs, seen, policies: missed }
