import assert from 'node:assert/strict'
import { test } from 'node:test'
import Type, { type TProperties, type TSchema } from 'typebox'
import { differences } from './differences.ts'
import type { Model } from './model-of.ts'
import { takesAll } from './widening.ts'

const Nullable = (s: TSchema) => Type.Union([s, Type.Null()])
const text = Type.String({ maxLength: 10 })
const plain = (s: TSchema) => JSON.parse(JSON.stringify(s))

const wider: readonly (readonly [what: string, was: TSchema, is: TSchema])[] = [
  ['a longer text', text, Type.String({ maxLength: 20 })],
  ['a bound that fell away', Type.Integer({ minimum: 1 }), Type.Integer()],
  ['any number instead of a whole one', Type.Integer({ minimum: 1 }), Type.Number({ minimum: 0 })],
  ['null besides', text, Nullable(text)],
  [
    'one word more',
    Type.Union([Type.Literal('a'), Type.Literal('b')]),
    Type.Union([Type.Literal('c'), Type.Literal('b'), Type.Literal('a')]),
  ],
  ['any text instead of words', Type.Literal('a'), Type.String()],
  ['an optional part of an object', Type.Object({ a: text }), Type.Object({ a: text, b: Type.Optional(text) })],
  ['a part that may be missing', Type.Object({ a: text }), Type.Object({ a: Type.Optional(text) })],
  ['longer texts in a list', Type.Array(text), Type.Array(Type.String())],
  ['longer texts by name', Type.Record(Type.String(), text), Type.Record(Type.String(), Type.String())],
]
for (const [what, was, is] of wider)
  test(`${what} takes all that was there, and the other way round it does not`, () => {
    assert.ok(takesAll(plain(is), plain(was)))
    assert.ok(takesAll(plain(is), plain(is)))
    assert.ok(!takesAll(plain(was), plain(is)))
  })
const others: readonly (readonly [what: string, was: TSchema, is: TSchema])[] = [
  ['a number', text, Type.Number()],
  ['a pattern', text, Type.String({ maxLength: 10, pattern: '^a' })],
  ['a format', text, Type.String({ maxLength: 10, format: 'date' })],
  ['a field by another name', Type.Object({ a: text }), Type.Object({ b: text })],
  ['an object with names instead of any names', Type.Record(Type.String(), text), Type.Object({ a: text })],
  ['a list of others', Type.Array(text), Type.Array(Type.Number())],
]
for (const [what, was, is] of others) test(`${what} does not take what was there`, () => assert.ok(!takesAll(plain(is), plain(was))))
test('what is said about a field to people is no change', () =>
  assert.ok(takesAll(plain(Type.String({ description: 'b', maxLength: 10 })), plain(text))))

const model = (fields: TProperties, isPublic: boolean): Model => ({
  events: { Told: { public: isPublic, schema: plain(Type.Object(fields)) } },
  aggregates: { thing: { key: 'id', states: ['A'], schema: plain(Type.Object(fields)) } },
  commands: { Tell: { schema: plain(Type.Object(fields)) } },
  policies: {},
  views: { page: { keyType: 'integer', print: 'x' } },
})
const kinds = (was: Model, is: Model) => differences(was, is).risks.map(({ needs }) => Object.keys(needs)[0])

test('the same model has no differences', () => {
  const same = model({ id: Type.Integer() }, true)
  assert.deepEqual(differences(same, JSON.parse(JSON.stringify(same))), { risks: [], rebuild: {}, refold: [], refuse: [], note: [] })
})
test('a new field that may be null does no harm where it stays at home; what is told to others must be able to do without it', () => {
  const more = { id: Type.Integer(), note: Nullable(text) }
  assert.deepEqual(kinds(model({ id: Type.Integer() }, false), model(more, false)), [])
  assert.deepEqual(kinds(model({ id: Type.Integer() }, true), model(more, true)), ['event'])
  const optional = { id: Type.Integer(), note: Type.Optional(text) }
  assert.deepEqual(kinds(model({ id: Type.Integer() }, true), model(optional, true)), [])
})
test('a field that is gone, or takes less, is a risk in events and commands; a state is folded again from its events', () => {
  const was = model({ id: Type.Integer(), note: text }, true)
  for (const less of [{ id: Type.Integer() }, { id: Type.Integer(), note: Type.Literal('a') }]) {
    assert.deepEqual(kinds(was, model(less, true)), ['event', 'command'])
    assert.deepEqual(differences(was, model(less, true)).refold, ['thing'])
  }
})
test('rows under keys of another type cannot be made anew where they are', () => {
  const was = model({}, true)
  const { refuse, rebuild } = differences(was, { ...was, views: { page: { keyType: 'text', print: 'y' } } })
  assert.match(refuse.join(), /the rows of the view page are named by text now and were by integer\. Take another name for it/)
  assert.deepEqual(rebuild, {})
})
test('what is wrong with a note is one sentence, however many fields it is, with the one line that mends all of it', () => {
  const was = model({ id: Type.Integer(), price: Type.Enum(['low', 'high']) }, true)
  const inEvents = (is: TProperties) => differences(was, model(is, true)).risks.filter(({ needs }) => 'event' in needs)
  const [event, ...others] = inEvents({ id: Type.Integer(), total: text, from: text })
  assert.deepEqual(others, [])
  assert.equal(event!.what, 'the event Told has no field price any more (there is total, from now)')
  assert.match(
    event!.cure,
    /^keep price .* as Optional\. Or write .*earlier\(\{ id: Type\.Integer\(\), price: Type\.Enum\(\['low', 'high'\]\) \}/,
  )
  assert.equal(event!.cure.match(/Or write/g)!.length, 1)
  const [demanded, ...more] = inEvents({ id: Type.Integer(), price: Type.Enum(['low', 'high']), from: text, to: text })
  assert.deepEqual(more, [])
  assert.equal(demanded!.what, 'the event Told demands the fields from, to, which it did not have or need')
  assert.match(demanded!.cure, /^declare from, to as Optional\. Or write/)
})
