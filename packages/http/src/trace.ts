import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(24 * 256)
/** What is in the pool, written once: to write each id by itself costs as much as a header. */
let digits = ''
let at = 0
const w3c = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/
const zeros = /^0+$/

/** The W3C traceparent of a request: the caller's where it is valid, else a new one. */
export const traceOf = (header: string | string[] | undefined): string => {
  if (typeof header === 'string') {
    const found = w3c.exec(header)
    if (found && !zeros.test(found[1]!) && !zeros.test(found[2]!) && !header.startsWith('ff')) return header
  }
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
