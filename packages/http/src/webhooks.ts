import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Hands on what a provider tells of itself, as it came: who takes it checks who signed it. 200: taken, or about nothing of ours; 400: not what it
 * seems to be; 404: nobody here takes it; 503: tell it again.
 */
export type TakeWebhook = (provider: string, body: Buffer, signature: string | undefined) => Promise<200 | 400 | 404 | 503>

/** What a browser needs to open the provider's form for an order; undefined: nobody real takes the money of that system here. */
export type Checkout = (system: string, reference: number) => Promise<object | undefined>
export interface MoneyDoor {
  readonly take: TakeWebhook
  readonly checkout: Checkout
}

/** The largest, in bytes. */
const largest = 256 * 1024
/** So many are taken at once: each may ask a provider something. */
const most = 32

export const isMoney = (url: string): boolean => url.startsWith('/webhooks/') || url.startsWith('/checkout/')

/**
 * `POST /webhooks/{provider}`: nobody has an identity here, only a signature. `GET /checkout/{system}/{number}`: nothing in it is about anybody.
 * `problem`: refuses in words.
 */
export const moneyDoor = (
  { take, checkout }: MoneyDoor,
  problem: (request: IncomingMessage, response: ServerResponse, slug: string) => void,
): ((request: IncomingMessage, response: ServerResponse) => void) => {
  let underWay = 0
  const answer = (response: ServerResponse, body: object): void => {
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    response.end(JSON.stringify(body))
  }
  const shown = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, system, number] = /^\/checkout\/([\w-]+)\/(\d{1,13})$/.exec(request.url!) ?? []
    if (request.method !== 'GET') return problem(request, response, 'method-not-allowed')
    const found = system === undefined ? undefined : await checkout(system, Number(number))
    if (found) answer(response, found)
    else problem(request, response, 'not-found')
  }
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url!.startsWith('/checkout/')) return shown(request, response)
    const name = /^\/webhooks\/([a-z]+)$/.exec(request.url!)?.[1]
    if (name === undefined) return problem(request, response, 'not-found')
    if (request.method !== 'POST') return problem(request, response, 'method-not-allowed')
    if (underWay >= most) return problem(request, response, 'unavailable')
    underWay++
    try {
      const body = await bodyOf(request)
      if (!body) return problem(request, response, 'too-large')
      const signature = request.headers['stripe-signature']
      const status = await take(name, body, typeof signature === 'string' ? signature : undefined)
      if (status !== 200) return problem(request, response, status === 400 ? 'malformed' : status === 404 ? 'not-found' : 'unavailable')
      answer(response, {})
    } finally {
      underWay--
    }
  }
  return (request, response) => void serve(request, response).catch(() => response.destroy())
}
/** The whole body; undefined: it is too large, and whatever else comes is thrown away. */
const bodyOf = (request: IncomingMessage): Promise<Buffer | undefined> =>
  new Promise((done, failed) => {
    let parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size <= largest) return void parts.push(part)
      parts = []
      done(undefined)
    })
    request.on('end', () => done(Buffer.concat(parts)))
    request.on('error', failed)
    request.on('close', () => failed(new Error('the request ended before its body')))
  })
