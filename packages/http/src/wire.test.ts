import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Collection, Type, type View } from '@jumun/core/model'
import { Wire } from './wire.ts'

const of = {
  kind: 'view',
  name: 'visit',
  key: 'visitId',
  fields: { visitId: Type.Integer(), customerId: Type.Integer() },
  listed: () => true,
}
const collection: Collection = { of: of as unknown as View, item: 'visit', shows: ['customerId'], owner: 'customerId', readers: ['clerk'] }
const wire = new Wire('visits', collection, Date.now)
const claiming = (customerId: string) => ({ actor: 'kim', roles: [], claims: { customerId }, anyone: false })

test('COM-53: a claim is a number only in its one usual form', () => {
  assert.deepEqual(wire.scope(claiming('11')), { kind: 'own', field: 'customerId', value: 11 })
  assert.equal(wire.owns(claiming('11'), { customerId: 11 }), true)
  for (const claim of ['0xb', '11.0', ' 11', '11 ', '1.1e1', '+11', '011', '１１', '', 'NaN', '9007199254740993']) {
    assert.deepEqual(wire.scope(claiming(claim)), { kind: 'none' }, `listed for ${claim}`)
    assert.equal(wire.owns(claiming(claim), { customerId: 11 }), false, `shown to ${claim}`)
  }
})
