import { event } from '@jumun/core/model'
import { Balance, Id, Mileage, Time } from '../vocabulary.ts'

// `mileage`: the new balance; `entry`: the number of the entry in its account
const entry = { customerId: Id, reservationId: Id, mileage: Balance, change: Balance, entry: Id, at: Time }

export const MileageIncreased = event('MileageIncreased', entry)
export const MileageDecreased = event('MileageDecreased', entry)
export const MileageUsed      = event('MileageUsed',      entry)
export const MileageReturned  = event('MileageReturned',  entry)

export const AccountOpened    = event.internal('AccountOpened',   { customerId: Id, mileage: Mileage, at: Time })
export const MileageHeld      = event.internal('MileageHeld',     { customerId: Id, reservationId: Id, amount: Mileage })
export const MileageReleased  = event.internal('MileageReleased', { customerId: Id, reservationId: Id })
