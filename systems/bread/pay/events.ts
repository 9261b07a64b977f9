import { event } from '@jumun/core/model'
import { Action, Id, Text, Won } from '../vocabulary.ts'

const told = { orderId: Id, price: Won, action: Action }

export const PayApproved = event('PayApproved', told)
export const PayCanceled = event('PayCanceled', told)
/** Staff gave back `amt` of it; `returned`: what is back in all. */
export const PayReturned = event('PayReturned', { ...told, amt: Won, returned: Won, reason: Text })
