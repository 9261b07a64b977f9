import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message } from '@jumun/core/model'
import { noon } from '@jumun/testing'
import * as drink from '../drink/events.ts'
import * as order from '../order/events.ts'
import * as payment from '../payment/events.ts'
import { mypage } from './my-page.ts'

const orderId = 7,
  phoneNumber = '01012345678'
const told = (status: string) => ({
  orderId,
  phoneNumber,
  productName: 'coffee',
  qty: 2,
  amt: 1000,
  status,
  options: {},
  pickupTime: null,
  pickupNumber: 7,
  createTime: noon,
  language: 'en' as const,
  limited: false,
})
const short = (status: string) => ({ orderId, phoneNumber, status })
const ordered = order.Ordered(told('Ordered')),
  canceled = order.OrderCanceled(told('OrderCanceled')),
  restored = order.OrderRestored(told('Ordered'))
const paid = payment.PaymentApproved({ orderId, phoneNumber, amt: 1000, status: 'PaymentApproved' }),
  back = payment.PaymentCanceled({ orderId, phoneNumber, amt: 1000, status: 'PaymentCanceled' })
const waiting = drink.OrderInfoReceived({ orderId, status: 'PaymentApproved' })
const receipted = drink.Receipted(short('Receipted')),
  made = drink.Made(short('Made')),
  pickedUp = drink.PickedUp(short('PickedUp')),
  ended = drink.DrinkCanceled(short('DrinkCanceled'))

/** The row after these events: undefined while it is not shown. */
const page = (...events: Message[]) => {
  const row = events.reduce<any>((r, e, i) => mypage.folds.find(f => f.event.type === e.type)!.fold(r, e.data, { time: noon + i }), {})
  return mypage.listed(row) ? mypage.finish(row) : undefined
}
/** Every order of events of different contexts; those of one context stay in order. */
const shuffles = (...lanes: Message[][]): Message[][] =>
  lanes.every(l => !l.length)
    ? [[]]
    : lanes.flatMap((l, i) => (l.length ? shuffles(...lanes.map((m, j) => (i === j ? m.slice(1) : m))).map(rest => [l[0]!, ...rest]) : []))
const withoutTime = (row: any) => ({ ...row, updateTime: 0 })

test('the row shows the order, what it cost, and the number to fetch it with', () =>
  assert.deepEqual(page(ordered), {
    orderId,
    phoneNumber,
    productName: 'coffee',
    qty: 2,
    amt: 1000,
    pickupNumber: 7,
    orderStatus: 'Ordered',
    paymentStatus: null,
    drinkStatus: null,
    status: 'Ordered',
    returned: 0,
    updateTime: noon,
  }))
test('nothing is shown before the order itself is known', () => {
  assert.equal(page(paid), undefined)
  assert.equal(page(paid, back), undefined)
  assert.equal(page(paid, ordered).paymentStatus, 'PaymentApproved')
})
test('the good way: Ordered, Receipted, Made, PickedUp; payment alone does not show', () => {
  const way = [ordered, paid, waiting, receipted, made, pickedUp]
  assert.deepEqual(
    way.map((_e, i) => page(...way.slice(0, i + 1)).status),
    ['Ordered', 'Ordered', 'Ordered', 'Receipted', 'Made', 'PickedUp'],
  )
})
test('the cancelled way: OrderCanceled, DrinkCanceled, PaymentCanceled, and what came back', () => {
  const way = [ordered, canceled, ended, back]
  assert.deepEqual(
    way.map((_e, i) => page(...way.slice(0, i + 1)).status),
    ['Ordered', 'OrderCanceled', 'DrinkCanceled', 'PaymentCanceled'],
  )
  assert.equal(page(...way).returned, 1000)
})
test('of what was never placed is shown that its money came back, whatever is heard first', () => {
  const returned = order.ChargeReturned(told('Expired'))
  for (const events of shuffles([returned], [paid, back])) {
    const { status, returned: sum, orderStatus } = page(...events)
    assert.deepEqual([status, sum, orderStatus], ['PaymentCanceled', 1000, 'Expired'])
  }
  assert.equal(page(returned).status, 'PaymentCanceled')
})
test('a cancel that came too late leaves what the barista has done', () =>
  assert.equal(page(ordered, receipted, canceled, restored).status, 'Receipted'))
test('whatever is heard first, the page says the same', () => {
  for (const events of shuffles([ordered], [paid], [waiting, receipted, made]))
    assert.deepEqual(withoutTime(page(...events)), withoutTime(page(ordered, paid, waiting, receipted, made)))
  for (const events of shuffles([ordered, canceled], [ended], [paid, back]))
    assert.deepEqual(withoutTime(page(...events)), withoutTime(page(ordered, canceled, ended, paid, back)))
  for (const events of shuffles([ordered, canceled, restored], [waiting, receipted])) assert.equal(page(...events).status, 'Receipted')
})
test('the status never goes back along its chain', () => {
  const chain = ['Ordered', 'OrderCanceled', 'DrinkCanceled', 'PaymentCanceled']
  for (const events of shuffles([ordered, canceled], [ended], [back])) {
    const steps = events
      .map((_e, i) => page(...events.slice(0, i + 1))?.status)
      .filter(Boolean)
      .map(s => chain.indexOf(s))
    assert.deepEqual(
      steps,
      steps.toSorted((a, b) => a - b),
    )
  }
})
