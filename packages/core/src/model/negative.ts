// What must not compile. Each line is wrong in one way, and the compiler says so in the words that follow the directive;
// where it stops saying so, the directive becomes an error itself.
import {
  after,
  aggregate,
  atOnce,
  command,
  done,
  earlier,
  event,
  otherwise,
  own,
  policy,
  reasons,
  systemOf,
  Type,
  view,
  whenever,
} from './index.ts'

const Id = Type.Integer()
const Ordered = event('Ordered', { orderId: Id, qty: Id })
const Foreign = event('Foreign', { orderId: Id })
const ConfirmOrder = command('ConfirmOrder', { orderId: Id, productName: Type.String() })
const ApprovePayment = command('ApprovePayment', { orderId: Id, amt: Id }, { answers: ['PaymentApproved', 'PaymentDeclined'] })
const { reject } = reasons({ 'sold-out': { status: 409, en: 'Sold out.', ko: '품절이에요.' } })

const fields = { orderId: Id, qty: Id }
const parts = { key: 'orderId', commands: { ConfirmOrder }, events: { Ordered }, states: ['Open', 'Closed'], fields } as const
const confirm = { by: policy, from: ['nothing', 'Open'], done: otherwise, then: () => [] } as const
const evolve = { Ordered: (_: unknown, e: { orderId: number; qty: number }) => ({ ...e, status: 'Open' as const }) }

const ask = ({ orderId, qty }: { orderId: number; qty: number }) => ApprovePayment({ orderId, amt: qty })
const none = () => done

/** The same without the faults. */
export const right = () => {
  const Order = aggregate('order', {
    ...parts,
    decide: {
      ConfirmOrder: { by: policy, from: ['nothing', 'Open'], done: otherwise, then: (_, { orderId }) => Ordered({ orderId, qty: 1 }) },
    },
    evolve: { Ordered: (_, e) => ({ ...e, status: 'Open' }) },
  })
  atOnce(Ordered, {
    ask: ({ orderId, qty }) => ApprovePayment({ orderId, amt: qty }),
    within: 1,
    answer: { PaymentApproved: ({ orderId }) => ConfirmOrder({ orderId, productName: 'coffee' }), PaymentDeclined: () => done },
  })
  view('page', { key: 'orderId', fields }).on(Ordered, (row, { qty }) => ({ ...row, qty }))
  event('Ordered', { id: Id }, { was: [earlier({ a: Id }, e => ({ b: e.a })), 'Bought', earlier({ b: Id }, e => ({ id: e.b }))] })
  aggregate('order', { ...parts, was: { Begun: 'Open' }, decide: { ConfirmOrder: confirm }, evolve })
  return Order
}

const wrongTables = () => {
  // a command without a row
  // @ts-expect-error Property 'ConfirmOrder' is missing
  aggregate('order', { ...parts, decide: {}, evolve })
  // an event without a row
  // @ts-expect-error Property 'Ordered' is missing
  aggregate('order', { ...parts, decide: { ConfirmOrder: confirm }, evolve: {} })
  // an event that is another aggregate's
  // @ts-expect-error Message<"event", "Foreign"
  aggregate('order', { ...parts, decide: { ConfirmOrder: { ...confirm, then: () => Foreign({ orderId: 1 }) } }, evolve })
  // an event without one of its fields
  // @ts-expect-error Property 'qty' is missing
  aggregate('order', { ...parts, decide: { ConfirmOrder: { ...confirm, then: () => Ordered({ orderId: 1 }) } }, evolve })
  // a state that there is not, in from
  // @ts-expect-error '"Opne"' is not assignable
  aggregate('order', { ...parts, decide: { ConfirmOrder: { ...confirm, from: 'Opne' } }, evolve })
  // a state that there is not, in done
  // @ts-expect-error '"Opne"' is not assignable
  aggregate('order', { ...parts, decide: { ConfirmOrder: { ...confirm, done: 'Opne' } }, evolve })
  // a state that there is not, as what an event makes of it
  // @ts-expect-error '"Opne"' is not assignable to type '"Closed" | "Open"'
  aggregate('order', { ...parts, decide: { ConfirmOrder: confirm }, evolve: { Ordered: (_, e) => ({ ...e, status: 'Opne' }) } })
  // a state without one of its fields
  const decide = { ConfirmOrder: confirm }
  // @ts-expect-error is not assignable to type 'StateOf
  aggregate('order', { ...parts, decide, evolve: { Ordered: (_, { orderId }) => ({ orderId, status: 'Open' }) } })
  // a field that the state does not have
  // @ts-expect-error Property 'price' does not exist
  aggregate('order', { ...parts, decide: { ConfirmOrder: { ...confirm, then: o => (o.price ? [] : []) } }, evolve })
  // a field that the wish does not have
  // @ts-expect-error Property 'price' does not exist
  aggregate('order', { ...parts, decide: { ConfirmOrder: { ...confirm, then: (_, wish) => (wish.price ? [] : []) } }, evolve })
  // an owner's field that neither the state nor the wish has
  // @ts-expect-error Type 'Own<"orderld">' is not assignable
  aggregate('order', { ...parts, decide: { ConfirmOrder: { ...confirm, by: own('orderld') } }, evolve })
  // a number that is allotted for a field that the wish does not have
  // @ts-expect-error '"orderid"' is not assignable
  aggregate('order', { ...parts, decide: { ConfirmOrder: { ...confirm, allots: 'orderid' } }, evolve })
  // a reason that the vocabulary does not declare
  // @ts-expect-error '"sold-uot"' is not assignable to parameter of type '"sold-out"'
  aggregate('order', { ...parts, decide: { ConfirmOrder: { ...confirm, then: () => reject('sold-uot') } }, evolve })
}

