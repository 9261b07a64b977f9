import { type Routes, Type } from '@jumun/core/model'
import { barista, manager, operator } from '../vocabulary.ts'
import { HandOver, Make, Receive } from './commands.ts'
import { Drink } from './drink.ts'

/** Seconds that an order takes to make, on average. */
const making = 90
/** Seconds until it can be fetched: all before it and itself are made one after the other, and none is fetched before it is wanted. */
const waiting = (drinks: readonly NonNullable<typeof Drink.state>[], now: number) =>
  drinks.map(({ pickupTime }, before) => ({
    waitingTime: Math.max((before + 1) * making, Math.ceil(((pickupTime ?? now) - now) / 1000)),
  }))

export const routes: Routes = {
  drinks: {
    of: Drink, item: 'drink',
    shows: ['orderId', 'phoneNumber', 'productName', 'qty', 'status', 'options', 'pickupTime', 'pickupNumber', 'createTime'],
    times: ['pickupTime', 'createTime'],
    hidden: ['Remembered'], owner: 'phoneNumber', readers: [barista, manager, operator],
    commands: { receive: Receive, make: Make, handOver: HandOver },
    statuses: { Receipted: Receive, Made: Make, PickedUp: HandOver },
    searches: {
      findByOrderId: { by: ['orderId'] },
      board: {
        states: ['PaymentApproved', 'Receipted'], sort: ['dueTime', 'createTime'],
        add: waiting, added: { waitingTime: Type.Integer({ minimum: 0 }) },
      },
      ready:         { states: ['Made'], sort: ['dueTime', 'createTime'] },
    },
  },
}
