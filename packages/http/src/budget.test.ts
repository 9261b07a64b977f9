// What a request costs that is refused, or asks for something odd: CPU time, beside a plain one of the same size in the same run.
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, suite, test } from 'node:test'
import { type Running, serve } from './fixture/serving.ts'
import { shop } from './fixture/shop.ts'

/** A connection that asks one thing after the other, and counts answers. */
const connection = async (base: string) => {
  const socket = connect(Number(new URL(base).port), '127.0.0.1')
  await new Promise(done => socket.once('connect', done))
  let answered: () => void = () => {}
  let failed: (error: Error) => void = () => {}
  socket.on('data', () => answered()).on('close', () => failed(new Error('the connection was closed')))
  return {
    ask: (text: string) =>
      new Promise<void>((done, fails) => {
        answered = done
        failed = fails
        socket.write(text)
      }),
    end: () => socket.destroy(),
  }
}
/** Whoever collects garbage or compiles beside a request adds to it, for longer than some batches take; never for so many. */
const most = 100
/** µs of CPU that a request costs, client and all: the cheapest of some batches, and of more where it is not below `bound`. */
const costOf = async (base: string, text: string, { batches = 3, each = 8, bound = Number.POSITIVE_INFINITY } = {}): Promise<number> => {
  const one = await connection(base)
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < batches || (least >= bound && i < most); i++) {
    const from = process.cpuUsage()
    for (let k = 0; k < each; k++) await one.ask(text)
    const { user, system } = process.cpuUsage(from)
    least = Math.min(least, (user + system) / each)
  }
  one.end()
  return least
}
const headers = [
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'connection',
  'content-type',
  'cookie',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'origin',
  'prefer',
  'sec-fetch-site',
  'traceparent',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-request-start',
  'x-time-left',
]
const parameters = ['sort', 'page', 'size', 'pretty', 'phoneNumber', 'after', 'at', 'unknown']
const fills = [' ', '\t', ';', ',', ';q=', '/', '"', 'a', '0', '-', ', a;q=0.1', ',*/*;profile="x"', '"x",']
const size = 15_000
const filled = (fill: string, most = size) => `a${fill.repeat(most / fill.length)}b`

for (const access of ['open', 'guarded'] as const)
  suite(`what a request costs, ${access}`, () => {
    let r: Running
    let plain: number
    const request = (header: string) => `GET /orders/999 HTTP/1.1\r\nhost: localhost\r\n${header}\r\n\r\n`
    before(async () => {
      r = await serve(shop, { access, gateway: { rate: { perSecond: 1e6, burst: 1e6 }, sockets: { trusts: () => true } } })
      await costOf(r.gateway, request('x-other: a'), { each: 200 }) // warm
      plain = await costOf(r.gateway, request(`x-other: ${filled('a')}`), { each: 50 })
    })
    after(() => r.stop())
    /** Ten times is far from what a careless pattern costs, and from what a busy machine adds. */
    const isNear = async (text: string, beside: number, what: string) => {
      const cost = await costOf(r.gateway, text, { bound: 10 * beside })
      assert.ok(cost < 10 * beside, `${what}: ${Math.round(cost)} µs beside ${Math.round(beside)} µs`)
    }
    for (const header of headers)
      test(`no text in ${header} costs much more than one that nobody reads`, async () => {
        for (const fill of fills) await isNear(request(`${header}: ${filled(fill)}`), plain, JSON.stringify(fill))
      })
    for (const name of parameters)
      test(`no text in the parameter ${name} costs much more either`, async () => {
        const asked = (path: string, parameter: string, fill: string) =>
          `GET ${path}?${parameter}=${encodeURIComponent(filled(fill, 4500)).replaceAll('%20', '+')} HTTP/1.1\r\nhost: localhost\r\n\r\n`
        for (const path of ['/orders', '/orders/search/findByPhoneNumber', '/menu/1']) {
          const simple = Math.max(plain, await costOf(r.gateway, asked(path, 'other', '"')))
          for (const fill of fills) await isNear(asked(path, name, fill), simple, `${path} ${JSON.stringify(fill)}`)
        }
      })
  })
