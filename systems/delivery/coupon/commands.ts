import { command } from '@jumun/core/model'
import { Detail, Id, Name, Natural, Optional, Text, Time, names, impersonal } from '../vocabulary.ts'

// `orderId`: the order that it is to be used on; a hold has its owner and a token
const hold = { couponId: Id, orderId: Id, token: Optional(Natural) }

export const UseCoupon     = command('UseCoupon',     { couponId: Id, orderId: Id })
export const HoldCoupon    = command('HoldCoupon',    { couponId: Id, orderId: Id, customerId: names(Name) },
  { answers: ['accepted', 'rejected'], tells: ['discountPrice'] })

export const CreateCoupon  = command('CreateCoupon',  { couponId: Id, customerId: names(Name) })
export const ConfirmUse    = command('ConfirmUse',    hold)
export const ReleaseCoupon = command('ReleaseCoupon', hold)
export const RefuseUse     = command('RefuseUse',     { couponId: Id, orderId: Id, token: Natural, reason: impersonal(Text),
  detail: Optional(Detail) })
export const ReturnCoupon  = command('ReturnCoupon',  { couponId: Id, orderId: Id })
export const EndHold       = command('EndHold',       hold)
export const ExpireCoupon  = command('ExpireCoupon',  { couponId: Id, expires: Time })
