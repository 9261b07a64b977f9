import { aggregate, type DataOf, otherwise, own, personal, policy, type StateOf, Type } from '@jumun/core/model'
import { Id, inWords, Item, Natural, operator, Options, OrNull, patience, reject, same, Text, Time, Yes, names } from '../vocabulary.ts'
import * as commands from './food-cooking-commands.ts'
import * as events from './food-cooking-events.ts'
const { CancelFailed, CookFinished, CookStarted, EntryRefused, EntryWanted, FoodCanceled, OrderAccepted, OrderArrived, OrderNoted,
  OrderRejected, OrderUpdated, PaymentNoted, UpdateFailed } = events

/** `Remembered`: not both of its sides are in, and nobody sees it. */
const states = ['Remembered', 'Paid', 'Accepted', 'CookStarted', 'CookFinished', 'Rejected', 'Canceled'] as const
const begun  = ['CookStarted', 'CookFinished'] as const
const fields = {
  // empty until the order is in
  orderId: Id, foodId: Type.String(), qty: Natural, items: Type.Array(Item), chosen: Options, options: Type.String(), rev: Natural,
  storeId: Type.String(), customerId: names(Type.String()), address: personal(Type.String()),
  // refusal: why an operator's entry was not made
  isCanceled: Yes, ordered: Yes, paid: Yes, acceptBy: OrNull(Time), reason: OrNull(Text), refusal: Text,
}
type State = StateOf<typeof fields, typeof states>

const told    = ({ orderId, foodId, options, storeId, customerId }: State, status: string) =>
  ({ orderId, foodId, options, storeId, customerId, status })
const short   = (f: State) => ({ ...told(f, f.status), isCanceled: f.isCanceled })
const revised = (f: State, chosen: string[], items: State['items'], rev: number) =>
  ({ ...short(f), options: inWords(chosen), chosen, items, rev })
const isBegun = (f: State) => begun.some(s => s === f.status)
/** With the other side already in, there is something to cook. */
const both    = (f: DataOf<typeof commands.NoteOrder> | undefined, now: number) =>
  f ? [OrderArrived({ orderId: f.orderId, foodId: f.foodId, options: inWords(f.chosen), storeId: f.storeId, customerId: f.customerId,
    items: f.items, qty: f.qty, status: 'Paid', acceptBy: now + patience })] : []
const change  = (f: State, { chosen, items, rev }: DataOf<typeof commands.ChangeOptions>) =>
  rev <= f.rev ? [] : isBegun(f) && !same(chosen, f.chosen) ? UpdateFailed(revised(f, f.chosen, f.items, rev))
    : OrderUpdated(revised(f, chosen, items, rev))
const none = { foodId: '', qty: 0, items: [], chosen: [], options: '', rev: 0, storeId: '', customerId: '', address: '', isCanceled: false,
  ordered: false, paid: false, acceptBy: null, reason: null, refusal: 'unavailable', status: 'Remembered' } as const

/** What the kitchen cooks: there is one for each order that is placed and paid. */
export const FoodCooking = aggregate('foodCooking', {
  key: 'orderId', id: 'id', commands, events, states, fields,
  decide: {
    //               who may                         in which state                         already so                    what then happened
    NoteOrder:     { by: policy,                     from: ['nothing', 'Remembered'],       done: otherwise,
      then: (f, e, _, { now }) => f?.ordered ? [] : [OrderNoted(e), ...(f?.paid ? both(e, now) : [])] },
    NotePayment:   { by: policy,                     from: ['nothing', 'Remembered'],       done: otherwise,
      then: (f, e, _, { now }) => f?.paid ? [] : [PaymentNoted(e), ...(f?.ordered ? both(f, now) : [])] },
    Answer:        { by: own('storeId'),             from: 'Paid',
      done: ['Accepted', 'Rejected'],then: (f, { accept, reason }) =>
      accept ?? true ? OrderAccepted(told(f, 'Accepted')) : OrderRejected({ ...told(f, 'Rejected'), reason: reason ?? 'store-reasons' }) },
    // no answer is a no
    EndWaiting:    { by: policy,                     from: 'Paid',                          done: otherwise,
      then: f => OrderRejected({ ...told(f, 'Rejected'), reason: 'no-answer' }) },
    Start:         { by: own('storeId'),             from: 'Accepted',                      done: 'CookStarted',
      then: f => CookStarted(told(f, 'CookStarted')) },
    Finish:        { by: own('storeId'),             from: 'CookStarted',                   done: 'CookFinished',
      then: f => CookFinished(told(f, 'CookFinished')) },
    GiveUp:        { by: [own('storeId'), operator], from: ['Accepted', 'CookStarted'],
      then: (f, { reason }) => OrderRejected({ ...told(f, 'Rejected'), reason }) },
    ChangeOptions: { by: policy,                     from: ['Paid', 'Accepted', ...begun],  done: otherwise,               then: change },
    CancelFood:    { by: policy,                     from: ['Paid', 'Accepted', ...begun],  done: otherwise,
      then: f => isBegun(f) ? CancelFailed(short(f)) : FoodCanceled({ ...short(f), isCanceled: true, status: 'Canceled' }) },
    // the entry of a paid order that was never heard of here
    EnterOrder:    { by: operator,                   from: ['nothing', ...states],
      then: (f, e) => f && f.status !== 'Remembered' ? reject('exists') : EntryWanted(e) },
    NoteEntry:     { by: policy,                     from: ['nothing', 'Remembered'],       done: otherwise,
      then: (f, e, _, { now }) =>
        [...(f?.ordered ? [] : [OrderNoted(e)]), ...(f?.paid ? [] : [PaymentNoted({ orderId: e.orderId })]),
          ...both(f?.ordered ? f : e, now)] },
    RefuseEntry:   { by: policy,                     from: 'Remembered',                    done: otherwise,
      then: (_, e) => EntryRefused(e) },
  },
  evolve: {
    OrderNoted:    (f, e) => ({ ...none, ...f, ...e, options: inWords(e.chosen), ordered: true }),
    PaymentNoted:  (f, e) => ({ ...none, ...f, ...e, paid: true }),
    OrderArrived:  (f, e) => ({ ...f, status: 'Paid', acceptBy: e.acceptBy }),
    OrderAccepted: f      => ({ ...f, status: 'Accepted' }),
    OrderRejected: (f, e) => ({ ...f, status: 'Rejected', reason: e.reason }),
    CookStarted:   f      => ({ ...f, status: 'CookStarted' }),
    CookFinished:  f      => ({ ...f, status: 'CookFinished' }),
    OrderUpdated:  (f, e) =>
      ({ ...f, chosen: e.chosen, options: e.options, rev: e.rev,
        items: e.items ?? f.items.map((item, i) => (i ? item : { ...item, options: e.chosen })) }),
    UpdateFailed:  (f, e) => ({ ...f, rev: e.rev }),
    FoodCanceled:  f      => ({ ...f, status: 'Canceled', isCanceled: true }),
    CancelFailed:  f      => f,
    EntryWanted:   (f, e) => ({ ...none, ...f, orderId: e.orderId, refusal: 'unavailable' }),
    EntryRefused:  (f, e) => ({ ...f, refusal: e.reason }),
  },
})
