/** When a store takes orders. Its hours are Seoul's, nine hours ahead; where it closes before it opens, it works through the night. */
const minute = 60_000
const day = 24 * 60
export interface Hours {
  readonly opens: string | null
  readonly closes: string | null
}
/** Hours, and until when the store has stopped taking orders all the same, in ms since 1970. */
export interface Working extends Hours {
  readonly pausedUntil: number | null
}

const minuteOf = (hour: string): number => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3))
const minuteAt = (time: number): number => Math.floor(time / minute + 9 * 60) % day
const isAlways = ({ opens, closes }: Hours): boolean => opens === null || closes === null || opens === closes
const isInHours = (hours: Hours, time: number): boolean => {
  if (isAlways(hours)) return true
  const [at, from, to] = [minuteAt(time), minuteOf(hours.opens!), minuteOf(hours.closes!)]
  return from < to ? at >= from && at < to : at >= from || at < to
}
export const isOpen = (store: Working, now: number): boolean => now >= (store.pausedUntil ?? 0) && isInHours(store, now)

/** The time of the day, 09:30, from which on a closed store takes orders again. */
export const opensAt = (store: Working, now: number): string => {
  const from = Math.max(now, store.pausedUntil ?? 0)
  if (!isInHours(store, from)) return store.opens!
  return [Math.floor(minuteAt(from) / 60), minuteAt(from) % 60].map(n => String(n).padStart(2, '0')).join(':')
}
/**
 * Until when a pause lasts that begins now: for so many minutes, to the full minute; undefined: until the day of the store begins again.
 */
export const pauseEnds = (hours: Hours, now: number, minutes: number | undefined): number => {
  if (minutes !== undefined) return Math.ceil(now / minute + minutes) * minute
  const first = isAlways(hours) ? 0 : minuteOf(hours.opens!)
  return (Math.floor(now / minute) + ((first - minuteAt(now) + day) % day || day)) * minute
}
