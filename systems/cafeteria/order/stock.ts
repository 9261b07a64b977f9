import { stocked } from '../../stocked.ts'
import { Phone, Text } from '../vocabulary.ts'

/** What is the same wherever there is a stock, in the café's words. */
export const stock = stocked({ key: { productName: Text }, by: { phoneNumber: Phone } })
