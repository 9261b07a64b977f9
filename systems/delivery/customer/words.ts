import { names, personal, Type } from '@jumun/core/model'
import { talking } from '../../talk.ts'
import { Id, inWords, Names, Optional, OrNull, Text, Won } from '../vocabulary.ts'

/** What people read: a customer about an order, and the owner of its store. Korean is published, word for word. */
export const talk = talking({
  key: 'talkId', about: { talkId: Text, orderId: Id }, person: { recipient: names(personal(Text), 'anybody') }, to: 'recipient',
  id: 'id', case: 'orderId', role: ({ talkId }) => (talkId.endsWith('-owner') ? 'owner' : 'customer'),
  says: { reason: OrNull(Type.Union([Text, Names])), discountPrice: OrNull(Won), order: OrNull(Type.String()), amt: Optional(Won) },
  words: {
    OrderArrived:     { ko: '주문이 왔어요! : {order}',                                   en: 'An order has come in: {order}' },
    OrderPlaced:      { ko: '주문이 접수되었습니다',                                      en: 'Your order has been placed' },
    Paid:             { ko: '결제가 완료되었습니다',                                      en: 'Your payment is complete' },
    OrderAccepted:    { ko: '가게가 주문을 수락했습니다',                                 en: 'The store has accepted your order' },
    OrderRejected:    { ko: '가게가 주문을 거절했습니다: {reason}. 결제가 취소됩니다',
      en: 'The store has rejected your order: {reason}. Your payment will be canceled' },
    CookStarted:      { ko: '조리를 시작했습니다',                                        en: 'Cooking has started' },
    CookFinished:     { ko: '조리가 완료되었습니다',                                      en: 'Your meal is cooked' },
    Picked:           { ko: '라이더가 음식을 픽업했습니다',                               en: 'The rider has picked up your meal' },
    Delivered:        { ko: '배달이 완료되었습니다',                                      en: 'Your meal has been delivered' },
    DeliveryFailed:   { ko: '배달에 실패했습니다: {reason}. 음식이 가게로 돌아가는 대로 결제가 취소됩니다',
      en: 'Your meal could not be delivered: {reason}. Your payment will be canceled as soon as the meal is back at the store' },
    DeliveryReturned: { ko: '배달하지 못했습니다. 결제가 취소됩니다',
      en: 'Your meal could not be delivered. Your payment will be canceled' },
    OrderCompleted:   { ko: '거래가 완료되었습니다',                                      en: 'Your order is complete' },
    FoodCanceled:     { ko: '주문이 취소되었습니다',                                      en: 'Your order has been canceled' },
    CancelFailed:     { ko: '이미 조리가 시작되어 취소할 수 없습니다',
      en: 'Cooking has already started, so your order cannot be canceled' },
    OrderUpdated:     { ko: '주문이 변경되었습니다: {order}',                             en: 'The order has been changed: {order}' },
    UpdateFailed:     { ko: '이미 조리가 시작되어 옵션을 바꿀 수 없습니다',
      en: 'Cooking has already started, so your options cannot be changed' },
    ChargeReturned: {
      ko: '주문이 접수되지 않았습니다. 결제된 {amt}원을 돌려드렸습니다',
      en: 'Your order was not placed. The {amt} won that had been charged came back',
    },
    PartRefunded:     { ko: '결제 금액 중 {amt}원을 돌려드렸습니다: {reason}',                  en: '{amt} won of your payment came back: {reason}' },
    CouponCreated:    { ko: '{discountPrice}원 쿠폰이 발급되었습니다',                    en: 'You have received a coupon of {discountPrice} won' },
  },
})
/** Which talk it is: with the customer, or with the owner. */
export const withCustomer = ({ orderId }: { orderId: number }) => ({ talkId: `${orderId}-customer` })
export const withOwner    = ({ orderId }: { orderId: number }) => ({ talkId: `${orderId}-owner` })

/** Why the store does not take an order, where it is not said in somebody's own words. */
const reasons: { readonly [slug: string]: { readonly ko: string; readonly en: string } } = {
  'store-reasons': { ko: '가게 사정', en: 'it cannot take it right now' },
  'no-answer':     { ko: '응답 없음', en: 'it did not answer in time' },
}
export const reasonOf = ({ reason }: { reason: string }) => reasons[reason] ?? reason

interface Ordered {
  readonly orderId: number
  readonly foodId: string
  readonly chosen?: readonly string[]
  readonly qty?: number
  readonly items?: readonly { readonly productId: string; readonly options: readonly string[]; readonly qty: number }[] | null | undefined
}
/** The order as a person reads it: #7 통닭, 곱빼기 × 1. */
export const wholeOrder = ({ orderId, foodId, chosen = [], qty = 1, items }: Ordered) =>
  `#${orderId} ${(items ?? [{ productId: foodId, options: chosen, qty }]).map(i => `${inWords([i.productId,
    ...i.options])} × ${i.qty}`).join(' / ')}`
