// Runs of the shop in its versions.
import assert from 'node:assert/strict'
import { setTimeout as passed } from 'node:timers/promises'
import { byPolicy } from '@jumun/core/runtime'
import { shop, type Version } from './changed-model-fixture.ts'
import { Host, settingsFrom } from './index.ts'

export const until = async <T>(ask: () => Promise<T> | T, holds: (found: T) => boolean): Promise<T> => {
  for (;;) {
    const found = await ask()
    if (holds(found)) return found
    await passed(10)
  }
}
export interface Run {
  readonly host: Host
  /** What it said in its log. */
  readonly said: string[]
}
export const start = async (where: readonly string[], version: Version, name = 'shop'): Promise<Run> => {
  const known = { [name]: { system: shop(version, name) } }
  const host = new Host(settingsFrom([name, '--port', '0', '--log', 'silent', '--messages', '-', ...where], {}, known), known)
  const said: string[] = []
  const hear = (_: object, what = '') => void (what.startsWith('what keeps this on MongoDB') || said.push(what))
  Object.assign(host.log, { info: hear, warn: hear, error: hear })
  await host.start()
  return { host, said }
}
export const boardOf = (host: Host) => [...host.boards.values()][0]!
export const liveOf = ({ host }: Run, context: string) => boardOf(host).running.live.get(context)!
export const refusedOf = ({ host }: Run, context: string) => boardOf(host).places.get(context)!.refused
let made = 0
export const tell = (run: Run, type: string, data: object) =>
  liveOf(run, 'sale').node.handle({ type, data }, { id: `m${made++}`, caller: byPolicy, causes: [], inline: false })
export const place = (run: Run, saleId: number, field = 'price') => tell(run, 'Place', { saleId, [field]: 100 * saleId })
/** The page has heard everything, and kept that. */
export const heard = async (run: Run) => {
  const head = await liveOf(run, 'sale').store.head()
  await until(
    () => liveOf(run, 'page').store.progress('sale'),
    p => p >= head,
  )
}
export const rowsOf = async (run: Run, of: string) =>
  (await liveOf(run, 'page').store.list({ of, where: {}, hidden: false, sort: [], offset: 0, limit: 100 })).items.map(i => i.state)
/** Data of the first version: three sales, of which one has ended, and the page knows. */
export const withSales = async (where: readonly string[], version: Version = {}, name = 'shop') => {
  const run = await start(where, version, name)
  for (const n of [1, 2, 3]) await place(run, n, version.field)
  await tell(run, 'End', { saleId: 3 })
  await heard(run)
  await run.host.stop()
  assert.deepEqual(
    run.said.filter(said => !said.startsWith('parked')),
    [],
    'what is new has nothing to be compared with',
  )
}
