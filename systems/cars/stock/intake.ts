import { aggregate, type DataOf, otherwise, policy, type StateOf } from '@jumun/core/model'
import { carData, Id, OrNull, Won, Yes } from '../vocabulary.ts'
import * as commands from './intake-commands.ts'
import * as events from './intake-events.ts'
const { ArrivalNoted, CarNoted, IntakeClosed, IntakeDone, IntakeEnding, IntakeWanted, LeaveWanted } = events

/** `Remembered`: known or collected, not both. `Never`: its sale ended before it had come in. */
const states = ['Remembered', 'Wanted', 'In', 'Leaving', 'Never'] as const
const fields = { saleId: Id, carType: OrNull(carData.carType), model: carData.model, year: carData.year, mileage: carData.mileage,
  condition: carData.condition, salePrice: OrNull(Won), carId: OrNull(Id), ending: Yes }
type State = StateOf<typeof fields, typeof states>

const none = { carType: null, model: null, year: null, mileage: null, condition: null, salePrice: null, carId: null, ending: false,
  status: 'Remembered' } as const
const wanted = (car: Pick<State, 'saleId' | 'carType' | 'model' | 'year' | 'mileage' | 'condition' | 'salePrice'>, carId: number) =>
  IntakeWanted({ saleId: car.saleId, carId, carType: car.carType ?? '', model: car.model, year: car.year, mileage: car.mileage,
    condition: car.condition, salePrice: car.salePrice ?? 0 })
const known     = (s: State | undefined, car: DataOf<typeof commands.NoteDecided>) =>
  s?.carType ? [] : [CarNoted(car), ...(s?.carId ? [wanted(car, s.carId)] : [])]
const collected = (s: State | undefined, saleId: number, carId: number) =>
  s?.carId ? [] : [ArrivalNoted({ saleId, carId }), ...(s?.carType ? [wanted(s, carId)] : [])]
const end = (s: State | undefined, saleId: number) =>
  s?.status === 'In' && s.carId !== null ? LeaveWanted({ saleId, carId: s.carId }) : s?.status !== 'Wanted' ? IntakeClosed({ saleId })
    : s.ending ? [] : IntakeEnding({ saleId })

/** A car on its way in has no number yet: what is known of it is kept under its sale. */
export const Intake = aggregate('intake', {
  key: 'saleId', commands, events, states, fields,
  decide: {
    //               who may     in which state                                  already so                          what then happened
    NoteDecided:   { by: policy, from: ['nothing', 'Remembered'],                done: otherwise,
      then: (s, car) => known(s, car) },
    NoteCollected: { by: policy, from: ['nothing', 'Remembered'],                done: otherwise, allots: 'stock',
      then: (s, { saleId, stock }) => collected(s, saleId, stock ?? saleId) },
    // a person has just used that number
    TryNext:       { by: policy, from: 'Wanted',                                 done: otherwise, allots: 'stock',
      then: (s, { taken, stock }) => s.carId === taken ? wanted(s, stock ?? (taken % 1_000_000_000_000) + 1) : [] },
    NoteIn:        { by: policy, from: 'Wanted',                                 done: otherwise,
      then: (s, e) => [IntakeDone(e), ...(s.ending ? [LeaveWanted(e)] : [])] },
    EndIntake:     { by: policy, from: ['nothing', 'Remembered', 'Wanted', 'In'], done: otherwise,
      then: (s, { saleId }) => end(s, saleId) },
  },
  evolve: {
    CarNoted:     (s, e) => ({ ...none, ...s, ...e }),
    ArrivalNoted: (s, e) => ({ ...none, ...s, ...e }),
    IntakeWanted: (s, e) => ({ ...s, ...e, status: 'Wanted' }),
    IntakeDone:   (s, e) => ({ ...s, carId: e.carId, status: 'In' }),
    IntakeEnding: s      => ({ ...s, ending: true }),
    LeaveWanted:  s      => ({ ...s, status: 'Leaving' }),
    IntakeClosed: (s, e) => ({ ...none, ...s, saleId: e.saleId, status: 'Never' }),
  },
})
