import { whenever } from '@jumun/core/model'
import { Made } from '../drink/events.ts'
import { Ordered } from '../order/events.ts'
import { PaymentCanceled } from '../payment/events.ts'
import { CountPoints } from './account-commands.ts'
import { NoteMaking, NotePrice, NoteReturn } from './commands.ts'
import { PointsEarned, PointsTakenBack } from './events.ts'

export const price    = whenever(Ordered,         NotePrice.of)
export const made     = whenever(Made,            NoteMaking.of)
export const returned = whenever(PaymentCanceled, NoteReturn.of)

export const add      = whenever(PointsEarned,    e => CountPoints.of({ ...e, change: e.points }))
export const subtract = whenever(PointsTakenBack, e => CountPoints.of({ ...e, change: -e.points }))
