import { join } from 'node:path'
import { type ClaimMap, withoutEnd } from '@jumun/http'
import { brokersOf } from './broker.ts'
import { type Businesses, systemsOf } from './business.ts'
import { type EdgeSettings, edgeFrom } from './edge-settings.ts'
import { identityFrom, type SignInSettings } from './identity-settings.ts'
import { type MessageSettings, messagesFrom } from './message-settings.ts'
import { type PaymentSettings, paymentsFrom } from './payment-settings.ts'
import { type Part, partsOf } from './parts.ts'
import { Refusal } from './refusal.ts'
import { type Said, saidOf } from './said.ts'
import { peersIn, storesIn } from './where.ts'

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
  const said = saidOf(argv, environment)
  const { all, optional, read, number } = said
  const { parts, gateway } = partsOf(said.words, known, usual)
  const contexts = new Set(parts.flatMap(p => known[p.system]!))
  const { identity, audience, claims, signIn } = identityFrom(optional, gateway)
  const access = accessFrom(said, identity)
  const paymentDelay = delayFrom(said)
  const bus = busFrom(said)
  const classic = classicFrom(said, bus, contexts)
  const publicBase = optional('public-base')
  return {
    parts,
    gateway,
    stores: storesIn('store', all('store'), contexts),
    bus,
    classic,
    peers: peersIn(all('peers'), contexts),
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
    payments: paymentsFrom(all, said.isTyped, [...new Set(parts.map(p => p.system))]),
    paymentDelay,
    log: read('log', 'info'),
    traces: tracesFrom(said),
    requestTime: number('request-time', 600_000) ?? 2000,
    faultSwitch: optional('fault-switch'),
    edge: edgeFrom(optional, access),
    banner: read('banner', 'text') === 'json' ? 'json' : 'text',
  }
}

const accessFrom = ({ read }: Said, identity: Settings['identity']): Settings['access'] => {
  const access = read('access', identity ? 'guarded' : 'open')
  if (access !== 'open' && access !== 'guarded') throw new Refusal(`--access takes open or guarded, not "${access}".`)
  if (identity && access === 'open')
    throw new Refusal(
      '--identity built-in is for guarded access: where access is open, nobody has to say who they are. Leave one of them out.',
    )
  return access
}

const delayFrom = ({ optional }: Said): Settings['paymentDelay'] => {
  const delay = optional('payment-delay')
  if (delay === undefined) return undefined
  const range = /^(\d+)-(\d+)$/.exec(delay)
  if (!range || Number(range[1]) > Number(range[2]))
    throw new Refusal(`--payment-delay takes two numbers of ms, such as 400-620, not "${delay}".`)
  return [Number(range[1]), Number(range[2])]
}

const busFrom = ({ read }: Said): Settings['bus'] => {
  const bus = read('bus', 'http')
  if (bus !== 'http' && !brokersOf(bus))
    throw new Refusal(`--bus takes http or the brokers as kafka://host:port,host:port, not "${withoutLogin(bus)}".`)
  return bus
}

const classicFrom = ({ optional, read }: Said, bus: string, contexts: ReadonlySet<string>): Settings['classic'] => {
  const originals = optional('classic')
    ?.split(',')
    .filter(name => name !== 'none')
  const unknown = originals?.find(name => !contexts.has(name))
  if (unknown !== undefined) throw new Refusal(`--classic names the context "${unknown}". There are: ${[...contexts].join(', ')}; or none.`)
  if (originals && bus === 'http') throw new Refusal('--classic is about messages on Kafka. Give the brokers with --bus kafka://host:port.')
  const timestamp = read('classic-time', 'text')
  if (timestamp !== 'text' && timestamp !== 'milliseconds')
    throw new Refusal(`--classic-time takes text or milliseconds, not "${timestamp}".`)
  return originals && { originals, timestamp }
}

const tracesFrom = ({ optional }: Said): Settings['traces'] => {
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
