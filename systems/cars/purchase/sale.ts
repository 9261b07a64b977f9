import { aggregate, type DataOf, otherwise, own, policy, type StateOf } from '@jumun/core/model'
import { Condition, Id, Language, Mileage, Model, Natural, OrNull, Phone, PlateNumber, purchasing, reject, saleDeal, Text, Time, Won, Year,
  Yes, names, PaymentToken } from '../vocabulary.ts'
import { marketPrice, offerPrice } from './prices.ts'
import { Quote, type Quoted } from './quote.ts'
import * as commands from './sale-commands.ts'
import * as events from './sale-events.ts'
const { PlateFree, PlateWanted, SaleCancelled, SaleDecided, SaleDeclined, SaleDone, SaleKept, SaleNoted, SaleRefused, SaleRegistered,
  SaleStocked, SaleWanted, WithdrawWanted } = events

const states = ['Wanted', 'Refused', 'Registered', 'Declined', 'Decided', 'PaidOut', 'Collecting', 'InStock', 'Cancelled'] as const
/** Bought, on its way or here: only ever forward. */
const way = ['Decided', 'PaidOut', 'Collecting', 'InStock'] as const
const steps: readonly string[] = way
const fields = {
  saleId: Id, sellerId: names(Id), phoneNumber: OrNull(Phone), plateNumber: PlateNumber, model: Model, year: Year, mileage: Mileage,
  condition: Condition,
  quote: Won, quoteDate: Time, salePrice: Won, language: Language, payoutToken: OrNull(PaymentToken),
  carId: OrNull(Id), reason: OrNull(Text), cancelDate: OrNull(Time),
  // kept: cancels that came too late; done: nothing more will come
  attempt: Natural, postponed: OrNull(Text), withdrawing: Yes, kept: Natural, done: Yes, sold: Yes,
}
type State = StateOf<typeof fields, typeof states>

const told = (s: State, status: string) =>
  ({ saleId: s.saleId, deal: saleDeal(s.saleId), sellerId: s.sellerId, carId: s.carId, price: s.quote, salePrice: s.salePrice,
    language: s.language, status })
const plate = ({ saleId, plateNumber }: State) => PlateFree({ saleId, plateNumber })

const register = ({ quoteId, ...wish }: DataOf<typeof commands.RegisterSale>, known: Quoted | undefined, now: number) => {
  const { model, year, mileage, condition } = wish
  const fits = known && known.model === model && known.year === year && known.mileage === mileage && known.condition === condition
    && now <= known.validUntil
  if (typeof quoteId === 'number' && !known) return reject('no-such-quote')
  const quote = fits ? known.price : marketPrice(wish, now)   // a quote that has run out is quoted again
  const sale = { ...wish, phoneNumber: wish.phoneNumber ?? null, language: wish.language ?? 'ko', payoutToken: wish.payoutToken ?? null,
    quote, quoteDate: fits ? known.quoteDate : now, salePrice: offerPrice(quote) }
  return [SaleWanted(sale), PlateWanted({ saleId: wish.saleId, plateNumber: wish.plateNumber, attempt: 1 })]
}
const decide = (s: State, { buy, reason }: DataOf<typeof commands.DecideSale>) => {
  if (!buy && !reason) return reject('reason-missing')
  const { model, year, mileage, condition, payoutToken } = s
  return buy ? SaleDecided({ ...told(s, 'Decided'), payoutToken, model, year, mileage, condition })
    : [SaleDeclined({ ...told(s, 'Declined'), reason: reason! }), plate(s)]
}
/** A car that is offered is first taken out of the offer, or a buyer pays between look and decision. */
const cancel = (s: State, now: number) =>
  s.carId === null ? cancelled(s, now) : WithdrawWanted({ saleId: s.saleId, carId: s.carId })
/** Sold it is a buyer's; and once is enough. */
const onceSold = (s: State) => s.sold ? reject('held') : s.carId !== null && s.withdrawing ? ([] as const) : undefined
const cancelled = (s: State, now: number) => {
  const decided = s.status !== 'Registered'
  return [SaleCancelled({ ...told(s, 'Cancelled'), decided, cancelDate: now }), ...(decided ? [] : [plate(s)])]
}
const stocked = (s: State, carId: number) => {
  if (s.carId !== null) return []
  const { saleId, salePrice, model, year, mileage, condition } = s
  return SaleStocked({ saleId, carId, salePrice, carType: model, model, year, mileage, condition })
}

