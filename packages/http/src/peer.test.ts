import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { NoPeer, peerAt } from './peer.ts'

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
