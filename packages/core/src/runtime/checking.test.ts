import assert from 'node:assert/strict'
import { test } from 'node:test'
import { event, Type } from '../model/index.ts'
import { misfit } from './index.ts'
import { captured, kim, PlaceOrder, running, told } from './town.test.ts'

const Priced = event('Priced', {
  id: Type.Integer({ minimum: 1 }),
  amt: Type.Number(),
  note: Type.Optional(Type.String()),
  tags: Type.Record(Type.String(), Type.Integer()),
})
const fits = { id: 1, amt: 2.5, tags: { a: 1 } }
const place = (qty: number) => PlaceOrder({ orderId: 1, customer: 'kim', qty })
const meta = { id: 'm1', caller: kim, causes: [], inline: false }

// ---- before it is committed
test('data of the declared shape fits, with more fields too, and without what may be left out', () => {
  for (const data of [fits, { ...fits, note: 'x' }, { ...fits, note: undefined }, { ...fits, more: NaN }])
    assert.equal(misfit(Priced, data), undefined)
})
test('what does not fit is told by its field, in words', () => {
  const wrong: readonly (readonly [unknown, RegExp])[] = [
    [{ ...fits, id: 'A-1' }, /Priced does not have its declared shape: id must be integer/],
    [{ ...fits, amt: NaN }, /amt must be number/],
    [{ ...fits, amt: -Infinity }, /amt must be number/],
    [{ ...fits, amt: undefined }, /amt must be number/],
    [{ ...fits, amt: null }, /amt must be number/],
    [{ id: 1 }, /it lacks amt, tags/],
    [{ ...fits, id: 0 }, /id must be >= 1/],
    [{ ...fits, tags: { a: 'b' } }, /tags.a must be integer/],
    [null, /it must be object/],
    ['text', /it must be object/],
  ]
  for (const [data, words] of wrong) assert.match(misfit(Priced, data) ?? 'it fits', words)
})
test('an event that does not fit is never committed, whatever rule has made it', async () => {
  for (const qty of [NaN, -Infinity, 0, 1.5, '2', undefined, null] as any[]) {
    const { node, store } = running('shop')
    await assert.rejects(
      node.handle(place(qty), meta),
      /order: nothing was committed, for Requested does not have its declared shape: .*qty/,
    )
    assert.equal(await store.head(), 0)
    assert.equal(await store.load('order', 1), undefined)
    assert.equal(await store.marked('m1'), undefined)
  }
})

// ---- when it is heard
const strangers: readonly (readonly [string, unknown])[] = [
  ['a text as its key', { orderId: 'A-7', customer: 'kim', qty: 1 }],
  ['no key', { customer: 'kim', qty: 1 }],
  ['only its own number', {}],
  ['a number that is none', { orderId: 7, customer: 'kim', qty: null }],
  ['a list for its data', []],
  ['nothing at all', null],
]
for (const [what, data] of strangers)
  test(`an event with ${what} is put aside with its own case, in words for a person, and keeps nothing else waiting`, async () => {
    const { inbox, store, asked, troubles, state, clock } = running('kitchen', { ask: () => captured })
    const bad = told(1, 7, { data })
    await clock.during(Promise.all([inbox.deliver(told(1, 1)), inbox.deliver(bad), inbox.deliver(told(1, 2)), inbox.deliver(told(2, 7))]))
    assert.deepEqual(
      (await store.aside()).map(w => [
        w.case,
        w.event.number,
        w.retryAt,
        w.reason.startsWith('Ordered does not have its declared shape: '),
      ]),
      [
        ['orderId/7', 1, null, true],
        ['orderId/7', 2, null, false],
      ],
    )
    assert.deepEqual(
      await Promise.all([1, 2, 7].map(async key => [(await state('dish', key))?.times, (await store.row('page', key))?.value.ordered])),
      [
        [1, 1],
        [1, 1],
        [undefined, undefined],
      ],
    )
    assert.equal(asked.length, 0)
    assert.equal(troubles.filter(t => t.what.startsWith('parked: Ordered does not')).length, 1)
  })
test('fields that nobody here knows do no harm', async () => {
  const { inbox, store, state } = running('kitchen')
  await inbox.deliver(told(1, 1, { data: { orderId: 1, customer: 'kim', qty: 1, color: 'blue' } }))
  assert.deepEqual(await store.aside(), [])
  assert.equal((await state('dish', 1)).times, 1)
})
