import { after, atOnce, ms, seconds, whenever } from '@jumun/core/model'
import { DrinkCanceled } from '../drink/events.ts'
import { backoff } from '../vocabulary.ts'
import { CancelPayment, CheckPayment, NoteDeclined, NoteNotFound, NotePaid, NoteRefunded, NoteRefundStuck, NoteRefundUnknown, NoteUnknown, NoteUnsent, RetryRefund } from './commands.ts'
import { PaymentNotCharged, PaymentQuestioned, PaymentRequested, PaymentUnknown, PaymentVoided, RefundRequested, RefundUnknown } from './events.ts'
import { oldestRequest } from './payment.ts'
import { Charge, Find, Refund } from '../../psp/commands.ts'

export const charge = atOnce(PaymentRequested, {
  ask: ({ orderId, key, amt, paymentToken }) => Charge({ reference: orderId, key, amt, paymentToken }), within: ms(550),
  answer: {
    captured: ({ orderId }) => NotePaid({ orderId }),
    declined: ({ orderId }) => NoteDeclined({ orderId }),
  },
  otherwise: ({ orderId }, why) => why === 'unavailable' ? NoteUnsent({ orderId }) : NoteUnknown({ orderId }),
})
export const find = atOnce(PaymentQuestioned, {
  ask: ({ orderId, key }) => Find({ reference: orderId, key }), within: seconds(2),
  answer: {
    captured: ({ orderId }) => NotePaid({ orderId }),
    declined: ({ orderId }) => NoteDeclined({ orderId }),
    none:     ({ orderId }) => NoteNotFound({ orderId }),
  },
  otherwise: ({ orderId })  => NoteUnknown({ orderId }),
})
export const repay = atOnce(RefundRequested, {
  ask: ({ orderId, key, of, amt }) => Refund({ reference: orderId, key, of, amt }), within: seconds(2),
  answer: {
    refunded: ({ orderId }) => NoteRefunded({ orderId }),
    failed:   ({ orderId }) => NoteRefundStuck({ orderId }),
  },
  otherwise: ({ orderId })  => NoteRefundUnknown({ orderId }),
})
export const reconcile    = whenever(PaymentUnknown,    ({ orderId, round })         => after(backoff(round), CheckPayment({ orderId, round }), { late: 'run' }))
// "surely not sent" was said by one process; a second one that took the question up may have sent it all the same
export const recheck      = whenever(PaymentNotCharged, ({ orderId, round, unsent }) => unsent ? after(oldestRequest, CheckPayment({ orderId, round }), { late: 'run' }) : undefined)
export const recheckVoid  = whenever(PaymentVoided,     ({ orderId, round, unsent }) => unsent ? after(oldestRequest, CheckPayment({ orderId, round }), { late: 'run' }) : undefined)
export const repayAgain   = whenever(RefundUnknown,     ({ orderId, tries })         => after(backoff(tries), RetryRefund({ orderId, tries }), { late: 'run' }))
export const cancel       = whenever(DrinkCanceled,     ({ orderId })                => CancelPayment({ orderId }))
