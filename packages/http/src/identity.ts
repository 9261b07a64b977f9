import { readFileSync, statSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { fileURLToPath } from 'node:url'
import type { Caller } from '@jumun/core/runtime'
import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { notesOf } from './arrival.ts'
import { Problem } from './problem.ts'

/** `open`: a request without a token acts for everybody, only possible on loopback. `guarded`: no token, no answer. */
export type Access = 'open' | 'guarded'

export interface IdentitySettings {
  /** Where the keys are that tokens are checked against: a JWKS by URL, or a file that is read again when it changes. None: no token is valid. */
  readonly keySet?: URL | string | undefined
  readonly issuer?: string | undefined
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
/** Roles that the runtime keeps for itself: no token gives them. */
const notForTokens = new Set(['policy'])

const callerFrom = (payload: JWTPayload): Caller => {
  const claims: { [name: string]: string } = {}
  for (const [claim, value] of Object.entries(payload)) {
    if (registered.has(claim) || (typeof value !== 'string' && typeof value !== 'number')) continue
    for (const name of claimNames[claim] ?? [claim])
      if (claimNames[claim] === undefined || payload[name] === undefined || name === claim) claims[name] = String(value)
  }
  if (claims.phoneNumber !== undefined) claims.phoneNumber = claims.phoneNumber.replaceAll(/[-\s+]/g, '')
  const roles = Array.isArray(payload.roles) ? payload.roles : typeof payload.roles === 'string' ? payload.roles.split(' ') : []
  return { actor: payload.sub!, roles: roles.filter(r => typeof r === 'string' && r !== '' && !notForTokens.has(r)) as string[], claims, anyone: false }
}

const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

/** The keys in a file, read again when it changes. A file that cannot be read leaves the keys that were there. */
const fileKeys = (file: string): JWTVerifyGetKey => {
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
const keysOf = (keySet: URL | string): JWTVerifyGetKey => {
  const url = keySet instanceof URL ? keySet : /^https?:/.test(keySet) ? new URL(keySet) : undefined
  if (!url) return fileKeys(keySet as string)
  if (url.protocol === 'file:') return fileKeys(fileURLToPath(url))
  return createRemoteJWKSet(url, { timeoutDuration: 2000, cooldownDuration: 10_000, cacheMaxAge: 600_000 })
}

/** Checks Bearer tokens (JWT) against a key set, and remembers them until they expire. */
export const identity = ({ keySet, issuer, audience, clockTolerance = 5, remembers = 10_000 }: IdentitySettings = {}): Identity => {
  const keys = keySet === undefined ? undefined : keysOf(keySet)
  const known = new Map<string, { readonly caller: Caller; readonly until: number }>()
  const checkedAgain = 300_000 // a key that is taken from the set ends its tokens within this time
  const verify = async (token: string): Promise<Caller> => {
    if (!keys) throw new Problem('no-identity')
    let payload: JWTPayload
    try {
      payload = (
        await jwtVerify(token, keys, {
          algorithms,
          clockTolerance,
          requiredClaims: ['sub', 'exp'],
          ...(issuer ? { issuer } : {}),
          ...(audience ? { audience } : {}),
        })
      ).payload
    } catch (error) {
      // no word from the key set is not the bearer's fault
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC') throw new Problem('unavailable')
      throw new Problem('no-identity')
    }
    if (typeof payload.sub !== 'string' || payload.sub === '') throw new Problem('no-identity')
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

const loopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host) || /^::ffff:127(\.\d{1,3}){3}$/i.test(host)

/** Why this must not be started, in words for whoever starts it; undefined where it may. */
export const refuseToStart = (access: Access, hosts: readonly string[], keySet: URL | string | undefined): string | undefined => {
  const outside = hosts.filter(h => !loopback(h))
  if (access === 'open' && outside.length)
    return `Open access lets everybody do everything, so it is only possible on loopback; ${outside.join(', ')} can be reached from outside. Listen on 127.0.0.1, or start with guarded access and a key set.`
  if (access === 'guarded' && keySet === undefined)
    return 'Guarded access needs a key set (JWKS, a file or an address) to check tokens against. Name one, or start with open access on loopback.'
  return undefined
}
