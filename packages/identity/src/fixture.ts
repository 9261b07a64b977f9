// For tests: a provider that runs, people with browsers that need no script, and the messages that they get.
import { fork } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type IdentityProvider, identityProvider } from './index.ts'
import { folderIn } from './store.ts'
import type { Pace } from './tries.ts'
import { addressIn } from './people.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly url: URL
}
interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
}

/** A browser without script: it keeps cookies, follows what leads on, and fills in forms. */
export class Browser {
  readonly cookies: Cookie[] = []
  /** What it sends besides. */
  readonly headers: { [name: string]: string }
  last!: Answer

  constructor(headers: { [name: string]: string } = {}) {
    this.headers = { 'accept-language': 'en', accept: 'text/html', ...headers }
  }
  /** One request, without following anything. */
  async ask(url: URL | string, init: RequestInit = {}): Promise<Answer> {
    const at = new URL(url)
    const cookie = this.cookies
      .filter(c => at.pathname.startsWith(c.path))
      .map(c => `${c.name}=${c.value}`)
      .join('; ')
    const headers = { ...this.headers, ...(cookie ? { cookie } : {}), ...(init.headers as { [name: string]: string }) }
    const said = await fetch(at, { ...init, headers, redirect: 'manual' })
    for (const text of said.headers.getSetCookie()) this.take(text)
    this.last = { status: said.status, headers: said.headers, text: await said.text(), url: at }
    return this.last
  }
  private take(text: string): void {
    const [pair = '', ...attributes] = text.split(';').map(p => p.trim())
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
    const path = attributes.find(a => /^path=/i.test(a))?.slice(5) ?? '/'
    const expires = attributes.find(a => /^expires=/i.test(a))?.slice(8)
    const at = this.cookies.findIndex(c => c.name === name && c.path === path)
    if (at >= 0) this.cookies.splice(at, 1)
    if (value !== '' && !(expires && Date.parse(expires) < Date.now())) this.cookies.push({ name, value, path })
  }
  /** Goes there, and on to where it is sent; it stops before an address that only the app answers. */
  async go(url: URL | string, init: RequestInit = {}): Promise<Answer> {
    let answer = await this.ask(url, init)
    for (let hops = 0; answer.status >= 300 && answer.status < 400 && hops < 10; hops++) {
      const next = new URL(answer.headers.get('location')!, answer.url)
      if (!next.pathname.startsWith('/id/')) return { ...answer, url: next }
      answer = await this.ask(next)
    }
    return answer
  }
  /** Fills in a form of the page it looks at, and sends it; `which`: a text that its form has. */
  submit(fields: { readonly [name: string]: string }, which = ''): Promise<Answer> {
    const form = [...this.last.text.matchAll(/<form method="post" action="([^"]*)"[^>]*>([^]*?)<\/form>/g)].find(f => f[2]!.includes(which))
    if (!form) throw new Error(`there is no such form: ${this.last.text}`)
    const hidden = [...form[2]!.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(m => [m[1]!, m[2]!] as const)
    return this.post(new URL(form[1]!, this.last.url), { ...Object.fromEntries(hidden), ...fields })
  }
  post(url: URL | string, fields: { readonly [name: string]: string }, headers: { readonly [name: string]: string } = {}): Promise<Answer> {
    const origin = { origin: new URL(url).origin, 'content-type': 'application/x-www-form-urlencoded', ...headers }
    return this.go(url, { method: 'POST', headers: origin, body: new URLSearchParams(fields).toString() })
  }
}

/** The app, as it asks for tokens. */
export class App {
  readonly verifier = randomBytes(32).toString('base64url')
  readonly address: string

