import { whenever } from '@jumun/core/model'
import { Made } from '../drink/events.ts'
import { Ordered } from '../order/events.ts'
import { PaymentCanceled } from '../payment/events.ts'
import { CountPoints } from './account-commands.ts'
import { NoteMaking, NotePrice, NoteReturn } from './commands.ts'
import { PointsEarned, PointsTakenBack } from './events.ts'

export const price    = whenever(Ordered,         ({ orderId, phoneNumber, amt })    => NotePrice({ orderId, phoneNumber, amt }))
export const made     = whenever(Made,            ({ orderId, phoneNumber })         => NoteMaking({ orderId, phoneNumber }))
export const returned = whenever(PaymentCanceled, ({ orderId, phoneNumber })         => NoteReturn({ orderId, phoneNumber }))

export const add      = whenever(PointsEarned,    ({ orderId, phoneNumber, points }) => CountPoints({ orderId, phoneNumber, change: points }))
export const subtract = whenever(PointsTakenBack, ({ orderId, phoneNumber, points }) => CountPoints({ orderId, phoneNumber, change: -points }))
