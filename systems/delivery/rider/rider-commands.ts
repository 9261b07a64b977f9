import { command } from '@jumun/core/model'
import { Degrees, Id, Location, Name, Natural, Optional, OrNull, names } from '../vocabulary.ts'

const { lat, lng } = Degrees
const held = { riderId: names(Name, 'rider'), orderId: Id, n: Natural }

export const Register  = command('Register',  { riderId: names(Name, 'rider'), lat: Optional(lat), lng: Optional(lng) })
export const GoOnDuty  = command('GoOnDuty',  { riderId: names(Name, 'rider'), lat: Optional(lat), lng: Optional(lng) })
export const GoOffDuty = command('GoOffDuty', { riderId: names(Name, 'rider') })

// `n`: which pick of the delivery it is for; a hold belongs to one only
export const TakeOn    = command('TakeOn',    { ...held, location: OrNull(Location) }, { answers: ['accepted', 'rejected'] })
export const NoteTaken = command('NoteTaken', held,                                    { answers: ['accepted'] })
export const NoteLost  = command('NoteLost',  held,                                    { answers: ['accepted'] })
export const FreeRider = command('FreeRider', { riderId: names(Name, 'rider'), orderId: Id },          { answers: ['accepted'] })
