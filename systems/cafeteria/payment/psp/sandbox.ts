/** What the provider has on its books: one line for each charge and each refund. */
export type Entry =
  | { readonly kind: 'charge'; readonly key: string; readonly orderId: number; readonly amt: number; readonly status: 'captured' | 'declined'; readonly token: string; readonly at: number }
  | { readonly kind: 'refund'; readonly key: string; readonly of: string; readonly orderId: number; readonly amt: number; readonly at: number }

/** Where the books are kept. `save` is durable when it resolves; one provider writes one ledger. */
export interface Ledger {
  load(): readonly Entry[]
  save(entry: Entry): void | Promise<void>
}

/** Money taken less money given back, by order: what an audit compares with what is owed. */
export const netByOrder = (entries: Iterable<Entry>): Map<number, number> => {
  const net = new Map<number, number>()
  for (const e of entries) {
    const change = e.kind === 'refund' ? -e.amt : e.status === 'captured' ? e.amt : 0
    net.set(e.orderId, (net.get(e.orderId) ?? 0) + change)
  }
  return net
}

interface Circumstances {
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<unknown>
  readonly random: () => number
  /** Every charge takes so many ms, from and to. */
  readonly delay?: readonly [number, number] | undefined
  readonly ledger?: Ledger
  /** The entries so far; new ones are added here, for whoever looks on. */
  readonly books?: Entry[]
}
type Answer = { readonly status: string; readonly detail?: any } | 'unreachable'

/**
 * The provider that comes with the product. What becomes of a charge is said by its token: approve (default), decline,
 * timeout-before (never answers, not charged), timeout-after (never answers, charged), slow (400–500 ms), unavailable,
 * refund-fails (charged, but its first refund is refused). 
 *
 * It keeps its own promises: one key is one charge, a refund is done once by its key and never exceeds its charge.
 */
export const sandbox = ({ now, sleep, random, delay, ledger, books = [] }: Circumstances) => {
  const kept = new Map<string, Promise<Entry>>() // by key. A promise, since a repeat may not be answered before the first is durable
  const refunded = new Map<string, number>()
  for (const e of ledger?.load() ?? books) {
    if (ledger) books.push(e)
    kept.set(e.key, Promise.resolve(e))
    if (e.kind === 'refund') refunded.set(e.of, (refunded.get(e.of) ?? 0) + e.amt)
  }
  const keep = (e: Entry) => {
    const saved = Promise.resolve(ledger?.save(e)).then(() => {
      books.push(e)
      return e
    })
    kept.set(e.key, saved)
    saved.catch(() => kept.delete(e.key)) // not kept, so it never was
    return saved
  }
  const never = () => new Promise<never>(() => {})
  const between = (from: number, to: number) => sleep(from + random() * (to - from))

  return {
    Charge: async ({ orderId, key, amt, paymentToken }: any, _until: number): Promise<Answer> => {
      const token: string = paymentToken ?? 'approve'
      if (token === 'unavailable') return 'unreachable'
      if (delay) await between(...delay)
      if (token === 'slow') await between(400, 500)
      const known = kept.get(key) // nothing waits between this look and `keep`, or one key would be two charges
      if (known) return { status: statusOf(await known) }
      if (token === 'timeout-before') return never()
      const status = ['approve', 'slow', 'timeout-after', 'refund-fails'].includes(token) ? 'captured' : 'declined'
      await keep({ kind: 'charge', key, orderId, amt, status, token, at: now() })
      return token === 'timeout-after' ? never() : { status }
    },
    Find: async ({ key }: any, _until: number): Promise<Answer> => ({ status: statusOf(await kept.get(key)) }),
    Refund: async ({ orderId, key, of, amt }: any, _until: number): Promise<Answer> => {
      const charge = await kept.get(of)
      if (charge?.kind !== 'charge' || charge.status !== 'captured') return { status: 'failed' }
      if (charge.token === 'refund-fails' && key === `refund-${orderId}`) return { status: 'failed' }
      const known = kept.get(key)
      if (known) return { status: (await known).kind === 'refund' ? 'refunded' : 'failed' }
      const before = refunded.get(of) ?? 0
      if (before + amt > charge.amt) return { status: 'failed' }
      refunded.set(of, before + amt)
      await keep({ kind: 'refund', key, of, orderId, amt, at: now() })
      return { status: 'refunded' }
    },
  }
}
const statusOf = (e: Entry | undefined) => (e?.kind === 'charge' ? e.status : 'none')
