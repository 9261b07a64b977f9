/** The words of the bakery: what its fields may hold, who its people are, and how it says no. */
import { names, personal, reasons as declare, Type } from '@jumun/core/model'
import { refundReasons } from '../payable.ts'
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
  ...refundReasons,
  'no-such-item': { status: 422, en: 'The bakery does not sell "{item}".', ko: '"{item}"은(는) 판매하지 않는 상품이에요.' },
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
  'price-changed': { status: 409, en: 'The price is now {price} won.', ko: '가격이 바뀌었어요. 지금은 {price}원이에요.' },
  'sold-out': { status: 409, en: 'This is sold out.', ko: '품절된 상품이에요.' },
  'in-progress': {
    status: 409,
    en: 'Your order is being paid at this very moment. Please wait a little.',
    ko: '지금 결제가 진행되고 있어요. 잠시만 기다려 주세요.',
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
  'own-hold': { status: 409, en: 'Another order of yours still holds this.', ko: '다른 미결제 주문이 이 상품을 잡아 두고 있어요.' },
  exists: { status: 409, en: 'The bakery already sells this.', ko: '이미 판매하고 있는 상품이에요.' },
  'not-allowed-now': { status: 409, en: 'This is not possible in the present state.', ko: '지금 상태에서는 할 수 없어요.' },
})
