import { event } from '@jumun/core/model'
import { Action, Id, Won } from '../vocabulary.ts'
import { money } from './money.ts'

const told = { orderId: Id, price: Won, action: Action }

export const PayApproved = event('PayApproved', told)
export const PayCanceled = event('PayCanceled', told)

export const { PaymentRequested, PaymentDeclined, PaymentUnknown, PaymentQuestioned, PaymentNotCharged } = money.events
export const { VoidWanted, PaymentVoided, RefundRequested, RefundUnknown, RefundStuck } = money.events
