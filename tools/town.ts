import { join } from 'node:path'
import type { System } from '@jumun/core/model'
import { type Addresses, launch, type Launched } from './demo-process.ts'
import { freePort } from './engines/process.ts'

export interface TownSettings {
  readonly system: System
  /** Where everything lies that is not in an engine; what the processes say lies there too. */
  readonly data: string
  /** How many processes serve a context; one where nothing is said. */
  readonly replicas?: { readonly [context: string]: number }
  /** Of the product, for every process: where the stores are, the bus. */
  readonly settings?: readonly string[]
  /** By process what it alone is told, instead of what all are. */
  readonly own?: { readonly [name: string]: readonly string[] }
  /** Contexts that are not started; somebody else may do their work. */
  readonly without?: readonly string[]
}
/** A process of the town: it keeps its name and its port when it is killed and started again. */
export interface Inhabitant {
  readonly name: string
  readonly port: number
  process: Launched
  /** Starts it, or starts it again; what it is told this time counts more than what it is told anyway. */
  start(more?: readonly string[]): Promise<Addresses>
}
export interface Town {
  readonly gateway: string
  readonly inhabitants: readonly Inhabitant[]
  /** The addresses of a context's replicas. */
  addressesOf(context: string): readonly string[]
  stop(): Promise<void>
}

/** Starts one system as its originals ran: every context a process, or several, and the gateway one more. All at once: the order does not matter. */
export const townOf = async ({ system, data, replicas = {}, settings = [], own = {}, without = [] }: TownSettings): Promise<Town> => {
  const ports = new Map<string, number[]>()
  for (const { name } of system.contexts) ports.set(name, await Promise.all(Array.from({ length: replicas[name] ?? 1 }, freePort)))
  const addressesOf = (context: string) => ports.get(context)!.map(port => `http://127.0.0.1:${port}`)
  const peers = system.contexts.flatMap(({ name }) => addressesOf(name).map(address => `${name}=${address}`)).join()
  const inhabitant = (what: string, name: string, port: number): Inhabitant => ({
    name,
    port,
    process: undefined as unknown as Launched,
    start(more = []) {
      this.process = launch(`${system.name}/${what}`, {
        data: join(data, 'processes', name),
        settings: ['--data', data, '--port', String(port), '--peers', peers, ...settings, ...(own[name] ?? []), ...more],
      })
      return this.process.ready
    },
  })
  const gatewayPort = await freePort()
  const inhabitants = [
    ...system.contexts
      .filter(c => !without.includes(c.name))
      .flatMap(({ name }) => ports.get(name)!.map((port, i) => inhabitant(name, i ? `${name}-${i + 1}` : name, port))),
    inhabitant('gateway', 'gateway', gatewayPort),
  ]
  await Promise.all(inhabitants.map(i => i.start()))
  return {
    gateway: `http://127.0.0.1:${gatewayPort}`,
    inhabitants,
    addressesOf,
    stop: async () => void (await Promise.all(inhabitants.map(i => i.process.stop()))),
  }
}
