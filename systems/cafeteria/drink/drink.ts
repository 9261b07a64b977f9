import { aggregate, type DataOf, otherwise, policy, type StateOf } from '@jumun/core/model'
import { barista, Chosen, Count, Id, OrNull, Phone, Text, Time, Yes } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
const { CancelFailed, DrinkCanceled, Made, OrderInfoReceived, OrderNoted, PaymentNoted, PickedUp, Receipted } = events

/** `Remembered`: one of its two sides is in, and nobody sees it. */
const states = ['Remembered', 'PaymentApproved', 'Receipted', 'Made', 'PickedUp', 'DrinkCanceled'] as const
const started = ['Receipted', 'Made', 'PickedUp'] as const
const fields = {
  orderId: Id, phoneNumber: Phone, paid: Yes, ordered: Yes,
  productName: OrNull(Text), qty: OrNull(Count), options: Chosen, pickupTime: OrNull(Time), pickupNumber: OrNull(Id), createTime: OrNull(Time),   // null until the order's side is in
  dueTime: OrNull(Time),                                                                                                                         // when it is wanted: the board's order
}
type State = StateOf<typeof fields, typeof states>

const told = ({ orderId, phoneNumber }: State, status: string) => ({ orderId, phoneNumber, status })
/** With the other side already in, there is something to make. */
const both = (other: boolean | undefined, { orderId }: { orderId: number }) => (other ? [OrderInfoReceived({ orderId, status: 'PaymentApproved' })] : [])
/** It has started, and stays; or it ends, whole even where it is born cancelled. */
const cancel = (d: State | undefined, order: DataOf<typeof commands.CancelDrink>) => {
  const { orderId, phoneNumber } = order
  if (d && started.some(s => s === d.status)) return CancelFailed({ orderId, phoneNumber })
  const ended = DrinkCanceled({ orderId, phoneNumber, status: 'DrinkCanceled' })
  return d?.ordered ? ended : [OrderNoted(order), ended]
}
const nothing = { paid: false, ordered: false, productName: null, qty: null, options: {}, pickupTime: null, pickupNumber: null, createTime: null, dueTime: null, status: 'Remembered' } as const

/** What the barista makes: there is one for each order that is ordered and paid, whichever was heard first. */
export const Drink = aggregate('drink', {
  key: 'orderId', id: 'id', commands, events, states, fields,
  decide: {
    //             who may      in which state                                                  already so             what then happened
    NotePayment: { by: policy,  from: ['nothing', 'Remembered'],                                done: otherwise,       then: (d, e) => d?.paid ? [] : [PaymentNoted(e), ...both(d?.ordered, e)] },
    NoteOrder:   { by: policy,  from: ['nothing', 'Remembered'],                                done: otherwise,       then: (d, e) => d?.ordered ? [] : [OrderNoted(e), ...both(d?.paid, e)] },
    CancelDrink: { by: policy,  from: ['nothing', 'Remembered', 'PaymentApproved', ...started], done: 'DrinkCanceled', then: cancel },
    Receive:     { by: barista, from: 'PaymentApproved',                                        done: 'Receipted',     then: d => Receipted(told(d, 'Receipted')) },
    Make:        { by: barista, from: 'Receipted',                                              done: 'Made',          then: d => Made(told(d, 'Made')) },
    HandOver:    { by: barista, from: 'Made',                                                   done: 'PickedUp',      then: d => PickedUp(told(d, 'PickedUp')) },
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
