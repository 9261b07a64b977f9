import { event } from '@jumun/core/model'
import { Balance, Id, Mileage, Time, names } from '../vocabulary.ts'

// `mileage`: the new balance; `entry`: the number of the entry in its account
const entry = { customerId: names(Id), reservationId: Id, mileage: Balance, change: Balance, entry: Id, at: Time }

export const MileageIncreased = event('MileageIncreased', entry)
export const MileageDecreased = event('MileageDecreased', entry)
export const MileageUsed      = event('MileageUsed',      entry)
export const MileageReturned  = event('MileageReturned',  entry)

export const AccountOpened    = event.internal('AccountOpened',   { customerId: names(Id), mileage: Mileage, at: Time })
export const MileageHeld      = event.internal('MileageHeld',     { customerId: names(Id), reservationId: Id, amount: Mileage })
export const MileageReleased  = event.internal('MileageReleased', { customerId: names(Id), reservationId: Id })
