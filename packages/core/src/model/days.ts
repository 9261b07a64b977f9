import Type from 'typebox'

/** A calendar day as people write it: `2027-03-08`. Which moment it begins depends on where one is. */
export const Day = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' })

/** How far a place's clocks are ahead of UTC, in minutes; places whose clocks change twice a year have none of their own. */
export type Zone = number
/** Korea's clocks: nine hours ahead, all year. */
export const seoul: Zone = 540

const dayLength = 86_400_000
const minute = 60_000

// Days since 1970-01-01, counted in years that begin in March, so that a leap day is a year's last
const numberOf = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const ofEra = y - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
}
const partsOf = (day: string): [number, number, number] => [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))]
const two = (n: number): string => String(n).padStart(2, '0')

/** How many days after 1970-01-01 it is. */
export const dayNumber = (day: string): number => numberOf(...partsOf(day))
/** The day so many days after 1970-01-01. */
export const dayOfNumber = (n: number): string => {
  const z = n + 719_468
  const era = Math.floor(z / 146_097)
  const ofEra = z - era * 146_097
  const year = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365)
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  const month = Math.floor((5 * ofYear + 2) / 153)
  const day = ofYear - Math.floor((153 * month + 2) / 5) + 1
  const civil = month < 10 ? month + 3 : month - 9
  return `${String(year + era * 400 + (civil <= 2 ? 1 : 0)).padStart(4, '0')}-${two(civil)}-${two(day)}`
}
/** Is there such a day? There is no 2027-02-29. */
export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && dayOfNumber(dayNumber(text)) === text
/** The day so many days later, or earlier where the number is negative. */
export const plusDays = (day: string, n: number): string => dayOfNumber(dayNumber(day) + n)
/** How many days it is from one day to another; negative where that is earlier. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from)
/** The nights of a stay, by the day on which each begins: not that of the departure. None where it is not later. */
export const nightsBetween = (from: string, to: string): string[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to)) }, (_, i) => plusDays(from, i))

/** Which day it is at a moment (ms since 1970). */
export const dayAt = (time: number, zone: Zone = seoul): string => dayOfNumber(Math.floor((time + zone * minute) / dayLength))
/** The moment at which a day begins, in ms since 1970. */
export const startOfDay = (day: string, zone: Zone = seoul): number => dayNumber(day) * dayLength - zone * minute

/** 0 is Sunday. */
export const weekdayOf = (day: string): number => (((dayNumber(day) + 4) % 7) + 7) % 7

/** By weekday (0 is Sunday) when it opens and closes, in minutes after midnight; a close of 1500 is one o'clock the next morning. */
export type OpeningHours = { readonly [weekday: number]: readonly [opens: number, closes: number] | undefined }
/** Is it open at this moment (ms since 1970)? Also by the hours of the evening before. */
export const isOpenAt = (hours: OpeningHours, time: number, zone: Zone = seoul): boolean => {
  const today = dayAt(time, zone)
  return [today, plusDays(today, -1)].some(day => {
    const open = hours[weekdayOf(day)]
    const since = (time - startOfDay(day, zone)) / minute
    return open !== undefined && since >= open[0] && since < open[1]
  })
}
