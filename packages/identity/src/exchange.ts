import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Language } from './people.ts'
import { type Html, pageOf } from './pages.ts'
import { say, type Word } from './words.ts'

/** A form of these pages is no larger than this, in bytes. */
const largest = 16_384

/** A form that cannot be read, or may not be sent from where it was. */
export class Refused extends Error {
  readonly status: number
  readonly word: Word
  constructor(status: number, word: Word) {
    super(word)
    this.status = status
    this.word = word
  }
}

/** What a page may load, and where its forms may go. */
export const policyOf = (formAction = "'self'", script = "'none'"): string =>
  `default-src 'none'; style-src 'self'; img-src 'self' data:; script-src ${script}; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`
/** Headers of everything here: nothing is framed, sniffed, kept, or told to others. */
export const protect = (response: ServerResponse): void => {
  response.setHeader('content-security-policy', policyOf())
  response.setHeader('x-frame-options', 'DENY')
  response.setHeader('x-content-type-options', 'nosniff')
  // of the same origin: a form would be sent without its origin otherwise
  response.setHeader('referrer-policy', 'same-origin')
  response.setHeader('cross-origin-opener-policy', 'same-origin')
  response.setHeader('cache-control', 'no-store')
}

const cookiesOf = (request: IncomingMessage): ReadonlyMap<string, string> =>
  new Map(
    (request.headers.cookie ?? '').split(';').flatMap(pair => {
      const at = pair.indexOf('=')
      return at < 0 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const]
    }),
  )

/** One request for a page, and its answer. */
export class Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Below the path of the issuer. */
  readonly path: string
  readonly query: URLSearchParams
  /** The path of the issuer. */
  readonly at: string
  /** Where it comes from, as tries are counted. */
  readonly place: string
  private readonly origin: string

  constructor(request: IncomingMessage, response: ServerResponse, issuer: URL, place: string) {
    this.request = request
    this.response = response
    const url = new URL(request.url!, 'http://x')
    this.path = url.pathname
    this.query = url.searchParams
    this.at = issuer.pathname
    this.origin = issuer.origin
    this.place = place
  }
  get isPost(): boolean {
    return this.request.method === 'POST'
  }
  cookie(name: string): string | undefined {
    return cookiesOf(this.request).get(name)
  }
  /** `seconds`: how long the browser keeps it. */
  keep(name: string, value: string, seconds: number): void {
    const secure = this.origin.startsWith('https:') ? '; Secure' : ''
    this.response.appendHeader('set-cookie', `${name}=${value}; Path=${this.at}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`)
  }
  /** As chosen here, else as the app asked for, else as the browser is set. */
  language(asked?: string): Language {
    const chosen = this.query.get('lang') ?? this.cookie('jumun_language') ?? asked?.slice(0, 2)
    if (chosen === 'ko' || chosen === 'en') return chosen
    return /^\s*ko\b/i.test(this.request.headers['accept-language'] ?? '') ? 'ko' : 'en'
  }
  /**
   * What was filled in. Throws Refused where it was not sent by a page of ours: browsers say where a form stands, and a page from elsewhere may
   * neither sign anybody in nor change anything for them.
   */
  async form(): Promise<URLSearchParams> {
    const { origin, 'sec-fetch-site': site, 'content-type': type = '' } = this.request.headers
    const isForeign = origin === undefined ? site !== undefined && site !== 'same-origin' && site !== 'none' : origin !== this.origin
    if (isForeign) throw new Refused(403, 'foreign')
    if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) throw new Refused(415, 'trouble')
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of this.request as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > largest) throw new Refused(413, 'trouble')
      chunks.push(chunk)
    }
    return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
  }
  page(status: number, language: Language, title: Word, body: Html): void {
    if (this.query.has('lang')) this.keep('jumun_language', language, 31_536_000)
    const { response, at } = this
    response.statusCode = status
    response.setHeader('content-type', 'text/html; charset=UTF-8')
    response.setHeader('content-language', language)
    const other = new URLSearchParams(this.query)
    other.set('lang', language === 'ko' ? 'en' : 'ko')
    // what a form was answered with has no address of its own
    const shown = this.isPost ? undefined : `${at}${this.path}?${other}`
    response.end(pageOf({ language, title: say(language, title), body, at, other: shown }))
  }
  go(to: string): void {
    this.response.statusCode = 303
    this.response.setHeader('location', to)
    this.response.end()
  }
}
