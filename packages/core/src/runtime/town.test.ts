// A small business for the tests of the runtime: a shop that asks a bank, and a kitchen that listens to the shop.
import { memoryStore, noon, person } from '@jumun/testing'
import {
  after,
  aggregate,
  atOnce,
  type Collection,
  command,
  type Context,
  context,
  event,
  external,
  minutes,
  ms,
  otherwise,
  own,
  policy,
  reasons,
  system,
  systemOf,
  Type,
  view,
  whenever,
} from '../model/index.ts'
import { Counter, Inbox, Node, type Question, type Recorded, type Reply, type Store, tablesOf, type Trouble } from './index.ts'
import { StillClock } from './time.test.ts'

const Id = Type.Integer({ minimum: 1 })
const Name = Type.String()
const OrNull = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()])
const vocabulary = reasons({
  'sold-out': { status: 409, en: 'Sold out.', ko: '품절이에요.' },
  'too-many': { status: 422, en: 'No more than {most}.', ko: '{most}개까지예요.' },
  'in-progress': { status: 409, en: 'In progress.', ko: '진행 중이에요.' },
  declined: { status: 422, en: 'Declined.', ko: '거절되었어요.' },
  expired: { status: 409, en: 'Expired.', ko: '만료되었어요.' },
})
const { reject } = vocabulary

// ---- the shop
export const PlaceOrder = command('PlaceOrder', { orderId: Id, customer: Name, qty: Id })
export const PayOrder = command('PayOrder', { orderId: Id })
export const Confirm = command('Confirm', { orderId: Id, attempt: Id })
export const Decline = command('Decline', { orderId: Id, reason: Name })
export const Postpone = command('Postpone', { orderId: Id, attempt: Id, reason: Name })
export const Abandon = command('Abandon', { orderId: Id })
export const CancelOrder = command('CancelOrder', { orderId: Id })
/** Another context asks; refused while the order is not paid. */
export const Reserve = command('Reserve', { orderId: Id }, { answers: ['accepted', 'rejected'] })
export const Requested = event.internal('Requested', { orderId: Id, customer: Name, qty: Id })
export const PaymentAsked = event.internal('PaymentAsked', { orderId: Id, attempt: Id })
export const Postponed = event.internal('Postponed', { orderId: Id, attempt: Id, reason: Name })
export const Ordered = event('Ordered', { orderId: Id, customer: Name, qty: Id })
export const Declined = event.internal('Declined', { orderId: Id, reason: Name })
export const Expired = event('Expired', { orderId: Id })
export const Canceled = event('Canceled', { orderId: Id })
export const Charge = command('Charge', { key: Name }, { answers: ['captured', 'declined'] })

