// What contexts of the café ask each other by HTTP, played by those who ask before an answerer of Pact's: what they say and need
// is the contract.
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ConsumerInteraction, type ConsumerPact, makeConsumerPact } from '@pact-foundation/pact-core'
import { remoteSource } from '@jumun/bus-http'
import { Host, settingsFrom } from '@jumun/host'
import { peerAt } from '@jumun/http/peer'
import { product } from '@jumun/systems'

const number = (value: number) => ({ 'pact:matcher:type': 'integer', value })
const like = (value: unknown) => ({ 'pact:matcher:type': 'type', value })
const each = (value: unknown) => ({ 'pact:matcher:type': 'type', value: [value], min: 1 })
const form = (regex: string, value: string) => ({ 'pact:matcher:type': 'regex', regex, value })
const trace = form('^00-[0-9a-f]{32}-[0-9a-f]{16}-01$', '00-8d59914e21a80a7b8343122907316228-bea07af1cfefa6f0-01')
const json = 'application/json'
const wish = { phoneNumber: '01012345678', productName: 'coffee', qty: 2, amt: 1000 }

/** What is said in one question and its answer. */
interface Said {
  readonly what: string
  readonly given?: string
  readonly method: string
  readonly path: string
  readonly query?: { readonly [name: string]: string }
  readonly headers?: { readonly [name: string]: string | object }
  readonly body?: object
  readonly answer: {
    readonly status: number
    readonly headers?: { readonly [name: string]: string | object }
    readonly body: object
    readonly type?: string
  }
}
const value = (of: string | object): string => (typeof of === 'string' ? of : JSON.stringify(of))
const add = (pact: ConsumerPact, { what, given, method, path, query = {}, headers = {}, body, answer }: Said): void => {
  const it: ConsumerInteraction = pact.newInteraction(what)
  if (given) it.given(given)
  it.withRequest(method, path)
  for (const [name, text] of Object.entries(query)) it.withQuery(name, 0, text)
  for (const [name, of] of Object.entries(headers)) it.withRequestHeader(name, 0, value(of))
  if (body) it.withRequestBody(JSON.stringify(body), json)
  it.withStatus(answer.status)
  for (const [name, of] of Object.entries(answer.headers ?? {})) it.withResponseHeader(name, 0, value(of))
  it.withResponseBody(JSON.stringify(answer.body), answer.type ?? json)
}

/** One who asks, and what it needs. */
interface Play {
  readonly consumer: string
  readonly provider: string
  readonly says: readonly Said[]
  /** Asks at this address. Rejects where it does not understand an answer. */
  readonly asks: (address: string) => Promise<void>
}

const askedToPay = (what: string, orderId: number, paymentToken: string | null, status: string): Said => ({
  what,
  method: 'POST',
  path: '/asks/ApprovePayment',
  headers: { traceparent: trace },
  body: {
    kind: 'command',
    type: 'ApprovePayment',
    data: { orderId: number(orderId), phoneNumber: wish.phoneNumber, amt: wish.amt, paymentToken },
    id: form('^order:order/\\d+/\\d+/pay/ask$', `order:order/${orderId}/2/pay/ask`),
    by: 'system',
    causes: each(like('order:order/1/2')),
    actor: 'order.pay',
    settles: ['PaymentApproved', 'PaymentDeclined', 'NotCharged', 'rejected'],
    within: number(30_000),
    trace,
  },
  answer: { status: 200, body: { kind: 'answer', accepted: true, status } },
})
/** A process of its own, whose peers are all at one address; what it asks them besides goes to nobody. */
const apart = async (part: string, peers: readonly string[], at: string, only: RegExp, work: (address: string) => Promise<void>) => {
  const data = mkdtempSync(join(tmpdir(), 'jumun-contract-'))
  const door = await doorTo(at, only)
  const where = `http://127.0.0.1:${(door.address() as AddressInfo).port}`
  const settings = [
    `cafeteria/${part}`,
    '--data',
    data,
    '--port',
    '0',
    '--log',
    'silent',
    '--peers',
    peers.map(p => `${p}=${where}`).join(),
  ]
  const host = new Host(settingsFrom(settings, {}, product), product)
  try {
    await host.start()
    const port = part === 'gateway' ? host.gatewayPort : host.boards.get('cafeteria')!.places.get(part)!.port
    await work(`http://127.0.0.1:${port}`)
  } finally {
    await host.stop()
    door.closeAllConnections()
    await new Promise(done => door.close(done))
    rmSync(data, { recursive: true, force: true })
  }
}
const doorTo = async (at: string, only: RegExp): Promise<Server> => {
  const door = createServer((asked, answer) => {
    if (!only.test(asked.url!)) return void answer.writeHead(503).end()
    const out = request(at + asked.url!, { method: asked.method!, headers: asked.headers }, from => {
      answer.writeHead(from.statusCode!, from.headers)
      from.pipe(answer)
    })
    out.on('error', () => answer.destroy())
    asked.pipe(out)
  })
  await new Promise<void>(done => door.listen(0, '127.0.0.1', done))
  return door
}
const expects = async (address: string, more: object, status: number): Promise<void> => {
  const body = JSON.stringify({ ...wish, ...more })
  const answer = await fetch(`${address}/orders`, { method: 'POST', headers: { 'content-type': json }, body })
  if (answer.status !== status) throw new Error(`an order is ${answer.status}, not ${status}: ${await answer.text()}`)
}

