import { after, atOnce, done, ms, whenever } from '@jumun/core/model'
import { TellOrder } from '../ordering/commands.ts'
import { OrderCompleted, OrderPlaced } from '../ordering/events.ts'
import { CookFinished, FoodCanceled, OrderRejected } from '../store/events.ts'
import { backAfter, deliveredAfter } from '../vocabulary.ts'
import { NoteCompleted, NoteCooked, NoteDelivery, NoteOff, NoteOverdue, PickUp, RefuseDelivery, RefusePick } from './commands.ts'
import { Delivered, DeliveryFailed, DeliveryReturned, EntryWanted, Picked, PickLost, PickWanted } from './events.ts'
import { FreeRider, NoteLost, NoteTaken, TakeOn } from './rider-commands.ts'

/** The rider is held first, so the race is decided in one row and a loser blocks the delivery for nobody. */
export const hold = atOnce(PickWanted, {
  ask: ({ orderId, riderId, n, location }) => TakeOn({ riderId, orderId, n, location }), within: ms(500),
  answer: {
    accepted: ({ orderId, riderId, n, until })      => PickUp({ orderId, riderId, n, until }),
    rejected: ({ orderId, riderId, n }, { reason }) => RefusePick({ orderId, riderId, n, reason: reason ?? 'not-allowed-now' }),
  },
})
export const taken = atOnce(Picked,   { ask: ({ orderId, riderId, n }) => NoteTaken({ riderId, orderId, n }), within: ms(300),
  answer: { accepted: () => done } })
export const lost  = atOnce(PickLost, { ask: ({ orderId, riderId, n }) => NoteLost({ riderId, orderId, n }),
  within: ms(300), answer: { accepted: () => done } })
/** The answer to `deliver` comes after the rider is free. */
export const free  = atOnce(Delivered, { ask: ({ orderId, riderId }) => FreeRider({ riderId, orderId }),      within: ms(300),
  answer: { accepted: () => done } })
export const enter = atOnce(EntryWanted, {
  ask: ({ orderId }) => TellOrder({ orderId }), within: ms(610),
  answer: {
    accepted: ({ orderId }, { detail: { customerId, storeId, address, location } }) =>
      NoteDelivery({ orderId, customerId, storeId, address, location }),
    rejected: ({ orderId }, { reason })                                             =>
      RefuseDelivery({ orderId, reason: reason ?? 'no-such-order' }),
  },
  otherwise:  ({ orderId })                                                         => RefuseDelivery({ orderId, reason: 'unavailable' }),
})
export const placed    = whenever(OrderPlaced,      ({ orderId, customerId, storeId, address, location }) =>
  NoteDelivery({ orderId, customerId, storeId, address, location }))
export const cooked    = whenever(CookFinished,     ({ orderId }) => NoteCooked({ orderId }))
export const off       = whenever(FoodCanceled,     ({ orderId }) => NoteOff({ orderId }))
export const rejected  = whenever(OrderRejected,    ({ orderId }) => NoteOff({ orderId }))
export const freeToo   = whenever(DeliveryReturned, ({ orderId, riderId }) =>
  riderId === null ? undefined : FreeRider({ riderId, orderId }))
export const completed = whenever(OrderCompleted,   ({ orderId }) => NoteCompleted({ orderId }))
export const tooLong   = whenever(Picked,           ({ orderId }) =>
  after(deliveredAfter, NoteOverdue({ orderId, overdue: 'delivery' }), { late: 'run' }))
export const notBack   = whenever(DeliveryFailed,   ({ orderId }) =>
  after(backAfter, NoteOverdue({ orderId, overdue: 'return' }), { late: 'run' }))
