// Who is signed in. In open mode nobody has to be; else people sign in at their provider (OpenID Connect, code with PKCE). Tokens are in memory
// alone: a page that is loaded again asks the provider again, which knows its own session.
import { useSyncExternalStore } from 'react'
import { settings } from '../app/started.ts'

/** Who somebody is to the server. */
export interface Who {
  readonly actor: string
  readonly roles: readonly string[]
  readonly claims: { readonly [name: string]: string }
  /** What they are called; undefined where the provider does not say. */
  readonly name: string | undefined
}
interface Tokens {
  readonly access: string
  readonly refresh: string | undefined
  readonly id: string | undefined
  /** When the access token ends, in ms since 1970. */
  readonly until: number
}
/** A question to the provider that waits for its answer. It is kept over the way there and back, in this tab. */
interface Asked {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly back: string
}
/** So long before its end a token is renewed, in ms. */
const margin = 30_000
/** In this browser somebody is signed in: their provider can be asked without a question to them. */
const marker = 'jumun.signedIn'
const waiting = 'jumun.asked'
const callback = '/login'

let tokens: Tokens | undefined
let who: Who | undefined
const listeners = new Set<() => void>()
const tell = (): void => {
  for (const told of listeners) told()
}
const forget = (): void => {
  tokens = undefined
  who = undefined
  tell()
}
// signed out in one tab is signed out in all
addEventListener('storage', ({ key, newValue }) => key === marker && newValue === null && forget())

export const mustSignIn = settings.access === 'guarded'
export const useWho = (): Who | undefined =>
  useSyncExternalStore(
    told => {
      listeners.add(told)
      return () => listeners.delete(told)
    },
    () => who,
  )
/** Is this somebody of a role? In open mode everybody is everybody. */
export const useIs = (role: string): boolean => {
  const who = useWho()
  return !mustSignIn || (who?.roles.includes(role) ?? false)
}
/** May this browser ask without a question to the person? */
export const isRemembered = (): boolean => localStorage.getItem(marker) !== null

const provider = async () => {
  const { signIn } = settings
  if (!signIn) throw new Error('nobody signs in here')
  const oauth = await import('oauth4webapi')
  const issuer = new URL(signIn.issuer)
  const options = { [oauth.allowInsecureRequests]: issuer.protocol === 'http:' }
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options))
  return { oauth, server, options, signIn, client: { client_id: signIn.client } }
}

/** Goes to the provider; it comes back to `back`. `silent`: nobody is asked anything, and it comes back at once. */
export const signIn = async (back: string, language: string, silent = false): Promise<void> => {
  const { oauth, server, signIn: how, client } = await provider()
  const asked: Asked = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    back,
  }
  sessionStorage.setItem(waiting, JSON.stringify(asked))
  const url = new URL(server.authorization_endpoint!)
  const question = {
    ...how.parameters,
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: location.origin + callback,
    scope: how.scope,
    state: asked.state,
    nonce: asked.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(asked.verifier),
    code_challenge_method: 'S256',
    ui_locales: language,
    ...(silent ? { prompt: 'none' } : {}),
  }
  for (const [name, value] of Object.entries(question)) url.searchParams.set(name, value)
  location.assign(url)
}

/** The provider has answered: its code becomes tokens. Gives where the person was. */
const takeUp = async (asked: Asked): Promise<string> => {
  const { oauth, server, options, client } = await provider()
  const answer = oauth.validateAuthResponse(server, client, new URL(location.href), asked.state)
  const said = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    answer,
    location.origin + callback,
    asked.verifier,
    options,
  )
  const told = await oauth.processAuthorizationCodeResponse(server, client, said, { expectedNonce: asked.nonce, requireIdToken: true })
  await keep(told, oauth.getValidatedIdTokenClaims(told)?.['name'])
  localStorage.setItem(marker, '1')
  remember()
  return asked.back
}
interface Told {
  readonly access_token: string
  readonly refresh_token?: string
  readonly id_token?: string
  readonly expires_in?: number
}
const keep = async (told: Told, name: unknown): Promise<void> => {
  tokens = {
    access: told.access_token,
    refresh: told.refresh_token ?? tokens?.refresh,
    id: told.id_token ?? tokens?.id,
    until: Date.now() + (told.expires_in ?? 300) * 1000,
  }
  const said = await fetch('/whoami', { headers: { authorization: `Bearer ${tokens.access}`, accept: 'application/json' } })
  if (!said.ok) throw new Error(`the server does not take this token: ${said.status}`)
  const { actor, roles, claims } = (await said.json()) as Omit<Who, 'name'>
  who = { actor, roles, claims, name: typeof name === 'string' ? name : who?.name }
  tell()
}
/** What the shops ask for is filled in with what is theirs. */
const mine: { readonly [kept: string]: string } = {
  phone: 'phoneNumber',
  customer: 'customerId',
  'air.customer': 'customerId',
  'cars.person': 'customerId',
  'delivery.customer': 'customerId',
  rider: 'riderId',
}
const remember = (): void => {
  for (const [name, claim] of Object.entries(mine)) {
    const value = who?.claims[claim]
    if (value !== undefined) localStorage.setItem(`jumun.${name}`, JSON.stringify(value))
  }
}

