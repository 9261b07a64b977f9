import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Adapter, guardDefaults, LocalAsk, type Question } from './index.ts'
import { Cook, running } from './town.test.ts'

const question = (type: string, data: object = { orderId: 1 }): Question => ({
  type,
  data,
  id: 'q',
  by: 'policy',
  causes: [],
  actor: 'shop.tell',
  until: Date.now() + 600,
})
const asking = (adapter: Adapter) => new LocalAsk(() => undefined, { bank: adapter }, { ...guardDefaults, retries: 0 })

test('a context of the same process is asked, and answers', async () => {
  const k = running('kitchen')
  const ask = new LocalAsk(name => (name === 'kitchen' ? k.node : undefined), {})
  assert.deepEqual(await ask.ask('kitchen', question('Cook')), { kind: 'answer', accepted: true, status: 'Cooked' })
  assert.deepEqual(k.committed[0]!.data, Cook({ orderId: 1 }).data)
})
test('a context that is starting is waited for; one that could not start was surely not reached', async () => {
  const k = running('kitchen')
  const starts = Promise.withResolvers<typeof k.node>()
  const ask = new LocalAsk(() => starts.promise, {})
  const asked = ask.ask('kitchen', question('Cook'))
  starts.resolve(k.node)
  assert.deepEqual(await asked, { kind: 'answer', accepted: true, status: 'Cooked' })
  const never = new LocalAsk(() => Promise.resolve(undefined), {}, { ...guardDefaults, retries: 0 })
  assert.deepEqual(await never.ask('kitchen', question('Cook')), { kind: 'unreachable' })
})
test('a context that is not here, or has stopped, was surely not reached', async () => {
  const k = running('kitchen')
  const ask = new LocalAsk(name => (name === 'kitchen' ? k.node : undefined), {}, { ...guardDefaults, retries: 0 })
  assert.deepEqual(await ask.ask('bank', question('Charge')), { kind: 'unreachable' })
  await k.node.stop()
  assert.deepEqual(await ask.ask('kitchen', question('Cook')), { kind: 'unreachable' })
})
test('the outside is asked by its adapter, with what is left of the time', async () => {
  const heard: unknown[] = []
  const ask = asking({
    Charge: async (data, until) => {
      heard.push(data, until)
      return { status: 'captured', detail: { receipt: 5 } }
    },
  })
  const q = question('Charge', { key: 'k' })
  assert.deepEqual(await ask.ask('bank', q), { kind: 'answer', accepted: true, status: 'captured', detail: { receipt: 5 } })
  assert.deepEqual(heard, [{ key: 'k' }, q.until])
})
test('what an adapter did not send is unreachable; what it cannot say is unknown', async () => {
  assert.deepEqual(await asking({ Charge: async () => 'unreachable' }).ask('bank', question('Charge')), { kind: 'unreachable' })
  assert.deepEqual(await asking({ Charge: () => Promise.reject(new Error('cut')) }).ask('bank', question('Charge')), { kind: 'timeout' })
})
test('what an adapter holds back for a reason that is not its target’s says nothing of the target, however often', async () => {
  const ask = asking({ Charge: async () => 'unsent' })
  for (let i = 0; i < 3 * guardDefaults.calls; i++)
    assert.deepEqual(await ask.ask('bank', question('Charge')), { kind: 'unreachable', held: true })
  assert.equal(ask.guard('bank').state, 'closed')
})
test('each target has a guard of its own', async () => {
  const ask = new LocalAsk(() => undefined, {}, { ...guardDefaults, retries: 0 })
  for (let i = 0; i < 20; i++) await ask.ask('bank', question('Charge'))
  await ask.ask('kitchen', question('Cook'))
  assert.deepEqual(
    [...ask.guards].map(([name, guard]) => [name, guard.state]),
    [
      ['bank', 'open'],
      ['kitchen', 'closed'],
    ],
  )
})
test('a throwing adapter is no rejection: what goes wrong is a reply', async () => {
  const ask = asking({
    Charge: () => {
      throw new Error('a mistake')
    },
  })
  assert.deepEqual(await ask.ask('bank', question('Charge')), { kind: 'timeout' })
  assert.deepEqual(await ask.ask('bank', question('Refund')), { kind: 'timeout' })
})
