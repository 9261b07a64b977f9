import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { System } from '@jumun/core/model'
import type { Adapter, CasePromises } from '@jumun/core/runtime'
import type { sandboxLedger } from './ledger.ts'
import { Refusal } from './refusal.ts'

/** What the outside of a system gets from the process that runs it. */
export interface Outside {
  /** ms since 1970. */
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<unknown>
  readonly random: () => number
  /** Every payment takes so many ms, from and to. */
  readonly paymentDelay?: readonly [number, number] | undefined
  /** The books of a sandbox that stands for a provider of payments. */
  readonly ledger: ReturnType<typeof sandboxLedger>
  /** Where a log channel writes its messages. */
  readonly write: (text: string) => unknown
}

/** A system with what is around it: all that a host needs to run it. */
export interface Business {
  readonly system: System
  /** Who answers for what is not ours, by the external's name; needed where a context asks somebody outside. */
  readonly adapters?: ((outside: Outside) => { readonly [external: string]: Adapter }) | undefined
  /** What the audit reads besides what holds of every system. */
  readonly promises?: CasePromises | undefined
  /** Where it lies. Its drawn documents are read there (`board.svg`, `openapi.json`); they are drawn anew where there are none. */
  readonly folder?: string | undefined
}
/** Systems with what they need of the outside, by name. */
export type Businesses = { readonly [name: string]: Business }

/** The file of this name in a folder, as it was written or as it was built. */
const fileIn = (folder: string, name: string): string | undefined => ['.ts', '.js'].map(end => join(folder, name + end)).find(existsSync)

/** What a file of a system's folder exports; undefined where there is no such file. `name`: without its ending, such as `story`. */
export const partIn = async (folder: string, name: string): Promise<{ readonly [name: string]: any } | undefined> => {
  const file = fileIn(folder, name)
  return file === undefined ? undefined : await import(pathToFileURL(file).href)
}

const isSystem = (value: any): value is System => value?.kind === 'system'

/**
 * The systems that lie in a folder, each in a folder of its own name with a file `system`; beside it may lie `adapters` and `audit`.
 * Throws a Refusal that names the folder where its system has another name.
 */
export const businessesIn = async (folder: string): Promise<Businesses> => {
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter(name => fileIn(join(folder, name), 'system'))
        .sort()
    : []
  const all = names.map(async (name): Promise<Business> => {
    const own = join(folder, name)
    const [made, outside, audit] = await Promise.all(['system', 'adapters', 'audit'].map(part => partIn(own, part)))
    const system = Object.values(made!).find(isSystem)
    if (system?.name !== name)
      throw new Refusal(`${own} is to export the system "${name}"; it exports ${system ? `"${system.name}"` : 'none'}. Give both one name.`)
    return { system, adapters: outside?.['adapters'], promises: audit?.['audit'], folder: own }
  })
  return Object.fromEntries((await Promise.all(all)).map(b => [b.system.name, b]))
}

/** The systems alone, by their names. */
export const systemsOf = (businesses: Businesses): { readonly [name: string]: System } =>
  Object.fromEntries(Object.entries(businesses).map(([name, { system }]) => [name, system]))
