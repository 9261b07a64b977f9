import { aggregate, type DataOf, otherwise, policy, type StateOf } from '@jumun/core/model'
import { Address, baker, Count, Id, OrNull, Text, Time, Yes } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import { type OpenShop, Shop } from './shop.ts'
const { BakeryCanceled, BakeryReceived, BakingStarted, CancelFailed, Confirmed, Delivered, Dispatched, OrderNoted, PaymentNoted, Rejected } = events

/** `Remembered`: one of its two sides is in, and nobody sees it. */
const states = ['Remembered', 'Received', 'Confirmed', 'Baking', 'OutForDelivery', 'Delivered', 'Rejected', 'Canceled'] as const
const started = ['Baking', 'OutForDelivery', 'Delivered'] as const
const fields = {
  orderId: Id, paid: Yes, ordered: Yes,
  item: OrNull(Text), qty: OrNull(Count), address: OrNull(Address), createTime: OrNull(Time),   // null until the order's side is in
  reason: OrNull(Text),
}
type State = StateOf<typeof fields, typeof states>

const told = (orderId: number, status: State['status']) => ({ orderId, status })
/** With the other side already in, there is something to bake; with auto-confirm nobody needs to say yes. */
const both = (other: boolean | undefined, orderId: number, shop: OpenShop | undefined) =>
  !other ? [] : [BakeryReceived(told(orderId, 'Received')), ...(shop?.autoConfirm === false ? [] : [Confirmed(told(orderId, 'Confirmed'))])]
const noted  = ({ orderId, item, qty, address, createTime }: DataOf<typeof OrderNoted>) => OrderNoted({ orderId, item, qty, address, createTime })
const cancel = (b: State | undefined, orderId: number) =>
  b && started.some(s => s === b.status) ? CancelFailed({ ...told(orderId, b.status), reason: 'already-baking' }) : BakeryCanceled(told(orderId, 'Canceled'))
const nothing = { paid: false, ordered: false, item: null, qty: null, address: null, createTime: null, reason: null, status: 'Remembered' } as const

/** What the baker bakes: there is one for each order that is ordered and paid, whichever was heard first. */
export const Bakery = aggregate('bakery', {
  key: 'orderId', id: 'id', commands, events, reads: { shop: [Shop, 'shop'] }, states, fields,
  decide: {
    //              who may     in which state                                                    already so                     what then happened
    NoteOrder:    { by: policy, from: ['nothing', 'Remembered'],                                  done: otherwise,               then: (b, wish, { shop }) => b?.ordered ? [] : [noted(wish), ...both(b?.paid, wish.orderId, shop)] },
    NotePayment:  { by: policy, from: ['nothing', 'Remembered'],                                  done: otherwise,               then: (b, { orderId }, { shop }) => b?.paid ? [] : [PaymentNoted({ orderId }), ...both(b?.ordered, orderId, shop)] },
    CancelBaking: { by: policy, from: ['nothing', 'Remembered', 'Received', 'Confirmed', ...started], done: ['Canceled', 'Rejected'], then: (b, { orderId }) => cancel(b, orderId) },
    Confirm:      { by: baker,  from: 'Received',                                                 done: 'Confirmed',             then: (_, { orderId }) => Confirmed(told(orderId, 'Confirmed')) },
    Reject:       { by: baker,  from: 'Received',                                                 done: 'Rejected',              then: (_, { orderId, reason }) => Rejected({ ...told(orderId, 'Rejected'), reason }) },
    Bake:         { by: baker,  from: 'Confirmed',                                                done: 'Baking',                then: (_, { orderId }) => BakingStarted(told(orderId, 'Baking')) },
    Dispatch:     { by: baker,  from: 'Baking',                                                   done: 'OutForDelivery',        then: (_, { orderId }) => Dispatched(told(orderId, 'OutForDelivery')) },
    Deliver:      { by: baker,  from: 'OutForDelivery',                                           done: 'Delivered',             then: (_, { orderId }) => Delivered(told(orderId, 'Delivered')) },
  },
  evolve: {
    PaymentNoted:   (b, e) => ({ ...nothing, ...b, ...e, paid: true }),
    OrderNoted:     (b, e) => ({ ...nothing, ...b, ...e, ordered: true }),
    BakeryReceived: b      => ({ ...b, status: 'Received' }),
    Confirmed:      b      => ({ ...b, status: 'Confirmed' }),
    BakingStarted:  b      => ({ ...b, status: 'Baking' }),
    Dispatched:     b      => ({ ...b, status: 'OutForDelivery' }),
    Delivered:      b      => ({ ...b, status: 'Delivered' }),
    Rejected:       (b, e) => ({ ...b, status: 'Rejected', reason: e.reason }),
    BakeryCanceled: (b, e) => ({ ...nothing, ...b, orderId: e.orderId, status: 'Canceled' }),
    CancelFailed:   b      => b,
  },
})
