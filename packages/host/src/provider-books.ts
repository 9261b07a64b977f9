import type { Adapter } from '@jumun/core/runtime'
import type { Provider } from '@jumun/payments'
import type { sandboxLedger } from './ledger.ts'

/**
 * A provider whose definite answers are written into books of ours before anybody hears them: an audit compares these with what is owed, and a
 * reconciliation the provider's own with ours. An answer that is lost comes again, since it is asked for until it is committed.
 */
export const booked = (provider: Provider, ledger: Pick<ReturnType<typeof sandboxLedger>, 'find' | 'save'>, now: () => number): Adapter => {
  const charge = async (reference: number, key: string, status: 'captured' | 'declined', amt: number): Promise<void> => {
    if (!ledger.find(key)) await ledger.save({ kind: 'charge', key, reference, amt, status, token: provider.name, at: now() })
  }
  return {
    Charge: async wish => {
      const said = await provider.Charge(wish)
      if (typeof said === 'object') await charge(wish.reference, wish.key, said.status, wish.amt)
      return said
    },
    Find: async wish => {
      const said = await provider.Find(wish)
      if (typeof said !== 'object' || said.status !== 'captured' || ledger.find(wish.key)) return said
      const [found] = await provider.look(wish.key)
      if (!found) throw new Error('what was found is not there any more')
      await charge(wish.reference, wish.key, 'captured', found.amt)
      return said
    },
    Refund: async wish => {
      const said = await provider.Refund(wish)
      if (typeof said === 'object' && said.status === 'refunded' && !ledger.find(wish.key))
        await ledger.save({ kind: 'refund', key: wish.key, of: wish.of, reference: wish.reference, amt: wish.amt, at: now() })
      return said
    },
  }
}
