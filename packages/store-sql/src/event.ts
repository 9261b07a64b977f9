import type { Recorded } from '@jumun/core/runtime'

/** The columns of the log that an event is read from, in this order. */
export const logColumns = ['position', 'num', 'event', 'kase', 'mark'] as const
export type Logged = readonly [position: number, num: number | null, event: string, kase: string, mark: string | null]

/** An event whole, as the log kept it once, and as older versions look for it: place and number have columns of their own. */
export const resting = (event: object): string => JSON.stringify({ ...event, number: undefined, position: undefined })

/** An event without what other columns, or its id, say already. `mark`: what its row is marked with. */
export const brief = (event: Omit<Recorded, 'number' | 'position'>, mark: string | null): string => {
  const { id, aggregate, key, item, cause } = event
  if (!id.startsWith(`${aggregate}/${key}/`)) return resting(event)
  return JSON.stringify({
    ...event,
    number: undefined,
    position: undefined,
    case: undefined,
    aggregate: undefined,
    key: typeof key === 'number' ? undefined : key,
    item: item === key ? undefined : item,
    cause: cause === mark ? undefined : cause,
  })
}
/** An event as it lies in the log. */
export const recorded = ([position, number, event, kase, mark]: Logged): Recorded => {
  const it = JSON.parse(event)
  if (it.aggregate !== undefined) return { ...it, number, position }
  const { id } = it as { id: string }
  const cut = id.indexOf('/')
  const key = it.key ?? Number(id.slice(cut + 1, id.indexOf('/', cut + 1)))
  return { item: key, cause: mark, ...it, key, aggregate: id.slice(0, cut), case: kase, number, position }
}
