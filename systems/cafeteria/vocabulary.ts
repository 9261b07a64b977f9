/** The words of the café: what its fields may hold, who its people are, and how it says no. */
import { impersonal, reasons as declare, Type } from '@jumun/core/model'
import { orderReasons } from '../payable.ts'
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
  ...orderReasons,
  'no-such-product': { status: 422, en: 'There is no such product on the menu.', ko: '메뉴에 없는 상품이에요.' },
  'no-such-option': {
    status: 422,
    en: 'This product does not come with the option "{option}".',
    ko: '이 상품에는 "{option}" 옵션이 없어요.',
  },
  'pickup-time-passed': { status: 422, en: 'The pick-up time has already passed.', ko: '픽업 시간이 이미 지났어요.' },
  'price-changed': { status: 409, en: 'The price has changed. It is now {amt} won.', ko: '가격이 바뀌었어요. 지금은 {amt}원이에요.' },
  'sold-out': { status: 409, en: 'This product is sold out.', ko: '품절된 상품이에요.' },
  'already-started': {
    status: 409,
    en: 'Your drink is already being made, so the order cannot be canceled.',
    ko: '이미 제조가 시작되어 취소할 수 없어요.',
  },
  'own-hold': { status: 409, en: 'Another order of yours still holds this product.', ko: '다른 미결제 주문이 이 상품을 잡아 두고 있어요.' },
  exists: { status: 409, en: 'This product is already on the menu.', ko: '이미 메뉴에 있는 상품이에요.' },
})
