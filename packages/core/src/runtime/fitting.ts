import { type Key, type Table, type Unit, Unfit } from './ports.ts'

const isNumber = (value: unknown): boolean => Number.isSafeInteger(value)
const isKey = (table: Table, key: Key): boolean => (table.keyType === 'integer' ? isNumber(key) : typeof key === 'string')

/**
 * What no table could ever take, in words: a key of another type than its table's, a number that is none, or too large for one. A store that
 * decides before its tables are written asks this at the commit, for what is found out later can be taken back no more.
 */
export const unfit = (unit: Unit, tableOf: (name: string) => Table): Unfit | undefined => {
  const { item, rows, events, timers, seen, progress, mark, keyed } = unit
  const one = (of: string, key: Key, id: number, version: number): string | undefined => {
    const table = tableOf(of)
    if (!isKey(table, key))
      return `the key of ${of} is ${table.keyType === 'integer' ? 'a whole number' : 'a text'}, not ${JSON.stringify(key)}`
    if (!isNumber(id) || !isNumber(version))
      return `${of} ${key} has the number ${id} and the version ${version}, of which one is no number that can be kept`
    return undefined
  }
  let why = item && one(item.aggregate, item.key, item.id, item.version)
  if (rows) for (const r of rows) why ??= one(r.view, r.key, r.id, r.version)
  if (events) for (const e of events) if (!isNumber(e.time)) why ??= `${e.id} happened at ${e.time}, which is no time`
  if (timers) for (const t of timers) if (!Number.isFinite(t.at)) why ??= `the timer ${t.id} is due at ${t.at}, which is no time`
  if (seen) for (const s of seen) if (!isNumber(s.number)) why ??= `${s.number} of ${s.source} ${s.case} is no number of an event`
  if (progress) for (const [source, at] of Object.entries(progress)) if (!isNumber(at)) why ??= `${at} is no place in ${source}`
  if (mark !== undefined && typeof mark !== 'string') why ??= 'a mark is a text'
  if (keyed && !isNumber(keyed.at)) why ??= `the Idempotency-Key is of ${keyed.at}, which is no time`
  return why === undefined ? undefined : new Unfit(`nothing was committed: ${why}`)
}
