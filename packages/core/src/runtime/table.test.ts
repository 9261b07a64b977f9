import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anyone, person } from '@jumun/testing'
import { type Aggregate, aggregate, command, otherwise, own, policy, self, system, Type, type Who } from '../model/index.ts'
import { byPolicy, bySystem, type Caller, check, isOpen, mayIssue, statusOf } from './index.ts'

const Id = Type.Integer()
const Take = command('Take', { bikeId: Id, rider: Id })
const Leave = command('Leave', { bikeId: Id })
const Bike: Aggregate = aggregate('bike', {
  key: 'bikeId',
  commands: { Take, Leave },
  events: {},
  states: ['Free', 'Taken', 'Lost'],
  fields: { bikeId: Id, rider: Id, shop: Id },
  decide: {
    Take: { by: [own('shop'), 'manager'], from: ['nothing', 'Free'], done: 'Taken', then: () => [] },
    Leave: { by: policy, from: 'Taken', done: otherwise, then: () => [] },
  },
  evolve: {},
})
const free = { bikeId: 1, rider: 7, shop: 3, status: 'Free' }
const rider = (id: number) => person('rider', { rider: String(id) })
const shop = (id: number) => person('shop', { shop: String(id) })
/** May this caller issue a command that these may? */
const may = (by: Who | readonly Who[], caller: Caller, state: any = free, wish: any = {}) =>
  mayIssue({ by, from: [], then: () => [] }, caller, state === 'nothing' ? undefined : state, wish)

test('a role may what its name is in', () => {
  assert.equal(may('manager', person('manager')), 'yes')
  assert.equal(may(['clerk', 'manager'], { ...person('manager'), roles: ['a', 'manager'] }), 'yes')
  assert.equal(may('manager', person('clerk')), 'role')
  assert.equal(may('manager', { ...person('x'), roles: [] }), 'role')
})
test('an owner is who claims what the state says, as a text', () => {
  assert.equal(may(own('shop'), shop(3)), 'yes')
  assert.equal(may(own('shop'), shop(4)), 'not-yours')
  assert.equal(may(own('shop'), rider(3)), 'role', 'another claim of the same value is no claim')
  assert.equal(may(own('shop'), person('manager')), 'role')
})
test('before there is a state the wish says whose it will be', () => {
  assert.equal(may(own('shop'), shop(3), 'nothing', { shop: 3 }), 'yes')
  assert.equal(may(own('shop'), shop(3), 'nothing', { shop: 4 }), 'not-yours')
  assert.equal(may(own('shop'), shop(3), free, { shop: 4 }), 'yes', 'a wish does not change whose it is')
})
test('one of several claims is enough, and a role beside them', () => {
  assert.equal(may([own('shop'), own('rider')], rider(7)), 'yes')
  assert.equal(may([own('shop'), own('rider')], shop(4)), 'not-yours')
  assert.equal(may([own('shop'), 'manager'], { ...shop(4), roles: ['manager'] }), 'yes')
})
test('who acts in their own name says it in the wish, whosever the item is', () => {
  assert.equal(may(self('rider'), rider(8), free, { rider: 8 }), 'yes')
  assert.equal(may(self('rider'), rider(8), free, { rider: 7 }), 'not-yours')
  assert.equal(may(self('rider'), rider(8), free, {}), 'yes', 'who names nobody means oneself')
})
test('reactions may what is theirs and what contexts may, and nothing of people', () => {
  assert.equal(may(policy, byPolicy), 'yes')
  assert.equal(may(system, byPolicy), 'yes')
  assert.equal(may(['manager', own('shop')], byPolicy), 'role')
})
test('a context that asks may what is a system’s, and nothing of reactions', () => {
  assert.equal(may(system, bySystem), 'yes')
  assert.equal(may(policy, bySystem), 'role')
  assert.equal(may('manager', bySystem), 'role')
})
test('nobody becomes the runtime by a role of that name in a list of people', () =>
  assert.equal(may([policy, 'manager'], person('clerk')), 'role'))
test('in open mode anyone may everything but what is the runtime’s', () => {
  for (const by of ['manager', own('shop'), system, [policy, 'manager']] as const) assert.equal(may(by, anyone), 'yes')
  assert.equal(may(policy, anyone), 'role')
})

test('first who may, then whether it is already so, then whether it is possible', () => {
  const says = (caller: Caller, status?: string) => check(Bike, 'Take', caller, status && { ...free, status }, { shop: 3 })
  assert.deepEqual(
    [
      says(shop(4), 'Taken'),
      says(person('clerk'), 'Lost'),
      says(shop(3), 'Taken'),
      says(shop(3), 'Free'),
      says(shop(3), 'Lost'),
      says(shop(3)),
    ],
    ['not-yours', 'role', 'done', 'decide', 'not-allowed-now', 'decide'],
  )
})
test('where there is nothing, its state is nothing', () => {
  assert.deepEqual([statusOf(undefined), statusOf(free)], ['nothing', 'Free'])
  assert.equal(check(Bike, 'Leave', byPolicy, undefined, {}), 'done')
})
test('what is open on an item is what would be decided', () => {
  const open = (types: readonly string[], caller: Caller, state: object, now = 0) =>
    types.filter(type => isOpen(Bike, type, caller, state, now))
  assert.deepEqual(open(['Take', 'Leave'], shop(3), free), ['Take'])
  assert.deepEqual(open(['Take', 'Leave'], shop(4), free), [])
  assert.deepEqual(open(['Take', 'Leave'], byPolicy, { ...free, status: 'Taken' }), ['Leave'])
  assert.deepEqual(open(['Take'], shop(3), { ...free, status: 'Taken' }), [], 'what is already so need not be offered')
})
