import { command } from '@jumun/core/model'
import { payable, usualWords } from '@jumun/systems/payable'
import { GuestId, Id, Won } from '../vocabulary.ts'

/** What is the same wherever something is paid. */
export const money = payable({ key: 'bookingId', amt: 'price', kept: { guestId: GuestId, price: Won }, states: usualWords })
export const { ApprovePayment } = money.commands
/** `keep`: what of the price is kept, in won. */
export const CancelPayment = command('CancelPayment', { bookingId: Id, keep: Won })
