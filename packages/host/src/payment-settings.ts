import { readFileSync } from 'node:fs'
import type { Provider } from '@jumun/payments'
import { Refusal } from './refusal.ts'

type Name = 'stripe' | 'toss'
const names = ['stripe', 'toss'] as const

/** How one provider is reached, and what it and we know each other by. */
interface Access {
  readonly secret: string
  /** What its webhooks are signed with; undefined: they are not taken. Toss Payments signs none. */
  readonly webhookSecret: string | undefined
  /** What the browser may know. */
  readonly publicKey: string | undefined
  /** Where it is, where that is not its own address. */
  readonly base: string | undefined
}
/** Who takes the money. */
export interface PaymentSettings {
  /** By system; none: the sandbox. */
  readonly of: ReadonlyMap<string, Name>
  readonly access: ReadonlyMap<Name, Access>
}
export const paymentOptions = {
  payments: {
    takes: 'PROVIDER',
    otherwise: 'sandbox',
    multiple: true,
    meaning: 'who takes the money: sandbox, stripe, toss; cafeteria=stripe for one system',
  },
  'stripe-secret': {
    takes: 'FILE',
    otherwise: 'none',
    meaning: 'the file that holds the secret key of Stripe; in the environment and the --config file also the key itself',
  },
  'stripe-webhook-secret': { takes: 'FILE', otherwise: 'none', meaning: 'the same of what its webhooks are signed with' },
  'stripe-public-key': { takes: 'KEY', otherwise: 'none', meaning: 'what the browser may know of it' },
  'toss-secret': { takes: 'FILE', otherwise: 'none', meaning: 'the same as of Stripe, of Toss Payments' },
  'toss-public-key': { takes: 'KEY', otherwise: 'none', meaning: 'its client key, which the browser may know' },
  'payments-at': {
    takes: 'NAME=URL',
    otherwise: 'where they are',
    multiple: true,
    meaning: 'where a provider is, if elsewhere: stripe=http://localhost:12111',
  },
} as const

type Setting = keyof typeof paymentOptions

/**
 * Reads these settings. `isTyped`: it stands on the command line. Throws a Refusal that names what is missing; no secret is ever in its words.
 */
export const paymentsFrom = (
  all: (name: Setting) => readonly string[],
  isTyped: (name: Setting) => boolean,
  systems: readonly string[],
): PaymentSettings => {
  const of = new Map<string, Name>()
  for (const text of all('payments').toSorted((a, b) => Number(a.includes('=')) - Number(b.includes('=')))) {
    const [, system, name = ''] = /^(?:(\w+)=)?(\w*)$/.exec(text) ?? []
    if (name !== 'sandbox' && !isName(name)) throw new Refusal(`--payments takes sandbox, stripe or toss, not "${text}".`)
    if (system !== undefined && !systems.includes(system))
      throw new Refusal(`--payments names the system "${system}". There are: ${systems.join(', ')}.`)
    for (const s of system === undefined ? systems : [system]) {
      if (name === 'sandbox') of.delete(s)
      else of.set(s, name)
    }
  }
  const bases = new Map(all('payments-at').map(baseFrom))
  return { of, access: new Map([...new Set(of.values())].map(name => [name, accessFrom(name, all, isTyped, bases.get(name))])) }
}
const isName = (name: string): name is Name => names.some(n => n === name)
const baseFrom = (text: string): readonly [Name, string] => {
  const [name = '', url = ''] = text.split(/=(.*)/s)
  if (!isName(name) || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Refusal(`--payments-at takes a provider and its address, such as stripe=http://localhost:12111, not "${text}".`)
  const { protocol, hostname } = new URL(url)
  if (protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname))
    throw new Refusal(`--payments-at ${text}: a secret goes there, so it takes https, or an address of this machine.`)
  return [name, url]
}
/** What a key of a provider begins with: whatever does not is the name of a file. */
const looksSecret = /^(sk|rk|whsec|test|live)_/
const secretFrom = (setting: Setting, text: string | undefined, isTyped: boolean): string | undefined => {
  if (text === undefined || text.trim() === '') return undefined
  if (looksSecret.test(text)) {
    if (isTyped) throw new Refusal(`--${setting} takes a file that holds the key: others can see what stands on the command line.`)
    return text.trim()
  }
  try {
    return readFileSync(text, 'utf8').trim() || undefined
  } catch (error) {
    throw new Refusal(`--${setting} names ${text}, which could not be read: ${(error as NodeJS.ErrnoException).code}.`)
  }
}
const accessFrom = (
  name: Name,
  all: (name: Setting) => readonly string[],
  isTyped: (name: Setting) => boolean,
  base: string | undefined,
): Access => {
  const read = (setting: Setting) => secretFrom(setting, all(setting)[0], isTyped(setting))
  const setting = name === 'stripe' ? 'stripe-secret' : 'toss-secret'
  const secret = read(setting)
  if (secret === undefined)
    throw new Refusal(
      `--payments ${name} needs its secret key: give the file that holds it with --${setting} FILE, or the key itself in the environment, ` +
        `as ${setting.toUpperCase().replaceAll('-', '_')} with JUMUN_ before it.`,
    )
  return {
    secret,
    webhookSecret: name === 'stripe' ? read('stripe-webhook-secret') : undefined,
    publicKey: all(name === 'stripe' ? 'stripe-public-key' : 'toss-public-key')[0],
    base,
  }
}

/** Who takes the money of a system; undefined: the sandbox. What speaks to them is loaded where it is needed. */
export const providerOf = async (
  { of, access }: PaymentSettings,
  system: string,
  report: (what: string) => void,
): Promise<Provider | undefined> => {
  const name = of.get(system)
  if (!name) return undefined
  const { secret, base } = access.get(name)!
  const { stripe, toss } = await import('@jumun/payments')
  return (name === 'stripe' ? stripe : toss)({ secret, base, report })
}
