import { aggregate, type DataOf, hours, otherwise, own, policy, type StateOf, system } from '@jumun/core/model'
import { couponLasts, Detail, discountPrice, Id, Name, Natural, OrNull, reject, Text, Time, Won, Yes, names } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
const { CouponCreated, CouponExpired, CouponHeld, CouponReleased, CouponReturned, CouponUsed, HoldJoined, HoldQuestioned,
  UseWanted } = events

const states = ['unused', 'held', 'used', 'expired'] as const
const fields = {
  // orderId earned it, usedOrderId has it
  couponId: Id, orderId: Id, customerId: names(Name), discountPrice: Won, isUsed: Yes, usedOrderId: OrNull(Id), expires: Time,
  // each hold has one of its own: an outcome of an older hold changes nothing
  token: Natural,
  // held by its customer's word: the order is asked until it has said yes or no, and until then nothing else frees it
  applying: Yes,
  // meanwhile the order wants it by itself, too: its no to the customer does not free it
  joined: Yes,
  // the last order that did not take it, and why
  refusedOrderId: OrNull(Id), refusal: OrNull(Text), refusalDetail: OrNull(Detail),
}
type State = StateOf<typeof fields, typeof states>

const told  = ({ couponId, orderId, customerId, discountPrice, isUsed, usedOrderId, expires }: State) =>
  ({ couponId, orderId, customerId, discountPrice, isUsed, usedOrderId, expires })
const holds = (u: State, { orderId, token }: { orderId: number; token?: number | null | undefined }) =>
  u.usedOrderId === orderId && (token ?? u.token) === u.token
const held  = (u: State, orderId: number) => ({ couponId: u.couponId, usedOrderId: orderId, token: u.token + 1 })
const free  = (u: State, orderId: number, now: number) =>
  u.usedOrderId === orderId ? undefined : u.status === 'expired' || (u.status === 'unused' && now >= u.expires) ? reject('coupon-expired')
    : u.status === 'unused' ? 'free' : reject('coupon-used')
const hold  = (u: State | undefined, { orderId, customerId }: DataOf<typeof commands.HoldCoupon>, now: number) => {
  if (!u) return reject('no-such-coupon')
  if (u.customerId !== customerId) return reject('not-your-coupon')
  if (u.status === 'held' && u.usedOrderId === orderId && u.applying) return u.joined ? []
    : HoldJoined({ couponId: u.couponId, usedOrderId: orderId, token: u.token })
  const it = free(u, orderId, now)
  return it === 'free' ? CouponHeld(held(u, orderId)) : (it ?? [])
}
const use   = (u: State, { orderId }: DataOf<typeof commands.UseCoupon>) =>
  [CouponHeld(held(u, orderId)), UseWanted({ ...held(u, orderId), customerId: u.customerId, discountPrice: u.discountPrice })]
/** Whoever lets go of it: what the order is still asked for its customer it may say yes to. */
const release = (u: State, e: DataOf<typeof commands.ReleaseCoupon>) =>
  holds(u, e) && !u.applying ? CouponReleased({ couponId: u.couponId, usedOrderId: e.orderId, reason: null, detail: null,
    expires: u.expires }) : []
const refuse = (u: State, e: DataOf<typeof commands.RefuseUse>) =>
  !holds(u, e) ? [] : u.joined ? CouponHeld(held(u, e.orderId))
    : CouponReleased({ couponId: u.couponId, usedOrderId: e.orderId, reason: e.reason, detail: e.detail ?? null, expires: u.expires })
/** On the order that has it, it is used already; a second tap must not hear that nothing was done while the first one is being decided. */
const ifNotFree = (u: State, now: number, orderId: number | undefined) => {
  if (u.status === 'held' && u.usedOrderId === orderId) return reject('in-progress')
  const it = free(u, orderId ?? 0, now)
  return it === 'free' ? undefined : (it ?? ([] as const))
}
/** With its old expiry, but long enough to be used. */
const back  = (u: State, now: number) =>
  CouponReturned({ ...told(u), isUsed: false, usedOrderId: null, expires: Math.max(u.expires, now + hours(24)) })

/** A coupon: earned once by each delivered order, held for an order before it is used on it. */
export const Coupon = aggregate('coupon', {
  key: 'couponId', commands, events, states, fields,
  decide: {
    //               who may                in which state                already so       what then happened
    CreateCoupon:  { by: policy,            from: 'nothing',              done: otherwise,
      then: (_, { couponId, customerId }, __, { now }) =>
        CouponCreated({ couponId, orderId: couponId, customerId, discountPrice, isUsed: false, usedOrderId: null,
          expires: now + couponLasts }) },
    UseCoupon:     { by: own('customerId'), from: states,                                  unless: (u, { now }, wish) =>
      ifNotFree(u, now, wish?.orderId), then: use },
    HoldCoupon:    { by: system,            from: ['nothing', ...states],
      then: (u, wish, _, { now }) => hold(u, wish, now) },
    ConfirmUse:    { by: policy,            from: 'held',                 done: otherwise,
      then: (u, e) => holds(u, e) ? CouponUsed({ ...told(u), isUsed: true }) : [] },
    ReleaseCoupon: { by: policy,            from: 'held',                 done: otherwise, then: release },
    RefuseUse:     { by: policy,            from: 'held',                 done: otherwise, then: refuse },
    ReturnCoupon:  { by: policy,            from: ['held', 'used'],       done: otherwise,
      then: (u, { orderId }, _, { now }) => u.usedOrderId === orderId ? back(u, now) : [] },
    // time only asks: whose hold it is decides
    EndHold:       { by: policy,            from: 'held',                 done: otherwise,
      then: (u, e) => holds(u, e) && !u.applying ? HoldQuestioned({ couponId: u.couponId, usedOrderId: e.orderId, token: u.token }) : [] },
    ExpireCoupon:  { by: policy,            from: 'unused',               done: otherwise,
      then: (u, _, __, { now }) => now >= u.expires ? CouponExpired(told(u)) : [] },
  },
  evolve: {
    CouponCreated:  (_, e) =>
      ({ ...e, status: 'unused', token: 0, applying: false, joined: false, refusedOrderId: null, refusal: null, refusalDetail: null }),
    CouponHeld:     (u, e) =>
      ({ ...u, status: 'held', usedOrderId: e.usedOrderId, token: e.token, applying: false, joined: false, refusedOrderId: null,
        refusal: null, refusalDetail: null }),
    UseWanted:      u      => ({ ...u, applying: true }),
    HoldJoined:     u      => ({ ...u, joined: true }),
    HoldQuestioned: u      => u,
    CouponUsed:     (u, e) => ({ ...u, ...e, status: 'used' }),
    CouponReleased: (u, e) =>
      ({ ...u, status: 'unused', usedOrderId: null, refusedOrderId: e.usedOrderId, refusal: e.reason, refusalDetail: e.detail ?? null }),
    CouponReturned: (u, e) => ({ ...u, ...e, status: 'unused' }),
    CouponExpired:  (u, e) => ({ ...u, ...e, status: 'expired' }),
  },
})
