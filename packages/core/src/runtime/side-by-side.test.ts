import assert from 'node:assert/strict'
import { test } from 'node:test'
import Type, { type TProperties } from 'typebox'
import type { Model, Shape } from './model-of.ts'
import { unreadable } from './side-by-side.ts'

const shape = (fields: TProperties, names: readonly string[] = []): Shape => ({
  schema: JSON.parse(JSON.stringify(Type.Object(fields))),
  ...(names.length ? { was: { names, shapes: [] } } : {}),
})
const price = { price: Type.Integer() }
const model = (rest: Partial<Model> = {}): Model => ({
  events: { Placed: { public: true, ...shape(price) } },
  aggregates: { sale: { key: 'id', states: ['Open'], schema: shape(price).schema } },
  commands: { Place: shape(price) },
  policies: {},
  views: {},
  ...rest,
})
const sale = (fields: TProperties, states = ['Open']) =>
  model({ aggregates: { sale: { key: 'id', states, schema: shape(fields).schema } } })
const placed = (fields: TProperties) => model({ events: { Placed: { public: true, ...shape(fields) } } })

const wider: readonly (readonly [what: string, newer: Model])[] = [
  ['the same', model()],
  ['a field more of an event', placed({ ...price, note: Type.String() })],
  ['a field more of a state', sale({ ...price, note: Type.String() })],
  ['another event', model({ events: { ...model().events, Praised: { public: true, ...shape({}) } } })],
  ['another command', model({ commands: { ...model().commands, Praise: shape({}) } })],
]
for (const [what, newer] of wider)
  test(`beside a process of the version before may run one with ${what}`, () => assert.deepEqual(unreadable(model(), newer), []))

const other: readonly (readonly [what: string, newer: Model, words: RegExp])[] = [
  ['a field less of an event', placed({ total: Type.Integer() }), /the event Placed: price may be missing, and it demands it/],
  ['other values in a field', placed({ price: Type.Number() }), /the event Placed: price holds values that it does not take/],
  ['a field less of a state', sale({}), /sale: price may be missing, and it demands it/],
  ['another state', sale(price, ['Open', 'Lost']), /sale may be Lost, which it does not know/],
  [
    'another name for an event',
    model({ events: { Sold: { public: true, ...shape(price, ['Placed']) } } }),
    /the event Placed is called Sold, which it does not know/,
  ],
  ['another name for a command', model({ commands: { Buy: shape(price, ['Place']) } }), /the command Place is called Buy/],
]
for (const [what, newer, words] of other)
  test(`beside a process of the version before may not run one with ${what}, which is said`, () =>
    assert.match(unreadable(model(), newer).join('; '), words))
