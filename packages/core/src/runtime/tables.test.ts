import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '../model/index.ts'
import { tablesOf } from './index.ts'
import { orders, town } from './town.test.ts'

const [shop, kitchen] = town().contexts as [Context, Context]

test('there is a table for each kind of item and each view, with the type of its key', () => {
  const kinds = (c: Context) => tablesOf(c).map(({ name, kind, keyType, numbered }) => ({ name, kind, keyType, numbered }))
  assert.deepEqual(kinds(shop), [{ name: 'order', kind: 'item', keyType: 'integer', numbered: false }])
  assert.deepEqual(kinds(kitchen), [
    { name: 'dish', kind: 'item', keyType: 'integer', numbered: true },
    { name: 'page', kind: 'row', keyType: 'integer', numbered: true },
  ])
})
test('what the wire looks for has an index, once: the owner, the search fields, the status', () => {
  const searches = { byCustomer: { by: ['customer'] }, unpaid: { states: ['AwaitingPayment'] }, both: { by: ['qty'], states: ['Ordered'] } }
  const routes = { orders: { ...orders, searches }, unpaid: { ...orders, owner: 'customer' } }
  assert.deepEqual(tablesOf({ ...shop, routes })[0]!.indexes, ['customer', 'qty', 'status'])
  assert.deepEqual(tablesOf({ ...shop, routes: {} })[0]!.indexes, [])
})
