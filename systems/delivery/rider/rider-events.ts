import { event } from '@jumun/core/model'
import { Id, Location, Natural, OrNull, Text, names } from '../vocabulary.ts'

const held = { riderId: names(Text, 'rider'), orderId: Id, n: Natural }

export const RiderCame   = event.internal('RiderCame',   { riderId: names(Text, 'rider'), location: OrNull(Location) })
export const WentOnDuty  = event.internal('WentOnDuty',  { riderId: names(Text, 'rider'), location: OrNull(Location) })
export const WentOffDuty = event.internal('WentOffDuty', { riderId: names(Text, 'rider') })
export const RiderMoved  = event.internal('RiderMoved',  { riderId: names(Text, 'rider'), location: Location })
export const RiderHeld   = event.internal('RiderHeld',   held)
export const RiderTaken  = event.internal('RiderTaken',  held)
export const RiderFreed  = event.internal('RiderFreed',  { riderId: names(Text, 'rider'), orderId: Id })
