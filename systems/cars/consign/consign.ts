import { aggregate, otherwise, policy, type StateOf, Type } from '@jumun/core/model'
import { Deal, Id, operator, OrNull, reject, Stage, Time, transporter, Yes } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
const { CancelFailed, Collected, CollectionRequested, ConsignCancelled, Consigned, ConsignHeld, ConsignMoved, HandedOver, PaymentNoted,
  PurchaseNoted, StopWanted } = events

/** `Remembered`: one of its two sides is in, and nobody sees it. `Held`: it stays where it is until the money is back. */
const states = ['Remembered', 'YES', 'Held', 'NO'] as const
const fields = {
  // a car that is sold in gets its number from stock
  deal: Deal, kind: Type.Enum(['delivery', 'collection']), puId: OrNull(Id), saleId: OrNull(Id), carId: OrNull(Id),
  paid: Yes, bought: Yes, stage: OrNull(Stage), conDate: OrNull(Time), conCancelDate: OrNull(Time),
}
type State = StateOf<typeof fields, typeof states>
const stages = ['requested', 'loaded', 'inTransit', 'handedOver'] as const

const yes = { conStatus: 'YES', payStatus: 'Y' }
const of  = ({ deal, puId, saleId, carId }: Pick<State, 'deal' | 'puId' | 'saleId' | 'carId'>) => ({ deal, puId, saleId, carId })
const reached = (c: State, now: number) =>
  c.puId !== null && c.carId !== null ? HandedOver({ deal: c.deal, puId: c.puId, carId: c.carId, stage: 'handedOver' })
    : Collected({ deal: c.deal, saleId: c.saleId ?? 0, stage: 'handedOver', conDate: now })
/** One step after the other; the last one is so already. */
const unlessNext = (to: (typeof stages)[number]) => (c: State, _: unknown, wish: unknown) =>
  c.stage === to && wish ? ([] as const) : stages.indexOf(c.stage ?? 'requested') + 1 !== stages.indexOf(to) ? reject('not-allowed-now')
    : undefined
const step = (to: 'loaded' | 'inTransit') => (c: State) => ConsignMoved({ ...of(c), stage: to })
/** Who has the car keeps it; a car that is collected is its seller's affair. */
const unlessOnItsWay = (c: State) =>
  c.stage === 'handedOver' ? reject('handed-over') : c.puId === null ? reject('not-allowed-now') : undefined
const held      = (c: State | undefined, { deal, puId, carId }: { readonly deal: string; readonly puId: number; readonly carId: number }) =>
  ConsignHeld({ deal, puId, saleId: null, carId, stage: c?.stage ?? null })
const cancelled = (c: State, now: number) => ConsignCancelled({ ...of(c), conStatus: 'NO', payStatus: 'M', conCancelDate: now })
const none = { puId: null, saleId: null, carId: null, paid: false, bought: false, stage: null, conDate: null, conCancelDate: null } as const
const delivery   = { ...none, kind: 'delivery' } as const
const collection = { ...none, kind: 'collection' } as const

/** A transport: of a bought car to its buyer, or of a sold-in car to us. There is one for each deal. */
export const Consign = aggregate('consign', {
  key: 'deal', id: 'id', case: ['puId', 'saleId'], commands, events, states, fields,
  decide: {
    //                   who may          in which state                                  already so             what then happened
    Load:              { by: transporter, from: 'YES',
      unless: unlessNext('loaded'),     then: step('loaded') },
    Depart:            { by: transporter, from: 'YES',
      unless: unlessNext('inTransit'),  then: step('inTransit') },
    HandOver:          { by: transporter, from: 'YES',
      unless: unlessNext('handedOver'), then: (c, _, __, { now }) => reached(c, now) },
    // the purchase is cancelled in the operator's name; then as if its buyer had done it
    StopTransport:     { by: operator,    from: 'YES',                                    done: ['Held', 'NO'],  unless: unlessOnItsWay,
      then: c => StopWanted({ deal: c.deal, puId: c.puId ?? 0 }) },
    // it starts when it is paid and bought, whichever was heard first
    NotePayed:         { by: policy,      from: ['nothing', 'Remembered'],                done: otherwise,
      then: (c, e, _, { now }) =>
        c?.paid ? [] : [PaymentNoted(e), ...(c?.bought && c.carId !== null ? [Consigned({ ...e, carId: c.carId, ...yes, conDate: now })]
          : [])] },
    NotePurchased:     { by: policy,      from: ['nothing', 'Remembered'],                done: otherwise,
      then: (c, e, _, { now }) => c?.bought ? [] : [PurchaseNoted(e), ...(c?.paid ? [Consigned({ ...e, ...yes, conDate: now })] : [])] },
    // the transport stops first; what has not begun is born held
    HoldDelivery:      { by: policy,      from: ['nothing', 'Remembered', 'YES'],         done: otherwise,
      then: (c, e) => c?.stage === 'handedOver' ? CancelFailed({ ...e, reason: 'handed-over' }) : held(c, e) },
    EndDelivery:       { by: policy,      from: 'Held',                                   done: otherwise,
      then: (c, _, __, { now }) => cancelled(c, now) },
    RequestCollection: { by: policy,      from: 'nothing',                                done: otherwise,
      then: (_, e, __, { now }) => CollectionRequested({ ...e, ...yes, conDate: now }) },
    // the car stays where it is, in stock too
    HoldCollection:    { by: policy,      from: ['nothing', 'YES'],                       done: otherwise,
      then: (c, { deal, saleId }) => ConsignHeld({ deal, puId: null, saleId, carId: null, stage: c?.stage ?? null }) },
    EndCollection:     { by: policy,      from: 'Held',                                   done: otherwise,
      then: (c, _, __, { now }) => cancelled(c, now) },
  },
  evolve: {
    PaymentNoted:        (c, e) => ({ ...delivery, ...c, ...e, paid: true, status: 'Remembered' }),
    PurchaseNoted:       (c, e) => ({ ...delivery, ...c, ...e, bought: true, status: 'Remembered' }),
    Consigned:           (c, e) => ({ ...c, carId: e.carId, conDate: e.conDate, stage: 'requested' as const, status: 'YES' }),
    CollectionRequested: (_, e) =>
      ({ ...collection, deal: e.deal, saleId: e.saleId, conDate: e.conDate, stage: 'requested' as const, status: 'YES' }),
    ConsignMoved:        (c, e) => ({ ...c, stage: e.stage }),
    HandedOver:          c      => ({ ...c, stage: 'handedOver' as const }),
    Collected:           c      => ({ ...c, stage: 'handedOver' as const }),
    ConsignHeld:         (c, e) =>
      e.stage === 'handedOver' ? c : ({ ...(e.puId === null ? collection : delivery), ...c, deal: e.deal, puId: e.puId, saleId: e.saleId,
        carId: e.carId, status: 'Held' }),
    ConsignCancelled:    (c, e) => ({ ...c, conCancelDate: e.conCancelDate, status: 'NO' }),
    CancelFailed:        c      => c,
    StopWanted:          c      => c,
  },
})
