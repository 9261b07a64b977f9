import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message } from '@jumun/core/model'
import { noon } from '@jumun/testing'
import * as bakery from '../bakery/events.ts'
import * as order from '../order/events.ts'
import * as pay from '../pay/events.ts'
import { mypage } from './my-page.ts'

const orderId = 6
const told = (status: string) => ({
  orderId,
  customerId: 'kim',
  item: 'cake',
  qty: 1,
  price: 25_000,
  address: null,
  status,
  createTime: noon,
  language: 'ko' as const,
  limited: false,
})
const at = (status: string) => ({ orderId, status })
const ordered = order.Ordered(told('Ordered'))
const canceled = order.OrderCanceled(told('Canceled'))
const restored = order.OrderRestored(told('Baking'))
const paid = pay.PayApproved({ orderId, price: 25_000, action: 'apply' })
const back = pay.PayCanceled({ orderId, price: 25_000, action: 'cancel' })
const received = bakery.BakeryReceived(at('Received'))
const confirmed = bakery.Confirmed(at('Confirmed'))
const baking = bakery.BakingStarted(at('Baking'))
const ended = bakery.BakeryCanceled(at('Canceled'))

/** What the bus adds: the number of the publisher's own item. */
const ids: { readonly [type: string]: number } = { PayApproved: 4, PayCanceled: 4 }
/** The row after these events: undefined while it is not shown. */
const page = (...events: Message[]) => {
  const row = events.reduce<any>(
    (r, e, i) =>
      mypage.finish(
        mypage.folds.find(f => f.event.type === e.type)!.fold(r, { ...e.data, id: ids[e.type] ?? 3 }, { time: noon + i } as any),
      ),
    {},
  )
  return mypage.listed(row) ? row : undefined
}
/** Every order of events of different contexts; those of one context stay in order. */
const shuffles = (...lanes: Message[][]): Message[][] =>
  lanes.every(l => !l.length)
    ? [[]]
    : lanes.flatMap((l, i) => (l.length ? shuffles(...lanes.map((m, j) => (i === j ? m.slice(1) : m))).map(rest => [l[0]!, ...rest]) : []))
const { updateTime: _, ...whole } = page(ordered, paid, received, confirmed)

test('the row shows what was published, the payment included, and the numbers of the others are their own', () =>
  assert.deepEqual(
    Object.fromEntries(
      ['action', 'bakeryId', 'item', 'orderId', 'paymentId', 'price', 'qty', 'status'].map(field => [field, whole[field]]),
    ),
    {
      action: 'apply',
      bakeryId: 3,
      item: 'cake',
      orderId: 6,
      paymentId: 4,
      price: 25_000,
      qty: 1,
      status: 'Confirmed',
    },
  ))
test('nothing is shown before the order itself is known', () => {
  assert.equal(page(paid, received, confirmed), undefined)
  assert.equal(page(paid, back), undefined)
})
test('whatever is heard first, the page says the same', () => {
  const said = (events: Message[]) => ({ ...page(...events), updateTime: 0 })
  for (const events of shuffles([ordered], [paid], [received, confirmed]))
    assert.deepEqual(said(events), said([ordered, paid, received, confirmed]))
  for (const events of shuffles([ordered, canceled], [received, confirmed, ended], [paid, back])) {
    assert.deepEqual(said(events), said([ordered, canceled, received, confirmed, ended, paid, back]))
    assert.deepEqual([page(...events).status, page(...events).action], ['Canceled', 'cancel'])
  }
  for (const events of shuffles([ordered, canceled, restored], [received, confirmed, baking]))
    assert.equal(page(...events).status, 'Baking')
})
test('the bakery’s no is shown with its reason', () => {
  const no = bakery.Rejected({ ...at('Rejected'), reason: 'no flour' })
  assert.deepEqual([page(ordered, received, no).status, page(ordered, received, no).reason], ['Rejected', 'no flour'])
})
