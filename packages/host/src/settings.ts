import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs, parseEnv } from 'node:util'
import { type ClaimMap, withoutEnd } from '@jumun/http'
import { brokersOf } from './broker.ts'
import { type Businesses, systemsOf } from './business.ts'
import { declared, type SettingName, settingsHelp, variableOf } from './declared.ts'
import { type EdgeSettings, edgeFrom } from './edge-settings.ts'
import { identityFrom, type SignInSettings } from './identity-settings.ts'
import { type MessageSettings, messagesFrom } from './message-settings.ts'
import { type PaymentSettings, paymentsFrom } from './payment-settings.ts'
import { Refusal } from './refusal.ts'

/** What a process runs of one system. */
export interface Part {
  readonly system: string
  /** The contexts that run here; undefined: all of them. */
  readonly contexts: readonly string[] | undefined
}

/**
 * How a process is started: from the command line, else from the environment (`JUMUN_…`), else from a file of the same form, else by
 * default.
 */
export interface Settings {
  /** What to run; where it is of one system, there is no prefix and its contexts have ports of their own. */
  readonly parts: readonly Part[]
  /** This process is the way in: it listens for the outside and hands on. */
  readonly gateway: boolean
  /** By context the database it keeps its things in; under '' that of all others. None: a file under `data`. */
  readonly stores: ReadonlyMap<string, string>
  /** How events reach contexts of other processes: none in one process, `http`, or `kafka://broker:port[,broker:port]`. */
  readonly bus: string
  /**
   * On Kafka the form of the original systems is understood, and told beside ours: the contexts whose place an original service has, and
   * how it writes a moment. None: only we speak.
   */
  readonly classic: { readonly originals: readonly string[]; readonly timestamp: 'text' | 'milliseconds' } | undefined
  /** By context where its replicas are, when it is not in this process; under '' an address with `{context}` in it for all others. */
  readonly peers: ReadonlyMap<string, readonly string[]>
  /** A file with the token that this process shows to its peers, read again when it changes. */
  readonly systemToken: string | undefined
  /** A file with the secret that the processes of this installation share; none: one under `data`, for those that share it. */
  readonly systemSecret: string | undefined
  /** Where the embedded stores lie. */
  readonly data: string
  /** The file that the log channel writes messages to people into; `-`: to where the product itself is heard. */
  readonly messages: string
  readonly messaging: MessageSettings
  /** Where backups are made, each in a folder of its own. */
  readonly backups: string
  /** The address everything listens on. Anything but loopback needs guarded access. */
  readonly host: string
  /** The gateway's port, or that of the one context which runs here without a gateway; 0: any that is free, for the contexts too. */
  readonly port: number | undefined
  /** The port at which the same is asked by gRPC; undefined: it is not. */
  readonly grpc: number | undefined
  readonly access: 'open' | 'guarded'
  /** `built-in`: people have their accounts here, and the gateway's process gives the tokens. */
  readonly identity: 'built-in' | undefined
  /** Where the keys are that access tokens are checked against: a JWKS file or address. */
  readonly keys: string | undefined
  readonly issuer: string | undefined
  readonly audience: string | undefined
  /** How the tokens of another provider are read, and how the web app signs people in there. */
  readonly claims: ClaimMap | undefined
  readonly signIn: SignInSettings | undefined
  /** The base address that the world knows, without a trailing slash. */
  readonly publicBase: string | undefined
  /** Origins that may send credentials. */
  readonly origins: readonly string[]
  /** Every payment takes so many ms, from and to: the originals' load test is 400-620. */
  readonly paymentDelay: readonly [number, number] | undefined
  readonly payments: PaymentSettings
  readonly log: string
  /** Who is told traces, and which share of them; undefined: nobody. */
  readonly traces: { readonly url: string; readonly share: number } | undefined
  /** How long a person's request may take in all, in ms. */
  readonly requestTime: number
  /** While this file is there the process says that it does not live. */
  readonly faultSwitch: string | undefined
  readonly edge: EdgeSettings
  /** What is said when everything runs: for people, or one line of JSON for programs. */
  readonly banner: 'text' | 'json'
}

const options = {
  ...(Object.fromEntries(
    Object.entries(declared).map(([name, d]) => [name, { type: 'string', ...('multiple' in d ? { multiple: true } : {}) }]),
  ) as { readonly [name in SettingName]: { readonly type: 'string'; readonly multiple?: boolean } }),
  help: { type: 'boolean' },
} as const

/** What `npm start -- --help` says. */
export const usage = `npm start [what …] -- [settings]

  What to run: nothing said is all systems; "cafeteria" one system; "cafeteria/order" one of its
  contexts in a process of its own; "cafeteria/gateway" the way in to contexts of other processes.

${settingsHelp()}

Each is also read from the environment: JUMUN_DATA, JUMUN_PUBLIC_BASE, ….
The command line comes first, then the environment, then the file.`

export { Refusal }
/** A context's data is older than what was told of it: its process stays, says so, and decides nothing. */
export class Behind extends Refusal {}

