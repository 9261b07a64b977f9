import { after, atOnce, seconds, whenever } from '@jumun/core/model'
import { FindTransfer, Reclaim, Transfer } from '../../bank/commands.ts'
import { ConsignHeld } from '../consign/events.ts'
import { SaleDecided } from '../purchase/sale-events.ts'
import { backoff } from '../vocabulary.ts'
import { CancelPayment } from './commands.ts'
import { CancelPayout, CheckPayout, NotePaidOut, NotePayoutNotFound, NotePayoutRefused, NotePayoutUnknown, NoteReclaimed, NoteReclaimStuck,
  NoteReclaimUnknown, PayOut, RetryReclaim } from './payout-commands.ts'
import { PayoutQuestioned, PayoutRequested, PayoutUnknown, ReclaimRequested, ReclaimUnknown } from './payout-events.ts'

/** The transport has stopped: now the money. Never on PurchaseCancelled or SaleCancelled, or somebody has both money and car. */
export const cancel = whenever(ConsignHeld, ({ puId, saleId }) =>
  puId !== null ? CancelPayment({ puId }) : saleId !== null ? CancelPayout({ saleId }) : undefined)

export const payOut   = whenever(SaleDecided, ({ saleId, sellerId, price, payoutToken }) =>
  PayOut({ saleId, sellerId, price, payoutToken }))
export const transfer = atOnce(PayoutRequested, {
  ask: ({ saleId, sellerId, price, key, payoutToken }) =>
    Transfer({ reference: saleId, payee: sellerId, key, amt: price, payoutToken }), within: seconds(2),
  answer: {
    paid:    ({ saleId }) => NotePaidOut({ saleId }),
    refused: ({ saleId }) => NotePayoutRefused({ saleId }),
  },
  otherwise: ({ saleId }) => NotePayoutUnknown({ saleId }),
})
export const checkOut = whenever(PayoutUnknown, ({ saleId, round }) =>
  after(backoff(round), CheckPayout({ saleId, round }), { late: 'run' }))
export const findOut  = atOnce(PayoutQuestioned, {
  ask: ({ saleId, key }) => FindTransfer({ reference: saleId, key }), within: seconds(2),
  answer: {
    paid:    ({ saleId }) => NotePaidOut({ saleId }),
    refused: ({ saleId }) => NotePayoutRefused({ saleId }),
    none:    ({ saleId }) => NotePayoutNotFound({ saleId }),
  },
  otherwise: ({ saleId }) => NotePayoutUnknown({ saleId }),
})
export const takeBack = atOnce(ReclaimRequested, {
  ask: ({ saleId, price, of, key }) => Reclaim({ reference: saleId, key, of, amt: price }), within: seconds(2),
  answer: {
    reclaimed: ({ saleId }) => NoteReclaimed({ saleId }),
    failed:    ({ saleId }) => NoteReclaimStuck({ saleId }),
  },
  otherwise:   ({ saleId }) => NoteReclaimUnknown({ saleId }),
})
export const takeBackAgain = whenever(ReclaimUnknown, ({ saleId, tries }) =>
  after(backoff(tries), RetryReclaim({ saleId, tries }), { late: 'run' }))
