import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { webhook } from './webhook.ts'

const message = {
  key: '7-1@cafeteria.x',
  system: 'cafeteria',
  role: 'customer',
  to: '01012345678',
  text: 'Your Order is Made',
  what: 'Made',
  language: 'en',
  at: 0,
}
const soon = () => AbortSignal.timeout(5000)

/** A receiver that keeps what it got by its id, and answers as it is told. */
const receiver = async (t: { after(end: () => void): void }, answer: () => number | undefined) => {
  const got: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = []
  const server: Server = createServer((request, response) => void take(request, response))
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = ''
    for await (const part of request) body += part
    got.push({ headers: request.headers, body })
    const status = answer()
    if (status === undefined) return
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('{}')
  }
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { got, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` }
}

test('a delivery is signed with its id, its time and its body, by each secret', async t => {
  const { got, url } = await receiver(t, () => 204)
  assert.deepEqual(
    await webhook(url, ['the old secret of us', 'the new secret of us'], () => 1_700_000_000_999).send(message, {}, soon()),
    {
      kind: 'sent',
    },
  )
  const [{ headers, body }] = got as [(typeof got)[number]]
  assert.equal(headers['webhook-id'], message.key)
  assert.equal(headers['webhook-timestamp'], '1700000000')
  const by = (secret: string) => `v1,${createHmac('sha256', secret).update(`${message.key}.1700000000.${body}`).digest('base64')}`
  assert.equal(headers['webhook-signature'], `${by('the old secret of us')} ${by('the new secret of us')}`)
  assert.deepEqual(JSON.parse(body).data, {
    system: 'cafeteria',
    role: 'customer',
    to: '01012345678',
    text: 'Your Order is Made',
    what: 'Made',
    language: 'en',
  })
})
test('a repeat has the same id and the same body, so the receiver knows it', async t => {
  const answers = [503, 200]
  const { got, url } = await receiver(t, () => answers.shift())
  const channel = webhook(url, ['secret'], Date.now)
  assert.equal((await channel.send(message, {}, soon())).kind, 'failed')
  assert.equal((await channel.send(message, {}, soon())).kind, 'sent')
  assert.equal(got[0]!.headers['webhook-id'], got[1]!.headers['webhook-id'])
  assert.equal(got[0]!.body, got[1]!.body)
})
test('a no of the receiver is one; what may pass, what points elsewhere and silence are not', async t => {
  const answers = [400, 410, 429, 302, 500]
  const { got, url } = await receiver(t, () => answers.shift())
  const channel = webhook(url, ['secret'], Date.now)
  const kinds: string[] = []
  while (answers.length) kinds.push((await channel.send(message, {}, soon())).kind)
  assert.deepEqual(kinds, ['refused', 'refused', 'failed', 'failed', 'failed'])
  assert.equal(got.length, 5)
  assert.deepEqual(await channel.send(message, {}, AbortSignal.timeout(50)), {
    kind: 'failed',
    why: 'the receiver did not answer in time',
  })
  assert.deepEqual(await webhook('http://127.0.0.1:1/', ['secret'], Date.now).send(message, {}, soon()), {
    kind: 'failed',
    why: 'the receiver could not be reached',
  })
})
