import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message, Whenever } from '@jumun/core/model'
import { asking, given, like, noon, person } from '@jumun/testing'
import { CancelFailed } from '../drink/events.ts'
import { ApprovePayment, CancelPayment } from '../payment/commands.ts'
import { PaymentCanceled } from '../payment/events.ts'
import * as ask from './commands.ts'
import * as e from './events.ts'
import { HoldStock, ReleaseStock, ReturnStock, SettleStock } from './menu-commands.ts'
import { MenuItemAdded, MenuItemChanged, MenuItemRemoved } from './menu-events.ts'
import { Menu } from './menu.ts'
import { Order } from './order.ts'
import * as policies from './policies.ts'

const orderId = 7
const phoneNumber = '01012345678'
const me = person('customer', { phoneNumber })
const somebody = person('customer', { phoneNumber: '01099999999' })

// ---- the menu
const none = { size: {}, temperature: {}, extras: {} }
const options = { size: { regular: 0, large: 500 }, temperature: { hot: 0, iced: 0 }, extras: { shot: 500 } }
const sells = (productName: string, price: number, stock: number | null, offers = none) =>
  MenuItemAdded({ productName, names: { ko: productName, en: productName }, price, options: offers, stock, soldOut: false })
const coffee = { item: given(Menu, sells('coffee', 500, null, options)).state }
const cake = { item: given(Menu, sells('cake', 3000, 1)).state }

// ---- an order of two coffees: nothing is held for it
const wish = { orderId, phoneNumber, productName: 'coffee', qty: 2, amt: 1000 }
const place = (more: object = {}) => ask.PlaceOrder({ ...wish, ...more })
const order = {
  orderId,
  phoneNumber,
  productName: 'coffee',
  qty: 2,
  amt: 1000,
  options: {},
  pickupTime: null,
  createTime: noon,
  language: 'en' as const,
  limited: false,
}
const requested = e.OrderRequested({ ...order, paymentToken: null })
const asked = (attempt = 1, paymentToken: string | null = null) =>
  e.PaymentAsked({ orderId, phoneNumber, amt: 1000, attempt, paymentToken })
const postponed = (attempt = 1) => e.PaymentPostponed({ orderId, attempt, reason: 'payment-unknown' })
const ordered = e.Ordered({ ...order, status: 'Ordered', pickupNumber: 7 })
const canceled = e.OrderCanceled({ ...order, status: 'OrderCanceled', pickupNumber: 7 })
const restored = e.OrderRestored({ ...order, status: 'Ordered', pickupNumber: 7 })
const returned = (status: string) => e.ChargeReturned({ ...order, status, pickupNumber: 7 })
const done = e.CancelDone({ orderId, productName: 'coffee', qty: 2, limited: false })
const expired = (heir: number | null = null) => e.OrderExpired({ orderId, productName: 'coffee', limited: false, heir })
const declined = e.OrderDeclined({ orderId, productName: 'coffee', holds: false, reason: 'payment-declined' })
const paying = [requested, asked()]
const unpaid = [requested, asked(), postponed()]
const paid = [requested, asked(), ordered]

// ---- an order of one cake: it is held first
const cakeRequested = e.OrderRequested({ ...order, productName: 'cake', qty: 1, amt: 3000, limited: true, paymentToken: null })
const cakeWanted = (attempt = 1, holder: number | null = null) =>
  e.HoldWanted({ orderId, productName: 'cake', qty: 1, phoneNumber, attempt, holder, paymentToken: null })
const cakeAsked = (attempt = 1) => e.PaymentAsked({ orderId, phoneNumber, amt: 3000, attempt, paymentToken: null })
const cakeDeclined = (holds: boolean, reason: string) => e.OrderDeclined({ orderId, productName: 'cake', holds, reason })
const holding = [cakeRequested, cakeWanted()]

