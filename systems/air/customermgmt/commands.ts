import { command } from '@jumun/core/model'
import { Id, Mileage, Natural, Optional, names } from '../vocabulary.ts'

const entry = { customerId: names(Id), reservationId: Id }

export const OpenAccount    = command('OpenAccount',    { customerId: names(Id), mileage: Optional(Mileage) })

export const HoldMileage    = command('HoldMileage',    { ...entry, amount: Mileage }, { answers: ['accepted', 'rejected'] })
export const ReleaseMileage = command('ReleaseMileage', entry)
export const NoteCreated    = command('NoteCreated',    { ...entry, mileageToUse: Natural, mileageToIncrease: Natural })
export const NoteCancelled  = command('NoteCancelled',  { ...entry, mileageBack: Natural, mileageToIncrease: Natural })
export const NoteRaised     = command('NoteRaised',     { ...entry, more: Natural })
