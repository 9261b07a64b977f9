import type { WireAnswer, Wired } from '../src/wire.ts'

/** What stands for a provider: its books and its rules, without a network. */
export interface Books {
  readonly name: 'stripe' | 'toss'
  /** Does what is asked, at this moment (ms since 1970). */
  handle(request: Wired, now: number): WireAnswer
  /** All that was taken, by key as the provider knows it. */
  charges(): readonly BookedCharge[]
  /** Told of each change, in the provider's own form: what a webhook would say. */
  onChange: (event: object) => void
  /** References whose refunds are refused. */
  readonly refuses: Set<string>
  /** A charge that we never asked for, or that was changed behind our back: for reconciliations to find. */
  /** Changes a charge behind everybody's back, by hand as it were. */
  alter(key: string, how: 'gone' | { readonly amt?: number; readonly refunded?: number }): void
  plant(charge: { readonly key: string; readonly amt: number; readonly refunded?: number; readonly currency?: string }, now: number): string
}
export interface BookedCharge {
  readonly id: string
  readonly key: string
  readonly amt: number
  readonly captured: boolean
  readonly refunded: number
  readonly refundedAt: number
}

/** What goes wrong on the way to a provider and back. */
export const faults = [
  'never', // nothing arrives, and nothing is answered
  'cut before', // the connection ends before anything is done
  'cut after', // … and after it was done
  'late', // it arrives long after its sender has given up
  'slow',
  'twice', // it arrives a second time, too
  'conflict', // 409
  'too many', // 429 with Retry-After
  'broken', // 500, nothing done
  'broken after', // 500, and it was done
  'html', // a proxy's page with the status 200
  'elsewhere', // a redirect
  'huge', // an endless answer
] as const
export type Fault = (typeof faults)[number]
/** Asked, answered: by the books, or by a fault. `cut`: the connection ends; `never`: it stays open without a word. */
export type Heard = WireAnswer | 'cut' | 'never' | 'huge'

/** Plays a fault around what the books do. `wait`: passes so many ms; `between`: a whole number from, to. */
export const misbehave = async (
  fault: Fault | undefined,
  act: () => WireAnswer,
  isChange: boolean,
  wait: (ms: number) => Promise<unknown>,
  between: (from: number, to: number) => number,
): Promise<Heard> => {
  const json = { 'content-type': 'application/json' }
  if (fault === 'never') return 'never'
  if (fault === 'cut before') return 'cut'
  if (fault === 'cut after') {
    act()
    return 'cut'
  }
  if (fault === 'late') await wait(between(700, 20_000))
  if (fault === 'slow') await wait(between(400, 620))
  if (fault === 'conflict' && isChange) return { status: 409, headers: json, text: conflict }
  if (fault === 'too many') return { status: 429, headers: { ...json, 'retry-after': '1' }, text: tooMany }
  if (fault === 'broken') return { status: 500, headers: json, text: broken }
  if (fault === 'broken after') {
    act()
    return { status: 502, headers: json, text: broken }
  }
  if (fault === 'html') return { status: 200, headers: { 'content-type': 'text/html' }, text: '<html>Please stand by</html>' }
  if (fault === 'elsewhere') return { status: 302, headers: { location: 'http://127.0.0.1:9/elsewhere' }, text: '' }
  if (fault === 'huge') {
    act()
    return 'huge'
  }
  if (fault === 'twice') act()
  return act()
}
const error = (code: string, type: string) => JSON.stringify({ code, message: code, error: { code, type, message: code } })
const conflict = error('IDEMPOTENT_REQUEST_PROCESSING', 'idempotency_error')
const tooMany = error('TOO_MANY_REQUESTS', 'invalid_request_error')
const broken = error('FAILED_INTERNAL_SYSTEM_PROCESSING', 'api_error')

/** The answer that an Idempotency-Key got, for as long as the provider remembers it. */
export class Remembered {
  private readonly kept = new Map<string, { readonly digest: string; readonly answer: WireAnswer; readonly at: number }>()
  private readonly lasts: number
  /** `lasts`: ms. */
  constructor(lasts: number) {
    this.lasts = lasts
  }
  /** The same answer again; `other`: the key was used for something else. */
  get(key: string, digest: string, now: number): WireAnswer | 'other' | undefined {
    const kept = this.kept.get(key)
    if (!kept || now >= kept.at + this.lasts) return undefined
    return kept.digest === digest ? kept.answer : 'other'
  }
  set(key: string, digest: string, answer: WireAnswer, now: number): void {
    this.kept.set(key, { digest, answer, at: now })
  }
}
