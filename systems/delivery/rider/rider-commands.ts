import { command } from '@jumun/core/model'
import { Degrees, Id, Location, Name, Natural, Optional, OrNull } from '../vocabulary.ts'

const { lat, lng } = Degrees
const held = { riderId: Name, orderId: Id, n: Natural }

export const Register  = command('Register',  { riderId: Name, lat: Optional(lat), lng: Optional(lng) })
export const GoOnDuty  = command('GoOnDuty',  { riderId: Name, lat: Optional(lat), lng: Optional(lng) })
export const GoOffDuty = command('GoOffDuty', { riderId: Name })

// `n`: which pick of the delivery it is for; a hold belongs to one only
export const TakeOn    = command('TakeOn',    { ...held, location: OrNull(Location) }, { answers: ['accepted', 'rejected'] })
export const NoteTaken = command('NoteTaken', held,                                    { answers: ['accepted'] })
export const NoteLost  = command('NoteLost',  held,                                    { answers: ['accepted'] })
export const FreeRider = command('FreeRider', { riderId: Name, orderId: Id },          { answers: ['accepted'] })
