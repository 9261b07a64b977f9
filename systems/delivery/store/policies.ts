import { after, at, atOnce, ms, whenever } from '@jumun/core/model'
import { TellOrder } from '../ordering/commands.ts'
import { OrderCanceled, OrderPlaced, OrderUpdated, Paid } from '../ordering/events.ts'
import { patience } from '../vocabulary.ts'
import { CancelFood, ChangeOptions, EndPause, EndWaiting, NoteEntry, NoteOrder, NotePayment, RefuseEntry } from './commands.ts'
import { EntryWanted, OrderArrived, StorePaused } from './events.ts'

export const placed   = whenever(OrderPlaced,   ({ orderId, productId, qty, items, options, rev, storeId, customerId, address }) =>
                        NoteOrder({ orderId, foodId: productId, qty, items, chosen: options, rev, storeId, customerId, address }))
export const paid     = whenever(Paid,          ({ orderId }) => NotePayment({ orderId }))
// the owner's ten minutes begin when the order can be seen here, however long the store was away
export const noAnswer = whenever(OrderArrived,  ({ orderId }) => after(patience, EndWaiting({ orderId }), { late: 'run' }))
// it opens by itself, whoever paused it and whether anybody looks or not
export const pauseEnd = whenever(StorePaused,   ({ storeId, until }) => at(until, EndPause({ storeId, until }), { late: 'run' }))
export const update   = whenever(OrderUpdated,  ({ orderId, options, items, rev }) =>
  ChangeOptions({ orderId, chosen: options, items, rev }))
export const cancel   = whenever(OrderCanceled, ({ orderId }) => CancelFood({ orderId }))
export const enter    = atOnce(EntryWanted, {
  ask: ({ orderId }) => TellOrder({ orderId }), within: ms(610),
  answer: {
    accepted: ({ orderId }, { detail: { productId, qty, items, options, rev, storeId, customerId, address } }) =>
      NoteEntry({ orderId, foodId: productId, qty, items, chosen: options, rev, storeId, customerId, address }),
    rejected: ({ orderId }, { reason })                                                                        =>
      RefuseEntry({ orderId, reason: reason ?? 'no-such-order' }),
  },
  otherwise:  ({ orderId })                                                                                    =>
    RefuseEntry({ orderId, reason: 'unavailable' }),
})
