import { event } from '@jumun/core/model'
import { Id, Location, Natural, OrNull, Text } from '../vocabulary.ts'

const held = { riderId: Text, orderId: Id, n: Natural }

export const RiderCame   = event.internal('RiderCame',   { riderId: Text, location: OrNull(Location) })
export const WentOnDuty  = event.internal('WentOnDuty',  { riderId: Text, location: OrNull(Location) })
export const WentOffDuty = event.internal('WentOffDuty', { riderId: Text })
export const RiderMoved  = event.internal('RiderMoved',  { riderId: Text, location: Location })
export const RiderHeld   = event.internal('RiderHeld',   held)
export const RiderTaken  = event.internal('RiderTaken',  held)
export const RiderFreed  = event.internal('RiderFreed',  { riderId: Text, orderId: Id })
