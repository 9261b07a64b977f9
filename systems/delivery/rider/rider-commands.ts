import { command } from '@jumun/core/model'
import { Degrees, Id, Location, Natural, Optional, OrNull, Text } from '../vocabulary.ts'

const { lat, lng } = Degrees
const held = { riderId: Text, orderId: Id, n: Natural }

export const Register  = command('Register',  { riderId: Text, lat: Optional(lat), lng: Optional(lng) })
export const GoOnDuty  = command('GoOnDuty',  { riderId: Text, lat: Optional(lat), lng: Optional(lng) })
export const GoOffDuty = command('GoOffDuty', { riderId: Text })

// `n`: which pick of the delivery it is for; a hold belongs to one only
export const TakeOn    = command('TakeOn',    { ...held, location: OrNull(Location) }, { answers: ['accepted', 'rejected'] })
export const NoteTaken = command('NoteTaken', held,                                    { answers: ['accepted'] })
export const NoteLost  = command('NoteLost',  held,                                    { answers: ['accepted'] })
export const FreeRider = command('FreeRider', { riderId: Text, orderId: Id },          { answers: ['accepted'] })
