import { dayAt, minutes, startOfDay } from '@jumun/core/model'

const two = (n: number) => String(n).padStart(2, '0')

/** The day in Seoul, as in `2027-03-07`. */
export const dateOf = (time: number): string => dayAt(time)
/** Day and time in Seoul as a message says them: `2027-03-07 09:00`. */
export const clockOf = (time: number): string => {
  const minute = Math.floor((time - startOfDay(dayAt(time))) / minutes(1))
  return `${dateOf(time)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
