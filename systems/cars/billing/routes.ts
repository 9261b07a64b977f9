import { type Routes, system, Type } from '@jumun/core/model'
import { CancelPurchase, PayPurchase } from '../purchase/commands.ts'
import { Id, operator, purchasing } from '../vocabulary.ts'
import { Billing } from './billing.ts'
import { GiveBack, RetryRefund } from './commands.ts'
import { NoteReclaimed, RetryPayout, RetryReclaim } from './payout-commands.ts'
import { Payout } from './payout.ts'

const unsettled = ['requested', 'U', 'notCharged'], never = ['D', 'voided']

export const routes: Routes = {
  billings: {
    of: Billing, item: 'billing',
    shows: ['puId', 'cuId', 'salePrice', 'refunded', 'payDate', 'payCancelDate'],
    times: ['payDate', 'payCancelDate'],
    derives: ({ status }, payId) => ({ payId, payStatus: status, kind: 'charge' }),
    derived: { payId: Id, payStatus: Type.Enum([...Billing.states]), kind: Type.Literal('charge') },
    hidden: [...unsettled, ...never], owner: 'cuId', readers: [system, purchasing, operator],
    forwards: PayPurchase,
    originals: { forwardsBy: { payStatus: { M: CancelPurchase } }, aliases: { payCalncelDate: 'payCancelDate' } },
    commands: { giveBack: GiveBack, retryRefund: RetryRefund },
    tasks: ['stuck'],
    searches: {
      findByPuId: { by: ['puId'], states: [...Billing.states] },
      unsettled:  { states: [...unsettled, 'refunding', 'stuck'], sort: ['createTime'] },
    },
  },
  payouts: {
    of: Payout, item: 'payout',
    shows: ['saleId', 'sellerId', 'price', 'payDate', 'payCancelDate'],
    times: ['payDate', 'payCancelDate'],
    derives: ({ status }, payId) => ({ payId, payStatus: status, kind: 'payout' }),
    derived: { payId: Id, payStatus: Type.Enum([...Payout.states]), kind: Type.Literal('payout') },
    owner: 'sellerId', readers: [system, purchasing, operator],
    commands: { retry: RetryPayout, retryReclaim: RetryReclaim, reclaimed: NoteReclaimed },
    tasks: ['stuck', 'reclaimStuck'],
    searches: {
      findBySaleId: { by: ['saleId'] },
      unsettled:    { states: ['requested', 'U', 'stuck', 'reclaiming', 'reclaimStuck'] },
    },
  },
}
