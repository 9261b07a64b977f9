import { event } from '@jumun/core/model'
import { Deal, Id, Text, Time, Won } from '../vocabulary.ts'

const told = { puId: Id, deal: Deal, salePrice: Won, payStatus: Text }

export const Payed        = event('Payed',        { ...told, payDate: Time })
export const PayCancelled = event('PayCancelled', { ...told, payCancelDate: Time })
/** Staff gave back `amt` of it; `returned`: what is back in all. */
export const PayReturned  = event('PayReturned',  { ...told, amt: Won, returned: Won, reason: Text })
