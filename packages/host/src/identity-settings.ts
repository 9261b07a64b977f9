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
  keys: { takes: 'FILE|URL', otherwise: 'none', meaning: 'the key set (JWKS) of the tokens' },
  issuer: { takes: 'TEXT', otherwise: 'none', meaning: 'what tokens must say of who made them' },
  audience: { takes: 'TEXT', otherwise: 'none; jumun with --identity', meaning: 'what tokens must say of whom they are for' },
} as const

export interface IdentitySettings {
  readonly identity: 'built-in' | undefined
  readonly audience: string | undefined
}
type Read = (name: keyof typeof identityOptions) => string | undefined

/** Who gives the tokens. `gateway`: this process is the way in. Throws a Refusal that names the setting and what it takes. */
export const identityFrom = (read: Read, gateway: boolean): IdentitySettings => {
  const [identity, audience] = [read('identity'), read('audience')]
  if (identity === undefined) return { identity, audience }
  if (identity !== 'built-in') throw new Refusal(`--identity takes built-in, not "${identity}". Another provider is named with --issuer.`)
  if (!gateway)
    throw new Refusal(
      'The built-in identity runs with the gateway. Start this process with --issuer and the address of the gateway followed by /id.',
    )
  for (const name of ['issuer', 'keys'] as const)
    if (read(name) !== undefined) throw new Refusal(`--identity built-in is its own issuer, and has its own keys: leave --${name} out.`)
  return { identity, audience: audience ?? 'jumun' }
}
