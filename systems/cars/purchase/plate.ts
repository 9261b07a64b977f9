import { aggregate, policy, system, Type } from '@jumun/core/model'
import { Id, OrNull, PlateNumber, reject, Yes } from '../vocabulary.ts'
import * as commands from './plate-commands.ts'
import * as events from './plate-events.ts'
const { PlateClaimed, PlateReleased } = events

const any = ['nothing', 'Known'] as const

/** One car has one plate: only one living sale, and none while the car is here. */
export const Plate = aggregate('plate', {
  key: 'plateNumber', case: ['saleId'], commands, events, states: ['Known'],
  fields: { plateNumber: PlateNumber, holder: OrNull(Id), gone: Type.Record(Type.String(), Yes) },
  decide: {
    ClaimPlate:   { by: system, from: any,
      then: (p, e) =>
        p?.holder === e.saleId || p?.gone[e.saleId] ? [] : (p?.holder ?? null) === null ? PlateClaimed(e) : reject('exists') },
    ReleasePlate: { by: policy, from: any, then: (p, e) => p?.gone[e.saleId] ? [] : PlateReleased(e) },
  },
  evolve: {
    PlateClaimed:  (p, e) => ({ plateNumber: e.plateNumber, gone: p?.gone ?? {}, holder: e.saleId, status: 'Known' }),
    PlateReleased: (p, e) =>
      ({ plateNumber: e.plateNumber, gone: { ...p?.gone, [e.saleId]: true }, holder: p && p.holder !== e.saleId ? p.holder : null,
        status: 'Known' }),
  },
})
