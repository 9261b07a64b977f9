import { parseArgs } from 'node:util'

/** How a process is started: from the command line, else from the environment (`JUMUN_…`), else by default. */
export interface Settings {
  /** The systems to run; one alone has no prefix and its contexts have ports of their own. */
  readonly systems: readonly string[]
  /** Where the embedded stores lie. */
  readonly data: string
  /** The address everything listens on. Anything but loopback needs guarded access. */
  readonly host: string
  /** The gateway's port; 0: any that is free, for the contexts too. */
  readonly port: number
  readonly access: 'open' | 'guarded'
  /** Where the keys are that access tokens are checked against: a JWKS file or address. */
  readonly keys: string | undefined
  readonly issuer: string | undefined
  readonly audience: string | undefined
  /** The base address that the world knows, without a trailing slash. */
  readonly publicBase: string | undefined
  /** Origins that may send credentials. */
  readonly origins: readonly string[]
  /** Every payment takes so many ms, from and to: the originals' load test is 400-620. */
  readonly paymentDelay: readonly [number, number] | undefined
  readonly log: string
  /** How long a person's request may take in all, in ms. */
  readonly requestTime: number
  /** What is said when everything runs: for people, or one line of JSON for programs. */
  readonly banner: 'text' | 'json'
}

const options = {
  data: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  access: { type: 'string' },
  keys: { type: 'string' },
  issuer: { type: 'string' },
  audience: { type: 'string' },
  'public-base': { type: 'string' },
  origins: { type: 'string' },
  'payment-delay': { type: 'string' },
  log: { type: 'string' },
  banner: { type: 'string' },
  'request-time': { type: 'string' },
  help: { type: 'boolean' },
} as const

export const usage = `npm start [system …] -- [settings]

  --data DIR            where the stores lie                        (data)
  --port N              the gateway's port, 0: any                  (8088)
  --host ADDRESS        where to listen                             (127.0.0.1)
  --access MODE         open: no token needed, only on loopback     (open)
                        guarded: tokens are checked against --keys
  --keys FILE|URL       the key set (JWKS) of the tokens
  --issuer, --audience  what the tokens must say
  --public-base URL     the address that the world knows
  --origins A,B         web origins that may send credentials
  --payment-delay A-B   every payment takes A to B ms
  --request-time MS     how long one request may take               (2000)
  --log LEVEL           silent, error, warn, info, debug            (info)
  --banner text|json    what is said when everything runs           (text)

Each is also read from the environment: JUMUN_DATA, JUMUN_PUBLIC_BASE, ….`

/** Thrown with words for whoever started the process: what is wrong and what to do. */
export class Refusal extends Error {}

/** Reads the settings. Throws a Refusal that names the setting and what it takes. */
export const settingsFrom = (argv: readonly string[], environment: NodeJS.ProcessEnv, known: readonly string[]): Settings => {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(argv)
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n\n${usage}`)
  }
  const { values, positionals } = parsed
  if (values.help) throw new Refusal(usage)
  const read = (name: keyof typeof options, fallback: string): string => optional(name) ?? fallback
  const optional = (name: keyof typeof options): string | undefined =>
    (values[name] as string | undefined) ?? environment[`JUMUN_${name.toUpperCase().replaceAll('-', '_')}`]
  const number = (name: keyof typeof options, fallback: number, most: number): number => {
    const text = read(name, String(fallback))
    const n = Number(text)
    if (!Number.isInteger(n) || n < 0 || n > most) throw new Refusal(`--${name} takes a whole number from 0 to ${most}, not "${text}".`)
    return n
  }
  for (const s of positionals) if (!known.includes(s)) throw new Refusal(`There is no system "${s}". There are: ${known.join(', ')}.`)
  const access = read('access', 'open')
  if (access !== 'open' && access !== 'guarded') throw new Refusal(`--access takes open or guarded, not "${access}".`)
  const delay = optional('payment-delay')
  const range = delay === undefined ? undefined : /^(\d+)-(\d+)$/.exec(delay)
  if (range === null || (range && Number(range[1]) > Number(range[2])))
    throw new Refusal(`--payment-delay takes two numbers of ms, such as 400-620, not "${delay}".`)
  return {
    systems: positionals.length ? [...new Set(positionals)] : known,
    data: read('data', 'data'),
    host: read('host', '127.0.0.1'),
    port: number('port', 8088, 65_535),
    access,
    keys: optional('keys'),
    issuer: optional('issuer'),
    audience: optional('audience'),
    publicBase: optional('public-base')?.replace(/\/+$/, ''),
    origins: (optional('origins') ?? '')
      .split(',')
      .map(o => o.trim())
      .filter(Boolean),
    paymentDelay: range ? [Number(range[1]), Number(range[2])] : undefined,
    log: read('log', 'info'),
    requestTime: number('request-time', 2000, 600_000),
    banner: read('banner', 'text') === 'json' ? 'json' : 'text',
  }
}
const parse = (argv: readonly string[]) => parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
