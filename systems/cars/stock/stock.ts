import { aggregate, policy, type StateOf, system, Type } from '@jumun/core/model'
import { carData, Id, Movement, Natural, OrNull, purchaseDeal, reject, saleDeal, stockManager, Time, Won, Yes } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
const { OfferNoted, OutDropped, OutWaits, StockChanged } = events

const any = ['nothing', 'Kept'] as const
const For = Type.Object({ puId: OrNull(Id), saleId: OrNull(Id) })
const fields = {
  carId: Id, ...carData, salePrice: Won, stockTotal: Natural, stockDate: Time, stockType: Movement, puId: OrNull(Id), saleId: OrNull(Id),
  // the ledger; stockTotal is the balance after the last movement
  entries: Type.Array(Type.Object({ change: Type.Enum([-1, 1]), puId: OrNull(Id), saleId: OrNull(Id), stockDate: Time })),
  // an out that overtook the in before it
  waiting: Type.Array(For),
  // what purchase says of its offer
  available: Yes,
}
type State = StateOf<typeof fields, readonly ['Kept']>
type Of = Type.Static<typeof For>
type Kind = Pick<State, 'carId' | 'salePrice' | keyof typeof carData>

const forPurchase = (puId: number): Of => ({ puId, saleId: null })
const forSale     = (saleId: number): Of => ({ puId: null, saleId })
const same  = (a: Of, b: Of) => a.puId === b.puId && a.saleId === b.saleId
const has   = (s: State, change: 1 | -1, of: Of) => s.entries.some(e => e.change === change && same(e, of))
const waits = (s: State, of: Of) => s.waiting.some(w => same(w, of))
const dealOf = ({ puId, saleId }: Of, carId: number) =>
  puId !== null ? purchaseDeal(puId) : saleId !== null ? saleDeal(saleId) : `car-${carId}`
const moved = ({ carId, carType, model, year, mileage, condition, salePrice }: Kind, stockType: 'IN' | 'OUT', { puId, saleId }: Of,
  stockDate: number) =>
  StockChanged({ carId, stockId: carId, deal: dealOf({ puId, saleId }, carId), carType, model, year, mileage, condition, salePrice, puId,
    saleId, stockTotal: stockType === 'IN' ? 1 : 0, stockDate, stockType })
const out   = (s: State | undefined, of: Of, now: number) =>
  !s || has(s, -1, of) || waits(s, of) ? [] : s.stockTotal ? moved(s, 'OUT', of, now) : OutWaits({ carId: s.carId, ...of })
/** Only what was taken for that purchase comes back; then whoever waits for it goes. */
const back  = (s: State | undefined, of: Of, now: number) =>
  !s || has(s, 1, of) ? [] : waits(s, of) ? OutDropped({ carId: s.carId, ...of }) : !has(s, -1, of) ? []
    : [moved(s, 'IN', of, now), ...s.waiting.slice(0, 1).map(next => moved(s, 'OUT', next, now))]

/** One car in the books: in or out, and for whom. */
export const Stock = aggregate('stock', {
  key: 'carId', case: ['puId', 'saleId', 'carId'], commands, events, states: ['Kept'], fields,
  decide: {
    //                who may           in which state                    what then happened
    AddStock:       { by: stockManager, from: any,    allots: 'carId',
      then: (s, { carId, model, year, mileage, condition, ...car }, _, { now }) => s || carId === undefined ? reject('exists')
                      : moved({ ...car, carId, model: model ?? null, year: year ?? null, mileage: mileage ?? null,
                        condition: condition ?? null }, 'IN', { puId: null, saleId: null }, now) },
    TakeIn:         { by: system,       from: any,
      then: (s, { saleId, ...car }, _, { now }) =>
        !s ? moved(car, 'IN', forSale(saleId), now) : has(s, 1, forSale(saleId)) ? [] : reject('exists') },
    TakeOut:        { by: policy,       from: any,
      then: (s, { puId }, _, { now }) => out(s, forPurchase(puId), now) },
    PutBack:        { by: policy,       from: any,
      then: (s, { puId }, _, { now }) => back(s, forPurchase(puId), now) },
    TakeOutForSale: { by: policy,       from: any,
      then: (s, { saleId }, _, { now }) => out(s, forSale(saleId), now) },
    NoteOffer:      { by: policy,       from: any,
      then: (s, e) => s && s.available !== e.available ? OfferNoted(e) : [] },
  },
  evolve: {
    StockChanged: (s, { deal: _deal, stockId: _stockId, ...e }) => ({
      ...s, ...e, available: s?.available ?? false, status: 'Kept',
      entries: [...(s?.entries ?? []), { change: e.stockType === 'IN' ? 1 as const : -1 as const, puId: e.puId, saleId: e.saleId,
        stockDate: e.stockDate }],
      waiting: (s?.waiting ?? []).filter(w => !same(w, e)),
    }),
    OutWaits:     (s, { puId, saleId }) => ({ ...s, waiting: [...s.waiting, { puId, saleId }] }),
    OutDropped:   (s, e)                => ({ ...s, waiting: s.waiting.filter(w => !same(w, e)) }),
    OfferNoted:   (s, { available })    => ({ ...s, available }),
  },
})
