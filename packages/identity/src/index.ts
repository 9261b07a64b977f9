import type { IncomingMessage, ServerResponse } from 'node:http'
import type { JSONWebKeySet } from 'jose'
import { errors, type Provider } from 'oidc-provider'
import { Exchange, protect, Refused } from './exchange.ts'
import { Flows, type Send } from './flows.ts'
import { html, style, trouble } from './pages.ts'
import { type Keys, keysIn, publicPart } from './keys.ts'
import { Busy } from './passwords.ts'
import { providerOf, type ProviderSettings } from './provider.ts'
import { rulesWith } from './roles.ts'
import { accountPages, invitationPages, interactionPages, type Rooms } from './routes.ts'
import { folderIn, forget, openBook } from './store.ts'
import { type Pace, Paced, pace } from './tries.ts'
import { say } from './words.ts'

export { rotate } from './keys.ts'
export { givenBy, mayGive, machine, roleOfAll, rules } from './roles.ts'
export { openBook } from './store.ts'
export { type Desk, deskOf } from './desk.ts'
export { webClient } from './provider.ts'
export type { Send, Told } from './flows.ts'
export { texts } from './texts.ts'

export interface IdentitySettings {
  /** Where its database lies, in a folder of its own. */
  readonly data: string
  /** The address that tokens name as their issuer, such as `http://localhost:8088/id`: these pages are there. */
  readonly issuer: string
  readonly audience: string
  /** The roles of the systems that people work in. */
  readonly roles?: readonly string[]
  readonly send: Send
  /** Where a request came from, as tries are counted. */
  readonly placeOf: (request: IncomingMessage) => string
  readonly report: (what: string, error: unknown) => void
  readonly now?: () => number
  /** How much one place may ask. */
  readonly pace?: Pace
}
/** An OpenID Connect provider with the accounts of people. */
export interface IdentityProvider {
  /** Answers a request below the path of the issuer. */
  handle(request: IncomingMessage, response: ServerResponse): void
  /** The public keys that its tokens are signed with: the same object while they are the same. */
  keys(): JSONWebKeySet
  /** A link by which somebody becomes the first operator; undefined where there is one. The links that were given before end. */
  firstOperator(): string | undefined
  close(): void
}

/** How often it is looked whether a command has changed the keys, and what is over is thrown away, in ms. */
const often = { keys: 2000, forget: 3_600_000 }

/** The provider with the keys as they are. It keeps nothing itself, so that another can go on where it was. */
class Current {
  published: JSONWebKeySet = { keys: [] }
  private readonly settings: ProviderSettings
  private readonly report: IdentitySettings['report']
  private keys: Keys | undefined
  private looked = Number.NEGATIVE_INFINITY
  private made: Provider | undefined

  constructor(settings: ProviderSettings, report: IdentitySettings['report']) {
    this.settings = settings
    this.report = report
  }
  get provider(): Provider {
    const { book, now } = this.settings
    if (this.made && now() - this.looked < often.keys && now() >= this.looked) return this.made
    this.looked = now()
    const found = keysIn(book, now())
    if (this.made && found.stamp === this.keys?.stamp) return this.made
    this.keys = found
    this.published = { keys: found.all.map(publicPart) as JSONWebKeySet['keys'] }
    this.made = providerOf(this.settings, found)
    this.made.on('server_error', (_ctx, error) => this.report('identity could not answer', error))
    return this.made
  }
}

const pages = async (x: Exchange, rooms: Rooms): Promise<boolean> => {
  if (/^\/interaction\/[\w-]{1,64}(\/sign-up|\/sign-up\/code|\/reset|\/reset\/code)?$/.test(x.path)) await interactionPages(x, rooms)
  else if (x.path === '/invitation') await invitationPages(x, rooms)
  else if (x.path === '/account') await accountPages(x, rooms)
  else return false
  return true
}
/** The refusal that an error is; undefined: nobody expected it. */
const refusalOf = (error: unknown): Refused | undefined => {
  if (error instanceof Refused) return error
  if (error instanceof Busy) return new Refused(503, 'busy')
  return error instanceof errors.SessionNotFound ? new Refused(400, 'troubleText') : undefined
}
const refuse = (x: Exchange, known: Refused | undefined): void => {
  const language = x.language()
  if (x.response.headersSent) return void x.response.destroy()
  if (known?.status === 503 || known?.status === 429) x.response.setHeader('retry-after', '2')
  if (known?.status === 413) x.response.setHeader('connection', 'close')
  const text = say(language, known?.word === 'trouble' ? 'troubleText' : (known?.word ?? 'busy'))
  x.page(known?.status ?? 500, language, 'trouble', html`${trouble(text)}<a class="btn o l w" href="/">${say(language, 'toShops')}</a>`)
}
const sendStyle = (response: ServerResponse): void => {
  response.setHeader('content-type', 'text/css; charset=UTF-8')
  response.setHeader('cache-control', 'public, max-age=31536000, immutable')
  response.end(style().text)
}
/** It has one name, whatever the request calls it: links, cookies and tokens are about this one. */
const underOneName = (request: IncomingMessage, issuer: URL): void => {
  const { headers } = request
  for (const name of Object.keys(headers)) if (name.startsWith('x-forwarded-')) delete headers[name]
  headers.host = issuer.host
  headers['x-forwarded-proto'] = issuer.protocol.slice(0, -1)
  Object.assign(request, { originalUrl: request.url })
  request.url = request.url!.slice(issuer.pathname.length) || '/'
  if (!request.url.startsWith('/')) request.url = `/${request.url}`
}

/** Opens what is known of people, and serves it as an OpenID Connect provider. */
export const identityProvider = (settings: IdentitySettings): IdentityProvider => {
  const { data, audience, send, placeOf, report, now = Date.now } = settings
  const issuer = new URL(settings.issuer)
  const book = openBook(folderIn(data))
  const flows = new Flows({ book, send, now, report, rules: rulesWith(settings.roles ?? []) })
  const paced = new Paced(settings.pace ?? pace, now)
  const [redirects, farewells] = [[`${issuer.origin}/login`], [`${issuer.origin}/`]]
  const about = { book, people: flows.people, issuer: settings.issuer, audience, redirects, farewells, now }
  const current = new Current(about, report)
  void current.provider
  forget(book, now())
  const forgets = setInterval(() => forget(book, now()), often.forget)
  forgets.unref()

  const answer = async (request: IncomingMessage, response: ServerResponse, place: string): Promise<void> => {
    const x = new Exchange(request, response, issuer, place)
    protect(response)
    if (request.method === 'GET' && x.path === `/${style().name}`) return sendStyle(response)
    try {
      if (!paced.takes(place)) throw new Refused(429, 'busy')
      const rooms: Rooms = { provider: current.provider, flows, issuer: settings.issuer }
      if ((x.isPost || request.method === 'GET') && (await pages(x, rooms))) return
      await rooms.provider.callback()(request, response)
    } catch (error) {
      const known = refusalOf(error)
      if (!known) report('identity could not answer', error)
      refuse(x, known)
    }
  }
  return {
    handle(request, response) {
      const place = placeOf(request)
      underOneName(request, issuer)
      void answer(request, response, place)
    },
    keys: () => {
      void current.provider
      return current.published
    },
    firstOperator() {
      if (flows.people.isAnyOperator()) return undefined
      flows.invitations.withdraw('operator', 'machine')
      return `${settings.issuer}/invitation?t=${flows.invite('machine', 'operator', undefined) as string}`
    },
    close() {
      clearInterval(forgets)
      if (book.isOpen) book.close()
    },
  }
}
