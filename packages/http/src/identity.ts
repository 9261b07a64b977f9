import { readFileSync, statSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { Caller } from '@jumun/core/runtime'
import { createLocalJWKSet, createRemoteJWKSet, errors, type JSONWebKeySet, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { notesOf } from './arrival.ts'
import { spokenOf } from './input.ts'
import { isLoopback } from './open-door.ts'
import { Problem } from './problem.ts'

/** `open`: a request without a token acts for everybody, only possible on loopback. `guarded`: no token, no answer. */
export type Access = 'open' | 'guarded'

export interface IdentitySettings {
  /**
   * Where the keys are that tokens are checked against: a JWKS by URL, a file that is read again when it changes, or whoever has them in this
   * process, who gives the same object while they are the same. None: no token is valid.
   */
  readonly keySet?: URL | string | (() => JSONWebKeySet) | undefined
  /** What tokens name as their issuer; asked for where it is known only when the gateway listens. */
  readonly issuer?: string | (() => string | undefined) | undefined
  readonly audience?: string | undefined
  /** How many seconds clocks may differ. */
  readonly clockTolerance?: number | undefined
  /** How many checked tokens are remembered. */
  readonly remembers?: number | undefined
}
/** Checks access tokens. */
export interface Identity {
  /** Who the bearer is; throws a `no-identity` problem. Answers at once for a token that was checked before. */
  callerOf(token: string): Caller | Promise<Caller>
}

/** Whoever comes without a token in open mode: every role, and every customer. */
export const anyone: Caller = { actor: 'anyone', roles: [], claims: {}, anyone: true }

const claimNames: { readonly [claim: string]: readonly string[] } = {
  phone: ['phoneNumber'],
  phone_number: ['phoneNumber'],
  customerId: ['customerId', 'cuId', 'sellerId'],
}
const registered = new Set(['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'azp', 'scope', 'roles', 'nonce', 'sid', 'acr', 'typ'])
/** What no input may hold, a token may not hold either. */
const isPlain = (text: string): boolean => text.isWellFormed() && !/\p{Cc}/u.test(text)
/** A token of another kind (one that ends a session, say) lets nobody in (RFC 8725 §3.11); those that do not say what they are, are plain. */
const isAccessToken = (typ: string | undefined): boolean =>
  typ === undefined || ['at+jwt', 'application/at+jwt', 'jwt'].includes(typ.toLowerCase())

/** Roles that the runtime keeps for itself: no token gives them. */
const notForTokens = new Set(['policy'])

const callerFrom = (payload: JWTPayload): Caller => {
  const claims: { [name: string]: string } = {}
  for (const [claim, value] of Object.entries(payload)) {
    if (registered.has(claim) || (typeof value !== 'string' && typeof value !== 'number')) continue
    // a number that nobody has shown to be theirs is anybody's
    if (claim === 'phone_number' && payload.phone_number_verified !== true) continue
    const names = Object.hasOwn(claimNames, claim) ? claimNames[claim] : undefined
    for (const name of names ?? [claim]) {
      const said = spokenOf(name, String(value))
      if (said !== undefined && (!names || payload[name] === undefined || name === claim)) claims[name] = said
    }
  }
  const roles = Array.isArray(payload.roles) ? payload.roles : typeof payload.roles === 'string' ? payload.roles.split(' ') : []
  return {
    actor: payload.sub!,
    roles: roles.filter(r => typeof r === 'string' && r !== '' && !notForTokens.has(r)) as string[],
    claims,
    anyone: false,
  }
}

const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

/** The keys in a file, read again when it changes. A file that cannot be read leaves the keys that were there. */
const fileKeys = (file: string, changed: () => void): JWTVerifyGetKey => {
  let stamp = ''
  let keys: JWTVerifyGetKey | undefined
  let looked = 0
  const look = (): void => {
    if (keys && Date.now() - looked < 1000) return
    looked = Date.now()
    const { mtimeMs, size, ino } = statSync(file)
    const now = `${mtimeMs} ${size} ${ino}`
    if (now === stamp) return
    keys = createLocalJWKSet(JSON.parse(readFileSync(file, 'utf8')))
    stamp = now
    changed()
  }
  return async (header, token) => {
    try {
      look()
    } catch {
      // the key set that was there still holds
    }
    if (!keys) throw new errors.JWKSNoMatchingKey()
    return keys(header, token)
  }
}
/** The keys of this process. */
const ownKeys = (ask: () => JSONWebKeySet, changed: () => void): JWTVerifyGetKey => {
  let known: JSONWebKeySet | undefined
  let keys: JWTVerifyGetKey
  return async (header, token) => {
    const now = ask()
    if (now !== known) {
      known = now
      keys = createLocalJWKSet(now)
      changed()
    }
    return keys(header, token)
  }
}
const keysOf = (keySet: NonNullable<IdentitySettings['keySet']>, changed: () => void): JWTVerifyGetKey => {
  if (typeof keySet === 'function') return ownKeys(keySet, changed)
  const url = keySet instanceof URL ? keySet : /^https?:/.test(keySet) ? new URL(keySet) : undefined
  if (!url) return fileKeys(keySet as string, changed)
  if (url.protocol === 'file:') return fileKeys(fileURLToPath(url), changed)
  return createRemoteJWKSet(url, { timeoutDuration: 2000, cooldownDuration: 10_000, cacheMaxAge: 600_000 })
}

/** Checks Bearer tokens (JWT) against a key set, and remembers them until they expire. */
export const identity = ({ keySet, issuer, audience, clockTolerance = 5, remembers = 10_000 }: IdentitySettings = {}): Identity => {
  const known = new Map<string, { readonly caller: Caller; readonly until: number }>()
  const keys = keySet === undefined ? undefined : keysOf(keySet, () => known.clear())
  const checkedAgain = 60_000 // a key that is taken from the set ends its tokens within this time
  const verify = async (token: string): Promise<Caller> => {
    if (!keys) throw new Problem('no-identity')
    let payload: JWTPayload
    const from = typeof issuer === 'function' ? issuer() : issuer
    if (typeof issuer === 'function' && !from) throw new Problem('unavailable')
    try {
      const checked = await jwtVerify(token, keys, {
        algorithms,
        clockTolerance,
        requiredClaims: ['sub', 'exp'],
        ...(from ? { issuer: from } : {}),
        ...(audience ? { audience } : {}),
      })
      if (!isAccessToken(checked.protectedHeader.typ)) throw new errors.JWTInvalid('not a token that lets anybody in')
      payload = checked.payload
    } catch (error) {
      // no word from the key set is not the bearer's fault
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC')
        throw new Problem('unavailable')
      throw new Problem('no-identity')
    }
    if (typeof payload.sub !== 'string' || payload.sub === '' || !isPlain(payload.sub)) throw new Problem('no-identity')
    const caller = callerFrom(payload)
    if (known.size >= remembers) known.delete(known.keys().next().value!)
    known.set(token, { caller, until: Math.min((payload.exp! + clockTolerance) * 1000, Date.now() + checkedAgain) })
    return caller
  }
  return {
    callerOf(token) {
      const found = known.get(token)
      if (!found) return verify(token)
      // the most recently used are last, the first one goes when there are too many
      known.delete(token)
      if (found.until <= Date.now()) return verify(token)
      known.set(token, found)
      return found.caller
    },
  }
}

/** Who makes this request. Throws a `no-identity` problem. */
export const callerOf = (request: IncomingMessage, access: Access, who: Identity): Caller | Promise<Caller> => {
  const known = notesOf(request)?.caller
  if (known !== undefined) return known as Caller
  const header = request.headers.authorization
  if (header === undefined) {
    if (access === 'open') return anyone
    throw new Problem('no-identity')
  }
  if (!/^bearer [^\s]+$/i.test(header)) throw new Problem('no-identity')
  return who.callerOf(header.slice(7))
}

export interface StartSettings {
  readonly access: Access
  /** Where it will listen. */
  readonly hosts: readonly string[]
  readonly keySet: URL | string | undefined
  readonly issuer: string | undefined
  readonly audience: string | undefined
}
/** Why this must not be started, in words for whoever starts it; undefined where it may. */
export const refuseToStart = ({ access, hosts, keySet, issuer, audience }: StartSettings): string | undefined => {
  const outside = hosts.filter(h => !isLoopback(h.toLowerCase()))
  if (access === 'open')
    return outside.length
      ? `Open access lets everybody do everything, so it is only possible on loopback; ${outside.join(', ')} can be reached from outside. Listen on 127.0.0.1, or start with guarded access and a key set.`
      : undefined
  if (keySet === undefined)
    return 'Guarded access needs a key set (JWKS, a file or an address) to check tokens against. Name one with --keys, or start with open access on loopback.'
  // the keys of a provider sign for all its applications and tenants (RFC 8725 §3.8, §3.9)
  if (!issuer || !audience)
    return 'Guarded access needs --issuer and --audience: without them a token that the same provider gave to any other application lets its bearer in here.'
  return fileFault(keySet)
}
/** Why the file of a key set is of no use. */
const fileFault = (keySet: URL | string): string | undefined => {
  const file = keySet instanceof URL || /^[a-z+]+:\/\//i.test(keySet) ? new URL(keySet) : keySet
  if (file instanceof URL && file.protocol !== 'file:') return undefined
  try {
    createLocalJWKSet(JSON.parse(readFileSync(file, 'utf8')))
    return undefined
  } catch (error) {
    return `The key set of --keys ${keySet} could not be read (${(error as Error).message}), so no token could be checked. Give a file with a JWKS, or an address.`
  }
}
/** Why an address of a key set gives no keys now, in words; undefined where it does, or where the keys are in a file. It may come back: nobody has to stop for it. */
export const keysAway = async (keySet: URL | string | undefined): Promise<string | undefined> => {
  if (keySet === undefined || !/^https?:/.test(String(keySet))) return undefined
  try {
    createLocalJWKSet((await (await fetch(keySet, { signal: AbortSignal.timeout(3000) })).json()) as JSONWebKeySet)
    return undefined
  } catch (error) {
    return `the key set at ${keySet} cannot be read now, so no token can be checked: ${(error as Error).message}`
  }
}
