import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(24 * 256)
/** What is in the pool, written once: to write each id by itself costs as much as a header. */
let digits = ''
let at = 0
const w3c = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/
const zeros = /^0+$/

/** One request that is followed. */
export interface RequestSpan {
  /** W3C traceparent of what comes of it. */
  readonly trace: string
  /** It is answered; `slug`: with which problem. */
  status(status: number, slug?: string): void
}
/** Follows requests. `from`: the traceparent that the caller sent. Nothing of an address is told but its route. */
export interface RequestTracing {
  request(method: string, route: string, from: string | undefined): RequestSpan
}

/** The W3C traceparent that a caller sent; undefined: none, or none that is valid. */
export const sentTrace = (header: string | string[] | undefined): string | undefined => {
  const found = typeof header === 'string' ? w3c.exec(header) : undefined
  return found && !zeros.test(found[1]!) && !zeros.test(found[2]!) && !found[0].startsWith('ff') ? found[0] : undefined
}
/** The W3C traceparent of a request: the caller's where it is valid, else a new one. */
export const traceOf = (header: string | string[] | undefined): string => {
  const sent = header === undefined ? undefined : sentTrace(header)
  if (sent !== undefined) return sent
  if (at === digits.length) {
    digits = randomFillSync(pool).toString('hex')
    at = 0
  }
  const from = at
  at += 48
  return `00-${digits.slice(from, from + 32)}-${digits.slice(from + 32, at)}-01`
}
/** The id of the trace, for people. */
export const traceId = (traceparent: string): string => traceparent.slice(3, 35)
