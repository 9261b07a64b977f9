import type { Caller } from '@jumun/core/runtime'
import type { JWTPayload } from 'jose'
import { spokenOf } from './input.ts'

/** Where something stands in a token: the name of a claim as it is, or a path into one that holds others. */
export type ClaimPath = string | readonly string[]
/** How the tokens of a provider are read. What is left out is read as our own tokens are written. */
export interface ClaimMap {
  /** Where the roles are, and what the provider's are called here; where names are given, a role without one counts for nothing. */
  readonly roles?: { readonly from: ClaimPath; readonly names?: { readonly [theirs: string]: string } } | undefined
  /** By the claim of ours (`phone`, `customerId`, `storeId`, `riderId`) where it stands; where this is given, no other claim counts. */
  readonly claims?: { readonly [ours: string]: ClaimPath } | undefined
}

const claimNames: { readonly [claim: string]: readonly string[] } = {
  phone: ['phoneNumber'],
  phone_number: ['phoneNumber'],
  customerId: ['customerId', 'cuId', 'sellerId'],
}
const registered = new Set(['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti', 'azp', 'scope', 'roles', 'nonce', 'sid', 'acr', 'typ'])
/** What no input may hold, a token may not hold either. */
export const isPlain = (text: string): boolean => text.isWellFormed() && !/\p{Cc}/u.test(text)
/** Roles that the runtime keeps for itself: no token gives them. */
const notForTokens = new Set(['policy'])

const at = (payload: JWTPayload, path: ClaimPath): unknown => {
  let found: unknown = payload
  for (const name of typeof path === 'string' ? [path] : path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined
    found = (found as { readonly [name: string]: unknown })[name]
  }
  return found
}
const rolesIn = (payload: JWTPayload, { from, names }: NonNullable<ClaimMap['roles']>): readonly string[] => {
  const said = at(payload, from)
  const theirs: readonly unknown[] = Array.isArray(said) ? said : typeof said === 'string' ? said.split(' ') : []
  const ours = theirs.filter(r => typeof r === 'string').map(r => (names ? (Object.hasOwn(names, r) ? names[r]! : '') : r))
  return ours.filter(r => r !== '' && !notForTokens.has(r))
}
/** What a token says besides its roles, by our names of claims. */
const saidIn = (payload: JWTPayload, map: ClaimMap['claims']): readonly (readonly [string, unknown])[] =>
  map
    ? Object.entries(map).map(([ours, path]) => [ours, isUnverified(payload, path) ? undefined : at(payload, path)])
    : Object.entries(payload).filter(([claim]) => !registered.has(claim) && !isUnverified(payload, claim))
/** A number that nobody has shown to be theirs is anybody's. */
const isUnverified = (payload: JWTPayload, path: ClaimPath): boolean =>
  (typeof path === 'string' ? path : path[0]) === 'phone_number' && payload['phone_number_verified'] !== true

/** Who the bearer of a token is. Its subject was looked at before. */
export const callerFrom = (payload: JWTPayload, map: ClaimMap = {}): Caller => {
  const claims: { [name: string]: string } = {}
  const said = new Map(saidIn(payload, map.claims))
  for (const [claim, value] of said) {
    if (typeof value !== 'string' && typeof value !== 'number') continue
    const names = Object.hasOwn(claimNames, claim) ? claimNames[claim] : undefined
    for (const name of names ?? [claim]) {
      const spoken = spokenOf(name, String(value))
      if (spoken !== undefined && (!names || said.get(name) === undefined || name === claim)) claims[name] = spoken
    }
  }
  return { actor: payload.sub!, roles: [...rolesIn(payload, map.roles ?? { from: 'roles' })], claims, anyone: false }
}
