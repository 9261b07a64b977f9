import { talking } from '../../talk.ts'
import { CustomerId, Id, Optional, OrNull, Text, Won } from '../vocabulary.ts'

/** What a customer reads. "Canceled" is said when the bakery has agreed: until then it may turn out to be too late. */
export const talk = talking({
  key: 'orderId', about: { orderId: Id }, person: { customerId: CustomerId }, to: 'customerId',
  says: { reason: OrNull(Text), amt: Optional(Won) },
  words: {
    Ordered:        { ko: '주문이 접수되었습니다',                                  en: 'Your order has been received' },
    Confirmed:      { ko: '빵집이 주문을 확인했습니다',                             en: 'The bakery has confirmed your order' },
    BakingStarted:  { ko: '빵을 굽기 시작했습니다',                                 en: 'Your order is being baked' },
    Dispatched:     { ko: '배달을 시작했습니다',                                    en: 'Your order is on its way' },
    Delivered:      { ko: '배달이 완료되었습니다',                                  en: 'Your order has been delivered' },
    Rejected: {
      ko: '빵집이 주문을 받을 수 없습니다: {reason}. 결제가 취소됩니다',
      en: 'The bakery cannot take your order: {reason}. Your payment is being canceled',
    },
    BakeryCanceled: { ko: '주문이 취소되었습니다',                                  en: 'Your order has been canceled' },
    ChargeReturned: {
      ko: '주문이 접수되지 않았습니다. 결제된 {amt}원을 돌려드렸습니다',
      en: 'Your order was not placed. The {amt} won that had been charged came back',
    },
    PayReturned:    { ko: '결제 금액 중 {amt}원을 돌려드렸습니다: {reason}',         en: '{amt} won of your payment came back: {reason}' },
    CancelFailed:   { ko: '이미 굽기 시작하여 취소할 수 없습니다',                  en: 'Baking has already begun, so your order cannot be canceled' },
  },
})
