/** The words of the hotel: what its fields may hold, who its people are, and how it says no. */
import { reasons as declare, Type } from '@jumun/core/model'
import { paymentReasons } from '@jumun/systems/paid-at-once'
import { refundReasons } from '@jumun/systems/payable'
export * from '@jumun/systems/vocabulary'

export const desk = 'desk', cleaner = 'cleaner', operator = 'operator'
export const roles = ['guest', desk, cleaner, operator]

export const GuestId = Type.String({ minLength: 1, maxLength: 200, spelling: 'name' })
export const Kind    = Type.Enum(['double', 'suite'])
/** What a night costs, in won. */
export const prices  = { double: 120_000, suite: 400_000 } as const

export const { reasons, reject } = declare({
  ...paymentReasons,
  ...refundReasons,
  'no-such-day':     { status: 422, en: 'There is no such stay: from {from} to {to}.',  ko: '{from}부터 {to}까지는 예약할 수 없는 날짜예요.' },
  'sold-out':        { status: 409, en: 'No room is left in the night of {night}.',     ko: '{night} 밤에는 남은 객실이 없어요.' },
  'too-early':       { status: 409, en: 'Your room is yours from {from} on.',           ko: '{from}부터 체크인할 수 있어요.' },
  'not-allowed-now': { status: 409, en: 'This is not possible in the present state.',   ko: '지금 상태에서는 할 수 없어요.' },
})
