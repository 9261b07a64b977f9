import { type Routes, Type } from '@jumun/core/model'
import { distance, near, operator } from '../vocabulary.ts'
import { Deliver, EnterDelivery, Fail, Pick, Return } from './commands.ts'
import { Delivery } from './delivery.ts'
import { GoOffDuty, GoOnDuty, Register } from './rider-commands.ts'
import { Rider } from './rider.ts'

const degrees = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)\s*$/
const placeIn = (text: string) => {
  const [, lat, lng] = degrees.exec(text) ?? []
  return lat === undefined || Math.abs(Number(lat)) > 90 || Math.abs(Number(lng)) > 180 ? undefined : { lat: Number(lat), lng: Number(lng) }
}
const byDistance = (d: Picks, place: { lat: number; lng: number }) => {
  const km = d.location ? distance(d.location, place) : undefined
  return km === undefined || km > near ? undefined : { by: km, add: { distance: km } }
}

type Picks = NonNullable<typeof Delivery.state>
const noTo = (d: Picks, riderId: string): string | undefined =>
  d.trying.some(t => t.riderId === riderId) ? undefined : d.refused.find(r => r.riderId === riderId)?.reason

export const routes: Routes = {
  deliveries: {
    of: Delivery, item: 'delivery',
    shows: ['status', 'orderId', 'address', 'riderId', 'customerId', 'storeId', 'location', 'reason', 'overdue'],
    tasks: [{ overdue: 'delivery' }, { overdue: 'return' }],
    hidden: ['Remembered', 'Waiting'], owner: 'storeId', readers: ['rider', operator],
    create: { command: EnterDelivery, refused: { Remembered: { field: 'refusal' } } },
    commands: { pick: Pick, deliver: Deliver, fail: Fail, return: Return },
    statuses: { Picked: Pick, Delivered: Deliver, Failed: Fail, Returned: Return },
    outcomes: {
      // while a tap of theirs is undecided nobody can say no: it may still be the one that picks
      Pick:    (d: Picks, { riderId }) =>
        d.riderId === riderId ? undefined : { reason: d.status !== 'Ready' ? 'taken' : noTo(d, riderId) ?? 'unavailable' },
      Deliver: (d, { riderId }) => (riderId ?? d.riderId) === d.riderId ? undefined : { reason: 'not-yours' },
    },
    ranked: {
      near: { states: ['Ready'], reads: placeIn, rank: byDistance, added: { distance: Type.Number({ minimum: 0 }) } },
      area: { states: ['Ready'], reads: text =>
        text.trim() || undefined, rank: (d, text) => d.address?.includes(text) ? { by: d.orderId } : undefined },
    },
    searches: {
      findByOrderId: { by: ['orderId'] },
      findByRiderId: { by: ['riderId'] },
      findByOverdue: { by: ['overdue'] },
      ready:         { states: ['Ready'] },
    },
  },
  riders: {
    of: Rider, item: 'rider', byKey: true,
    shows: ['riderId', 'onDuty', 'location', 'deliveryId', 'status'],
    owner: 'riderId', readers: [operator],
    create: { command: Register },
    commands: { 'on-duty': GoOnDuty, 'off-duty': GoOffDuty },
  },
}
