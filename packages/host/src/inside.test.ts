import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '@jumun/core/model'
import { memoryStore } from '@jumun/testing'
import type { Peer } from '@jumun/http/peer'
import { insideOf, remoteStore } from './inside.ts'

const order = { name: 'order', aggregates: [], views: [] } as unknown as Context
const operator = { actor: 'lee', roles: ['operator'], claims: {}, anyone: false }

/** A store as another process sees it, and how often it went there. */
const beside = () => {
  const store = memoryStore([])
  const inside = insideOf({ boards: new Map() } as any, 'shop', order, store)
  const trips: string[] = []
  const call = async (_: string, path: string, __: number, { args }: any) => {
    trips.push(path)
    return JSON.parse(JSON.stringify({ result: await inside[path.replace('/inside/', '')]!(operator, args) }))
  }
  return { store, trips, there: remoteStore({ call } as unknown as Peer) }
}

test('what is asked of a store in one turn goes there together, and each hears its own answer', async () => {
  const { store, trips, there } = beside()
  await store.commit({ progress: { bar: 7 } })
  assert.deepEqual(await Promise.all([there.progress('bar'), there.head(), there.read(0, 9), there.progress('shop')]), [7, 0, [], 0])
  assert.deepEqual(trips, ['/inside/store.many'])
  assert.equal(await there.seen('bar', 'orderId/1'), 0)
  assert.equal(trips.length, 2)
})
test('more than fit go in several trips', async () => {
  const { trips, there } = beside()
  await Promise.all(Array.from({ length: 450 }, () => there.head()))
  assert.equal(trips.length, 3)
})
test('nothing but what an audit reads is asked of a store from outside', async () => {
  const { store } = beside()
  const inside = insideOf({ boards: new Map() } as any, 'shop', order, store)
  assert.throws(() => inside['store.many']!(operator, [{ name: 'commit', args: [{ progress: { bar: 1 } }] }]), /malformed/)
  assert.equal(await store.progress('bar'), 0)
})