const pay = ask.PayOrder({ orderId })
const cancel = ask.CancelOrder({ orderId })
const abandon = ask.AbandonOrder({ orderId })
const restore = ask.RestoreOrder({ orderId })
const finish = ask.FinishCancel({ orderId })
const askPayment = ask.AskPayment({ orderId })
const confirm = (attempt = 1) => ask.ConfirmOrder({ orderId, attempt })
const decline = (reason = 'payment-declined') => ask.DeclineOrder({ orderId, reason })
const postpone = (attempt = 1) => ask.PostponePayment({ orderId, attempt, reason: 'payment-unknown' })
const standAside = ask.StandAside({ orderId, heir: 8 })

const follows = (line: Whenever, happened: Message) => line.react(happened.data, { id: 'order:order/7/1', time: noon, causes: [] })

// ---- to place an order
test('the published order is accepted as it stands, and its payment is asked at once', () =>
  given(Order).when(place()).reads(coffee).by(me).then(requested, asked()))
test('an unpaid order is known to its customer alone: nothing of it is told to others', () => {
  const internal = [requested, asked(), postponed(), expired(), declined].map(({ type }) => e[type as keyof typeof e].public)
  assert.deepEqual(internal, [false, false, false, false, false])
  given(Order, paying).is({ status: 'AwaitingPayment', pickupNumber: null })
})
test('an order without an amount is priced from the menu', () => {
  const unpriced = place({ amt: null })
  given(Order).when(unpriced).reads(coffee).by(me).then(requested, asked())
})
test('options cost their surcharges, the same extra twice costs twice', () => {
  const dear = { amt: 4000, options: { size: 'large', temperature: 'iced', extras: ['shot', 'shot'] } }
  const askedFor = like(e.PaymentAsked, { amt: 4000 })
  given(Order).when(place(dear)).reads(coffee).by(me).then(like(e.OrderRequested, dear), askedFor)
})
test('another amount is refused with the right one: three coffees are not 5000', () => {
  const three = place({ qty: 3, amt: 5000 })
  const right = { amt: 1500 }
  given(Order).when(three).reads(coffee).by(me).refused('price-changed', right)
})
test('an option that there is not is refused by its name', () => {
  for (const option of ['huge', 'constructor', '__proto__']) {
    const odd = place({ options: { size: option } })
    given(Order).when(odd).reads(coffee).by(me).refused('no-such-option', { option })
  }
})
test('what is not on the menu, or not any more, is refused', () => {
  const gone = { item: given(Menu, sells('coffee', 500, null), MenuItemRemoved({ productName: 'coffee' })).state }
  given(Order).when(place()).by(me).refused('no-such-product', { productName: 'coffee' })
  given(Order).when(place()).reads(gone).by(me).refused('no-such-product', { productName: 'coffee' })
})
test('what is marked as sold out is refused', () => {
  const soldOut = MenuItemChanged({ ...sells('coffee', 500, null).data, soldOut: true })
  const item = given(Menu, sells('coffee', 500, null), soldOut).state
  given(Order).when(place()).reads({ item }).by(me).refused('sold-out')
})
test('nobody fetches a drink in the past; a minute late is in time', () => {
  const at = (pickupTime: number) => given(Order).when(place({ pickupTime })).reads(coffee).by(me)
  at(noon - 60_001).refused('pickup-time-passed')
  at(noon - 60_000).then(like(e.OrderRequested, { pickupTime: noon - 60_000 }), asked())
})
test('customers order for themselves, the manager for everybody, the barista for nobody', () => {
  given(Order).when(place()).reads(coffee).by(me).then(requested, asked())
  given(Order).when(place()).reads(coffee).by('manager').then(requested, asked())
  given(Order).when(place()).reads(coffee).by(somebody).refused('not-yours')
  given(Order).when(place()).reads(coffee).by('barista').refused('role')
})
test('an order is placed once', () => given(Order, paying).when(place()).reads(coffee).by(me).refused('not-allowed-now'))

// ---- what is scarce
test('what is scarce is held before it is paid, and only then paid', () => {
  const aCake = place({ productName: 'cake', qty: 1, amt: 3000 })
  given(Order).when(aCake).reads(cake).by(me).then(cakeRequested, cakeWanted())
  given(Order, holding).when(askPayment).by('policy').then(cakeAsked())
})
test('a hold that is confirmed twice asks for one payment', () =>
  given(Order, holding, cakeAsked()).when(askPayment).by('policy').nothing())
