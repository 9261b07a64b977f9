import { talking } from '../../talk.ts'
import { Id, Optional, Phone, Text, Won } from '../vocabulary.ts'

/** What a customer reads. English is published, word for word. */
export const talk = talking({
  key: 'orderId', about: { orderId: Id }, person: { phoneNumber: Phone, pickupNumber: Id }, to: 'phoneNumber',
  says: { amt: Optional(Won), reason: Optional(Text) },
  words: {
    Ordered:         { en: 'Your Order is Ordered',                                 ko: '주문이 접수되었습니다. 픽업번호: {pickupNumber}' },
    Receipted:       { en: 'Your Order is Receipted',                               ko: '바리스타가 주문을 확인했습니다.' },
    Made:            { en: 'Your Order is Made\nCome and Take it, Please!',         ko: '음료가 준비되었습니다.\n찾으러 오세요!' },
    PickedUp:        { en: 'Your Order is PickedUp',                                ko: '음료를 수령하셨습니다.' },
    OrderCanceled:   { en: 'Your Order is OrderCanceled',                           ko: '주문 취소를 요청했습니다.' },
    CancelFailed:    { en: 'Your Order is already started. You cannot cancel!!',    ko: '이미 제조가 시작되어 취소할 수 없습니다.' },
    PaymentPartlyRefunded: { en: '{amt} won of your payment came back: {reason}', ko: '결제 금액 중 {amt}원을 돌려드렸습니다: {reason}' },
    ChargeReturned: {
      en: 'Your order was not placed. The {amt} won that had been charged came back',
      ko: '주문이 접수되지 않았습니다. 결제된 {amt}원을 돌려드렸습니다.',
    },
    PaymentCanceled: { en: 'Your Payment is Canceled',                              ko: '결제가 취소되었습니다.' },
  },
})
