import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { NoPeer, peerAt } from './peer.ts'

/** A replica that can stand still: it takes connections, and nobody answers. */
const replica = async (t: TestContext, name: string) => {
  const it = { name, isStill: false, asks: 0, trials: 0, address: '' }
  const waiting: (() => void)[] = []
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    if (request.url!.startsWith('/actuator')) it.trials++
    else it.asks++
    request.resume()
    const answer = () => response.end(JSON.stringify({ kind: 'answer', accepted: true, status: name }))
    if (it.isStill) waiting.push(answer)
    else answer()
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  it.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(it, {
    goOn: () => {
      it.isStill = false
      for (const answer of waiting.splice(0)) answer()
    },
  })
}
const question = (within: number) => ({
  type: 'Pay',
  data: {},
  id: 'q',
  by: 'system' as const,
  causes: [],
  actor: 'x',
  until: Date.now() + within,
})
const until = async (holds: () => boolean) => {
  const end = Date.now() + 20_000
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited twenty seconds for: ${holds.toString()}`)
    await new Promise(done => setTimeout(done, 10))
  }
}

test('a replica that stands still costs a question a third of its time, is then left out, and comes back by itself', async t => {
  const [still, well] = [await replica(t, 'still'), await replica(t, 'well')]
  const peer = peerAt([still.address, well.address])
  still.isStill = true
  assert.deepEqual(await peer.ask(question(3000)), { kind: 'answer', accepted: true, status: 'well' })
  await until(() => still.trials > 0)
  await until(() => peer.replicas.inTurn().at(-1) === still.address && peer.replicas.inTurn().at(-1) === still.address)
  const before = still.asks
  for (let i = 0; i < 10; i++) assert.equal((await peer.ask(question(3000))).kind, 'answer')
  assert.equal(still.asks, before)
  still.goOn()
  await until(() => peer.replicas.inTurn()[0] === still.address)
})
test('who has no time left asks no second replica, and surely nothing was sent', async t => {
  let asked = 0
  const other = createServer((_, response) => {
    asked++
    response.end('{}')
  })
  await new Promise<void>(done => other.listen(0, '127.0.0.1', done))
  t.after(() => other.close())
  const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
  await peerAt([address]).call('GET', '/', 5000) // leaves a connection behind: the next request would be sent at once
  const warnings: string[] = []
  const warned = ({ message }: Error) => void warnings.push(message)
  process.on('warning', warned)
  t.after(() => process.off('warning', warned))
  const nobody = 'http://127.0.0.1:1'
  await assert.rejects(peerAt([nobody, address]).call('GET', '/', 0), (error: unknown) => error instanceof NoPeer && !error.sent)
  await new Promise(setImmediate)
  assert.deepEqual([asked, warnings.filter(w => /negative/.test(w))], [1, []])
})
