// What the audit of the dealer says of stores and books that somebody has tampered with.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseFile, CasePromises, Recorded } from '@jumun/core/runtime'
import { audit } from './audit.ts'

const sales = (audit as CasePromises).also![0]!
const fact = (type: string, data: object) => ({ type, data }) as Recorded
const sale = { status: 'Collecting', quote: 5_000_000, carId: null, done: false, withdrawing: false }
const file = (states: object, ...books: readonly object[]): CaseFile => ({
  case: 'saleId/3',
  key: 3,
  states: { ...states },
  rows: {},
  facts: [],
  books,
})
const paid = { kind: 'charge', status: 'captured', key: 'payout-3-0', reference: 3, amt: 5_000_000, at: 1 }

test('a sale that goes on is paid out once, for what was quoted', () => {
  const states = { 'purchase.sale': sale, 'billing.payout': { status: 'Y' } }
  assert.deepEqual(sales.atRest(file(states, paid)), [])
  assert.deepEqual(sales.atRest(file(states)), ['money: Collecting sale, not paid out'])
  assert.deepEqual(sales.atRest(file(states, paid, { ...paid, key: 'payout-3-1' })), [
    'money: paid out twice',
    'money: Collecting sale, paid out',
  ])
})
test('a cancelled sale has its money back', () =>
  assert.deepEqual(
    sales.atRest(file({ 'purchase.sale': { ...sale, status: 'Cancelled', done: true }, 'billing.payout': { status: 'M' } }, paid)),
    ['money: Cancelled sale, paid out'],
  ))
test('the books of provider and bank are told apart by their keys', () => {
  assert.deepEqual([audit.bookKey(paid), sales.bookKey(paid)], [undefined, 3])
  assert.deepEqual([audit.bookKey({ key: 'refund-7-1', reference: 7 }), sales.bookKey({ key: 'refund-7-1', reference: 7 })], [7, undefined])
})
test('a car is kept for nobody whose purchase is over, and a plate for no sale that is', () => {
  const held = [fact('CarHeld', { carId: 1, puId: 7 })]
  assert.deepEqual(
    audit.whole!(held, () => ({ status: 'Y' })),
    [],
  )
  assert.deepEqual(
    audit.whole!(held, () => ({ status: 'Expired' })),
    ['carId: kept for puId 7, which is over'],
  )
  assert.deepEqual(
    audit.whole!([...held, fact('CarHeld', { carId: 1, puId: 8 })], () => undefined),
    ['carId: two have one'],
  )
  assert.deepEqual(
    sales.whole!([fact('PlateClaimed', { plateNumber: '12가3456', saleId: 3 })], () => ({ status: 'Declined' })),
    ['plateNumber: kept for saleId 3, which is over'],
  )
})
