import type { DataOf } from '@jumun/core/model'
import { sandbox as psp } from '../psp/sandbox.ts'
import type { FindTransfer, Reclaim, Transfer } from './commands.ts'
import { answered } from './words.ts'

/**
 * The bank that comes with the product: the provider's sandbox the other way round, with its promises (one key is one transfer, a reclaim
 * is done once and never exceeds its transfer) and its books. What becomes of a transfer is said by its token: approve (default), decline
 * (its first attempt is refused), timeout-before, timeout-after, slow, unavailable, reclaim-fails (its first reclaim is refused).
 */
export const bank = (given: Parameters<typeof psp>[0]) => {
  const { Charge, Find, Refund } = psp(given)
  const said = (answer: Awaited<ReturnType<typeof Charge>>) =>
    answer === 'unreachable' ? answer : { ...answer, status: answered[answer.status] ?? answer.status }
  const isFirst = (key: string, kind: string) => {
    const [own = ''] = key.split('@') // behind it stands whose it is
    return kind === 'payout' ? own.endsWith('-0') : !/-\d+-\d+$/.test(own)
  }
  const failing = new Set<string>()
  return {
    Transfer: async ({ reference, key, amt, payoutToken }: DataOf<typeof Transfer>, until: number) => {
      const token =
        payoutToken === 'reclaim-fails' ? 'approve' : payoutToken === 'decline' && !isFirst(key, 'payout') ? 'approve' : payoutToken
      if (payoutToken === 'reclaim-fails') failing.add(key)
      return said(await Charge({ reference, key, amt, paymentToken: token }, until))
    },
    FindTransfer: async (wish: DataOf<typeof FindTransfer>, until: number) => said(await Find(wish, until)),
    Reclaim: async (wish: DataOf<typeof Reclaim>, until: number) =>
      failing.has(wish.of) && isFirst(wish.key, 'reclaim') ? { status: 'failed' } : said(await Refund(wish, until)),
  }
}