test('the hold is asked at once; where it is refused, the order is', () => {
  const { data } = cakeWanted()
  const no = (reason: string, detail = {}) => policies.hold.answer['rejected']!(data, { status: 'OnMenu', reason, detail })
  assert.deepEqual(policies.hold.ask(data), HoldStock({ orderId, productName: 'cake', qty: 1, phoneNumber, holder: null }))
  assert.deepEqual(policies.hold.answer['accepted']!(data, { status: 'OnMenu' }), askPayment)
  assert.deepEqual(no('sold-out'), decline('sold-out'))
  assert.deepEqual(no('own-hold', { holder: 3 }), ask.WantOwnHold({ orderId, holder: 3 }))
})
test('who finds a hold of their own asks it to stand aside, then holds again', () => {
  const own = e.OwnHoldWanted({ orderId, holder: 3 })
  const [want, again] = [ask.WantOwnHold({ orderId, holder: 3 }), ask.HoldAgain({ orderId, holder: 3 })]
  given(Order, holding).when(want).by('policy').then(own)
  given(Order, holding, own).when(again).by('policy').then(cakeWanted(1, 3))
  const answer = (status: string, reason?: string) => policies.makeWay.answer[status]!(own.data, { status, ...(reason ? { reason } : {}) })
  for (const ended of ['Expired', 'Declined']) assert.deepEqual(answer(ended), again)
  for (const lives of ['Ordered', 'OrderCanceled']) assert.deepEqual(answer(lives), decline('sold-out'))
  assert.deepEqual(answer('rejected', 'in-progress'), decline('in-progress'))
})
test('an unpaid order makes way for a newer one of its customer, unless it is being paid this moment', () => {
  given(Order, unpaid).when(standAside).by('system').then(expired(8))
  given(Order, paying).when(standAside).by('system').refused('in-progress')
  given(Order, paid).when(standAside).by('system').nothing()
  given(Order, unpaid).when(standAside).by(me).refused('role')
})

// ---- to pay it
test('payment is asked at once, for what the order costs', () =>
  assert.deepEqual(policies.pay.ask(asked().data), ApprovePayment({ orderId, phoneNumber, amt: 1000, paymentToken: null })))
