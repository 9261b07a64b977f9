import { talking } from '../../talk.ts'
import { Deal, Id, OrNull, Text, names } from '../vocabulary.ts'

/** What buyers and sellers read: one talk for each purchase or sale. */
export const talk = talking({
  key: 'deal', about: { deal: Deal, puId: OrNull(Id), saleId: OrNull(Id) }, person: { cuId: names(Id) }, to: 'cuId', 
  role: ({ saleId }) => (saleId ? 'seller' : 'buyer'), case: ['puId', 'saleId'],
  says: { amount: OrNull(Text), reason: OrNull(Text) },
  words: {
    Purchased:         { ko: '구매가 완료되었습니다',                             en: 'Your purchase is made' },
    PurchaseCancelled: { ko: '구매 취소를 요청했습니다',                          en: 'You have asked to cancel your purchase' },
    Payed:             { ko: '결제가 완료되었습니다',                             en: 'Your payment is complete' },
    Consigned:         { ko: '탁송이 시작되었습니다',                             en: 'The delivery of your car has begun' },
    Loaded:            { ko: '차량이 탁송차에 실렸습니다',                        en: 'The car has been loaded' },
    InTransit:         { ko: '차량이 이동 중입니다',                              en: 'The car is on the road' },
    HandedOver:        { ko: '차량이 인도되었습니다',                             en: 'The car has been handed over' },
    ChargeReturned: {
      ko: '구매가 이루어지지 않았습니다. 결제된 {amount}원을 돌려드렸습니다',
      en: 'Your purchase was not made. The {amount} won that had been charged came back',
    },
    PayReturned:       { ko: '결제 금액 중 {amount}원을 돌려드렸습니다: {reason}',   en: '{amount} won of your payment came back: {reason}' },
    PayCancelled:      { ko: '결제가 취소되었습니다',                             en: 'Your payment has been cancelled' },
    ConsignCancelled:  { ko: '탁송이 취소되었습니다',                             en: 'The transport has been cancelled' },
    CancelFailed:      { ko: '이미 인도되어 취소할 수 없습니다',                  en: 'The car has been handed over, so this cannot be cancelled' },
    SaleRegistered:    { ko: '판매가 접수되었습니다',                             en: 'Your car is registered for sale' },
    SaleDecided:       { ko: '매입이 결정되었습니다. {amount}원이 입금됩니다',    en: 'We buy your car. {amount} won will be paid to you' },
    SaleDeclined:      { ko: '매입하지 않기로 했습니다: {reason}',                en: 'We have decided not to buy your car: {reason}' },
    PaidOut:           { ko: '{amount}원이 입금되었습니다',                       en: '{amount} won have been paid to you' },
    CollectionRequested: { ko: '차량 회수를 요청했습니다',                        en: 'Your car is going to be collected' },
    Collected:         { ko: '차량이 회수되었습니다',                             en: 'Your car has been collected' },
    InStock:           { ko: '차량이 입고되었습니다',                             en: 'Your car is in stock' },
    SaleCancelled:     { ko: '판매가 취소되었습니다',                             en: 'Your sale has been cancelled' },
    PayoutReclaimed:   { ko: '입금된 {amount}원이 회수되었습니다',                en: 'The {amount} won that were paid to you have been taken back' },
  },
})
/** 1234567 as 1,234,567. */
export const commas = (won: number): string => String(won).replace(/\B(?=(\d{3})+$)/g, ',')
