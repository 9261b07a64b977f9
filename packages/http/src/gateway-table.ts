// Which context of which system a path belongs to, by its first segments.
import type { System } from '@jumun/core/model'
import type { FastifyInstance } from 'fastify'
import type { Replicas } from './replicas.ts'

/** Where a context is: in this process, elsewhere, or nowhere at the moment. */
export interface Target {
  readonly server?: FastifyInstance | undefined
  readonly replicas?: Replicas | undefined
}
export interface GatewaySystem {
  readonly system: System
  /** Empty where one system runs alone, else `/` and its name. */
  readonly prefix: string
  /** By context; it may change while the gateway runs. */
  readonly contexts: ReadonlyMap<string, Target>
}

/** One place of the table: which context of which system. */
export interface Place {
  readonly system: GatewaySystem
  readonly context: string
}

const tableOf = (system: GatewaySystem): ReadonlyMap<string, Place> =>
  new Map(system.system.contexts.flatMap(c => Object.keys(c.routes).map(name => [name, { system, context: c.name }] as const)))

/** The segment of a path that begins after this place. */
export const segmentAt = (url: string, from: number): string => {
  for (let i = from; i < url.length; i++) {
    const c = url.charCodeAt(i)
    if (c === 47 || c === 63 || c === 35) return url.slice(from, i)
  }
  return url.slice(from)
}

/** Finds the place of a path, and the path as the context knows it; undefined: it is nobody's. */
export const finderOf = (systems: readonly GatewaySystem[]): ((url: string) => { place: Place; path: string } | undefined) => {
  const alone = systems.length === 1 && systems[0]!.prefix === '' ? tableOf(systems[0]!) : undefined
  const tables = new Map(systems.filter(s => s.prefix !== '').map(s => [s.prefix.slice(1), { table: tableOf(s), length: s.prefix.length }]))
  return url => {
    let table = alone
    let from = 1
    if (!table) {
      const found = tables.get(segmentAt(url, 1))
      if (!found) return undefined
      table = found.table
      from = found.length + 1
    }
    let segment = segmentAt(url, from)
    if (segment === 'profile') segment = segmentAt(url, from + 8)
    const place = table.get(segment)
    return place && { place, path: from === 1 ? url : url.slice(from - 1) }
  }
}