test('an approved payment makes the order', () => {
  assert.deepEqual(policies.pay.answer['PaymentApproved']!(asked().data, { status: 'PaymentApproved' }), confirm())
  given(Order, paying).when(confirm()).by('policy').then(ordered)
})
test('a declined payment ends the order', () => {
  assert.deepEqual(policies.pay.answer['PaymentDeclined']!(asked().data, { status: 'PaymentDeclined' }), decline())
  given(Order, paying).when(decline()).by('policy').then(declined)
  given(Order, paying, declined).is({ status: 'Declined', reason: 'payment-declined' })
})
test('an answer that is no answer postpones, and says why', () => {
  const otherwise = (why: 'unavailable' | 'unknown') => policies.pay.otherwise!(asked().data, why)
  assert.deepEqual(otherwise('unavailable'), ask.PostponePayment({ orderId, attempt: 1, reason: 'payment-unavailable' }))
  assert.deepEqual(otherwise('unknown'), postpone())
  given(Order, paying).when(postpone()).by('policy').then(postponed())
  given(Order, unpaid).is({ status: 'AwaitingPayment', postponed: 'payment-unknown' })
})
test('what an earlier attempt may have charged stays unknown, whatever becomes of a later one', () => {
  const unsent = e.PaymentPostponed({ orderId, attempt: 2, reason: 'payment-unavailable' })
  given(Order, unpaid, asked(2), unsent).is({ postponed: 'payment-unknown', closed: 2 })
  given(Order, paying, unsent).is({ postponed: 'payment-unavailable' })
})
test('to postpone an attempt twice changes nothing', () => given(Order, unpaid).when(postpone()).by('policy').nothing())
test('an attempt that was told "later" never makes the order behind its customer', () => {
  given(Order, unpaid).when(confirm()).by('policy').nothing()
  given(Order, unpaid, asked(2)).when(confirm()).by('policy').nothing()
  given(Order, unpaid, asked(2), postponed(2)).when(confirm(2)).by('policy').nothing()
})
test('the customer, or the operator, pays again and gets the order', () => {
  given(Order, unpaid).when(pay).by(me).then(asked(2))
  given(Order, unpaid).when(pay).by('operator').then(asked(2))
  given(Order, unpaid, asked(2)).when(confirm(2)).by('policy').then(ordered)
})
test('who pays again may do it with another card', () => {
  const payWith = ask.PayOrder({ orderId, paymentToken: 'approve' })
  given(Order, unpaid).when(payWith).by(me).then(asked(2, 'approve'))
})
test('who pays again without a hold gets the hold first', () => given(Order, holding, postponed()).when(pay).by(me).then(cakeWanted(2)))
test('an order that is being paid is not paid a second time beside it', () => {
  given(Order, paying).when(pay).by(me).refused('in-progress')
  given(Order, unpaid, asked(2)).when(pay).by(me).refused('in-progress')
})
test('a paid order is paid', () => given(Order, paid).when(pay).by(me).nothing())
test('an order that has ended is not paid', () => {
  given(Order, unpaid, expired()).when(pay).by(me).refused('expired')
  given(Order, unpaid, declined).when(pay).by(me).refused('payment-declined')
  asking(Order, [unpaid, e.OrderDeclined({ ...declined.data, reason: 'in-progress' })], pay, me).refused('expired')
})
test('strangers neither pay nor cancel', () => {
  given(Order, unpaid).when(pay).by(somebody).refused('not-yours')
  given(Order, paid).when(cancel).by(somebody).refused('not-yours')
})
test('pick-up numbers run from 1 to 999', () => {
  const numberOf = (orderId: number, pickupNumber: number) => {
    const confirmed = ask.ConfirmOrder({ orderId, attempt: 1 })
    const other = e.OrderRequested({ ...order, orderId, paymentToken: null })
    given(Order, other).when(confirmed).by('policy').then(like(e.Ordered, { orderId, pickupNumber }))
  }
  numberOf(1, 1)
  numberOf(999, 999)
  numberOf(1000, 1)
})
test('the card is forgotten when the order is settled', () => {
  const withCard = [e.OrderRequested({ ...order, paymentToken: 'card' }), asked(1, 'card')]
  given(Order, withCard).is({ paymentToken: 'card' })
  for (const end of [ordered, expired(), declined]) given(Order, withCard, end).is({ paymentToken: null })
})

// ---- its end without money
test('to cancel an unpaid order ends it without a word to others', () => {
  given(Order, unpaid).when(cancel).by(me).then(expired())
  given(Order, unpaid).when(cancel).by('manager').then(expired())
  given(Order, unpaid, expired()).when(cancel).by(me).nothing()
})
test('ten minutes without payment end an order', () => {
  assert.deepEqual(follows(policies.giveUp, requested), { kind: 'later', ms: 600_000, command: abandon, late: 'run' })
  given(Order, paying).when(abandon).by('policy').then(expired())
  for (const settled of [paid, [...paid, canceled], [...unpaid, declined]]) given(Order, settled).when(abandon).by('policy').nothing()
})
test('who ends an order cancels all that it ever asked for', () =>
  assert.deepEqual(follows(policies.undo, expired()), CancelPayment({ orderId })))
