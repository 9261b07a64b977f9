import { event } from '@jumun/core/model'
import { Id, Phone, Text, Won } from '../vocabulary.ts'
import { money } from './money.ts'

const told = { orderId: Id, phoneNumber: Phone, amt: Won, status: Text }

export const PaymentApproved = event('PaymentApproved', told)
export const PaymentCanceled = event('PaymentCanceled', told)

export const { PaymentRequested, PaymentDeclined, PaymentUnknown, PaymentQuestioned, PaymentNotCharged } = money.events
export const { VoidWanted, PaymentVoided, RefundRequested, RefundUnknown, RefundStuck } = money.events
