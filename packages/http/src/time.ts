const iso = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:([Zz])|([+-])(\d\d):?(\d\d)?)?$/
/** A time that does not say where it is meant is that of Seoul. */
const seoul = 9 * 60
const lastMoment = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/** Reads an ISO 8601 time as ms since 1970; undefined where it is none. */
export const parseTime = (text: string): number | undefined => {
  const found = iso.exec(text.trim())
  if (!found) return undefined
  const [, year, month, day, hour, minute, second = '0', fraction = '0', zulu, sign, hours, minutes = '0'] = found
  const ms = Math.floor(Number(`0.${fraction}`) * 1000 + 1e-6)
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), ms)
  const read = new Date(local)
  // Date carries the 31st of April over into May: what does not read back the same is no time
  const same = read.getUTCMonth() === Number(month) - 1 && read.getUTCDate() === Number(day) && read.getUTCHours() === Number(hour)
  if (!same || Number(minute) > 59 || Number(second) > 59 || Number(hours ?? 0) > 23 || Number(minutes) > 59) return undefined
  const offset = zulu ? 0 : sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : seoul
  const at = local - offset * 60_000
  return at > lastMoment ? undefined : at // what it is in UTC has a year of four digits, too
}

/** Reads a time from a query, where a plain + means a blank: `?at=2021-02-23T18:23:38+09:00` is typed like that. */
export const parseTimeInQuery = (text: string): number | undefined => parseTime(text.replace(/ (?=\d\d(:?\d\d)?$)/, '+'))

/** A time as it is sent: UTC with milliseconds. */
export const isoOf = (ms: number): string => new Date(ms).toISOString()
