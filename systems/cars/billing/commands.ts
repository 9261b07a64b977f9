import { money } from './money.ts'

export const { ApprovePayment, CancelPayment } = money.commands
export const { NotePaid, NoteDeclined, NoteUnsent, NoteUnknown, CheckPayment, NoteNotFound } = money.commands
export const { NoteRefunded, NoteRefundUnknown, NoteRefundStuck, RetryRefund } = money.commands
