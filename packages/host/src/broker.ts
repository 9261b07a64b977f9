import { readFileSync } from 'node:fs'
import { Refusal } from './settings.ts'

/** Where Kafka is, how to be let in, and what a topic is to be like that is not there yet. */
export interface Broker {
  readonly brokers: readonly string[]
  readonly login?: { readonly username: string; readonly password: string; readonly mechanism: (typeof mechanisms)[number] }
  /** Encrypted; with an object: by which authority, and as whom. */
  readonly tls?: true | { readonly ca?: string; readonly cert?: string; readonly key?: string }
  /** Goes before the names of topics and groups: two environments may share a cluster. */
  readonly prefix?: string
  readonly partitions?: number
  readonly replicas?: number
  readonly minInSync?: number
}
const mechanisms = ['SCRAM-SHA-256', 'SCRAM-SHA-512', 'PLAIN'] as const
const form = /^kafka(\+tls)?:\/\/(?:([^\s:@/?]+):([^\s@/?]+)@)?([^\s/,@?]+:\d+(?:,[^\s/,@?]+:\d+)*)(?:\/([\w.-]*))?(?:\?(.*))?$/
const words = ['mechanism', 'ca', 'cert', 'key', 'partitions', 'replicas', 'min-in-sync']

/**
 * Reads `kafka://[user:password@]host:port[,host:port][/prefix][?…]`; `kafka+tls://` is encrypted. Undefined: that is no such address. Throws
 * a Refusal that names what is wrong after the `?`.
 */
export const brokersOf = (bus: string): Broker | undefined => {
  const [, tls, user, password, hosts, prefix, query] = form.exec(bus) ?? []
  if (hosts === undefined) return undefined
  const said = new URLSearchParams(query)
  const unknown = [...said.keys()].find(name => !words.includes(name))
  if (unknown !== undefined) throw new Refusal(`--bus knows no "${unknown}" after the address. It takes ${words.join(', ')}.`)
  const number = (name: string): number | undefined => {
    const text = said.get(name)
    if (text === null) return undefined
    if (!/^[1-9]\d{0,4}$/.test(text)) throw new Refusal(`${name} of --bus takes a whole number from 1 on, not "${text}".`)
    return Number(text)
  }
  const file = (name: string): { readonly [name: string]: string } => {
    const path = said.get(name)
    if (path === null) return {}
    if (!tls) throw new Refusal(`${name} of --bus is for encrypted lines: begin the address with kafka+tls://.`)
    try {
      return { [name]: readFileSync(path, 'utf8') }
    } catch (error) {
      throw new Refusal(`The file ${path} that --bus names as ${name} could not be read: ${(error as Error).message}`)
    }
  }
  const asked = said.get('mechanism')?.toUpperCase()
  const mechanism = mechanisms.find(m => m === (asked ?? 'SCRAM-SHA-256'))
  if (!mechanism) throw new Refusal(`mechanism of --bus takes ${mechanisms.join(', ')}, not "${asked}".`)
  if (asked && !user) throw new Refusal('mechanism of --bus is for a login: give it as kafka://user:password@host:port.')
  if (mechanism === 'PLAIN' && !tls)
    throw new Refusal('With the mechanism PLAIN the password is readable on the line: begin the address with kafka+tls://.')
  const files = { ...file('ca'), ...file('cert'), ...file('key') }
  if (said.has('cert') !== said.has('key')) throw new Refusal('A client certificate has two files: give cert and key of --bus both.')
  const [partitions, replicas, minInSync] = [number('partitions'), number('replicas'), number('min-in-sync')]
  if (minInSync !== undefined && replicas !== undefined && minInSync > replicas)
    throw new Refusal(`min-in-sync of --bus is ${minInSync}, but of ${replicas} replicas never more than ${replicas} can be in sync.`)
  return {
    brokers: hosts.split(','),
    ...(user && password ? { login: { username: decodeURIComponent(user), password: decodeURIComponent(password), mechanism } } : {}),
    ...(tls ? { tls: Object.keys(files).length ? files : true } : {}),
    ...(prefix ? { prefix } : {}),
    ...(partitions ? { partitions } : {}),
    ...(replicas ? { replicas } : {}),
    ...(minInSync ? { minInSync } : {}),
  }
}
