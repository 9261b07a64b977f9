import { aggregate, type DataOf, otherwise, policy, type StateOf } from '@jumun/core/model'
import { barista, Chosen, Count, Id, OrNull, Phone, Text, Time, Yes } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
const { CancelFailed, DrinkCanceled, Made, OrderInfoReceived, OrderNoted, PaymentNoted, PickedUp, Receipted } = events

/** `Remembered`: one of its two sides is in, and nobody sees it. */
const states = ['Remembered', 'PaymentApproved', 'Receipted', 'Made', 'PickedUp', 'DrinkCanceled'] as const
const early = ['nothing', 'Remembered'] as const
const begun = ['Receipted', 'Made', 'PickedUp'] as const
const fields = {
  orderId: Id, phoneNumber: Phone, paid: Yes, ordered: Yes,
  // null until the order's side is in
  productName: OrNull(Text), qty: OrNull(Count), options: Chosen, pickupTime: OrNull(Time), pickupNumber: OrNull(Id),
  createTime: OrNull(Time),
  dueTime: OrNull(Time),   // when it is wanted: the board's order
}
type State = StateOf<typeof fields, typeof states>

const told = ({ orderId, phoneNumber }: State, status: State['status']) => ({ orderId, phoneNumber, status })
/** With the other side already in, there is something to make. */
const both = (other: boolean | undefined, { orderId }: { orderId: number }) =>
  other ? [OrderInfoReceived({ orderId, status: 'PaymentApproved' })] : []
const notePayment = (d: State | undefined, wish: DataOf<typeof commands.NotePayment>) =>
  d?.paid ? [] : [PaymentNoted(wish), ...both(d?.ordered, wish)]
const noteOrder = (d: State | undefined, wish: DataOf<typeof commands.NoteOrder>) =>
  d?.ordered ? [] : [OrderNoted(wish), ...both(d?.paid, wish)]
/** It has started, and stays; or it ends, whole even where it is born cancelled. */
const cancel = (d: State | undefined, order: DataOf<typeof commands.CancelDrink>) => {
  const { orderId, phoneNumber } = order
  if (d && begun.some(s => s === d.status)) return CancelFailed({ orderId, phoneNumber })
  const ended = DrinkCanceled({ orderId, phoneNumber, status: 'DrinkCanceled' })
  return d?.ordered ? ended : [OrderNoted(order), ended]
}
const receive  = (d: State) => Receipted(told(d, 'Receipted'))
const make     = (d: State) => Made(told(d, 'Made'))
const handOver = (d: State) => PickedUp(told(d, 'PickedUp'))
const nothing = {
  paid: false, ordered: false, productName: null, qty: null, options: {}, pickupTime: null, pickupNumber: null, createTime: null,
  dueTime: null, status: 'Remembered',
} as const

/** What the barista makes: there is one for each order that is ordered and paid, whichever was heard first. */
export const Drink = aggregate('drink', {
  key: 'orderId', id: 'id', commands, events, states, fields,
  decide: {
    //             who may      in which state                                 already so             what then happened
    NotePayment: { by: policy,  from: early,                                   done: otherwise,       then: notePayment },
    NoteOrder:   { by: policy,  from: early,                                   done: otherwise,       then: noteOrder },
    CancelDrink: { by: policy,  from: [...early, 'PaymentApproved', ...begun], done: 'DrinkCanceled', then: cancel },
    Receive:     { by: barista, from: 'PaymentApproved',                       done: 'Receipted',     then: receive },
    Make:        { by: barista, from: 'Receipted',                             done: 'Made',          then: make },
    HandOver:    { by: barista, from: 'Made',                                  done: 'PickedUp',      then: handOver },
  },
  evolve: {
    PaymentNoted:      (d, e) => ({ ...nothing, ...d, ...e, paid: true }),
    OrderNoted:        (d, e) => ({ ...nothing, ...d, ...e, ordered: true, dueTime: e.pickupTime ?? e.createTime }),
    OrderInfoReceived: d      => ({ ...d, status: 'PaymentApproved' }),
    Receipted:         d      => ({ ...d, status: 'Receipted' }),
    Made:              d      => ({ ...d, status: 'Made' }),
    PickedUp:          d      => ({ ...d, status: 'PickedUp' }),
    DrinkCanceled:     d      => ({ ...d, status: 'DrinkCanceled' }),
    CancelFailed:      d      => d,
  },
})