let renewing: Promise<void> | undefined
/** Renews the tokens once, however many ask. A refusal ends the session here; no answer leaves it as it is. */
const renew = async (refresh: string): Promise<void> => {
  const { oauth, server, options, client } = await provider()
  try {
    const said = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refresh, options)
    await keep(await oauth.processRefreshTokenResponse(server, client, said), undefined)
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError) forget()
    else throw error
  }
}

/** The request, in the name of whoever is signed in. */
export const signed = async (request: Request): Promise<Request> => {
  if (tokens?.refresh !== undefined && tokens.until - Date.now() < margin)
    await (renewing ??= renew(tokens.refresh).finally(() => (renewing = undefined))).catch((error: unknown) => {
      if (!tokens || tokens.until <= Date.now()) throw error
    })
  if (tokens) request.headers.set('authorization', `Bearer ${tokens.access}`)
  return request
}
/** The server did not know who asked: the token is none any more, whatever it says of its time. */
export const refused = (): void => {
  if (tokens?.refresh === undefined) return forget()
  tokens = { ...tokens, until: 0 }
}

/** Ends the session here and at the provider, and leaves nothing of the person in this browser. */
export const signOut = async (): Promise<void> => {
  const { oauth, server, options, client } = await provider()
  const last = tokens
  const stays = ['jumun.theme', 'jumun.language']
  for (const name of Object.keys(localStorage)) if (name.startsWith('jumun.') && !stays.includes(name)) localStorage.removeItem(name)
  forget()
  if (last?.refresh !== undefined && server.revocation_endpoint !== undefined)
    await oauth.revocationRequest(server, client, oauth.None(), last.refresh, options).catch(() => undefined) // its end comes by itself
  if (server.end_session_endpoint === undefined) return location.assign('/')
  const url = new URL(server.end_session_endpoint)
  url.searchParams.set('client_id', client.client_id)
  url.searchParams.set('post_logout_redirect_uri', `${location.origin}/`)
  if (last?.id !== undefined) url.searchParams.set('id_token_hint', last.id)
  location.assign(url)
}

/** What went wrong on the way back from the provider, for its page. */
export let failure: 'none' | 'refused' | 'away' = 'none'
const backTo = (path: string): void => history.replaceState(null, '', path)
/** Takes up where the person was. False: this page is about to be left. */
export const resume = async (language: string): Promise<boolean> => {
  if (!mustSignIn || !settings.signIn) return true
  const home = new URL(settings.signIn.home ?? location.origin).origin
  // the provider knows the app by one address
  if (home !== location.origin) {
    location.replace(home + location.pathname + location.search)
    return false
  }
  const here = location.pathname + location.search
  const text = sessionStorage.getItem(waiting)
  const query = new URLSearchParams(location.search)
  const isBack = location.pathname === callback && (query.has('code') || query.has('error'))
  try {
    if (isBack && text !== null) {
      sessionStorage.removeItem(waiting)
      const asked = JSON.parse(text) as Asked
      backTo(query.has('error') ? asked.back : callback + location.search)
      if (query.has('error')) localStorage.removeItem(marker)
      else backTo(await takeUp(asked))
    } else if (isBack) backTo(callback)
    else if (isRemembered()) {
      await signIn(here, language, true)
      return false
    }
  } catch (error) {
    localStorage.removeItem(marker)
    failure = error instanceof TypeError ? 'away' : 'refused'
    forget()
    if (isBack) backTo(callback)
  }
  return true
}
