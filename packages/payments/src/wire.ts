/** One request to a provider. */
export interface Wired {
  readonly method: string
  readonly url: string
  readonly headers: { readonly [name: string]: string }
  readonly body?: string
}
/** Its answer; names of headers are small. */
export interface WireAnswer {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  readonly text: string
}
/** How a provider is reached. Throws Unsent where the request surely did not leave, anything else where nobody knows. */
export type Wire = (request: Wired) => Promise<WireAnswer>

/** The request did not leave. */
export class Unsent extends Error {}

/** So long an answer may take, in ms: whoever asked has given up long before, and asks again by key. */
const patience = 25_000
/** So large it may be, in bytes. */
const largest = 1_000_000

/** Before a byte of the request can have gone out. */
const before = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** HTTP, bounded in time and size; it follows nobody elsewhere, since the secret would go along. */
export const httpWire =
  ({ within = patience, most = largest }: { readonly within?: number; readonly most?: number } = {}): Wire =>
  async ({ method, url, headers, body }) => {
    let response: Response
    try {
      response = await fetch(url, {
        method,
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(within),
        ...(body === undefined ? {} : { body }),
      })
    } catch (error) {
      const code = codeOf(error)
      const said = `${method} ${new URL(url).host}: ${code ?? 'no answer'}`
      throw code !== undefined && before.has(code) ? new Unsent(said) : new Error(said)
    }
    return { status: response.status, headers: Object.fromEntries(response.headers), text: await bounded(response, most) }
  }
const codeOf = (error: unknown): string | undefined => {
  for (let e = error as { code?: unknown; cause?: unknown } | undefined; e; e = e.cause as typeof e)
    if (typeof e.code === 'string') return e.code
  return undefined
}
const bounded = async (response: Response, most: number): Promise<string> => {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > most) throw new Error(`an answer of more than ${most} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** After 429 the provider is left alone for as long as it asks, and at most a minute. */
export class Pause {
  private until = 0
  private readonly now: () => number
  constructor(now: () => number) {
    this.now = now
  }
  get holds(): boolean {
    return this.left > 0
  }
  /** How long it is to be left alone yet, in ms. */
  get left(): number {
    return Math.max(0, this.until - this.now())
  }
  /** `retryAfter`: the header, in seconds. */
  begin(retryAfter: string | undefined): void {
    const seconds = Number(retryAfter)
    this.until = this.now() + 1000 * Math.min(60, Number.isFinite(seconds) && seconds > 0 ? seconds : 1)
  }
}

/** So often a page of a list is asked for in all; so long it rests before the second time, in ms: twice as long before each further one. */
const times = 6
const first = 250
/**
 * Asks a question that changes nothing until it is answered: a day has thousands of pages, and one answer that is lost must not lose the
 * day. `isForGood`: to ask again is no use; `rest` waits so many ms.
 */
export const patiently = async <T>(
  ask: () => Promise<T>,
  isForGood: (error: unknown) => boolean,
  rest: (ms: number) => Promise<unknown>,
): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await ask()
    } catch (error) {
      if (tries === times || isForGood(error)) throw error
    }
    await rest(first * 2 ** (tries - 1))
  }
}
/** Waits so many ms. */
export const resting = (ms: number): Promise<unknown> => new Promise(done => setTimeout(done, ms))

/** Words for operators: without secrets, tokens and anything that looks like one, and not endless. */
export const masked = (text: string, secrets: readonly string[] = []): string =>
  secrets
    .filter(s => s.length > 3)
    .reduce((t, secret) => t.replaceAll(secret, '***').replaceAll(Buffer.from(`${secret}:`).toString('base64'), '***'), text)
    .replace(/\b(?:sk|rk|pk|whsec|pm|card|tok|src|pi|test_[a-z]+|live_[a-z]+)_[\w*-]{6,}/gi, word => `${word.slice(0, 3)}***`)
    .slice(0, 300)