test('what was charged for an order that had ended comes back, and that is told once', () => {
  given(Order, unpaid, expired()).when(finish).by('policy').then(returned('Expired'))
  given(Order, unpaid, declined).when(finish).by('policy').then(returned('Declined'))
  given(Order, unpaid, expired(), returned('Expired')).when(finish).by('policy').nothing()
  given(Order, unpaid, expired(), returned('Expired')).is({ status: 'Expired', cancellation: 'done' })
  given(Order, unpaid, expired(), returned('Expired')).when(pay).by(me).refused('expired')
})
test('a declined payment lets go of what was held; a refused hold has nothing to let go', () => {
  given(Order, holding, cakeAsked()).when(decline()).by('policy').then(cakeDeclined(true, 'payment-declined'))
  given(Order, holding).when(decline('sold-out')).by('policy').then(cakeDeclined(false, 'sold-out'))
  given(Order, holding, postponed(), cakeWanted(2)).when(decline('sold-out')).by('policy').then(cakeDeclined(true, 'sold-out'))
  assert.deepEqual(follows(policies.letGo, cakeDeclined(true, 'payment-declined')), ReleaseStock({ orderId, productName: 'cake' }))
  assert.equal(follows(policies.letGo, cakeDeclined(false, 'sold-out')), undefined)
})
test('what an expired order held is let go, or passes to its heir; where the heir never takes it, time lets go', () => {
  const ended = (heir: number | null) => e.OrderExpired({ orderId, productName: 'cake', limited: true, heir })
  const release = ReleaseStock({ orderId, productName: 'cake' })
  assert.deepEqual(follows(policies.letGoToo, ended(null)), release)
  assert.deepEqual(follows(policies.letGoToo, ended(8)), { kind: 'later', ms: 30_000, command: release, late: 'run' })
})

// ---- its end with money
test('a paid order is cancelled by its customer or the manager, once, whatever the barista has done', () => {
  given(Order, paid).when(cancel).by(me).then(canceled)
  given(Order, paid).when(cancel).by('manager').then(canceled)
  given(Order, paid, canceled).when(cancel).by(me).nothing()
  given(Order, paid, canceled).is({ status: 'OrderCanceled', cancellation: 'requested' })
})
test('a cancel that came too late is taken back: the order is what it was', () => {
  assert.deepEqual(follows(policies.restore, CancelFailed({ orderId, phoneNumber })), restore)
  given(Order, paid, canceled).when(restore).by('policy').then(restored)
  given(Order, paid, canceled, restored).is({ ...given(Order, paid).state, cancellation: 'refused' })
})
test('a cancel that was refused is not asked for twice', () =>
  given(Order, paid, canceled, restored).when(cancel).by(me).refused('already-started'))
test('a cancel is done when the money is back, and the stock with it', () => {
  assert.deepEqual(follows(policies.finish, PaymentCanceled({ orderId, phoneNumber, amt: 1000, status: 'PaymentCanceled' })), finish)
  given(Order, paid, canceled).when(finish).by('policy').then(done)
  given(Order, paid, canceled, done).is({ status: 'OrderCanceled', cancellation: 'done' })
  given(Order, paid, canceled, done).when(finish).by('policy').nothing()
  const cakeDone = e.CancelDone({ orderId, productName: 'cake', qty: 1, limited: true })
  assert.deepEqual(follows(policies.giveBack, cakeDone), ReturnStock({ orderId, productName: 'cake', qty: 1 }))
})
test('what is done is not taken back, and what was taken back is not done', () => {
  given(Order, paid, canceled, done).when(restore).by('policy').nothing()
  given(Order, paid, canceled, restored).when(finish).by('policy').nothing()
})
test('a restored order is ordered once: nobody else hears "Ordered" again', () => assert.notEqual(restored.type, ordered.type))
test('what was held for a paid order is sold', () => {
  const cakeOrdered = e.Ordered({ ...order, productName: 'cake', limited: true, status: 'Ordered', pickupNumber: 7 })
  assert.deepEqual(follows(policies.settle, cakeOrdered), SettleStock({ orderId, productName: 'cake' }))
})
test('orders of what is unlimited never touch the menu', () => {
  for (const [line, happened] of [
    [policies.letGoToo, expired()],
    [policies.settle, ordered],
    [policies.giveBack, done],
    [policies.letGo, declined],
  ] as const)
    assert.equal(follows(line, happened), undefined)
})
