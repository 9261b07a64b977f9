import { stocked } from '../../stocked.ts'
import { CustomerId, Text } from '../vocabulary.ts'

/** What is the same wherever there is a stock, in the bakery's words. */
export const stock = stocked({ key: { item: Text }, by: { customerId: CustomerId } })
