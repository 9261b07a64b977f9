/** The words of the café: what its fields may hold, who its people are, and how it says no. */
import { impersonal, reasons as declare, Type } from '@jumun/core/model'
import { refundReasons } from '../payable.ts'
import { Optional, Price, Text } from '../vocabulary.ts'
export * from '../vocabulary.ts'

export const manager = 'manager',
  barista = 'barista',
  operator = 'operator'
// a customer acts by what is their own, so no table names the role
export const roles = ['customer', manager, barista, operator]

export const Stock = Type.Integer({ minimum: 0, maximum: 1_000_000 })

/** What of each kind of option there is, with its surcharge. */
export const Surcharges = impersonal(
  Type.Object({ size: Type.Record(Text, Price), temperature: Type.Record(Text, Price), extras: Type.Record(Text, Price) }),
)
/** What the customer chose; the same extra twice is a double one. */
export const Chosen = impersonal(
  Type.Object({ size: Optional(Text), temperature: Optional(Text), extras: Optional(Type.Array(Text, { maxItems: 10 })) }),
)
export const Names = impersonal(Type.Object({ ko: Text, en: Text }))

export const { reasons, reject } = declare({
  ...refundReasons,
  'no-such-product': { status: 422, en: 'There is no such product on the menu.', ko: '메뉴에 없는 상품이에요.' },
  'no-such-option': {
    status: 422,
    en: 'This product does not come with the option "{option}".',
    ko: '이 상품에는 "{option}" 옵션이 없어요.',
  },
  'pickup-time-passed': { status: 422, en: 'The pick-up time has already passed.', ko: '픽업 시간이 이미 지났어요.' },
  'payment-declined': {
    status: 422,
    en: 'Your payment was declined. Nothing was charged.',
    ko: '결제가 거절되었어요. 청구된 금액은 없어요.',
  },
  'payment-contradiction': {
    status: 409,
    en: 'There is a payment under this number that is not yours. Nothing was charged to you; our staff has to look at it. Please order again.',
    ko: '이 번호로 다른 결제가 있어 진행할 수 없어요. 청구된 금액은 없어요. 다시 주문해 주세요.',
  },
  'price-changed': { status: 409, en: 'The price has changed. It is now {amt} won.', ko: '가격이 바뀌었어요. 지금은 {amt}원이에요.' },
  'sold-out': { status: 409, en: 'This product is sold out.', ko: '품절된 상품이에요.' },
  'in-progress': {
    status: 409,
    en: 'Your order is being paid at this very moment. Please wait a little.',
    ko: '지금 결제가 진행되고 있어요. 잠시만 기다려 주세요.',
  },
  'already-started': {
    status: 409,
    en: 'Your drink is already being made, so the order cannot be canceled.',
    ko: '이미 제조가 시작되어 취소할 수 없어요.',
  },
  expired: {
    status: 409,
    en: 'This order has expired. Whatever was paid for it goes back to you.',
    ko: '결제 시간이 지나 주문이 만료되었어요. 결제된 금액이 있으면 돌려드려요.',
  },
  gone: {
    status: 409,
    en: 'What was kept for this order has been given up. Please order again.',
    ko: '이 주문을 위해 잡아 둔 상품이 해제되었어요. 다시 주문해 주세요.',
  },
  'own-hold': { status: 409, en: 'Another order of yours still holds this product.', ko: '다른 미결제 주문이 이 상품을 잡아 두고 있어요.' },
  exists: { status: 409, en: 'This product is already on the menu.', ko: '이미 메뉴에 있는 상품이에요.' },
  'not-allowed-now': { status: 409, en: 'This is not possible in the present state.', ko: '지금 상태에서는 할 수 없어요.' },
})
