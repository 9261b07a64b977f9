import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import type { Caller } from '@jumun/core/runtime'
import { createLocalJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import { notesOf } from './arrival.ts'
import { callerFrom, type ClaimMap, isPlain } from './claims.ts'
import { isLoopback } from './open-door.ts'
import { ownPrefix, type OwnTokens } from './own-tokens.ts'
import { Problem } from './problem.ts'
import { discoveredKeys, isSafe, type KeySet, keysOf } from './provider-keys.ts'

/** `open`: a request without a token acts for everybody, only possible on loopback. `guarded`: no token, no answer. */
export type Access = 'open' | 'guarded'

export interface IdentitySettings {
  /** Where the keys are that tokens are checked against. None: where the issuer says, if it is an address; else no token is valid. */
  readonly keySet?: KeySet | undefined
  /** What tokens name as their issuer; asked for where it is known only when the gateway listens. */
  readonly issuer?: string | (() => string | undefined) | undefined
  readonly audience?: string | undefined
  /** How its tokens are read. */
  readonly claims?: ClaimMap | undefined
  /** What our own processes show each other; left out: nothing of the kind is taken. */
  readonly own?: OwnTokens | undefined
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

/** A token of another kind (one that ends a session, say) lets nobody in (RFC 8725 §3.11); those that do not say what they are, are plain. */
const isAccessToken = (typ: string | undefined): boolean =>
  typ === undefined || ['at+jwt', 'application/at+jwt', 'jwt'].includes(typ.toLowerCase())

const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

const isAddress = (issuer: IdentitySettings['issuer']): issuer is string => typeof issuer === 'string' && /^https?:\/\//.test(issuer)

/** Checks Bearer tokens (JWT) against a key set, and remembers them until they expire. */
export const identity = ({
  keySet,
  issuer,
  audience,
  claims,
  own,
  clockTolerance = 5,
  remembers = 10_000,
}: IdentitySettings = {}): Identity => {
  const known = new Map<string, { readonly caller: Caller; readonly until: number }>()
  const keys = keySet !== undefined ? keysOf(keySet, () => known.clear()) : isAddress(issuer) ? discoveredKeys(issuer) : undefined
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
    const caller = callerFrom(payload, claims)
    if (known.size >= remembers) known.delete(known.keys().next().value!)
    known.set(token, { caller, until: Math.min((payload.exp! + clockTolerance) * 1000, Date.now() + checkedAgain) })
    return caller
  }
  return {
    callerOf(token) {
      if (own && token.startsWith(ownPrefix)) {
        const caller = own.callerOf(token)
        if (!caller) throw new Problem('no-identity')
        return caller
      }
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
  if (keySet === undefined && !isAddress(issuer))
    return 'Guarded access needs a key set (JWKS, a file or an address) to check tokens against. Name one with --keys, or the address of a provider that says where its keys are with --issuer, or let people have their accounts here with --identity built-in; or start with open access on loopback.'
  // the keys of a provider sign for all its applications and tenants (RFC 8725 §3.8, §3.9)
  if (!issuer || !audience)
    return 'Guarded access needs --issuer and --audience: without them a token that the same provider gave to any other application lets its bearer in here.'
  if (keySet !== undefined) return fileFault(keySet)
  return URL.canParse(issuer) && isSafe(new URL(issuer))
    ? undefined
    : `The keys of --issuer ${issuer} would come over a line that anybody may change. Give an https address (http only on this machine), or the keys with --keys.`
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
