import { aggregate, type DataOf, otherwise, policy, type StateOf } from '@jumun/core/model'
import { Address, baker, Count, Id, OrNull, Text, Time, Yes } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import { type OpenShop, Shop } from './shop.ts'
const { BakeryCanceled, BakeryReceived, BakingStarted, CancelFailed, Confirmed, Delivered, Dispatched, Rejected } = events
const { OrderNoted, PaymentNoted } = events

/** `Remembered`: one of its two sides is in, and nobody sees it. */
const states = ['Remembered', 'Received', 'Confirmed', 'Baking', 'OutForDelivery', 'Delivered', 'Rejected', 'Canceled'] as const
const over = ['Canceled', 'Rejected'] as const
const started = ['Baking', 'OutForDelivery', 'Delivered'] as const
const living = ['Remembered', 'Received', 'Confirmed', ...started] as const
const fields = {
  orderId: Id, paid: Yes, ordered: Yes,
  item: OrNull(Text), qty: OrNull(Count), address: OrNull(Address), createTime: OrNull(Time),   // null until the order's side is in
  reason: OrNull(Text),
}
type State = StateOf<typeof fields, typeof states>

type Read = { readonly shop: OpenShop | undefined }

const told = ({ orderId }: { readonly orderId: number }, status: State['status']) => ({ orderId, status })
/** With the other side already in, there is something to bake; with auto-confirm nobody needs to say yes. */
const both = (other: boolean | undefined, of: { readonly orderId: number }, { shop }: Read) =>
  !other ? [] : [BakeryReceived(told(of, 'Received')), ...(shop?.autoConfirm === false ? [] : [Confirmed(told(of, 'Confirmed'))])]
const noteOrder = (b: State | undefined, wish: DataOf<typeof commands.NoteOrder>, read: Read) =>
  b?.ordered ? [] : [OrderNoted.of(wish), ...both(b?.paid, wish, read)]
const notePayment = (b: State | undefined, wish: DataOf<typeof commands.NotePayment>, read: Read) =>
  b?.paid ? [] : [PaymentNoted.of(wish), ...both(b?.ordered, wish, read)]
const cancel = (b: State | undefined, wish: DataOf<typeof commands.CancelBaking>) =>
  b && started.some(s => s === b.status)
    ? CancelFailed({ ...told(b, b.status), reason: 'already-baking' })
    : BakeryCanceled(told(wish, 'Canceled'))
const turnDown = (b: State, { reason }: DataOf<typeof commands.Reject>) => Rejected({ ...told(b, 'Rejected'), reason })
const nothing = {
  paid: false, ordered: false, item: null, qty: null, address: null, createTime: null, reason: null, status: 'Remembered',
} as const

/** What the baker bakes: there is one for each order that is ordered and paid, whichever was heard first. */
export const Bakery = aggregate('bakery', {
  key: 'orderId', id: 'id', commands, events, reads: { shop: [Shop, 'shop'] }, states, fields,
  decide: {
    //              who may     in which state                   already so              what then happened
    NoteOrder:    { by: policy, from: ['nothing', 'Remembered'], done: otherwise,        then: noteOrder },
    NotePayment:  { by: policy, from: ['nothing', 'Remembered'], done: otherwise,        then: notePayment },
    CancelBaking: { by: policy, from: ['nothing', ...living],    done: over,             then: cancel },
    Confirm:      { by: baker,  from: 'Received',                done: 'Confirmed',      then: b => Confirmed(told(b, 'Confirmed')) },
    Reject:       { by: baker,  from: 'Received',                done: 'Rejected',       then: turnDown },
    Bake:         { by: baker,  from: 'Confirmed',               done: 'Baking',         then: b => BakingStarted(told(b, 'Baking')) },
    Dispatch:     { by: baker,  from: 'Baking',                  done: 'OutForDelivery', then: b => Dispatched(told(b, 'OutForDelivery')) },
    Deliver:      { by: baker,  from: 'OutForDelivery',          done: 'Delivered',      then: b => Delivered(told(b, 'Delivered')) },
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
