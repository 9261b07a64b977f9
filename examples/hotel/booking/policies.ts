import { atOnce, ms, whenever } from '@jumun/core/model'
import { CancelPayment } from '../payment/commands.ts'
import { PaymentRefunded } from '../payment/events.ts'
import { HoldNights, NoteMoneyBack, paying, ReleaseNights } from './commands.ts'
import { BookingCanceled, BookingRequested, CheckedOut, NightsWanted } from './events.ts'
const { AskPayment, Decline } = paying.commands, { Declined, Expired } = paying.events

export const hold = atOnce(NightsWanted, {
  ask: e => HoldNights.of(e), within: ms(300),
  answer: {
    accepted: e       => AskPayment.of(e),
    rejected: (e, no) => Decline.of({ ...e, reason: no.reason ?? 'sold-out', detail: no.detail }),
  },
})
export const giveUp  = paying.givesUp(BookingRequested)
// who ends a booking cancels all that it ever asked for
export const undo    = whenever(Expired,         e => [CancelPayment.of({ ...e, keep: 0 }), ReleaseNights.of(e)])
export const letGo   = whenever(Declined,        e => ReleaseNights.of(e))
export const repay   = whenever(BookingCanceled, e => [CancelPayment.of({ ...e, keep: e.fee }), ReleaseNights.of(e)])
export const isFree  = whenever(CheckedOut,      e => ReleaseNights.of(e))
export const settled = whenever(PaymentRefunded, e => NoteMoneyBack.of(e))
