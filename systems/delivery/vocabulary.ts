/** The words of delivery: what its fields may hold, who its people are, and how it says no. */
import { impersonal, hours, minutes, personal, reasons as declare, Type } from '@jumun/core/model'
import { refundReasons } from '../payable.ts'
import { Count, Name, OrNull, Text, Won } from '../vocabulary.ts'
export * from '../vocabulary.ts'

export const operator = 'operator'
// customers, owners and riders act by what is their own, so no table names their roles
export const roles = ['customer', 'owner', 'rider', operator]

/** Where somebody lives, waits, or brings a meal to. */
export const Address = personal(Type.String({ minLength: 1, maxLength: 200 }))
/** Degrees on the map. */
export const Location = personal(
  Type.Object({ lat: Type.Number({ minimum: -90, maximum: 90 }), lng: Type.Number({ minimum: -180, maximum: 180 }) }),
)
export const Degrees = { lat: Type.Number({ minimum: -90, maximum: 90 }), lng: Type.Number({ minimum: -180, maximum: 180 }) }
/** What the customer wants of a dish besides the dish: 곱빼기. */
export const Options = impersonal(Type.Array(Text, { maxItems: 10 }))
/** What came in as one text is a list of one. */
export const OneOrMoreOptions = impersonal(Type.Union([Options, Text]))
/** One dish of an order, as it was wished, and as it was priced. */
export const Wished = Type.Object({ productId: impersonal(Name), qty: Type.Optional(Count), options: Type.Optional(OneOrMoreOptions) })
export const Item = Type.Object({ productId: impersonal(Name), qty: Count, options: Options, price: Won })
/** By option its surcharge. */
export const Surcharges = impersonal(Type.Record(Text, Won))
export const Names = impersonal(Type.Object({ ko: Text, en: Text }))
/** A time of the day in Seoul, 09:30. */
export const Hour = impersonal(Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' }))
/** A dish as a store sells it. */
export const Dish = Type.Object({ price: Won, options: Surcharges, soldOut: Type.Boolean() })
/** What a store says of itself. */
export const storeTerms = {
  name: Names,
  address: Address,
  location: OrNull(Location),
  opens: OrNull(Hour),
  closes: OrNull(Hour),
  minimum: Won,
  deliveryFee: Won,
}

/** What the words of a refusal need besides: a name, an amount. */
export const Detail = Type.Record(Text, Type.Union([Type.String(), Type.Number(), Type.Null()]))

/** From the kitchen to the door. */
export const way = ['OrderPlaced', 'Accepted', 'CookStarted', 'CookFinished', 'Picked', 'DeliveryFailed', 'Delivered'] as const
export const Progress = Type.Enum([...way])
export const Ending = Type.Enum(['Rejected', 'Canceled'])

/** How long an order waits for its payment, a coupon for its order, and an owner may think. */
export const patience = 10 * 60_000
/** When nobody says that a meal has arrived, it counts as received. */
export const receivedAfter = hours(24)
/**
 * How long a rider may be on the way, and how long a meal that could not be delivered may take back to its store, before an operator looks
 * after it.
 */
export const deliveredAfter = minutes(90)
export const backAfter = minutes(60)
/** What should have happened to a meal by now. */
export const Overdue = Type.Enum(['delivery', 'return'])
export const couponLasts = hours(24 * 30)
export const discountPrice = 1000

const radius = 6371
/** How far it is from one place to the other, in km, as the crow flies. */
export const distance = (a: { lat: number; lng: number }, b: { lat: number; lng: number }): number => {
  const rad = (degrees: number) => (degrees * Math.PI) / 180
  const [dLat, dLng] = [rad(b.lat - a.lat), rad(b.lng - a.lng)]
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * Math.sin(dLng / 2) ** 2
  return Math.round(2 * radius * Math.asin(Math.min(1, Math.sqrt(h))) * 1000) / 1000
}
/** How far away a delivery may be for a rider to be near, in km. */
export const near = 3

/** The options as the store reads them. */
export const inWords = (options: readonly string[]): string => options.join(', ')
export const same = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(a) === JSON.stringify(b)

export const { reasons, reject } = declare({
  ...refundReasons,
  'no-such-dish': { status: 422, en: '"{productId}" is not on the menu here.', ko: '이곳에서 팔지 않는 메뉴예요: {productId}' },
  'no-such-option': { status: 422, en: 'This dish does not come with the option "{option}".', ko: '이 메뉴에는 "{option}" 옵션이 없어요.' },
  'no-such-order': { status: 422, en: 'There is no such paid order.', ko: '결제된 주문을 찾을 수 없어요.' },
  'no-such-coupon': { status: 422, en: 'There is no such coupon.', ko: '없는 쿠폰이에요.' },
  'no-such-rider': {
    status: 422,
    en: 'We do not know this rider. Please register first.',
    ko: '등록되지 않은 라이더예요. 먼저 등록해 주세요.',
  },
  'below-minimum': { status: 422, en: 'This store delivers from {minimum} won on.', ko: '이 가게의 최소 주문 금액은 {minimum}원이에요.' },
  'too-far': {
    status: 422,
    en: 'This delivery is {distance} km away; riders pick up what is within 3 km.',
    ko: '{distance}km 떨어져 있어요. 3km 안의 배달만 잡을 수 있어요.',
  },
  'coupon-expired': { status: 422, en: 'This coupon has expired.', ko: '유효 기간이 지난 쿠폰이에요.' },
  'payment-declined': {
    status: 422,
    en: 'Your payment was declined. Nothing was charged.',
    ko: '결제가 거절되었어요. 청구된 금액은 없어요.',
  },
  // they may be said of an order that was to be paid before: what became of that is said, too
  'store-closed': {
    status: 409,
    en: 'The store is closed and opens at {opens}. Nothing is charged; if an earlier attempt was, you get it back.',
    ko: '지금은 영업시간이 아니에요. {opens}에 열어요. 청구되지 않으며, 앞서 결제된 금액이 있으면 돌려드려요.',
  },
  'sold-out': {
    status: 409,
    en: '"{productId}" is sold out. Nothing is charged; if an earlier attempt was, you get it back.',
    ko: '품절된 메뉴예요: {productId}. 청구되지 않으며, 앞서 결제된 금액이 있으면 돌려드려요.',
  },
  'price-changed': { status: 409, en: 'The price has changed. It is now {price} won.', ko: '가격이 바뀌었어요. 지금은 {price}원이에요.' },
  'in-progress': {
    status: 409,
    en: 'This is being worked on at this very moment. Please wait a little.',
    ko: '지금 처리하고 있어요. 잠시만 기다려 주세요.',
  },
  'already-started': {
    status: 409,
    en: 'Cooking has already started, so the order cannot be changed or canceled.',
    ko: '이미 조리가 시작되어 취소하거나 바꿀 수 없어요.',
  },
  expired: {
    status: 409,
    en: 'This order has expired. Whatever was paid for it goes back to you.',
    ko: '결제 시간이 지나 주문이 만료되었어요. 결제된 금액이 있으면 돌려드려요.',
  },
  refunding: {
    status: 409,
    en: 'This order has ended. What was paid for it is on its way back to you.',
    ko: '이미 끝난 주문이에요. 결제된 금액을 돌려드리고 있어요.',
  },
  refunded: {
    status: 409,
    en: 'This order has ended, and all that was paid for it is back with you.',
    ko: '이미 끝난 주문이에요. 결제된 금액은 모두 돌려드렸어요.',
  },
  'one-coupon': { status: 409, en: 'This order already has a coupon.', ko: '이 주문에는 이미 쿠폰이 사용되었어요.' },
  'coupon-used': {
    status: 409,
    en: 'This coupon is already used, or held for another order.',
    ko: '이미 사용했거나 다른 주문에 사용 중인 쿠폰이에요.',
  },
  'coupon-held': {
    status: 503,
    en: 'We could not ask about the order in time. The coupon stays held for it, and is used as soon as we know that it can be.',
    ko: '주문을 제때 확인하지 못했어요. 쿠폰은 이 주문에 잡아 두었으며, 확인되는 대로 사용돼요.',
  },
  'not-your-coupon': { status: 403, en: 'This coupon belongs to somebody else.', ko: '다른 분의 쿠폰이에요.' },
  'not-yours': { status: 403, en: 'This belongs to somebody else, so you cannot do that.', ko: '다른 분의 것이라 할 수 없어요.' },
  free: { status: 409, en: 'This order does not use the coupon.', ko: '이 주문은 이 쿠폰을 쓰지 않아요.' },
  taken: { status: 409, en: 'Another rider was faster.', ko: '다른 라이더가 먼저 잡았어요.' },
  'off-duty': { status: 409, en: 'You are off duty.', ko: '지금은 운행 중이 아니에요.' },
  'too-late': {
    status: 409,
    en: 'This took too long and was not decided. Please try again.',
    ko: '시간이 지나 처리되지 않았어요. 다시 시도해 주세요.',
  },
  exists: { status: 409, en: 'This is already there.', ko: '이미 있어요.' },
  'not-allowed-now': { status: 409, en: 'This is not possible in the present state.', ko: '지금 상태에서는 할 수 없어요.' },
})
