import type { Logger } from 'pino'

/** Warns of something, but of each kind not more often than it may, however often it happens. */
export type Seldom = (what: string, about: object) => void

/** `every`: ms between two warnings of one kind; the next one says how many were left out. */
export const seldom = (log: Pick<Logger, 'warn'> | undefined, every = 10_000): Seldom => {
  const kinds = new Map<string, { last: number; leftOut: number }>()
  return (what, about) => {
    if (!log) return
    const now = Date.now()
    const kind = kinds.get(what)
    if (kind && now - kind.last < every) return void kind.leftOut++
    log.warn(kind?.leftOut ? { ...about, leftOut: kind.leftOut } : about, what)
    kinds.set(what, { last: now, leftOut: 0 })
  }
}
