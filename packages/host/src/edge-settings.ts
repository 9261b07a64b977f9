import { addressRate, bounds, callerRate, type RateLimit, trustIn, type Which, secretsOf, type TlsFiles } from '@jumun/http'
import { Refusal } from './refusal.ts'

/** What clients of this process may do to it, and what is written down of them. */
export interface EdgeSettings {
  /** Proxies whose `X-Forwarded-*` and `X-Request-Start` are believed: addresses and networks. */
  readonly trusted: readonly string[]
  /** Where the gateway is encrypted: the files of its certificate and of its key. */
  readonly tls: TlsFiles | undefined
  /** Requests of one caller, where access is guarded. */
  readonly callerRate: RateLimit
  /** Requests of one address, before anybody asks who it is, where access is guarded. */
  readonly addressRate: RateLimit
  readonly connections: number
  /** Of one address that is no trusted proxy. */
  readonly connectionsByAddress: number
  /** Which answered requests are written into the log. */
  readonly accessLog: Which | 'none'
}
export const edgeOptions = {
  'public-base': { takes: 'URL', otherwise: 'the address that was asked', meaning: 'the address that the world knows' },
  origins: { takes: 'A,B', otherwise: 'none', meaning: 'web origins that may send credentials' },
  'tls-cert': {
    takes: 'FILE',
    otherwise: 'none: plain HTTP',
    meaning: 'the certificate of the gateway in PEM form, with those that lead to a root; it is read again when it changes',
  },
  'tls-key': { takes: 'FILE', otherwise: 'none', meaning: 'its key' },
  trusted: {
    takes: 'A,B',
    otherwise: 'none',
    meaning: 'proxies that are believed about whom they ask for: addresses, networks such as 10.0.0.0/8',
  },
  'caller-rate': {
    takes: 'N/B',
    otherwise: '200/400',
    unit: 'requests a second / at once',
    meaning: 'what one caller may ask: N a second, B at once after a pause; only where access is guarded',
  },
  'address-rate': {
    takes: 'N/B',
    otherwise: '1000/2000',
    unit: 'requests a second / at once',
    meaning: 'the same of one address, before it is asked who it is; a proxy that is not trusted is one address',
  },
  connections: { takes: 'N', otherwise: '10000', unit: 'connections', meaning: 'how many there may be at once' },
  'connections-by-address': { takes: 'N', otherwise: '1000', unit: 'connections', meaning: 'and of one address' },
  'access-log': {
    takes: 'WHICH',
    otherwise: 'all if guarded, else refused',
    meaning: 'all: a line for every request; refused: only for those that were refused (401, 403, 429); none',
  },
  'request-time': { takes: 'MS', otherwise: '2000', unit: 'ms', meaning: 'how long one request may take in all' },
} as const

type Read = (name: keyof typeof edgeOptions) => string | undefined

const rateFrom = (read: Read, name: 'caller-rate' | 'address-rate', fallback: RateLimit): RateLimit => {
  const text = read(name)
  if (text === undefined) return fallback
  const [, n, b] = /^(\d{1,7})(?:\/(\d{1,7}))?$/.exec(text) ?? []
  const [perSecond, burst] = [Number(n), Number(b ?? 2 * Number(n))]
  if (!(perSecond >= 1 && burst >= 1))
    throw new Refusal(`--${name} takes requests a second, and how many at once after a pause, such as 200/400, not "${text}".`)
  return { perSecond, burst }
}
const countFrom = (read: Read, name: 'connections' | 'connections-by-address', fallback: number): number => {
  const text = read(name)
  if (text === undefined) return fallback
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Refusal(`--${name} takes a whole number from 1 to 9999999, not "${text}".`)
  return Number(text)
}
const trustedFrom = (read: Read): readonly string[] => {
  const trusted = (read('trusted') ?? '').split(',').flatMap(a => a.trim() || [])
  try {
    trustIn(trusted)
  } catch (error) {
    throw new Refusal(`--trusted takes addresses and networks such as 10.0.0.7 or 10.0.0.0/8, not "${(error as Error).message}".`)
  }
  return trusted
}

const tlsFrom = (read: Read): TlsFiles | undefined => {
  const [cert, key] = [read('tls-cert'), read('tls-key')]
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined)
    throw new Refusal('A certificate needs its key: give both --tls-cert FILE and --tls-key FILE.')
  try {
    secretsOf({ cert, key })
  } catch (error) {
    throw new Refusal(`--tls-cert and --tls-key cannot be used: ${(error as Error).message}`)
  }
  return { cert, key }
}

/** Reads these settings. Throws a Refusal that names the setting and what it takes. */
export const edgeFrom = (read: Read, access: 'open' | 'guarded'): EdgeSettings => {
  const accessLog = read('access-log') ?? (access === 'guarded' ? 'all' : 'refused')
  if (accessLog !== 'all' && accessLog !== 'refused' && accessLog !== 'none')
    throw new Refusal(`--access-log takes all, refused or none, not "${accessLog}".`)
  return {
    trusted: trustedFrom(read),
    tls: tlsFrom(read),
    callerRate: rateFrom(read, 'caller-rate', callerRate),
    addressRate: rateFrom(read, 'address-rate', addressRate),
    connections: countFrom(read, 'connections', bounds.connections),
    connectionsByAddress: countFrom(read, 'connections-by-address', bounds.connectionsByAddress),
    accessLog,
  }
}
