import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beginLife } from '@jumun/core/runtime'
import { memoryStore } from '@jumun/testing'
import { installationOf, named } from './installation.ts'

let births = 0
const born = async () => {
  const store = memoryStore([])
  await beginLife(store, () => `life${++births}`)
  return store
}

test('a new store is named once, also where replicas begin at once; no two installations are called alike', async () => {
  const [one, two] = [await born(), await born()]
  const names = await Promise.all(Array.from({ length: 5 }, () => installationOf('cafeteria', one)))
  assert.equal(new Set(names).size, 1)
  assert.match(names[0]!, /^cafeteria\./)
  assert.equal(await installationOf('cafeteria', one), names[0], 'and stays')
  const others = [await installationOf('cafeteria', two), await installationOf('bread', await born())]
  assert.equal(new Set([names[0], ...others]).size, 3)
})
test('data that is older than such names goes on without one: the provider knows its charges so', async () => {
  const store = await born()
  Object.assign(store, { head: async () => 7 })
  assert.equal(await installationOf('cafeteria', store), '')
  Object.assign(store, { head: async () => 0 })
  assert.equal(await installationOf('cafeteria', store), '', 'once noted, for ever')
})
test('keys towards a provider are this installation’s alone; what the money is for stays as it is', async () => {
  const asked: object[] = []
  const adapters = { psp: { Refund: async (data: object) => (asked.push(data), { status: 'refunded' }) } }
  const refund = { reference: 7, key: 'refund-7', of: 'charge-7', amt: 1000 }
  await named(adapters, 'cafeteria.x').psp!.Refund!(refund, 0)
  await named(adapters, '').psp!.Refund!(refund, 0)
  assert.deepEqual(asked, [{ reference: 7, key: 'refund-7@cafeteria.x', of: 'charge-7@cafeteria.x', amt: 1000 }, refund])
})
