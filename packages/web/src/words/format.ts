import { useMemo } from 'react'
import { type Language, useLanguage } from './index.ts'

const minute = 60_000
const hour = 60 * minute

const clockOf = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const exactOf = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
const dayOf = {
  ko: new Intl.DateTimeFormat('ko-KR', { month: 'long', day: 'numeric', weekday: 'short' }),
  en: new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' }),
}
const count = new Intl.NumberFormat('en-US')
type Moment = string | number | Date
const dateOf = (at: Moment): Date => new Date(at)

/** How money and times are written: one way in each language, everywhere. */
export const formatIn = (language: Language) => {
  const ko = language === 'ko'
  const clock = (at: Moment): string => clockOf.format(dateOf(at))
  const day = (at: Moment): string => dayOf[language].format(dateOf(at))
  return {
    number: (n: number): string => count.format(n),
    /** `12,000원`, `₩12,000`. */
    money: (won: number): string => (ko ? `${count.format(won)}원` : `₩${count.format(won)}`),
    /** `14:36`. */
    clock,
    /** `14:36:07`: for who must know exactly. */
    exact: (at: Moment): string => exactOf.format(dateOf(at)),
    /** `14:36:07.052`: two things may happen within one second. */
    precise: (at: number): string => `${exactOf.format(dateOf(at))}.${String(at % 1000).padStart(3, '0')}`,
    /** `14:36쯤`, `around 14:36`. */
    around: (at: Moment): string => (ko ? `${clock(at)}쯤` : `around ${clock(at)}`),
    /** `약 4분`, `about 4 min`, from milliseconds; never less than one minute. */
    about: (ms: number): string => {
      const minutes = Math.max(1, Math.round(ms / minute))
      if (minutes < 60) return ko ? `약 ${minutes}분` : `about ${minutes} min`
      const hours = Math.round(minutes / 60)
      return ko ? `약 ${hours}시간` : `about ${hours} h`
    },
    day,
    /** Relative for an hour, then the clock, then with its day. */
    ago: (at: Moment, now: number = Date.now()): string => {
      const past = now - dateOf(at).getTime()
      if (past < minute) return ko ? '방금' : 'just now'
      if (past < hour) return ko ? `${Math.floor(past / minute)}분 전` : `${Math.floor(past / minute)} min ago`
      return dateOf(now).toDateString() === dateOf(at).toDateString() ? clock(at) : `${day(at)} ${clock(at)}`
    },
    /** The clock of today, else with its day: when something still to come will be. */
    moment: (at: Moment, now: number = Date.now()): string =>
      dateOf(now).toDateString() === dateOf(at).toDateString() ? clock(at) : `${day(at)} ${clock(at)}`,
    /** `1시간 10분`, `1 h 10 min`, from milliseconds. */
    duration: (ms: number): string => {
      const [h, m] = [Math.floor(ms / hour), Math.round(ms / minute) % 60]
      const parts = ko ? [h && `${h}시간`, m && `${m}분`] : [h && `${h} h`, m && `${m} min`]
      return parts.filter(Boolean).join(' ')
    },
    /** `9:41`: what is left, or how old something is, from milliseconds. */
    timer: (ms: number): string => {
      const seconds = Math.max(0, Math.floor(ms / 1000))
      const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
      const two = (n: number): string => String(n).padStart(2, '0')
      return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
    },
    /** `0.4 km`, from km. */
    far: (km: number): string => `${km.toFixed(km < 10 ? 1 : 0)} km`,
    /** `184 ms`, `4.2 s`, `2 min 4 s`: how long something took, for who must know exactly. */
    lasted: (ms: number): string => {
      if (ms < 1000) return `${Math.round(ms)} ms`
      const [h, m, s] = [Math.floor(ms / hour), Math.floor(ms / minute) % 60, Math.floor(ms / 1000) % 60]
      if (ms < minute) return ko ? `${(ms / 1000).toFixed(1)}초` : `${(ms / 1000).toFixed(1)} s`
      if (h) return ko ? `${h}시간 ${m}분` : `${h} h ${m} min`
      return ko ? `${m}분 ${s}초` : `${m} min ${s} s`
    },
    /** `010-1234-5678`. */
    phone: (digits: string): string => digits.replace(/^(\d{3})(\d{3,4})(\d{4})$/, '$1-$2-$3'),
  }
}
export type Format = ReturnType<typeof formatIn>
export const useFormat = (): Format => {
  const language = useLanguage()
  return useMemo(() => formatIn(language), [language])
}
