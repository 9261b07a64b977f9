/** The words of the car dealer: what its fields may hold, who its people are, and how it says no. */
import { impersonal, names, personal, reasons as declare, Type } from '@jumun/core/model'
import { paymentReasons } from '../payable.ts'
import { OrNull, Text } from '../vocabulary.ts'
export * from '../vocabulary.ts'

export const seller = 'seller',
  purchasing = 'purchasing',
  transporter = 'transporter',
  stockManager = 'stockManager',
  operator = 'operator'
// a buyer acts by what is their own, so no table names the role
export const roles = ['buyer', seller, purchasing, transporter, stockManager, operator]

/**
 * What a purchase or a sale is called where both are spoken of: `pu-7`, `sale-3`. The field `deal` is in every event that the dashboard
 * shows.
 */
export const Deal = Text
export const purchaseDeal = (puId: number) => `pu-${puId}`
export const saleDeal = (saleId: number) => `sale-${saleId}`

export const Model = impersonal(Type.String({ minLength: 1, maxLength: 100 }))
export const Year = Type.Integer({ minimum: 1950, maximum: 2200 })
/** In kilometres. */
export const Mileage = Type.Integer({ minimum: 0, maximum: 2_000_000 })
/** A as new, B used, C worn. */
export const Condition = Type.Enum(['A', 'B', 'C'])
export const PlateNumber = names(personal(Type.String({ minLength: 4, maxLength: 20, spelling: 'plate' })), 'car', 'customer')
export const Stage = Type.Enum(['requested', 'loaded', 'inTransit', 'handedOver'])
export const Movement = Type.Enum(['IN', 'OUT'])

/** What is known of a car besides its number; a car that nobody sold in may be known by its name only. */
export const carData = {
  carType: impersonal(Text),
  model: OrNull(Model),
  year: OrNull(Year),
  mileage: OrNull(Mileage),
  condition: OrNull(Condition),
}

export const { reasons, reject } = declare({
  ...paymentReasons,
  'no-such-car': { status: 422, en: 'There is no such car.', ko: '그런 차량이 없어요.' },
  'no-such-quote': {
    status: 422,
    en: 'There is no such quote for this car, or it has run out.',
    ko: '이 차량의 시세 조회가 없거나 유효 기간이 지났어요.',
  },
  'reason-missing': { status: 422, en: 'Please say why the car is not bought.', ko: '매입하지 않는 이유를 적어 주세요.' },
  'price-changed': { status: 409, en: 'The price is now {salePrice} won.', ko: '가격이 바뀌었어요. 지금은 {salePrice}원이에요.' },
  'sold-out': { status: 409, en: 'This car is held for somebody else, or sold.', ko: '다른 분이 구매 중이거나 이미 판매된 차량이에요.' },
  'in-progress': {
    status: 409,
    en: 'Your purchase is being paid at this very moment. Please wait a little.',
    ko: '지금 결제가 진행되고 있어요. 잠시만 기다려 주세요.',
  },
  expired: {
    status: 409,
    en: 'This purchase has expired. Whatever was paid for it goes back to you.',
    ko: '결제 시간이 지나 구매 요청이 만료되었어요. 결제된 금액이 있으면 돌려드려요.',
  },
  gone: {
    status: 409,
    en: 'The car kept for this purchase has been given up. Please ask for it again.',
    ko: '이 구매를 위해 잡아 둔 차량이 해제되었어요. 다시 요청해 주세요.',
  },
  'own-hold': { status: 409, en: 'Another purchase of yours still holds this car.', ko: '다른 미결제 구매가 이 차량을 잡아 두고 있어요.' },
  'handed-over': { status: 409, en: 'The car has been handed over, so this cannot be cancelled.', ko: '이미 인도되어 취소할 수 없습니다' },
  held: {
    status: 409,
    en: 'The car is held for a buyer, or sold, so the sale cannot be cancelled.',
    ko: '구매자가 있는 차량이어서 판매를 취소할 수 없어요.',
  },
  exists: { status: 409, en: 'This car is already known here.', ko: '이미 등록된 차량이에요.' },
  'not-allowed-now': { status: 409, en: 'This is not possible in the present state.', ko: '지금 상태에서는 할 수 없어요.' },
})