/**
 * Reads the settings. `businesses`: what their names stand for; `usual`: the names of those that run where none is said. Throws a Refusal
 * that names the setting and what it takes.
 */
export const settingsFrom = (
  argv: readonly string[],
  environment: NodeJS.ProcessEnv,
  businesses: Businesses,
  usual: readonly string[] = Object.keys(businesses),
): Settings => {
  const known = Object.fromEntries(Object.entries(businesses).map(([name, { system }]) => [name, system.contexts.map(c => c.name)]))
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(argv)
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n\n${usage}`)
  }
  const { values, positionals } = parsed
  if (values.help) throw new Refusal(usage)
  const config = (values.config as string | undefined) ?? environment[variableOf('config')]
  const file = config === undefined ? {} : fromFile(config)
  const all = (name: SettingName): readonly string[] => {
    const given = values[name]
    if (given !== undefined) return Array.isArray(given) ? given : [String(given)]
    const variable = variableOf(name)
    const said = environment[variable] ?? file[variable]
    return said === undefined ? [] : options[name].multiple ? said.split(/\s+/).filter(Boolean) : [said]
  }
  const optional = (name: SettingName): string | undefined => all(name)[0]
  const read = (name: SettingName, fallback: string): string => optional(name) ?? fallback
  const number = (name: SettingName, most: number): number | undefined => {
    const text = optional(name)
    if (text === undefined) return undefined
    const n = Number(text)
    if (!/^\d+$/.test(text) || n > most) throw new Refusal(`--${name} takes a whole number from 0 to ${most}, not "${text}".`)
    return n
  }
  const { parts, gateway } = partsOf(positionals, known, usual)
  const contexts = new Set(parts.flatMap(p => known[p.system]!))
  const { identity, audience, claims, signIn } = identityFrom(optional, gateway)
  const access = read('access', identity ? 'guarded' : 'open')
  if (access !== 'open' && access !== 'guarded') throw new Refusal(`--access takes open or guarded, not "${access}".`)
  if (identity && access === 'open')
    throw new Refusal(
      '--identity built-in is for guarded access: where access is open, nobody has to say who they are. Leave one of them out.',
    )
  const publicBase = optional('public-base')
  const delay = optional('payment-delay')
  const range = delay === undefined ? undefined : /^(\d+)-(\d+)$/.exec(delay)
  if (range === null || (range && Number(range[1]) > Number(range[2])))
    throw new Refusal(`--payment-delay takes two numbers of ms, such as 400-620, not "${delay}".`)
  const bus = read('bus', 'http')
  if (bus !== 'http' && !brokersOf(bus))
    throw new Refusal(`--bus takes http or the brokers as kafka://host:port,host:port, not "${withoutLogin(bus)}".`)
  const originals = optional('classic')
    ?.split(',')
    .filter(name => name !== 'none')
  const unknown = originals?.find(name => !contexts.has(name))
  if (unknown !== undefined) throw new Refusal(`--classic names the context "${unknown}". There are: ${[...contexts].join(', ')}; or none.`)
  if (originals && bus === 'http') throw new Refusal('--classic is about messages on Kafka. Give the brokers with --bus kafka://host:port.')
  const timestamp = read('classic-time', 'text')
  if (timestamp !== 'text' && timestamp !== 'milliseconds')
    throw new Refusal(`--classic-time takes text or milliseconds, not "${timestamp}".`)
  return {
    parts,
    gateway,
    stores: onceEach('store', named('store', all('store'), contexts, checkStore)),
    bus,
    classic: originals && { originals, timestamp },
    peers: named(
      'peers',
      all('peers').flatMap(p => p.split(',')),
      contexts,
      (url, name) => {
        if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
          throw new Refusal(`--peers takes addresses such as order=http://localhost:8081, not "${url}".`)
        if (name === '' && !/{context}|%7Bcontext%7D/i.test(url))
          throw new Refusal(`--peers takes one address for a context (order=${url}), or one with {context} in it for all of them.`)
      },
    ),
    systemToken: optional('system-token'),
    systemSecret: optional('system-secret'),
    data: read('data', 'data'),
    backups: read('backups', 'backups'),
    messages: read('messages', join(read('data', 'data'), 'messages.log')),
    messaging: messagesFrom(all, systemsOf(businesses)),
    host: read('host', '127.0.0.1'),
    port: number('port', 65_535),
    grpc: number('grpc', 65_535),
    access,
    identity,
    keys: optional('keys'),
    issuer: optional('issuer'),
    audience,
    claims,
    signIn,
    publicBase: publicBase && withoutEnd(publicBase),
    origins: (optional('origins') ?? '')
      .split(',')
      .map(o => o.trim())
      .filter(Boolean),
    payments: paymentsFrom(all, name => values[name] !== undefined, [...new Set(parts.map(p => p.system))]),
    paymentDelay: range ? [Number(range[1]), Number(range[2])] : undefined,
    log: read('log', 'info'),
    traces: tracesFrom(optional),
    requestTime: number('request-time', 600_000) ?? 2000,
    faultSwitch: optional('fault-switch'),
    edge: edgeFrom(optional, access),
    banner: read('banner', 'text') === 'json' ? 'json' : 'text',
  }
}
const parse = (argv: readonly string[]) => parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
const fromFile = (file: string): NodeJS.Dict<string> => {
  try {
    return parseEnv(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Refusal(`The settings of --config ${file} could not be read: ${(error as Error).message}`)
  }
}

const tracesFrom = (optional: (name: SettingName) => string | undefined): Settings['traces'] => {
  const url = optional('traces')
  const share = optional('traces-share')
  if (share !== undefined && !/^(0(\.\d+)?|1(\.0+)?)$/.test(share))
    throw new Refusal(`--traces-share takes a number from 0 to 1, such as 0.1, not "${share}".`)
  if (url === undefined && share !== undefined)
    throw new Refusal('--traces-share is about traces: say who takes them with --traces http://….')
  if (url === undefined) return undefined
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Refusal(`--traces takes the address of a collector such as http://localhost:4318, not "${withoutLogin(url)}".`)
  return { url, share: Number(share ?? 1) }
}

const withoutLogin = (bus: string): string => {
  const [from, to] = [bus.indexOf('//') + 2, bus.lastIndexOf('@') + 1]
  return from < to ? bus.slice(0, from) + bus.slice(to) : bus
}

/** What the words after `npm start` name. */
const partsOf = (
  words: readonly string[],
  known: { readonly [system: string]: readonly string[] },
  usual: readonly string[],
): { parts: readonly Part[]; gateway: boolean } => {
  const whole = new Set<string>()
  const some = new Map<string, Set<string>>()
  let gateway = words.length === 0
  for (const word of words.length ? words : usual) {
    const [system = '', context, ...more] = word.split('/')
    const contexts = known[system]
    if (!contexts) throw new Refusal(`There is no system "${system}". There are: ${Object.keys(known).join(', ')}.`)
    if (context === undefined) whole.add(system)
    else if (context !== 'gateway' && (more.length || !contexts.includes(context)))
      throw new Refusal(
        `${system} has no context "${word.slice(system.length + 1)}". It has: ${contexts.join(', ')}; and "gateway" is the way in.`,
      )
    else {
      const mine = some.get(system) ?? new Set()
      some.set(system, mine)
      if (context === 'gateway') gateway = true
      else mine.add(context)
    }
  }
  if (whole.size && some.size)
    throw new Refusal(
      'A process runs whole systems, or some contexts of them: give only names such as "cafeteria", or only such as "cafeteria/order".',
    )
  return {
    parts: whole.size
      ? [...whole].map(system => ({ system, contexts: undefined }))
      : [...some].map(([system, mine]) => ({ system, contexts: [...mine] })),
    gateway: gateway || whole.size > 0,
  }
}

/** Values of the form `context=value`, or a value alone for all others. */
const named = (
  setting: string,
  texts: readonly string[],
  contexts: ReadonlySet<string>,
  check: (value: string, name: string) => void,
): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, readonly string[]>()
  for (const text of texts) {
    const [, name = '', value = ''] = /^(?:([\w-]+)=)?(.*)$/s.exec(text)!
    if (name && !contexts.has(name)) throw new Refusal(`--${setting} names the context "${name}". There are: ${[...contexts].join(', ')}.`)
    check(value, name)
    found.set(name, [...(found.get(name) ?? []), value])
  }
  return found
}
/** A place to move from or to: a folder, or databases in the words of `--store`. */
export const placeFrom = (
  setting: string,
  texts: readonly string[],
  contexts: ReadonlySet<string>,
  data: string,
): { data: string; stores: ReadonlyMap<string, string> } => {
  const isAddress = (text: string) => /^([\w-]+=)?[\w+]+:\/\//.test(text)
  const folders = texts.filter(t => !isAddress(t))
  if (folders.length > 1) throw new Refusal(`--${setting} takes one folder, not several: ${folders.join(', ')}.`)
  return { data: folders[0] ?? data, stores: onceEach(setting, named(setting, texts.filter(isAddress), contexts, checkStore)) }
}
const checkStore = (url: string): void => {
  if (url.startsWith('mysql:'))
    throw new Refusal(
      'MySQL lacks what is asked of MariaDB. Where the server is a MariaDB give its address as mariadb://…; else take postgres://….',
    )
  if (!/^(postgres|postgresql|mariadb|mongodb|mongodb\+srv):\/\/./.test(url))
    throw new Refusal(`A store is postgres://…, mariadb://… or mongodb://…, not "${url.split(':')[0]}". Files lie where --data says.`)
}
const onceEach = (setting: string, values: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, string> =>
  new Map(
    [...values].map(([name, [first, second]]) => {
      if (second !== undefined) throw new Refusal(`--${setting} is given twice ${name ? `for ${name}` : 'for all contexts'}.`)
      return [name, first!]
    }),
  )
