// What is said of a system's deployment beside its folder's model: deploy.ts, where there is one.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { System } from '@jumun/core/model'

/** How many there may be of a context, and the share of the CPU it asks for at which there is one more, in percent. */
export interface Scale {
  readonly least: number
  readonly most: number
  readonly cpu: number
}
/** A volume that a published deployment names, and where it is mounted. */
export interface Volume {
  readonly volume: string
  readonly claim: string
  readonly path: string
  readonly size: string
  readonly mode: string
}
export interface Figures {
  readonly scaled: { readonly [context: string]: Scale }
  readonly volumes: { readonly [context: string]: Volume }
}

/** Where nothing is published (specification COM-103): the context that takes orders, one to five at half of a CPU. */
const ours: Scale = { least: 1, most: 5, cpu: 50 }

export const figuresOf = async (system: System): Promise<Figures> => {
  const file = join(import.meta.dirname, '../../systems', system.name, 'deploy.ts')
  const said = existsSync(file) ? ((await import(pathToFileURL(file).href)) as Partial<Figures>) : {}
  const takesOrders = system.contexts.find(c => c.level === 'core' && Object.values(c.routes).some(r => r.create?.pending))
  const scaled = said.scaled ?? (takesOrders ? { [takesOrders.name]: ours } : {})
  for (const name of [...Object.keys(scaled), ...Object.keys(said.volumes ?? {})])
    if (!system.contexts.some(c => c.name === name))
      throw new Error(`systems/${system.name}/deploy.ts names the context "${name}", which there is not`)
  return { scaled, volumes: said.volumes ?? {} }
}
