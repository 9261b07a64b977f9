import type { Charged } from './port.ts'

/** One charge as we know it. */
export interface Ours {
  /** Won taken, and won of it given back. */
  readonly amt: number
  readonly back: number
  /** Something is on its way, or nobody knows yet: nothing can be said. */
  readonly open: boolean
}
export type What = 'unknown-charge' | 'missing-charge' | 'other-amount' | 'other-currency' | 'other-refund' | 'charged-twice'
/** What does not agree. `ours`, `theirs`: won, or units of their currency. */
export interface Differs {
  readonly what: What
  readonly ours: number
  readonly theirs: number
}

/** What our word about one charge and all that the provider has under its key do not agree about. */
export const differencesOf = (ours: Ours | undefined, theirs: readonly Charged[]): readonly Differs[] => {
  if (ours?.open) return []
  const amt = ours?.amt ?? 0
  const back = ours?.back ?? 0
  const [one] = theirs
  const net = theirs.reduce((sum, c) => sum + c.amt - c.refunded, 0)
  if (!one) return amt > back ? [{ what: 'missing-charge', ours: amt, theirs: 0 }] : []
  if (theirs.length > 1) return [{ what: 'charged-twice', ours: amt, theirs: theirs.reduce((sum, c) => sum + c.amt, 0) }]
  if (amt === 0) return net > 0 ? [{ what: 'unknown-charge', ours: 0, theirs: one.amt }] : []
  if (one.currency !== 'KRW') return [{ what: 'other-currency', ours: amt, theirs: one.amt }]
  return [
    ...(one.amt === amt ? [] : [{ what: 'other-amount' as const, ours: amt, theirs: one.amt }]),
    ...(one.refunded === back ? [] : [{ what: 'other-refund' as const, ours: back, theirs: one.refunded }]),
  ]
}

/** The key of one of our charges by what the provider calls it; undefined: it is none of this installation's. */
export const ownKey = (told: string | null, installation: string, tells: (key: string) => string): string | undefined => {
  const plain = /^charge-\d+(?:-\d+)?/.exec(told ?? '')?.[0]
  if (plain === undefined) return undefined
  const key = installation ? `${plain}@${installation}` : plain
  return tells(key) === told ? key : undefined
}
/** What it is for: the number in its key. */
export const referenceOf = (key: string): number => Number(/^charge-(\d+)/.exec(key)?.[1])
