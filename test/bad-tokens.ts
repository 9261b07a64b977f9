// Tokens that must not let anybody in, by what is wrong with them; and a good one.
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
const [mine, other] = [pair(), pair()]
const now = Math.floor(Date.now() / 1000)
/** Says who kim is, in every role. */
export const good = {
  sub: 'kim',
  iss: 'us',
  aud: 'jumun',
  exp: now + 3600,
  roles: ['operator', 'system', 'manager', 'customer'],
  phone: '01012345678',
}
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (header: object, payload: object, signature: (text: string) => string): string => {
  const text = `${part(header)}.${part(payload)}`
  return `${text}.${signature(text)}`
}
const by =
  ({ privateKey }: { readonly privateKey: KeyObject }) =>
  (text: string): string =>
    sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')
const hmac = (secret: string | Buffer) => (text: string) => createHmac('sha256', secret).update(text).digest('base64url')
const header = { alg: 'ES256', kid: 'k', typ: 'at+jwt' }
const without = (...names: readonly string[]) => Object.fromEntries(Object.entries(good).filter(([name]) => !names.includes(name)))
const bearer = (token: string) => `Bearer ${token}`
export const signed = (payload: object, head: object = header, who = mine) => bearer(jwt(head, payload, by(who)))
const pem = mine.publicKey.export({ type: 'spki', format: 'pem' }) as string
const jwk = mine.publicKey.export({ format: 'jwk' })
const exchanged = (): string => {
  const [head, , signature] = jwt(header, { ...good, roles: [] }, by(mine)).split('.')
  return `${head}.${part(good)}.${signature}`
}

/** By what is wrong with it. */
export const credentials: { readonly [what: string]: string | undefined } = {
  'no token': undefined,
  'an empty one': '',
  'Bearer and nothing': 'Bearer',
  garbage: 'Bearer x.y.z',
  Basic: `Basic ${Buffer.from('kim:kim').toString('base64')}`,
  'a good token under another scheme': `Token ${jwt(header, good, by(mine))}`,
  'an expired one': signed({ ...good, exp: now - 60 }),
  'one that is not valid yet': signed({ ...good, nbf: now + 600 }),
  'a token for another audience': signed({ ...good, aud: 'some-other-app' }),
  'a token without an audience': signed(without('aud')),
  'a token of another issuer': signed({ ...good, iss: 'https://another-tenant.example' }),
  'a token without an issuer': signed(without('iss')),
  'a token without an end': signed(without('exp')),
  'a token without a subject': signed(without('sub')),
  'a token with a number as subject': signed({ ...good, sub: 7 }),
  'a token that ends a session': signed(good, { ...header, typ: 'logout+jwt' }),
  'a token of another key': signed(good, header, other),
  'a token of a key that nobody knows': signed(good, { ...header, kid: 'unknown' }, other),
  'a token of a key that lies in a file': signed(good, { ...header, kid: '../../../dev/null' }, other),
  'a token of a key at an address': signed(good, { ...header, jku: 'http://127.0.0.1:1/jwks.json' }, other),
  'a token of a key that it brings': signed(good, { ...header, jwk: other.publicKey.export({ format: 'jwk' }) }, other),
  'a token with an extension that nobody knows': signed(good, { ...header, crit: ['x'], x: 1 }),
  'a token with another payload': bearer(exchanged()),
  'one without a signature': bearer(jwt({ alg: 'none' }, good, () => '')),
  'one without a signature, spelt otherwise': bearer(jwt({ alg: 'None', kid: 'k' }, good, () => '')),
  'HS256 with the public key as text': bearer(jwt({ alg: 'HS256', kid: 'k' }, good, hmac(pem))),
  'HS256 with the public key as JWK': bearer(jwt({ alg: 'HS256', kid: 'k' }, good, hmac(JSON.stringify(jwk)))),
  'HS256 with nothing': bearer(jwt({ alg: 'HS256', kid: 'k' }, good, hmac(''))),
}

/** The keys that a process checks tokens against, as a file holds them. */
export const keySet = JSON.stringify({ keys: [{ ...jwk, kid: 'k', alg: 'ES256' }] })
/** How a process is started that takes the good ones. */
export const guarded = (file: string): readonly string[] => ['--access', 'guarded', '--keys', file, '--issuer', 'us', '--audience', 'jumun']