/** A car that somebody sells to us: quoted, decided, paid, collected, and then offered by its sale. */
export const Sale = aggregate('sale', {
  key: 'saleId', commands, events, reads: { known: [Quote, 'quoteId'] }, states, fields,
  decide: {
    //               who may              in which state                   already so         what then happened
    RegisterSale:  { by: own('sellerId'), from: 'nothing', allots: 'saleId',
      then: (_, wish, { known }, { now }) => register(wish, known, now) },
    ClaimAgain:    { by: own('sellerId'), from: 'Wanted',                  done: otherwise,
      then: s => PlateWanted({ saleId: s.saleId, plateNumber: s.plateNumber, attempt: s.attempt + 1 }) },
    DecideSale:    { by: purchasing,      from: 'Registered',                                 then: decide },
    CancelSale:    { by: own('sellerId'), from: ['Registered', ...way],    done: 'Cancelled', unless: onceSold,
      then: (s, _, __, { now }) => cancel(s, now) },
    // one living sale of a plate
    ConfirmSale:   { by: policy,          from: 'Wanted',                  done: otherwise,
      then: s => SaleRegistered(told(s, 'Registered')) },
    RefuseSale:    { by: policy,          from: 'Wanted',                  done: otherwise,
      then: (s, { reason }) => SaleRefused({ saleId: s.saleId, plateNumber: s.plateNumber, reason }) },
    // what billing, consign and stock say comes in any order; nothing goes backwards
    NoteSale:      { by: policy,          from: way,                       done: otherwise,
      then: (s, e) => steps.indexOf(e.what) > steps.indexOf(s.status) ? SaleNoted(e) : [] },
    // the car is offered by its sale: a cancelled one offers nothing
    NoteStocked:   { by: policy,          from: way,                       done: otherwise,   then: (s, { carId }) => stocked(s, carId) },
    NoteWithdrawn: { by: policy,          from: way,                       done: otherwise,
      then: (s, _, __, { now }) => cancelled(s, now) },
    NoteKept:      { by: policy,          from: way,                       done: otherwise,
      then: s => s.withdrawing ? SaleKept({ saleId: s.saleId }) : [] },
    FinishSale:    { by: policy,          from: 'Cancelled',               done: otherwise,
      then: s => s.done ? [] : [SaleDone({ saleId: s.saleId }), plate(s)] },
    NoteSaleSold:  { by: policy,          from: way,                       done: otherwise,   then: s => s.sold ? [] : plate(s) },
  },
  evolve: {
    SaleWanted:     (_, e) =>
      ({ ...e, status: 'Wanted', carId: null, reason: null, cancelDate: null, attempt: 0, postponed: 'unavailable', withdrawing: false,
        kept: 0, done: false, sold: false }),
    PlateWanted:    (s, e) => ({ ...s, attempt: e.attempt }),
    SaleRefused:    (s, e) => ({ ...s, status: 'Refused', reason: e.reason }),
    SaleRegistered: s      => ({ ...s, status: 'Registered' }),
    SaleDecided:    s      => ({ ...s, status: 'Decided' }),
    SaleDeclined:   (s, e) => ({ ...s, status: 'Declined', reason: e.reason }),
    SaleNoted:      (s, e) => ({ ...s, status: e.what as State['status'] }),
    SaleStocked:    (s, e) => ({ ...s, status: 'InStock', carId: e.carId }),
    WithdrawWanted: s      => ({ ...s, withdrawing: true }),
    SaleKept:       s      => ({ ...s, withdrawing: false, kept: s.kept + 1 }),
    SaleCancelled:  (s, e) => ({ ...s, status: 'Cancelled', withdrawing: false, done: !e.decided, cancelDate: e.cancelDate }),
    SaleDone:       s      => ({ ...s, done: true }),
    PlateFree:      s      => ({ ...s, sold: s.status === 'InStock' }),
  },
})
