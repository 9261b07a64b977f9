import { readFileSync } from 'node:fs'
import { type ClaimMap, isLoopback } from '@jumun/http'
import { Refusal } from './refusal.ts'

export const identityOptions = {
  access: {
    takes: 'MODE',
    otherwise: 'open',
    meaning: 'open: no token needed, only on loopback; guarded: tokens are checked against --keys',
  },
  identity: {
    takes: 'built-in',
    otherwise: 'none',
    meaning: 'people have their accounts here, and sign in at /id of the gateway; access is guarded then, and nothing else is needed',
  },
  keys: { takes: 'FILE|URL', otherwise: 'where the issuer says', meaning: 'the key set (JWKS) of the tokens' },
  issuer: {
    takes: 'URL',
    otherwise: 'none',
    meaning: 'what tokens must say of who made them; the address of a provider, whose keys are found there where --keys names none',
  },
  audience: { takes: 'TEXT', otherwise: 'none; jumun with --identity', meaning: 'what tokens must say of whom they are for' },
  claims: {
    takes: 'FILE|JSON',
    otherwise: 'as the tokens of the built-in identity',
    meaning: 'where the roles and keys of people stand in the tokens of another provider (docs/operating/identity.md)',
  },
  'sign-in': {
    takes: 'FILE|JSON',
    otherwise: 'the app signs nobody in',
    meaning:
      'how the web app signs people in at another provider: its client, scope, and what it is asked besides (docs/operating/identity.md)',
  },
} as const

/** How the web app signs people in at another provider. */
export interface SignInSettings {
  readonly client: string
  readonly scope: string
  readonly parameters: { readonly [name: string]: string }
}

export interface IdentitySettings {
  readonly identity: 'built-in' | undefined
  readonly audience: string | undefined
  readonly claims: ClaimMap | undefined
  readonly signIn: SignInSettings | undefined
}
type Read = (name: keyof typeof identityOptions) => string | undefined

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isPath = (value: unknown): boolean => isText(value) || (Array.isArray(value) && value.length > 0 && value.every(isText))
const isTable = (value: unknown, of: (value: unknown) => boolean): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(of)
const hasOnly = (value: object, ...names: readonly string[]): boolean => Object.keys(value).every(name => names.includes(name))

/** What stands in a file, or in the setting itself. */
const jsonOf = (name: 'claims' | 'sign-in', text: string | undefined, is: (value: object) => boolean, form: string): object | undefined => {
  if (text === undefined) return undefined
  let value: unknown
  try {
    value = JSON.parse(/^\s*\{/.test(text) ? text : readFileSync(text, 'utf8'))
  } catch (error) {
    throw new Refusal(`--${name} takes JSON, or a file with it, such as ${form}: ${(error as Error).message}`)
  }
  if (!isTable(value, () => true) || !is(value as object))
    throw new Refusal(`--${name} takes JSON such as ${form}, not ${JSON.stringify(value)}.`)
  return value as object
}
const isClaims = (map: ClaimMap): boolean =>
  hasOnly(map, 'roles', 'claims') &&
  (map.claims === undefined || isTable(map.claims, isPath)) &&
  (map.roles === undefined ||
    (isTable(map.roles, () => true) &&
      hasOnly(map.roles, 'from', 'names') &&
      isPath(map.roles.from) &&
      (map.roles.names === undefined || isTable(map.roles.names, isText))))
const isSignIn = (value: Partial<SignInSettings>): boolean =>
  hasOnly(value, 'client', 'scope', 'parameters') &&
  isText(value.client) &&
  (value.scope === undefined || isText(value.scope)) &&
  (value.parameters === undefined || isTable(value.parameters, isText))

/** Another provider: how its tokens are read, and how people sign in there. */
const elsewhere = (read: Read): Pick<IdentitySettings, 'claims' | 'signIn'> => {
  const claims = jsonOf('claims', read('claims'), isClaims, '{"roles":{"from":["realm_access","roles"]},"claims":{"customerId":"sub"}}')
  const form = '{"client":"jumun-web","scope":"openid","parameters":{"audience":"jumun"}}'
  const said = jsonOf('sign-in', read('sign-in'), isSignIn, form) as (Partial<SignInSettings> & { readonly client: string }) | undefined
  if (said && !/^https?:/.test(read('issuer') ?? ''))
    throw new Refusal('--sign-in is about the provider of --issuer: give its address there, and the app finds out the rest.')
  return { claims, signIn: said && { scope: 'openid', parameters: {}, ...said } }
}

/** Why the built-in identity cannot be where it is to be, in words; undefined where it can. */
export const misplaced = (host: string, publicBase: string | undefined): string | undefined => {
  if (publicBase === undefined)
    return isLoopback(host)
      ? undefined
      : `People sign in at one address, and ${host} is none: say what the world calls it with --public-base https://….`
  if (!URL.canParse(publicBase)) return `--public-base takes an address such as https://shop.example, not "${publicBase}".`
  const { protocol, hostname, pathname } = new URL(publicBase)
  if (pathname !== '/')
    return `The built-in identity and its pages stand at the root of an address: --public-base ${publicBase} has a path.`
  return protocol === 'https:' || isLoopback(hostname)
    ? undefined
    : `Passwords would be readable on their way to ${publicBase}. Put a proxy with TLS before it, and give its https address with --public-base.`
}
/** Who gives the tokens. `gateway`: this process is the way in. Throws a Refusal that names the setting and what it takes. */
export const identityFrom = (read: Read, gateway: boolean): IdentitySettings => {
  const [identity, audience] = [read('identity'), read('audience')]
  if (identity === undefined) return { identity, audience, ...elsewhere(read) }
  if (identity !== 'built-in') throw new Refusal(`--identity takes built-in, not "${identity}". Another provider is named with --issuer.`)
  if (!gateway)
    throw new Refusal(
      'The built-in identity runs with the gateway. Start this process with --issuer and the address of the gateway followed by /id.',
    )
  for (const name of ['issuer', 'keys', 'claims', 'sign-in'] as const)
    if (read(name) !== undefined) throw new Refusal(`--identity built-in is its own issuer, and has its own keys: leave --${name} out.`)
  return { identity, audience: audience ?? 'jumun', claims: undefined, signIn: undefined }
}
