import { test } from 'node:test'
import { asking, given, like, noon, person } from '@jumun/testing'
import * as ask from './commands.ts'
import * as e from './events.ts'
import { Order } from './order.ts'

const orderId = 7
const me = person('customer', { customerId: 'kim' })
const you = person('customer', { customerId: 'lee' })
const goods = (stock: number | null) => ({ goods: { item: 'cake', price: 25_000, stock, held: {}, status: 'OnSale' } })
const wished = {
  orderId,
  customerId: 'kim',
  item: 'cake',
  qty: 2,
  price: 50_000,
  address: null,
  createTime: noon,
  language: 'ko' as const,
  limited: false,
}
const told = (status: string) => ({ ...wished, status })
const hold = { orderId, item: 'cake', qty: 2, customerId: 'kim' }
const requested = e.OrderRequested({ ...wished, paymentToken: null })
const asked = (attempt = 1) => e.PaymentAsked({ orderId, customerId: 'kim', price: 50_000, attempt, paymentToken: null })
const ordered = e.Ordered(told('Ordered'))
const at = (status: string) => e.ProgressNoted({ orderId, status })
const paid = [requested, asked(), ordered]
const canceled = e.OrderCanceled(told('Canceled'))
const back = e.MoneyBackNoted({ orderId })
const closed = e.OrderClosed({ orderId, item: 'cake', qty: 2, limited: false })
const rejected = e.OrderRejected({ orderId, reason: 'no flour' })
const place = (more: object = {}) => ask.PlaceOrder({ orderId, customerId: 'kim', item: 'cake', qty: 2, ...more })
const cancel = ask.CancelOrder({ orderId })
const pay = ask.PayOrder({ orderId })
const progress = (status: string) => ask.NoteProgress({ orderId, status })

