import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Aggregate, aggregate, command, doneStates, event, otherwise, own, policy, Type } from './index.ts'

const Id = Type.Integer()
const Switch = command('Switch', { lampId: Id })
const Switched = event('Switched', { lampId: Id })
/** A lamp with one row of its table given. */
const lamp = (row: object, more: object = {}): Aggregate =>
  aggregate('lamp', {
    key: 'lampId',
    commands: { Switch, Other: event('Other', {}), note: 'a module may hold more' },
    events: { Switched, Other: command('Other', {}) },
    states: ['On', 'Off'],
    fields: { lampId: Id },
    decide: { Switch: { from: 'Off', then: () => [], ...row } as any },
    evolve: { Switched: l => l },
    ...more,
  })

test('a row that reactions may issue answers in every state, "nothing" included', () => {
  const says = (row: object) =>
    assert.throws(
      () => lamp(row),
      /lamp: Switch may be issued by a policy, so it needs an answer in every state; it has none in nothing, On\./,
    )
  says({ by: policy })
  says({ by: ['owner', policy] })
  assert.throws(
    () => lamp({ by: policy, from: ['On', 'Off'] }),
    /it has none in nothing\. Name them in 'from' or 'done', or say done: otherwise\./,
  )
  assert.throws(() => lamp({ by: policy, done: 'On' }), /none in nothing\./)
})
test('such a row is total by from and done together, or by otherwise', () => {
  lamp({ by: policy, from: ['nothing', 'On', 'Off'] })
  lamp({ by: policy, from: 'Off', done: ['nothing', 'On'] })
  lamp({ by: policy, from: 'Off', done: otherwise })
})
test('a row that is spread into a table without its note is refused', () => {
  assert.throws(() => lamp({}, { commands: {} }), /lamp: there is a row for Switch, which is not among its commands\./)
  assert.throws(() => lamp({}, { events: { Switch } }), /lamp: there is a row for Switched, which is not among its events\./)
})
test('people, and other contexts that ask, may be refused', () => {
  lamp({ by: 'owner' })
  lamp({ by: 'system' })
  lamp({ by: own('lampId') })
})
test('a state is open or done, not both', () => {
  assert.throws(() => lamp({ by: 'owner', from: ['On', 'Off'], done: 'Off' }), /lamp: Switch is both open and done in Off\./)
  assert.throws(() => lamp({ by: policy, from: ['nothing', 'On', 'Off'], done: ['nothing', 'On'] }), /both open and done in nothing, On\./)
})
test('otherwise is every state that from does not name', () => {
  const done = (row: object) => doneStates(lamp(row), lamp(row).decide['Switch']!)
  assert.deepEqual(done({ by: 'owner', done: otherwise }), ['nothing', 'On'])
  assert.deepEqual(done({ by: 'owner', from: ['nothing', 'On'], done: otherwise }), ['Off'])
  assert.deepEqual(done({ by: 'owner', done: 'On' }), ['On'])
  assert.deepEqual(done({ by: 'owner' }), [])
})
test('of the modules that it is given, an aggregate takes the notes of its kind', () => {
  const { commands, events } = lamp({ by: 'owner' })
  assert.deepEqual([Object.keys(commands), Object.keys(events)], [['Switch'], ['Switched']])
})
test('the case is the key, unless another field is named', () => {
  assert.deepEqual(lamp({ by: 'owner' }).case, ['lampId'])
  assert.deepEqual(lamp({ by: 'owner' }, { case: 'roomId' }).case, ['roomId'])
  assert.deepEqual(lamp({ by: 'owner' }, { case: ['roomId', 'lampId'] }).case, ['roomId', 'lampId'])
})
test('an item has a number of its own where its table says so, or where its key is none', () => {
  assert.equal(lamp({ by: 'owner' }).numbered, false)
  assert.equal(lamp({ by: 'owner' }, { id: 'id' }).numbered, true)
  assert.equal(lamp({ by: 'owner' }, { fields: { lampId: Type.String() } }).numbered, true)
})
