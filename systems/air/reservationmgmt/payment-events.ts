import { event } from '@jumun/core/model'
import { Id, Natural, Won } from '../vocabulary.ts'
import { money } from './money.ts'

export const PaymentApproved = event.internal('PaymentApproved', { reservationId: Id, amount: Won })
export const KeepSet         = event.internal('KeepSet',         { reservationId: Id, keep: Won, seq: Natural })
export const PaymentRefunded = event.internal('PaymentRefunded', { reservationId: Id, amount: Won, refunded: Won })

export const { PaymentRequested, PaymentDeclined, PaymentUnknown, PaymentQuestioned, PaymentNotCharged } = money.events
export const { VoidWanted, PaymentVoided, RefundRequested, RefundUnknown, RefundStuck } = money.events