const wrongReads = () => {
  const sale = { ...parts, reads: { order: [right(), 'orderId'] } } as const
  // a field that the reference data does not have
  // @ts-expect-error Property 'price' does not exist
  aggregate('sale', { ...sale, decide: { ConfirmOrder: { ...confirm, then: (_, __, { order }) => (order?.price ? [] : []) } }, evolve })
  // reference data that may be missing
  // @ts-expect-error 'order' is possibly 'undefined'
  aggregate('sale', { ...sale, decide: { ConfirmOrder: { ...confirm, then: (_, __, { order }) => (order.qty ? [] : []) } }, evolve })
  // reference data that the aggregate does not read
  // @ts-expect-error Property 'order' does not exist
  aggregate('sale', { ...parts, decide: { ConfirmOrder: { ...confirm, then: (_, __, { order }) => (order ? [] : []) } }, evolve })
}

const wrongNotes = () => {
  // a command without one of its fields
  // @ts-expect-error Property 'productName' is missing
  ConfirmOrder({ orderId: 1 })
  // a command with a field of another kind
  // @ts-expect-error 'string' is not assignable to type 'number'
  ConfirmOrder({ orderId: '1', productName: 'coffee' })
  // an event with a field that it does not have
  // @ts-expect-error 'price' does not exist in type
  Ordered({ orderId: 1, qty: 1, price: 1 })

  // an earlier shape that becomes something else than the shape of now
  // @ts-expect-error is not assignable to type 'Earlier<
  event('Ordered', { orderId: Id, qty: Id }, { was: [earlier({ orderId: Id }, e => ({ ...e, amount: 1 }))] })
  // an earlier shape that becomes something else than the next one
  // @ts-expect-error is not assignable to type 'Earlier<
  event('Ordered', { id: Id }, { was: [earlier({ a: Id }, e => ({ c: e.a })), earlier({ b: Id }, e => ({ id: e.b }))] })
  // a name of before of a state that there is not
  // @ts-expect-error '"Opne"' is not assignable
  aggregate('order', { ...parts, was: { Begun: 'Opne' }, decide: { ConfirmOrder: confirm }, evolve })
}

const wrongPolicies = () => {
  // a status that settles the question, without a row
  // @ts-expect-error Property 'PaymentDeclined' is missing
  atOnce(Ordered, { ask, within: 1, answer: { PaymentApproved: none } })
  // a row for a status that settles nothing
  // @ts-expect-error 'PaymentUnknown' does not exist in type
  atOnce(Ordered, { ask, within: 1, answer: { PaymentApproved: none, PaymentDeclined: none, PaymentUnknown: none } })
  // a field that the event does not have
  // @ts-expect-error Property 'price' does not exist
  atOnce(Ordered, { ask, within: 1, answer: { PaymentApproved: none, PaymentDeclined: ({ price }) => (price ? done : done) } })
  // a row that says neither what follows nor that nothing does
  // @ts-expect-error 'undefined' is not assignable to type 'Outcome'
  atOnce(Ordered, { ask, within: 1, answer: { PaymentApproved: none, PaymentDeclined: () => undefined } })

  // a later command that does not say what late means
  // @ts-expect-error Expected 3 arguments
  whenever(Ordered, ({ orderId }) => after(1, ConfirmOrder({ orderId, productName: 'coffee' })))
}

const wrongViewsAndSystems = () => {
  // a field of the row of another kind
  // @ts-expect-error 'string' is not assignable to type 'number'
  view('page', { key: 'orderId', fields }).on(Ordered, row => ({ ...row, qty: 'two' }))
  // a field that the event does not have
  // @ts-expect-error Property 'price' does not exist
  view('page', { key: 'orderId', fields }).on(Ordered, (row, { price }) => ({ ...row, qty: price }))

  // a reason without its Korean words
  // @ts-expect-error Property 'ko' is missing
  reasons({ 'sold-out': { status: 409, en: 'Sold out.' } })
  // a system without a title in both languages
  // @ts-expect-error Property 'ko' is missing
  systemOf('cafeteria', { title: { en: 'Cafeteria' }, color: '#000', contexts: [], reasons: {}, roles: [] })
}

/** Never called. */
export const wrong = () => {
  wrongTables()
  wrongReads()
  wrongNotes()
  wrongPolicies()
  wrongViewsAndSystems()
}
