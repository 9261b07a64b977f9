import type { DataOf } from '@jumun/core/model'
import type { Charge, Find, Refund } from './commands.ts'

/** What the provider has on its books: one line for each charge and each refund. */
export type Entry =
  | {
      readonly kind: 'charge'
      readonly key: string
      readonly reference: number
      readonly amt: number
      readonly status: 'captured' | 'declined'
      readonly token: string
      readonly at: number
    }
  | {
      readonly kind: 'refund'
      readonly key: string
      readonly of: string
      readonly reference: number
      readonly amt: number
      readonly at: number
    }

/** Where the books are kept. `save` is durable when it resolves; an entry is found as soon as `save` was called. */
export interface Ledger {
  find(key: string): Entry | undefined
  refundsOf(charge: string): readonly Entry[]
  save(entry: Entry): Promise<void>
}
/** Books that end with the process. */
export const bookOf = (entries: Entry[]): Ledger => ({
  find: key => entries.find(e => e.key === key),
  refundsOf: charge => entries.filter(e => e.kind === 'refund' && e.of === charge),
  save: async entry => void entries.push(entry),
})

/** Money taken less money given back, by what it is for: what an audit compares with what is owed. */
export const netByReference = (entries: Iterable<Entry>): Map<number, number> => {
  const net = new Map<number, number>()
  for (const e of entries) {
    const change = e.kind === 'refund' ? -e.amt : e.status === 'captured' ? e.amt : 0
    net.set(e.reference, (net.get(e.reference) ?? 0) + change)
  }
  return net
}

interface Circumstances {
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<unknown>
  readonly random: () => number
  /** Every charge takes so many ms, from and to. */
  readonly delay?: readonly [number, number] | undefined
  readonly ledger: Ledger
}
type Answer = { readonly status: string; readonly detail?: object } | 'unreachable'

/**
 * The provider that comes with the product. What becomes of a charge is said by its token: approve (default), decline,
 * timeout-before (never answers, not charged), timeout-after (never answers, charged), slow (400–500 ms), unavailable,
 * refund-fails (charged, but its first refund is refused).
 *
 * It keeps its own promises: one key is one charge, a refund is done once by its key and never exceeds its charge.
 */
export const sandbox = ({ now, sleep, random, delay, ledger }: Circumstances) => {
  const saving = new Map<string, Promise<void>>() // a repeat is not answered before the first is durable
  const keep = (e: Entry) => {
    const saved = ledger.save(e).finally(() => saving.delete(e.key))
    saving.set(e.key, saved)
    return saved
  }
  const find = async (key: string) => {
    await saving.get(key)
    return ledger.find(key)
  }
  const never = () => new Promise<never>(() => {})
  const between = (from: number, to: number) => sleep(from + random() * (to - from))

  return {
    Charge: async ({ reference, key, amt, paymentToken }: DataOf<typeof Charge>, _until: number): Promise<Answer> => {
      const token: string = paymentToken ?? 'approve'
      if (token === 'unavailable') return 'unreachable'
      if (delay) await between(...delay)
      if (token === 'slow') await between(400, 500)
      // nothing waits between this look and `keep`, or one key would be two charges
      if (saving.has(key) || ledger.find(key)) return { status: statusOf(await find(key)) }
      if (token === 'timeout-before') return never()
      const status = ['approve', 'slow', 'timeout-after', 'refund-fails'].includes(token) ? 'captured' : 'declined'
      await keep({ kind: 'charge', key, reference, amt, status, token, at: now() })
      return token === 'timeout-after' ? never() : { status }
    },
    Find: async ({ key }: DataOf<typeof Find>, _until: number): Promise<Answer> => ({ status: statusOf(await find(key)) }),
    Refund: async ({ reference, key, of, amt }: DataOf<typeof Refund>, _until: number): Promise<Answer> => {
      const charge = await find(of)
      if (charge?.kind !== 'charge' || charge.status !== 'captured') return { status: 'failed' }
      if (charge.token === 'refund-fails' && key.split('@')[0] === `refund-${reference}`) return { status: 'failed' }
      if (saving.has(key) || ledger.find(key)) return { status: (await find(key))?.kind === 'refund' ? 'refunded' : 'failed' }
      const before = ledger.refundsOf(of).reduce((sum, e) => sum + e.amt, 0)
      if (before + amt > charge.amt) return { status: 'failed' }
      await keep({ kind: 'refund', key, of, reference, amt, at: now() })
      return { status: 'refunded' }
    },
  }
}

const statusOf = (e: Entry | undefined) => (e?.kind === 'charge' ? e.status : 'none')
