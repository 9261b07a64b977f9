import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Books, type Fault, misbehave } from './books.ts'

export interface StandIn {
  readonly books: Books
  readonly address: string
  /** The fault of the next requests, in turn; then none. */
  next(...faults: readonly (Fault | undefined)[]): void
  /** From now on each request and webhook goes wrong by chance, in one of these ways; 0: none does. */
  often(share: number, faults: readonly Fault[]): void
  /** From now on changes are told there, and Stripe's are signed with the secret. */
  tellTo(url: string, secret: string): void
  /** What is told to `webhooks`; it may come late, twice, in another order or never. */
  readonly told: readonly object[]
  /** So many requests went wrong. */
  readonly played: number
  /** Every webhook that is on its way has arrived, or never will. */
  settled(): Promise<void>
  close(): Promise<void>
}
interface StandInSettings {
  readonly books: Books
  readonly port?: number
  /** Where webhooks are sent, and with which secret Stripe's are signed. */
  readonly webhooks?: { readonly url: string; readonly secret: string } | undefined
  /** From 0 to 1. */
  readonly random?: () => number
  /** ms that a fault waits are divided by this. */
  readonly hurry?: number
  readonly now?: () => number
}

/** `t=…,v1=…`: how Stripe signs what it sends. */
export const signed = (body: string, secret: string, seconds: number): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`

/**
 * A provider on this machine: it keeps books, speaks as documented, and misbehaves on request. Tests say how in the same process; anybody else by
 * `POST /_standin {"share": 0.3, "faults": ["cut after"]}`; `GET /_standin` tells the books.
 */
export const standIn = async ({
  books,
  port = 0,
  webhooks: given,
  random = Math.random,
  hurry = 1,
  now = Date.now,
}: StandInSettings): Promise<StandIn> => {
  let webhooks = given
  let queue: (Fault | undefined)[] = []
  let played = 0
  let share = 0
  let chosen: readonly Fault[] = []
  const told: object[] = []
  const sending = new Set<Promise<unknown>>()
  const between = (from: number, to: number): number => Math.floor(from + random() * (to - from))
  const wait = (ms: number): Promise<unknown> => new Promise(done => setTimeout(done, ms / hurry))
  const fault = (): Fault | undefined =>
    queue.length ? queue.shift() : random() < share ? chosen[Math.floor(random() * chosen.length)] : undefined

  const post = async (event: object): Promise<void> => {
    const body = JSON.stringify(event)
    for (let tries = 0; tries < 5; tries++) {
      if (random() < share) await wait(between(10, 8000))
      const seconds = Math.floor(now() / 1000)
      const headers = {
        'content-type': 'application/json',
        ...(books.name === 'stripe' ? { 'stripe-signature': signed(body, webhooks!.secret, seconds) } : {}),
      }
      const status = await fetch(webhooks!.url, { method: 'POST', headers, body }).then(
        r => r.status,
        () => 0,
      )
      if (status === 200) return
      await wait(1000 * 2 ** tries)
    }
  }
  books.onChange = event => {
    told.push(event)
    if (!webhooks || (random() < share && random() < 0.3)) return // never
    for (const _ of random() < share ? [1, 2] : [1]) {
      const sent: Promise<unknown> = post(event).finally(() => sending.delete(sent))
      sending.add(sent)
    }
  }

  const control = (request: IncomingMessage, response: ServerResponse, body: string): void => {
    if (request.method === 'POST') ({ share = 0, faults: chosen = [] } = JSON.parse(body) as { share?: number; faults?: Fault[] })
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ share, faults: chosen, charges: books.charges() }))
  }
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts).toString('utf8')
    if (request.url === '/_standin') return control(request, response, body)
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    const asked = { method: request.method!, url: `http://standin${request.url}`, headers, body }
    const how = fault()
    if (how) played++
    const heard = await misbehave(how, () => books.handle(asked, now()), request.method === 'POST', wait, between)
    if (heard === 'never') return
    if (heard === 'cut') return void request.socket.destroy()
    if (heard === 'huge') return endless(response)
    response.writeHead(heard.status, heard.headers).end(heard.text)
  }
  const server: Server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()))
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', done))
  return {
    books,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: (...more) => void (queue = [...queue, ...more]),
    often: (of, what) => {
      queue = []
      share = of
      chosen = what
    },
    tellTo: (url, secret) => void (webhooks = { url, secret }),
    told,
    get played() {
      return played
    },
    settled: async () => {
      while (sending.size) await Promise.all(sending)
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise(done => server.close(done))
    },
  }
}
/** A hundred megabytes of an answer. */
const endless = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const part = Buffer.alloc(1 << 20, ' ')
  let sent = 0
  const more = (): void => {
    while (sent++ < 100) if (!response.write(part)) return void response.once('drain', more)
    response.end('{}')
  }
  response.on('error', () => {})
  more()
}
