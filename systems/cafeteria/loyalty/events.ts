import { event } from '@jumun/core/model'
import { Id, Natural, Phone, Won } from '../vocabulary.ts'

const about = { orderId: Id, phoneNumber: Phone }

export const PointsEarned    = event('PointsEarned',    { ...about, points: Natural })
export const PointsTakenBack = event('PointsTakenBack', { ...about, points: Natural })

export const PriceNoted      = event.internal('PriceNoted',  { ...about, amt: Won })
export const MakingNoted     = event.internal('MakingNoted', about)
export const ReturnNoted     = event.internal('ReturnNoted', about)
