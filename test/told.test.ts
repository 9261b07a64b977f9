// What people are told by channels other than the log, on the product as it runs: never lost, once for each key, in the order in which it happened.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { Host, settingsFrom } from '@jumun/host'
import { product } from '@jumun/systems'
import { folder, until } from './hosted.ts'

interface Posted {
  readonly id: string
  readonly to: string
  readonly what: string
  readonly language: string
  readonly text: string
  readonly role: string
}
type Ends = { after(work: () => unknown): void }

/** A receiver of an operator that keeps each id once; `moods`: what it answers, else 204. `silent`: it takes and never answers. */
const receiver = async (t: Ends) => {
  const kept: Posted[] = []
  const moods: (number | 'silent')[] = []
  const server = createServer((request, response) => void take(request, response))
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = ''
    for await (const part of request) body += part
    const id = String(request.headers['webhook-id'])
    const mood = moods.shift() ?? 204
    const isTaken = mood === 'silent' || mood < 300
    if (isTaken && !kept.some(k => k.id === id)) kept.push({ id, ...JSON.parse(body).data })
    if (mood !== 'silent') response.writeHead(mood).end()
  }
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { kept, moods, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages` }
}
const started = async (t: Ends, data: string, url: string) => {
  const secret = join(data, 'secret')
  writeFileSync(secret, 'a secret that nobody guesses')
  const argv = ['cafeteria', '--data', data, '--port', '0', '--log', 'silent', '--channel', 'webhook']
  const host = new Host(settingsFrom([...argv, '--webhook-url', url, '--webhook-secret', secret], {}, product), product)
  await host.start()
  let stopped: Promise<void> | undefined
  const stop = () => (stopped ??= host.stop())
  t.after(stop)
  const call = async (method: string, path: string, body?: object): Promise<any> =>
    (
      await fetch(host.address + path, {
        method,
        ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
      })
    ).json()
  return { call, stop }
}
const order = (call: (method: string, path: string, body?: object) => Promise<any>, phoneNumber: string) =>
  call('POST', '/orders', { phoneNumber, productName: 'coffee', qty: 1, language: 'ko' })
const make = async (call: (method: string, path: string, body?: object) => Promise<any>, orderId: number) => {
  const drink = await until('the drink', async () =>
    (await call('GET', '/drinks'))._embedded.drinks.find((d: any) => d.orderId === orderId),
  )
  for (const status of ['Receipted', 'Made']) await call('PATCH', `/drinks/${drink.id}`, { status })
}

test('a customer is told by webhook what they are told by the log, in their language and in order; operators see each', async t => {
  const { kept, url } = await receiver(t)
  const { call } = await started(t, folder(t), url)
  const { id } = await order(call, '01012345678')
  await make(call, id)
  await until('three messages', async () => kept.length === 3)
  assert.deepEqual(
    kept.map(k => [k.what, k.to, k.language, k.role]),
    ['Ordered', 'Receipted', 'Made'].map(what => [what, '01012345678', 'ko', 'customer']),
  )
  assert.equal(kept[2]!.text, '음료가 준비되었습니다.\n찾으러 오세요!')
  const { messages } = await until('the answers', async () => {
    const now = await call('GET', '/operations/messages?state=sent')
    return now.messages.length === 3 && now
  })
  assert.deepEqual(
    messages.map((m: any) => [m.what, m.to, m.channel]),
    ['Made', 'Receipted', 'Ordered'].map(what => [what, '…78', 'webhook']),
  )
  await until('the list of what was sent', async () => {
    const shown: any[] = (await call('GET', '/messages'))._embedded.messages
    return shown.length === 3 && shown.every(m => m.status === 'Sent')
  })
})
test('a receiver that fails, and one that takes and never says so, get a message until they have said so: once by its id, and after a restart too', async t => {
  const { kept, moods, url } = await receiver(t)
  const data = folder(t)
  const first = await started(t, data, url)
  moods.push(500, 'silent')
  const { id } = await order(first.call, '01012345678')
  await until(
    'a failure that operators see',
    async () => (await first.call('GET', '/operations/messages?state=failed')).messages.length === 1,
  )
  const [failed] = (await first.call('GET', '/operations/messages')).messages
  assert.equal(failed.reason, 'webhook: the receiver answered 500')
  await make(first.call, id)
  await first.stop()

  const second = await started(t, data, url)
  const others = await order(second.call, '01099999999')
  await until('another person is told, whatever the first waits for', async () => kept.some(k => k.to === '01099999999'))
  assert.ok(others.id)
  await until('all of the first order', async () => kept.filter(k => k.to === '01012345678').length === 3, 60_000)
  assert.deepEqual(
    kept.filter(k => k.to === '01012345678').map(k => k.what),
    ['Ordered', 'Receipted', 'Made'],
  )
})
