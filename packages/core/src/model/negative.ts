// What must not compile. Each line below is wrong in one way, and the compiler says so; where it stops saying so, the line
// that expects the error becomes an error itself. Nothing here is ever called.
import { aggregate, atOnce, command, done, event, otherwise, policy, reasons, systemOf, Type, view } from './index.ts'

const Id = Type.Integer()
const Ordered = event('Ordered', { orderId: Id, qty: Id })
const Foreign = event('Foreign', { orderId: Id })
const ConfirmOrder = command('ConfirmOrder', { orderId: Id, productName: Type.String() })
const ApprovePayment = command('ApprovePayment', { orderId: Id, amt: Id }, { answers: ['PaymentApproved', 'PaymentDeclined'] })
const { reject } = reasons({ 'sold-out': { status: 409, en: 'Sold out.', ko: '품절이에요.' } })

const fields = { orderId: Id, qty: Id }
const parts = { key: 'orderId', commands: { ConfirmOrder }, events: { Ordered }, states: ['Open', 'Closed'], fields } as const
const confirm = { by: policy, from: ['nothing', 'Open'], done: otherwise, then: () => [] } as const
const ordered = (_: unknown, e: { orderId: number; qty: number }) => ({ ...e, status: 'Open' as const })

export const ok = () => {
  const Order = aggregate('order', {
    ...parts,
    decide: { ConfirmOrder: { by: policy, from: ['nothing', 'Open'], done: otherwise, then: (_, { orderId }) => Ordered({ orderId, qty: 1 }) } },
    evolve: { Ordered: (_, e) => ({ ...e, status: 'Open' }) },
  })
  atOnce(Ordered, {
    ask: ({ orderId, qty }) => ApprovePayment({ orderId, amt: qty }),
    within: 1,
    answer: { PaymentApproved: ({ orderId }) => ConfirmOrder({ orderId, productName: 'coffee' }), PaymentDeclined: () => done },
  })
  view('page', { key: 'orderId', fields }).on(Ordered, (row, { qty }) => ({ ...row, qty }))
  return Order
}

export const tables = () => {
  // a command without a row
  // @ts-expect-error
  aggregate('order', { ...parts, decide: {}, evolve: { Ordered: ordered } })
  // an event without a row
  // @ts-expect-error
  aggregate('order', { ...parts, decide: { ConfirmOrder: confirm }, evolve: {} })
  // an event that is another aggregate's
  // @ts-expect-error
  aggregate('order', { ...parts, decide: { ConfirmOrder: { ...confirm, then: () => Foreign({ orderId: 1 }) } }, evolve: { Ordered: ordered } })
  // an event without one of its fields
  // @ts-expect-error
  aggregate('order', { ...parts, decide: { ConfirmOrder: { ...confirm, then: () => Ordered({ orderId: 1 }) } }, evolve: { Ordered: ordered } })
  // a state that there is not, in from
  // @ts-expect-error
  aggregate('order', { ...parts, decide: { ConfirmOrder: { ...confirm, from: 'Opne' } }, evolve: { Ordered: ordered } })
  // a state that there is not, in done
  // @ts-expect-error
  aggregate('order', { ...parts, decide: { ConfirmOrder: { ...confirm, done: 'Opne' } }, evolve: { Ordered: ordered } })
  // a state that there is not, as what an event makes of it
  // @ts-expect-error
  aggregate('order', { ...parts, decide: { ConfirmOrder: confirm }, evolve: { Ordered: (_, e) => ({ ...e, status: 'Opne' }) } })
  // a state without one of its fields
  // @ts-expect-error
  aggregate('order', { ...parts, decide: { ConfirmOrder: confirm }, evolve: { Ordered: (_, { orderId }) => ({ orderId, status: 'Open' }) } })
  // a field that the state does not have
  // @ts-expect-error
  aggregate('order', { ...parts, decide: { ConfirmOrder: { ...confirm, then: o => (o.price ? [] : []) } }, evolve: { Ordered: ordered } })
  // a field that the wish does not have
  // @ts-expect-error
  aggregate('order', { ...parts, decide: { ConfirmOrder: { ...confirm, then: (_, wish) => (wish.price ? [] : []) } }, evolve: { Ordered: ordered } })
  // a reason that the vocabulary does not declare
  // @ts-expect-error
  aggregate('order', { ...parts, decide: { ConfirmOrder: { ...confirm, then: () => reject('sold-uot') } }, evolve: { Ordered: ordered } })
}

export const readings = () => {
  const reads = { order: [ok(), 'orderId'] } as const
  // a field that the reference data does not have
  // @ts-expect-error
  aggregate('sale', { ...parts, reads, decide: { ConfirmOrder: { ...confirm, then: (_, __, { order }) => (order?.price ? [] : []) } }, evolve: { Ordered: ordered } })
  // reference data that may be missing
  // @ts-expect-error
  aggregate('sale', { ...parts, reads, decide: { ConfirmOrder: { ...confirm, then: (_, __, { order }) => (order.qty ? [] : []) } }, evolve: { Ordered: ordered } })
  // reference data that the aggregate does not read
  // @ts-expect-error
  aggregate('sale', { ...parts, decide: { ConfirmOrder: { ...confirm, then: (_, __, { order }) => (order ? [] : []) } }, evolve: { Ordered: ordered } })
}

export const messages = () => {
  // a command without one of its fields
  // @ts-expect-error
  ConfirmOrder({ orderId: 1 })
  // a command with a field of another kind
  // @ts-expect-error
  ConfirmOrder({ orderId: '1', productName: 'coffee' })
  // an event with a field that it does not have
  // @ts-expect-error
  Ordered({ orderId: 1, qty: 1, price: 1 })
}

const ask = ({ orderId, qty }: { orderId: number; qty: number }) => ApprovePayment({ orderId, amt: qty })
const none = () => done

export const lines = () => {
  // a status that settles the question, without a row
  // @ts-expect-error
  atOnce(Ordered, { ask, within: 1, answer: { PaymentApproved: none } })
  // a row for a status that settles nothing
  // @ts-expect-error
  atOnce(Ordered, { ask, within: 1, answer: { PaymentApproved: none, PaymentDeclined: none, PaymentUnknown: none } })
  // a field that the event does not have
  // @ts-expect-error
  atOnce(Ordered, { ask, within: 1, answer: { PaymentApproved: none, PaymentDeclined: ({ price }) => (price ? done : done) } })
  // a row that says neither what follows nor that nothing does
  // @ts-expect-error
  atOnce(Ordered, { ask, within: 1, answer: { PaymentApproved: none, PaymentDeclined: () => undefined } })
}

export const views = () => {
  // a field that the row does not have
  // @ts-expect-error
  view('page', { key: 'orderId', fields }).on(Ordered, (row, { qty }) => ({ ...row, qty, price: 1 }))
  // a field of the row of another kind
  // @ts-expect-error
  view('page', { key: 'orderId', fields }).on(Ordered, row => ({ ...row, qty: 'two' }))
  // a field that the event does not have
  // @ts-expect-error
  view('page', { key: 'orderId', fields }).on(Ordered, (row, { price }) => ({ ...row, qty: price }))
}

export const systems = () => {
  // a reason without its Korean words
  // @ts-expect-error
  reasons({ 'sold-out': { status: 409, en: 'Sold out.' } })
  // a system without a title in both languages
  // @ts-expect-error
  systemOf('cafeteria', { title: { en: 'Cafeteria' }, color: '#000', contexts: [], reasons: {}, roles: [] })
}
