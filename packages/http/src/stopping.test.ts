import assert from 'node:assert/strict'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { test } from 'node:test'
import { eventually, send } from './fixture/client.ts'
import { type Running, serve } from './fixture/serving.ts'
import { shop } from './fixture/shop.ts'
import { registryOf, stopServing } from './index.ts'
import { wish } from './rest-suite.ts'

const post = (base: string, agent: Agent) =>
  new Promise<{ status: number; connection: string | undefined }>((done, failed) => {
    const body = JSON.stringify(wish)
    const { port } = new URL(base)
    const out = request(
      {
        host: '127.0.0.1',
        port,
        method: 'POST',
        path: '/orders',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': body.length },
      },
      answer => {
        answer.resume().on('end', () => done({ status: answer.statusCode!, connection: answer.headers.connection }))
      },
    )
    out.on('error', failed).end(body)
  })
/** What a server that is not listening any more says of itself. */
const inFlightOf = async (server: object) => {
  const registry = (server as any)[registryOf]
  return Number(/jumun_http_requests_in_flight\{[^}]*\} (\d+)/.exec(await registry.metrics())![1])
}
const inFlight = (base: string) =>
  send(base, 'GET', '/metrics').then(a => Number(/jumun_http_requests_in_flight\{[^}]*\} (\d+)/.exec(a.text)![1]) - 1)

const running = (work: (r: Running) => Promise<void>) => async () => {
  const r = await serve(shop)
  try {
    await work(r)
  } finally {
    await r.stop()
  }
}

for (const where of ['gateway', 'context'] as const)
  test(
    `a ${where} that stops answers what it accepted, says goodbye with it, and takes nothing new`,
    running(async r => {
      r.psp.how = 'silent'
      const base = where === 'gateway' ? r.gateway : r.at.order!
      const agent = new Agent({ keepAlive: true })
      const idle = connect(Number(new URL(base).port), '127.0.0.1') // never asks anything
      const accepted = Promise.all(Array.from({ length: 5 }, () => post(base, agent)))
      await eventually(
        () => inFlight(r.at.order!),
        n => n === 5,
      )
      const started = Date.now()
      const stopped = where === 'gateway' ? stopServing(r.gatewayServer) : r.contexts.get('order')!.server!.close()
      await eventually(
        () =>
          post(base, new Agent()).then(
            () => false,
            (e: NodeJS.ErrnoException) => e.code === 'ECONNREFUSED',
          ),
        refused => refused,
      )
      for (const answer of await accepted) assert.deepEqual(answer, { status: 503, connection: 'close' })
      await stopped
      assert.ok(Date.now() - started < 5000, 'nobody waits for those who say nothing')
      idle.destroy()
      agent.destroy()
    }),
  )
test(
  'a context that stops behind a gateway finishes what was handed on to it',
  running(async r => {
    r.psp.how = 'silent'
    const answer = send(r.gateway, 'POST', '/orders', { body: wish })
    await eventually(
      () => inFlight(r.at.order!),
      n => n === 1,
    )
    const { server } = r.contexts.get('order')!
    r.contexts.set('order', {})
    const stopped = server!.close().then(() => inFlightOf(server!))
    assert.equal((await send(r.gateway, 'POST', '/orders', { body: wish })).status, 503)
    const said = await answer
    assert.match(said.json.type, /^\/problems\/payment-/)
    assert.equal(await stopped, 0, 'nothing is in flight any more when it has stopped')
  }),
)
