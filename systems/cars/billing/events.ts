import { event } from '@jumun/core/model'
import { Deal, Id, Text, Time, Won } from '../vocabulary.ts'
import { money } from './money.ts'

const told = { puId: Id, deal: Deal, salePrice: Won, payStatus: Text }

export const Payed        = event('Payed',        { ...told, payDate: Time })
export const PayCancelled = event('PayCancelled', { ...told, payCancelDate: Time })

export const { PaymentRequested, PaymentDeclined, PaymentUnknown, PaymentQuestioned, PaymentNotCharged } = money.events
export const { VoidWanted, PaymentVoided, RefundRequested, RefundUnknown, RefundStuck } = money.events