export const Order = aggregate('order', {
  key: 'orderId',
  commands: { PlaceOrder, PayOrder, Confirm, Decline, Postpone, Abandon, CancelOrder, Reserve },
  events: { Requested, PaymentAsked, Postponed, Ordered, Declined, Expired, Canceled },
  states: ['AwaitingPayment', 'Ordered', 'Declined', 'Expired', 'Canceled'],
  fields: { orderId: Id, customer: Name, qty: Id, attempt: Type.Integer(), closed: Type.Integer(), why: OrNull(Name) },
  decide: {
    PlaceOrder: {
      by: [own('customer'), 'manager'],
      from: 'nothing',
      allots: 'orderId',
      then: (_, { orderId, customer, qty }) =>
        qty > 9 ? reject('too-many', { most: 9 }) : [Requested({ orderId, customer, qty }), PaymentAsked({ orderId, attempt: 1 })],
    },
    PayOrder: {
      by: own('customer'),
      from: 'AwaitingPayment',
      done: 'Ordered',
      then: o => (o.closed < o.attempt ? reject('in-progress') : PaymentAsked({ orderId: o.orderId, attempt: o.attempt + 1 })),
    },
    Confirm: {
      by: policy,
      from: 'AwaitingPayment',
      done: otherwise,
      then: ({ orderId, customer, qty, closed }, { attempt }) => (attempt > closed ? Ordered({ orderId, customer, qty }) : []),
    },
    Decline: { by: policy, from: 'AwaitingPayment', done: otherwise, then: (_, e) => Declined(e) },
    Postpone: { by: policy, from: 'AwaitingPayment', done: otherwise, then: (o, e) => (e.attempt > o.closed ? Postponed(e) : []) },
    Abandon: { by: policy, from: 'AwaitingPayment', done: otherwise, then: (_, e) => Expired(e) },
    CancelOrder: { by: [own('customer'), 'manager'], from: ['AwaitingPayment', 'Ordered'], done: 'Canceled', then: (_, e) => Canceled(e) },
    Reserve: {
      by: system,
      from: ['AwaitingPayment', 'Ordered', 'Expired'],
      then: (o, { orderId }) =>
        o.status === 'AwaitingPayment' ? reject('sold-out', { holder: 3 }) : o.status === 'Expired' ? [] : Canceled({ orderId }),
    },
  },
  evolve: {
    Requested: (_, e) => ({ ...e, attempt: 0, closed: 0, why: null, status: 'AwaitingPayment' }),
    PaymentAsked: (o, { attempt }) => ({ ...o, attempt }),
    Postponed: (o, { attempt, reason }) => ({ ...o, closed: attempt, why: reason }),
    Ordered: o => ({ ...o, status: 'Ordered' }),
    Declined: (o, { reason }) => ({ ...o, status: 'Declined', why: reason }),
    Expired: o => ({ ...o, status: 'Expired' }),
    Canceled: o => ({ ...o, status: 'Canceled' }),
  },
})
export const pay = atOnce(PaymentAsked, {
  ask: ({ orderId }) => Charge({ key: `order-${orderId}` }),
  within: ms(610),
  answer: {
    captured: ({ orderId, attempt }) => Confirm({ orderId, attempt }),
    declined: ({ orderId }) => Decline({ orderId, reason: 'declined' }),
  },
  otherwise: ({ orderId, attempt }, why) => Postpone({ orderId, attempt, reason: `payment-${why}` }),
})
export const giveUp = whenever(Requested, ({ orderId }) => after(minutes(10), Abandon({ orderId }), { late: 'run' }))
export const orders: Collection = {
  of: Order,
  item: 'order',
  shows: ['customer', 'qty', 'status'],
  hidden: ['AwaitingPayment', 'Declined', 'Expired'],
  owner: 'customer',
  create: {
    command: PlaceOrder,
    pending: {
      state: 'AwaitingPayment',
      reason: 'why',
      again: PayOrder,
      postpone: ({ orderId, attempt }) => Postpone({ orderId, attempt, reason: 'payment-unknown' }),
    },
    refused: { Declined: { field: 'why' }, Expired: { reason: 'expired' } },
  },
  commands: { cancel: CancelOrder, pay: PayOrder },
}

// ---- the kitchen
export const Cook = command('Cook', { orderId: Id })
export const Serve = command('Serve', { orderId: Id })
export const Cooked = event('Cooked', { orderId: Id })
export const Served = event('Served', { orderId: Id })
export const Dish = aggregate('dish', {
  key: 'orderId',
  id: 'id',
  commands: { Cook, Serve },
  events: { Cooked, Served },
  states: ['Cooked', 'Served'],
  fields: { orderId: Id, times: Id },
  decide: {
    Cook: { by: policy, from: ['nothing', 'Cooked'], done: otherwise, then: (_, e) => Cooked(e) },
    // another context may be refused, and a reaction that issues this is a mistake
    Serve: { by: system, from: ['nothing', 'Cooked'], done: 'Served', then: (d, e) => (d ? Served(e) : reject('sold-out')) },
  },
  evolve: { Cooked: (d, e) => ({ ...e, times: (d?.times ?? 0) + 1, status: 'Cooked' }), Served: d => ({ ...d, status: 'Served' }) },
})
export const page = view('page', {
  key: 'orderId',
  fields: { orderId: Id, ordered: Type.Integer(), cooked: Type.Integer(), word: Name },
  listed: row => row.ordered !== undefined,
  finish: row => ({ ...row, word: row.cooked ? 'Cooked' : 'Ordered' }),
})
  .on(Ordered, (row, { orderId }) => ({ ...row, orderId, ordered: (row.ordered ?? 0) + 1 }))
  .on(Cooked, (row, { orderId }) => ({ ...row, orderId, cooked: (row.cooked ?? 0) + 1 }))