  /** `address`: of the gateway. */
  constructor(address: string) {
    this.address = address
  }
  question(more: { readonly [name: string]: string | undefined } = {}): URL {
    const url = new URL('/id/auth', this.address)
    const asked = {
      client_id: 'jumun-web',
      response_type: 'code',
      scope: 'openid',
      redirect_uri: `${this.address}/login`,
      state: 'the-state',
      nonce: 'the-nonce',
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...more,
    }
    for (const [name, value] of Object.entries(asked)) if (value !== undefined) url.searchParams.set(name, value)
    return url
  }
  async tokens(fields: { readonly [name: string]: string }): Promise<{ readonly status: number; readonly body: any }> {
    const body = new URLSearchParams({ client_id: 'jumun-web', ...fields })
    const said = await fetch(new URL('/id/token', this.address), { method: 'POST', body })
    return { status: said.status, body: await said.json() }
  }
  redeem(code: string, more: { readonly [name: string]: string } = {}) {
    const fields = { grant_type: 'authorization_code', code, redirect_uri: `${this.address}/login`, code_verifier: this.verifier }
    return this.tokens({ ...fields, ...more })
  }
  refresh(token: string) {
    return this.tokens({ grant_type: 'refresh_token', refresh_token: token })
  }
}
/** What a token says, without asking whether it is true. */
export const claimsIn = (token: string): any => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString())

export interface Stage {
  readonly address: string
  /** Where its database lies. */
  readonly folder: string
  readonly provider: IdentityProvider
  readonly messages: { readonly to: string; readonly text: string }[]
  /** How far the clock of the provider is ahead, in ms. */
  ahead: number
  /** The code of the last message to this address. */
  codeOf(to: string): string
  /** Somebody who has signed up, with the browser in which they did. */
  signedUp(address: string, password?: string): Promise<{ readonly browser: Browser; readonly app: App; readonly code: string }>
  /** Signs in on the page that the browser looks at, or on a new one. */
  signIn(browser: Browser, address: string, password: string): Promise<Answer>
  restart(): void
  close(): Promise<void>
}
export const goodPassword = 'a horse eats 사과'

/** `pace`: how much one place may ask; tests ask a lot. */
export const stage = async (pace: Pace = { perSecond: 1000, burst: 10_000 }): Promise<Stage> => {
  const data = mkdtempSync(join(tmpdir(), 'jumun-identity-'))
  const messages: { to: string; text: string }[] = []
  let provider: IdentityProvider
  const server = createServer((request, response) => provider.handle(request, response))
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const placeOf = (request: IncomingMessage) => String(request.headers['x-place'] ?? 'here')
  const open = () =>
    identityProvider({
      data,
      issuer: `${address}/id`,
      audience: 'jumun',
      send: async ({ to, text }) => void messages.push({ to: to.text, text }),
      placeOf,
      report: (what, error) => {
        throw new Error(what, { cause: error })
      },
      now: () => Date.now() + self.ahead,
      pace,
    })
  const self: Stage = {
    address,
    folder: folderIn(data),
    get provider() {
      return provider
    },
    messages,
    ahead: 0,
    codeOf: to => /\b\d{6}\b/.exec(messages.findLast(m => m.to === addressIn(to)!.text)!.text)![0],
    async signedUp(to, password = goodPassword) {
      const [browser, app] = [new Browser(), new App(address)]
      await browser.go(app.question())
      await browser.go(new URL(/href="([^"]*\/sign-up)"/.exec(browser.last.text)![1]!, address))
      await browser.submit({ address: to, name: 'Kim 김', password })
      const end = await browser.submit({ code: self.codeOf(to) })
      return { browser, app, code: end.url.searchParams.get('code')! }
    },
    async signIn(browser, to, password) {
      if (!browser.last?.text.includes('name="password"')) await browser.go(new App(address).question())
      return browser.submit({ address: to, password })
    },
    restart() {
      provider.close()
      provider = open()
    },
    async close() {
      server.closeAllConnections()
      await new Promise(done => server.close(done))
      provider.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
  provider = open()
  return self
}

/** A provider that is not ours, in a process of its own. */
export interface Foreign {
  readonly issuer: string
  /** It knows the app at this address from now on. */
  welcome(app: string): Promise<void>
  stop(): Promise<void>
}
export const foreign = async (): Promise<Foreign> => {
  const child = fork(fileURLToPath(new URL('foreign-process.ts', import.meta.url)), { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  const said = () => new Promise<string>(done => child.once('message', text => done(text as string)))
  return {
    issuer: await said(),
    async welcome(app) {
      const ready = said()
      child.send(app)
      await ready
    },
    stop: () =>
      new Promise<void>(done => {
        child.once('exit', () => done())
        child.kill()
      }),
  }
}
