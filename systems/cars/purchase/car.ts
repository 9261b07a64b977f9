import { aggregate, type DataOf, list, policy, type StateOf, system, Type } from '@jumun/core/model'
import { Condition, Id, Mileage, Model, OrNull, reject, Text, Won, Year, Yes, names } from '../vocabulary.ts'
import * as commands from './car-commands.ts'
import * as events from './car-events.ts'
const { CarHeld, CarOffered, CarPassed, CarReleased, CarReturned, CarSold, CarWithdrawn, OfferChanged } = events

const states = ['Known'] as const
const any = ['nothing', 'Known'] as const
const fields = {
  carId: Id, carType: OrNull(Text), model: OrNull(Model), year: OrNull(Year), mileage: OrNull(Mileage), condition: OrNull(Condition),
  salePrice: OrNull(Won), saleId: OrNull(Id),
  offered: Yes, withdrawn: Yes, sold: Yes,
  holder: OrNull(Id), cuId: OrNull(names(Id)),             // whose it is now: the purchase, and who buys
  gone: Type.Record(Type.String(), Yes),            // purchases that have let it go: their late hold finds their mark
}
type State = StateOf<typeof fields, typeof states>
type Moved = ReturnType<(typeof events)[keyof typeof events]>
type Offering = Moved | readonly Moved[] | ReturnType<typeof reject>

const fresh = (carId: number): State => ({
  carId, carType: null, model: null, year: null, mileage: null, condition: null, salePrice: null, saleId: null,
  offered: false, withdrawn: false, sold: false, holder: null, cuId: null, gone: {}, status: 'Known',
})
const isFree = (c: State | undefined) => c !== undefined && c.offered && !c.withdrawn && c.holder === null

const hold = (car: State | undefined, { carId, puId, cuId, holder }: DataOf<typeof commands.HoldCar>) => {
  const c = car ?? fresh(carId)
  if (c.holder === puId) return []
  if (c.gone[puId]) return reject('gone')
  if (!c.offered || c.withdrawn) return reject('sold-out')
  if (typeof holder === 'number' && c.holder === holder) return CarPassed({ carId, puId, cuId, holder })
  if (c.holder === null) return CarHeld({ carId, puId, cuId })
  return c.cuId === cuId ? reject('own-hold', { holder: c.holder }) : reject('sold-out')
}
const without = (c: State, puId: number): State =>
  ({ ...c, ...(c.holder === puId ? { holder: null, cuId: null } : {}), gone: { ...c.gone, [puId]: true } })

const evolve: { readonly [K in keyof typeof events]: (c: State, e: DataOf<(typeof events)[K]>) => State } = {
  CarOffered:   (c, e) => ({ ...(c ?? fresh(e.carId)), ...e, offered: true }),
  CarHeld:      (c, e) => ({ ...c, holder: e.puId, cuId: e.cuId }),
  // who made way never gets it again
  CarPassed:    (c, e) => ({ ...without(c, e.holder), holder: e.puId, cuId: e.cuId }),
  CarReleased:  (c, e) => without(c ?? fresh(e.carId), e.puId),
  CarReturned:  (c, e) => without(c, e.puId),
  CarWithdrawn: (c, e) => ({ ...(c ?? fresh(e.carId)), withdrawn: true }),
  CarSold:      c      => ({ ...c, sold: true }),
  OfferChanged: c      => c,
}
/** Whatever changes its availability says so. */
const shown = (c: State | undefined, carId: number, happened: Offering): Offering => {
  if ('reason' in (happened as object)) return happened
  const all = list(happened as readonly Moved[])
  const now = isFree(all.reduce<State | undefined>((s, e) => evolve[e.type](s as State, e.data as never), c))
  return now === isFree(c) ? all : [...all, OfferChanged({ carId, available: now })]
}

/** A car as it is offered: one of its kind, so at most one purchase has it. */
export const Car = aggregate('car', {
  key: 'carId', case: ['puId', 'saleId', 'carId'], commands, events, states, fields,
  decide: {
    //             who may     in which state  what then happened
    OfferCar:    { by: policy, from: any,      then: (c, e) => shown(c, e.carId, c?.offered || c?.withdrawn ? [] : CarOffered(e)) },
    HoldCar:     { by: system, from: any,      then: (c, wish) => shown(c, wish.carId, hold(c, wish)) },
    // a release before its hold leaves a mark
    ReleaseCar:  { by: policy, from: any,
      then: (c, e) => shown(c, e.carId, c?.holder === e.puId || !c?.gone[e.puId] ? CarReleased(e) : []) },
    ReturnCar:   { by: policy, from: any,      then: (c, e) => shown(c, e.carId, c?.holder === e.puId ? CarReturned(e) : []) },
    WithdrawCar: { by: system, from: any,
      then: (c, e) => shown(c, e.carId, c?.withdrawn ? [] : c && c.holder !== null ? reject('held') : CarWithdrawn(e)) },
    NoteSold:    { by: policy, from: any,      then: (c, e) => c?.holder === e.puId && !c.sold ? CarSold({ ...e, saleId: c.saleId }) : [] },
  },
  evolve,
})
export type Offered = NonNullable<typeof Car.state>