export const cook = whenever(Ordered, ({ orderId }) => Cook({ orderId }))

const parts = { port: 1, level: 'core', team: 'team' } as const
/** The town, with other lines where a test says so. */
export const town = (lines: { readonly shop?: object; readonly kitchen?: object } = {}) =>
  systemOf('town', {
    title: { en: 'Town', ko: '동네' },
    color: '#000',
    roles: ['customer', 'manager'],
    reasons: vocabulary.reasons,
    contexts: [
      context('shop', {
        ...parts,
        events: { Requested, PaymentAsked, Postponed, Ordered, Declined, Expired, Canceled },
        commands: { PlaceOrder, PayOrder, Confirm, Decline, Postpone, Abandon, CancelOrder, Reserve },
        aggregates: [Order],
        policies: lines.shop ?? { pay, giveUp },
        externals: [external('bank', { Charge })],
        routes: { orders },
      }),
      context('kitchen', {
        ...parts,
        events: { Cooked, Served },
        commands: { Cook, Serve },
        aggregates: [Dish],
        policies: lines.kitchen ?? { cook },
        views: [page],
      }),
    ],
  })

export const kim = person('customer', { customer: 'kim' })
export const lee = person('customer', { customer: 'lee' })
export const captured: Reply = { kind: 'answer', accepted: true, status: 'captured' }
export const declined: Reply = { kind: 'answer', accepted: true, status: 'declined' }
export const unreachable: Reply = { kind: 'unreachable' }

export interface Runs {
  readonly lines?: Parameters<typeof town>[0]
  readonly store?: Store
  readonly clock?: StillClock
  /** Who answers the questions that leave the context. */
  readonly ask?: (question: Question) => Reply | Promise<Reply>
}
/** One context of the town, running on a store of its own: what it asked, and what went wrong. */
export const running = (name: 'shop' | 'kitchen', { lines, store, clock = new StillClock(), ask = () => captured }: Runs = {}) => {
  const all = town(lines)
  const at = all.contexts.find(c => c.name === name) as Context
  const asked: (Question & { readonly target: string })[] = []
  const troubles: Trouble[] = []
  const committed: Recorded[] = []
  const kept = store ?? memoryStore(tablesOf(at))
  const node = new Node(all, at, {
    store: kept,
    clock,
    ask: {
      ask: async (target, question) => {
        asked.push({ target, ...question })
        return ask(question)
      },
    },
    committed: events => committed.push(...events),
    report: trouble => troubles.push(trouble),
  })
  const state = async (of: string, key: number) => (await kept.load(of, key))?.state
  return { clock, store: kept, node, inbox: new Inbox(node), counter: new Counter(node), asked, troubles, committed, state }
}

/** An event of the shop as it lies in its log: the n-th public one of its order. */
export const told = (number: number, order = 1, more: Partial<Recorded> = {}): Recorded => ({
  id: `order/${order}/${number}`,
  type: 'Ordered',
  data: { orderId: order, customer: 'kim', qty: 1 },
  source: 'shop',
  aggregate: 'order',
  key: order,
  item: order,
  case: `orderId/${order}`,
  number,
  position: order * 100 + number,
  time: noon,
  cause: 'm1',
  causes: [],
  actor: 'kim',
  ...more,
})