test('an order asks for its price, which the bakery says', () => {
  given(Order).when(place()).by(me).reads(goods(null)).then(requested, asked())
  asking(Order, [], place({ price: 50_000 }), me, { reads: goods(null) }).then(requested, asked())
  asking(Order, [], place({ price: 1 }), me, { reads: goods(null) }).refused('price-changed', { price: 50_000 })
  asking(Order, [], place({ item: 'pizza' }), me, { reads: { goods: undefined } }).refused('no-such-item', { item: 'pizza' })
})
test('who says no name is a guest', () => {
  const nameless = ask.PlaceOrder({ orderId, item: 'cake', qty: 2 })
  const guests = like(e.OrderRequested, { customerId: 'guest' })
  asking(Order, [], nameless, { actor: 'anyone', roles: [], claims: {}, anyone: true }, { reads: goods(null) }).then(
    guests,
    like(e.PaymentAsked),
  )
})
test('nobody orders in another name', () => given(Order).when(place()).by(you).reads(goods(null)).refused('not-yours'))
test('what is limited is held before it is paid', () => {
  const limited = e.OrderRequested({ ...wished, limited: true, paymentToken: null })
  const wanted = e.HoldWanted({ ...hold, attempt: 1, holder: null, paymentToken: null })
  given(Order).when(place()).by(me).reads(goods(3)).then(limited, wanted)
  given(Order, limited, wanted).when(ask.AskPayment({ orderId })).by('policy').then(asked())
})
test('a no to an earlier question for the cake ends nothing once a later one was told yes', () => {
  const limited = e.OrderRequested({ ...wished, limited: true, paymentToken: null })
  const wanted = (attempt: number) => e.HoldWanted({ ...hold, attempt, holder: null, paymentToken: null })
  const story = [limited, wanted(1), wanted(2), asked(2)]
  asking(Order, story, ask.DeclineOrder({ orderId, reason: 'sold-out' }), 'policy').nothing()
  asking(Order, [limited, wanted(1)], ask.DeclineOrder({ orderId, reason: 'sold-out' }), 'policy').then(
    e.OrderDeclined({ orderId, item: 'cake', holds: false, reason: 'sold-out' }),
  )
})
test('only an attempt that is still open makes the order', () => {
  const postponed = e.PaymentPostponed({ orderId, attempt: 1, reason: 'payment-unknown' })
  asking(Order, [requested, asked()], ask.ConfirmPayment({ orderId, attempt: 1 }), 'policy').then(ordered)
  asking(Order, [requested, asked(), postponed], ask.ConfirmPayment({ orderId, attempt: 1 }), 'policy').nothing()
  given(Order, requested, asked(), postponed).when(pay).by(me).then(asked(2))
  given(Order, requested, asked()).when(pay).by(me).refused('in-progress')
})
test('what an earlier attempt may have charged stays unknown', () => {
  const postponed = (attempt: number, reason: string) => e.PaymentPostponed({ orderId, attempt, reason })
  given(Order, requested, asked(), postponed(1, 'payment-unknown'), asked(2), postponed(2, 'payment-unavailable')).is({
    postponed: 'payment-unknown',
  })
})
test('an order goes forward with the bakery, and never back', () => {
  asking(Order, paid, progress('Confirmed'), 'policy').then(at('Confirmed'))
  asking(Order, [paid, at('Confirmed'), at('Baking')], progress('Confirmed'), 'policy').nothing()
  asking(Order, [paid, canceled], progress('Baking'), 'policy').nothing()
})
test('until baking has begun its customer cancels, or the operator', () => {
  asking(Order, paid, cancel, me).then(canceled)
  asking(Order, [paid, at('Confirmed')], cancel, 'operator').then(canceled)
  asking(Order, paid, cancel, you).refused('not-yours')
  asking(Order, [paid, at('Baking')], cancel, me).refused('not-allowed-now')
  asking(Order, [paid, canceled], cancel, me).nothing()
})
test('a payment is cancelled by the operator with its order, and by nobody else', () => {
  const revoke = ask.RevokeOrder({ orderId })
  asking(Order, paid, revoke, 'operator').then(canceled)
  asking(Order, paid, revoke, me).refused('role')
})
test('a cancel is done when the money is back', () => {
  asking(Order, [paid, canceled], ask.NoteMoneyBack({ orderId }), 'policy').then(back, closed)
  given(Order, ...paid, canceled, back, closed).is({ status: 'Canceled', cancellation: 'done' })
})
test('a cancel that came too late leaves the order where the bakery is', () => {
  const restored = e.OrderRestored(told('Baking'))
  asking(Order, [paid, canceled], ask.RestoreOrder({ orderId, status: 'Baking' }), 'policy').then(restored)
  given(Order, ...paid, canceled, restored).is({ status: 'Baking', cancellation: 'refused' })
})
test('what the bakery turns down ends when the money is back, whichever is heard first', () => {
  const no = ask.NoteRejection({ orderId, reason: 'no flour' })
  const money = ask.NoteMoneyBack({ orderId })
  asking(Order, paid, no, 'policy').then(rejected)
  asking(Order, [paid, rejected], money, 'policy').then(back, closed)
  asking(Order, paid, money, 'policy').then(back)
  asking(Order, [paid, back], no, 'policy').then(rejected, closed)
  asking(Order, [paid, back], cancel, me).then(canceled, closed)
  asking(Order, [paid, back, rejected, closed], money, 'policy').nothing()
})
test('an unpaid order stands aside for a newer one, unless it is being paid', () => {
  const aside = ask.StandAside({ orderId, heir: 8 })
  const postponed = e.PaymentPostponed({ orderId, attempt: 1, reason: 'payment-unknown' })
  given(Order, requested, asked()).when(aside).by('system').refused('in-progress')
  asking(Order, [requested, asked(), postponed], aside, 'system').then(e.OrderExpired({ orderId, item: 'cake', limited: false, heir: 8 }))
  asking(Order, paid, aside, 'system').nothing()
})
