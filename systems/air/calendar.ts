import { hours } from '@jumun/core/model'

const two = (n: number) => String(n).padStart(2, '0')
const seoul = hours(9)

/** The day in Seoul, as in `2027-03-07`: a civil date from days since 1970, in whole numbers. */
export const dateOf = (time: number): string => {
  const day = Math.floor((time + seoul) / hours(24)) + 719_468
  const era = Math.floor(day / 146_097)
  const dayOfEra = day - era * 146_097
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153) // the year begins in March
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${year}-${two(month)}-${two(dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1)}`
}
/** Day and time in Seoul as a message says them: `2027-03-07 09:00`. */
export const clockOf = (time: number): string => {
  const minute = Math.floor(((((time + seoul) % hours(24)) + hours(24)) % hours(24)) / 60_000)
  return `${dateOf(time)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
