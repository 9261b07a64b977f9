// What a release promised is kept: whoever takes something of it away, or makes it narrower, is told so here.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { System } from '@jumun/core/model'
import { mayBreak, type Published, publishedOf, stepsBetween } from '@jumun/core/runtime'
import { systems } from '@jumun/systems'
import { comparedTo, lastRelease, versionNow } from '../tools/registry.ts'

for (const [name, system] of Object.entries(systems))
  test(`${name} keeps what its last release promised, or its version says that it does not`, () => {
    const last = lastRelease(name)
    assert.ok(last, `${name} is in no registry: npm run registry -- ${name}`)
    const { wrong } = comparedTo(last, system, versionNow())
    assert.equal(wrong, undefined, wrong)
  })

type Loose = any // oxlint-disable-line no-explicit-any -- a planted break changes whatever lies there
/** The bread as it is promised, with something changed: the release before, as it were. */
const asWas = (change: (order: Loose) => void): Published => {
  const was = structuredClone(publishedOf(systems['bread']!)) as Loose
  change(was.order)
  return was
}
const breaks: readonly (readonly [what: string, change: (order: Loose) => void, words: RegExp])[] = [
  ['an event', o => (o.events.Sold = { properties: {} }), /order: the event Sold is gone/],
  [
    'a field of an event',
    o => Object.assign(o.events.Ordered.properties, { tip: { type: 'integer' } }),
    /order: the event Ordered: the field tip is gone/,
  ],
  [
    'the bound of a field of an event',
    o => (o.events.Ordered.properties.item.maxLength = 2),
    /order: the event Ordered: the field item may hold what it did not/,
  ],
  ['a command', o => (o.commands.Praise = { takes: { properties: {} }, answers: [], tells: [] }), /order: the command Praise is gone/],
  [
    'a field of a command',
    o => Object.assign(o.commands.PlaceOrder.takes.properties, { tip: { type: 'integer' } }),
    /order: the command PlaceOrder: the field tip is gone/,
  ],
  [
    'values of a field of a command',
    o => Object.assign(o.commands.PlaceOrder.takes.properties, { qty: { type: 'number' } }),
    /order: the command PlaceOrder: the field qty takes less than it did/,
  ],
  [
    'the freedom to leave out a field of a command',
    o => (o.commands.PlaceOrder.takes.required = o.commands.PlaceOrder.takes.required.filter((f: string) => f !== 'item')),
    /order: the command PlaceOrder: the field item is demanded/,
  ],
  ['a collection', o => (o.collections.cakes = { shows: {}, acts: [], searches: {} }), /order: \/cakes is gone/],
  ['a field that is shown', o => (o.collections.orders.shows.tip = { type: 'integer' }), /order: \/orders: the field tip is gone/],
  ['something that can be done', o => o.collections.orders.acts.push('POST …/praise'), /order: \/orders: POST …\/praise is gone/],
  ['a search', o => (o.collections.orders.searches.byTip = ['tip']), /order: \/orders\/search\/byTip is gone/],
  [
    'a parameter of a search',
    o => o.collections.orders.searches.findByCustomerId.push('tip'),
    /order: \/orders\/search\/findByCustomerId\?tip is gone/,
  ],
]
for (const [what, change, words] of breaks)
  test(`who takes away ${what} needs a major step, which is said with what to do`, () => {
    const { wrong } = comparedTo({ version: '1.2.0', published: asWas(change) }, systems['bread']! as System, '1.3.0')
    assert.match(wrong ?? 'nothing', words)
    assert.match(wrong!, /needs a major step.*\n.*\n.*how-to-change-a-model/s)
    assert.equal(comparedTo({ version: '1.2.0', published: asWas(change) }, systems['bread']!, '2.0.0').wrong, undefined)
  })
test('what is only new breaks nothing, and is said to be new', () => {
  const { breaking, added } = stepsBetween(
    asWas(o => {
      delete o.events.Ordered
      delete o.collections.orders.searches.unpaid
    }),
    publishedOf(systems['bread']!),
  )
  assert.deepEqual([breaking, added], [[], ['order: the event Ordered is new', 'order: /orders/search/unpaid is new']])
})
test('which step is free to break what was promised: a major one, or before 1.0 a minor one', () => {
  for (const [was, is, free] of [
    ['1.2.3', '1.3.0', false],
    ['1.2.3', '2.0.0', true],
    ['0.2.3', '0.2.4', false],
    ['0.2.3', '0.3.0', true],
    ['0.2.3', '1.0.0', true],
    ['1.0.0', '0.9.0', false],
  ] as const)
    assert.equal(mayBreak(was, is), free, `${was} ${is}`)
})
