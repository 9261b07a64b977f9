/** The words of the bakery: what its fields may hold, who its people are, and how it says no. */
import { names, personal, reasons as declare, Type } from '@jumun/core/model'
import { orderReasons } from '../payable.ts'
export * from '../vocabulary.ts'

export const baker = 'baker',
  operator = 'operator'
// a customer acts by what is their own, so no table names the role
export const roles = ['customer', baker, operator]

/** Whose an order is: what the token says, or `guest`. */
export const CustomerId = names(Type.String({ minLength: 1, maxLength: 200, spelling: 'name' }))
export const guest = 'guest'
export const Address = personal(Type.String({ minLength: 1, maxLength: 200 }))
/** What is paid, or was paid back. */
export const Action = Type.Enum(['apply', 'cancel'])
export const Stock = Type.Integer({ minimum: 0, maximum: 1_000_000 })

export const { reasons, reject } = declare({
  ...orderReasons,
  'no-such-item': { status: 422, en: 'The bakery does not sell "{item}".', ko: '"{item}"은(는) 판매하지 않는 상품이에요.' },
  'price-changed': { status: 409, en: 'The price is now {price} won.', ko: '가격이 바뀌었어요. 지금은 {price}원이에요.' },
  'sold-out': { status: 409, en: 'This is sold out.', ko: '품절된 상품이에요.' },
  'own-hold': { status: 409, en: 'Another order of yours still holds this.', ko: '다른 미결제 주문이 이 상품을 잡아 두고 있어요.' },
  exists: { status: 409, en: 'The bakery already sells this.', ko: '이미 판매하고 있는 상품이에요.' },
})
