import { talking } from '../../talk.ts'
import { Deal, Id, OrNull, Text } from '../vocabulary.ts'

/** What buyers and sellers read: one talk for each purchase or sale. */
export const talk = talking({
  key: 'deal', about: { deal: Deal, puId: OrNull(Id), saleId: OrNull(Id) }, person: { cuId: Id }, to: 'cuId', says: { amount: OrNull(Text), reason: OrNull(Text) },
  words: {
    Payed:            { ko: '결제가 완료되었습니다',                             en: 'Your payment is complete' },
    Consigned:        { ko: '탁송이 시작되었습니다',                             en: 'The delivery of your car has begun' },
    HandedOver:       { ko: '차량이 인도되었습니다',                             en: 'The car has been handed over' },
    PayCancelled:     { ko: '결제가 취소되었습니다',                             en: 'Your payment has been cancelled' },
    ConsignCancelled: { ko: '탁송이 취소되었습니다',                             en: 'The transport has been cancelled' },
    CancelFailed:     { ko: '이미 인도되어 취소할 수 없습니다',                  en: 'The car has been handed over, so this cannot be cancelled' },
    SaleDecided:      { ko: '매입이 결정되었습니다. {amount}원이 입금됩니다',    en: 'We buy your car. {amount} won will be paid to you' },
    SaleDeclined:     { ko: '매입하지 않기로 했습니다: {reason}',                en: 'We have decided not to buy your car: {reason}' },
    Collected:        { ko: '차량이 회수되었습니다',                             en: 'Your car has been collected' },
    SaleCancelled:    { ko: '판매가 취소되었습니다',                             en: 'Your sale has been cancelled' },
    // with these a talk begins; they are never said
    Purchased:        { ko: '', en: '' },
    SaleRegistered:   { ko: '', en: '' },
  },
})
/** 1234567 as 1,234,567. */
export const commas = (won: number): string => String(won).replace(/\B(?=(\d{3})+$)/g, ',')
