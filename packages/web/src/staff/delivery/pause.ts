// A store has hours, and no word for a pause: to pause is to say other hours, and to say the old ones again afterwards.
import type { Hours } from '../../shops/delivery/place.ts'
import { isOpen } from '../../shops/delivery/place.ts'

const day = 24 * 60
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const timeOf = (minutes: number): string => {
  const of = ((minutes % day) + day) % day
  return [Math.floor(of / 60), of % 60].map(n => String(n).padStart(2, '0')).join(':')
}
/** The same hours to whoever orders. */
export const isSame = (a: Hours, b: Hours): boolean => a.opens === b.opens && a.closes === b.closes

/**
 * The hours of a store that pauses from now on: it is closed at once, and opens by itself after so many minutes, or when its day begins
 * again if it would close before (`minutes` undefined: in any case). `now`: the time of the day in Seoul.
 */
export const pausedFrom = (hours: Hours, now: string, minutes: number | undefined): Hours => {
  const { opens, closes } = hours
  const again = timeOf(minutesOf(now) + (minutes ?? 0))
  const isAlways = opens === null || closes === null || opens === closes
  const left = isAlways ? day : (minutesOf(closes) - minutesOf(now) + day) % day
  if (minutes !== undefined && minutes < left) return { opens: again, closes: isAlways ? now : closes }
  const first = isAlways ? '00:00' : opens
  // to close in the very minute in which it opens would be to be open all day
  return { opens: first, closes: now === first ? timeOf(minutesOf(now) + 1) : now }
}

/** What was said before the pause, kept in the browser that paused. */
export interface Paused {
  readonly was: Hours
  readonly said: Hours
}
/** Is the pause over: is the store open again by the hours that were said for it? */
export const isOver = ({ said }: Paused, now: string): boolean => isOpen(said, now)
