import type { System } from '@jumun/core/model'
import { openStore, type StoreSettings } from '@jumun/host'

/** How long something was away; times in ms since 1970, `start` in ms. */
export interface Outage {
  readonly kind: string
  readonly at: number
  readonly back: number
  /** From its start until it worked. */
  readonly start: number
}

/**
 * What the logs tell of outages: by kind the time until it worked again, and the longest time that an event waited for its effect in another
 * context, counted from the outage where it was there before it. No process may run on the stores.
 */
export const delaysOf = async (
  system: System,
  where: StoreSettings,
  outages: readonly Outage[],
): Promise<{ readonly [what: string]: string }> => {
  const times = new Map<string, number>()
  const effects: { readonly cause: string; readonly time: number; readonly what: string }[] = []
  for (const context of system.contexts) {
    const store = await openStore(where, system, context)
    for (let at = 0; ; ) {
      const log = await store.read(at, 1000)
      for (const e of log) {
        times.set(`${e.source}:${e.id}`, e.time)
        const cause = e.causes.at(-1)
        // a reaction bears the name of its event; what a timer rings for, or a person does, is not late
        if (cause && !cause.startsWith(`${e.source}:`) && e.cause.startsWith(`${cause}/${e.source}.`) && !e.cause.endsWith('/rings'))
          effects.push({ cause, time: e.time, what: `${e.type} of ${e.key} in ${e.source} after ${cause}` })
      }
      at += log.length
      if (log.length < 1000) break
    }
    await store.close()
  }
  const waitsOf = ({ at, back }: Outage) =>
    effects.flatMap(({ cause, time, what }) => {
      const from = times.get(cause) ?? time
      return from <= back && time >= at
        ? [{ ms: time - Math.max(at, from), what: `${what}, which was at ${new Date(from).toISOString()}` }]
        : []
    })
  const waited = (outage: Outage): number => Math.max(0, ...waitsOf(outage).map(w => w.ms))
  const said = (what: string, some: readonly number[]): [string, string][] => {
    const sorted = [...some].sort((a, b) => a - b)
    const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
    return [
      [`${what}, median`, seconds(sorted[sorted.length >> 1]!)],
      [`${what}, longest`, seconds(sorted.at(-1)!)],
    ]
  }
  const byKind = [...Map.groupBy(outages, o => o.kind)]
  return Object.fromEntries([
    ...byKind.flatMap(([kind, some]) =>
      kind === 'line'
        ? []
        : said(
            `start of a ${kind}`,
            some.map(o => o.start),
          ),
    ),
    ...byKind.flatMap(([kind, some]) => said(`until work went on without a ${kind}`, some.map(waited))),
    ...outages
      .flatMap(waitsOf)
      .sort((a, b) => b.ms - a.ms)
      .slice(0, 1)
      .map(({ ms, what }) => [`waited ${what}`, `${(ms / 1000).toFixed(1)} s`] as const),
  ])
}