const through = { 'x-time-left': form('^\\d+$', '30000'), traceparent: trace, 'x-forwarded-host': form('.+', 'localhost:8088') }
const plays: readonly Play[] = [
  {
    consumer: 'cafeteria-order',
    provider: 'cafeteria-payment',
    says: [
      askedToPay('an order is to be paid', 1_000_001, null, 'PaymentApproved'),
      askedToPay('an order is to be paid by a card that is declined', 1_000_002, 'decline', 'PaymentDeclined'),
    ],
    asks: at =>
      apart('order', ['payment', 'drink'], at, /^\/asks\//, async address => {
        await expects(address, {}, 201)
        await expects(address, { paymentToken: 'decline' }, 422)
      }),
  },
  {
    consumer: 'cafeteria-gateway',
    provider: 'cafeteria-order',
    says: [
      {
        what: 'somebody orders',
        method: 'POST',
        path: '/orders',
        headers: through,
        body: wish,
        answer: {
          status: 201,
          headers: { location: form('^http.+/orders/\\d+$', 'http://localhost:8081/orders/1') },
          type: 'application/hal+json;charset=UTF-8',
          body: {
            id: number(1),
            status: 'Ordered',
            _links: { self: { href: form('^http.+/orders/\\d+$', 'http://localhost:8081/orders/1') } },
          },
        },
      },
      {
        what: 'somebody orders by a card that is declined',
        method: 'POST',
        path: '/orders',
        headers: through,
        body: { ...wish, paymentToken: 'decline' },
        answer: {
          status: 422,
          type: 'application/problem+json',
          body: { type: '/problems/payment-declined', status: 422, title: like('Payment declined'), detail: like('Nothing was charged.') },
        },
      },
    ],
    asks: at =>
      apart('gateway', ['order'], at, /^\/orders$/, async address => {
        await expects(address, {}, 201)
        await expects(address, { paymentToken: 'decline' }, 422)
      }),
  },
  {
    consumer: 'cafeteria-customercenter',
    provider: 'cafeteria-order',
    says: [
      {
        what: 'what happened is read from the log',
        given: 'somebody has ordered',
        method: 'GET',
        path: '/log',
        query: { after: '0', limit: '1000', wait: '0' },
        answer: {
          status: 200,
          body: {
            events: {
              'pact:matcher:type': 'array-contains',
              variants: [
                {
                  id: form('^order/\\d+/\\d+$', 'order/1/3'),
                  type: 'Ordered',
                  data: {
                    orderId: number(1),
                    phoneNumber: form('^\\d{9,15}$', wish.phoneNumber),
                    pickupNumber: number(1),
                    language: form('^(ko|en)$', 'en'),
                  },
                  source: 'order',
                  aggregate: 'order',
                  key: number(1),
                  item: number(1),
                  case: form('^orderId/\\d+$', 'orderId/1'),
                  time: number(1_796_034_177_943),
                  cause: like('order:order/1/2/pay'),
                  causes: each(like('order:order/1/2')),
                  actor: like('policy'),
                  number: number(1),
                  position: number(7),
                },
              ],
            },
          },
        },
      },
      {
        what: 'it is asked how far the log goes',
        given: 'somebody has ordered',
        method: 'GET',
        path: '/log/head',
        answer: { status: 200, body: { head: number(7) } },
      },
    ],
    asks: async at => {
      const log = remoteSource(() => peerAt([at]), false)
      const [event] = await log.read(0, 1000)
      if (event?.type !== 'Ordered' || (await log.head()) !== 7) throw new Error('the log was not understood')
      log.close()
    },
  },
]

/** Plays each who asks, and writes what it said and needed into a folder. Throws where one said something else, or understood nothing. */
export const writeRest = async (folder: string): Promise<void> => {
  for (const { consumer, provider, says, asks } of plays) {
    const pact = makeConsumerPact(consumer, provider, 5, 'error')
    for (const one of says) add(pact, one)
    const port = pact.createMockServer('127.0.0.1')
    try {
      const failed = await asks(`http://127.0.0.1:${port}`).then(
        () => '',
        (error: unknown) => String(error),
      )
      const wrong = pact.mockServerMismatches(port).filter(m => !('type' in m) || m.type !== 'request-match')
      if (wrong.length || failed) throw new Error(`${consumer} of ${provider}: ${failed} ${JSON.stringify(wrong)}`)
      pact.writePactFile(folder, false)
    } finally {
      pact.cleanupMockServer(port)
    }
  }
}
