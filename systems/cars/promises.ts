/** What the car dealer promises: read at the end of every simulated story, and by the audit of a real one. */
import type { Recorded } from '@jumun/core/runtime'
import { fileOf, type ItemOf, numbered, reading, type RowOf, toldAll } from '@jumun/testing/promises'
import { Billing } from './billing/billing.ts'
import { Payout } from './billing/payout.ts'
import type { Consign } from './consign/consign.ts'
import type { dash } from './dashboard/dash.ts'
import type { Car } from './purchase/car.ts'
import { Purchase } from './purchase/purchase.ts'
import { Sale } from './purchase/sale.ts'
import type { Stock } from './stock/stock.ts'

/** Everything there is about one purchase under its own number. */
export const purchaseFile = fileOf({ purchase: ['purchase', Purchase], billing: ['billing', Billing] })
/** The same about one sale; the books are the bank's. */
export const saleFile = fileOf({ sale: ['purchase', Sale], payout: ['billing', Payout] })
type PurchaseFile = ReturnType<typeof purchaseFile>
type SaleFile = ReturnType<typeof saleFile>
/** What lies under the name of the deal. An audit does not read it. */
export interface DealFile {
  readonly consign: ItemOf<typeof Consign> | undefined
  readonly row: RowOf<typeof dash> | undefined
}

/** What holds of a purchase at any moment. */
export const always = ({ purchase, facts, net, captures, refundedAt }: PurchaseFile): string[] => {
  const { after, first, happened, twice } = reading(facts)
  const wrong = [
    ...twice('Purchased', 'Payed', 'PayCancelled', 'Consigned', 'ConsignCancelled', 'HandedOver', 'CancelDone', 'ChargeReturned'),
    ...after('ChargeReturned', 'PayCancelled'),
    ...after('Consigned', 'Purchased'),
    ...after('Consigned', 'Payed'),
    ...after('ConsignHeld', 'PurchaseCancelled'),
    ...after('ConsignCancelled', 'PayCancelled'),
  ]
  if (happened('PayCancelled') && happened('Purchased')) wrong.push(...after('PayCancelled', 'ConsignHeld'))
  if (captures > 1) wrong.push('money: charged twice')
  if (net < 0) wrong.push('money: more came back than was paid')
  if (happened('HandedOver') && (happened('PayCancelled') || happened('ConsignHeld'))) wrong.push('a buyer has both car and money')
  const back = first('PayCancelled')
  if (back && !(refundedAt && refundedAt <= back.time)) wrong.push('PayCancelled was said before the money was back')
  if (!happened('Purchased') && facts.some(e => e.source === 'purchase' && e.number !== null && e.type !== 'ChargeReturned'))
    wrong.push('an unpaid purchase was told to others')
  if (purchase?.status === 'Y' && !happened('Purchased')) wrong.push('a car is bought and nobody was told')
  if (
    facts.filter(e => e.type === 'StockChanged' && e.data.stockType === 'IN').length >
    facts.filter(e => e.type === 'StockChanged' && e.data.stockType === 'OUT').length
  )
    wrong.push('stock: a car came back that never left')
  return wrong
}
/** What holds of a purchase at rest: everything ends, and all say the same. */
export const atRest = (file: PurchaseFile, deal?: DealFile): string[] => {
  const { purchase, billing, facts, net } = file
  if (!purchase) return facts.length ? ['something happened to a purchase that is not there'] : []
  const wrong = always(file)
  const { happened } = reading(facts)
  if (net !== (purchase.status === 'Y' ? purchase.salePrice - (billing?.refunded ?? 0) : 0))
    wrong.push(`money: ${purchase.status} purchase, ${net ? 'charged' : 'not charged'}`)
  if (purchase.status === 'AwaitingPayment' || (purchase.status === 'N' && purchase.cancellation !== 'done'))
    wrong.push(`purchase does not end: ${purchase.status} ${purchase.cancellation}`)
  if (billing && ['requested', 'U', 'refunding', 'stuck'].includes(billing.status)) wrong.push(`billing does not end: ${billing.status}`)
  if (purchase.status === 'Expired' && !['voided', 'M', 'D'].includes(billing?.status ?? ''))
    wrong.push('billing does not know that nobody wants it')
  if (happened('StopWanted') && purchase.status === 'Y' && purchase.cancellation !== 'refused' && !purchase.handedOver)
    wrong.push('its transport was stopped, and the purchase goes on')
  if (happened('HandedOver') && !purchase.handedOver) wrong.push('handed over, and the purchase does not know')
  if (purchase.cancellation === 'refused' && !happened('HandedOver')) wrong.push('a cancel was refused, and nothing was handed over')
  return deal ? [...wrong, ...seen(file, purchase, deal)] : wrong
}
const seen = ({ billing, facts }: PurchaseFile, purchase: ItemOf<typeof Purchase>, { consign, row }: DealFile): string[] => {
  const wrong: string[] = []
  const { happened } = reading(facts)
  const expected = purchase.status === 'Y' ? ['YES'] : purchase.status === 'N' ? ['NO'] : ['nothing', 'Remembered']
  if (!expected.includes(consign?.status ?? 'nothing')) wrong.push(`consign ${consign?.status} for ${purchase.status} purchase`)
  const shown = row?.puStatus ?? undefined
  const isKnown = happened('Purchased') || happened('ChargeReturned')
  if (shown !== (isKnown ? purchase.status : undefined)) wrong.push(`dashboard: puStatus ${shown}, is ${purchase.status}`)
  if (!row || !shown) return wrong
  if ((row.puCancelDate === null) === (purchase.status === 'N')) wrong.push('dashboard: puCancelDate')
  if ((row.returned ?? 0) !== billing?.refunded) wrong.push(`dashboard: ${row.returned} came back, it was ${billing?.refunded}`)
  if (row.payStatus !== (purchase.status === 'Y' ? 'Y' : 'M')) wrong.push(`dashboard: payStatus ${row.payStatus}`)
  if (!happened('Purchased')) return wrong
  if (row.conStatus !== (consign?.status ?? null)) wrong.push(`dashboard: conStatus ${row.conStatus}, is ${consign?.status}`)
  if (consign?.status === 'YES' && row.stage !== consign.stage) wrong.push(`dashboard: stage ${row.stage}, is ${consign.stage}`)
  const moves = facts.filter(e => e.type === 'StockChanged')
  if (row.stockTotal !== (moves.at(-1)?.data.stockTotal ?? null)) wrong.push('dashboard: stockTotal')
  return wrong
}

/** What holds of a sale at any moment. */
export const alwaysOfSale = ({ facts, captures, net, refundedAt }: SaleFile): string[] => {
  const { after, first, happened, twice } = reading(facts)
  const wrong = [
    ...twice(
      'SaleRegistered',
      'SaleDecided',
      'SaleCancelled',
      'PaidOut',
      'PayoutReclaimed',
      'CollectionRequested',
      'Collected',
      'ConsignCancelled',
      'SaleDone',
    ),
    ...after('PaidOut', 'SaleDecided'),
    ...after('CollectionRequested', 'PaidOut'),
    ...after('PayoutReclaimed', 'ConsignHeld'),
    ...after('ConsignHeld', 'SaleCancelled'),
  ]
  if (captures > 1) wrong.push('money: paid out twice')
  const unwanted = facts.findIndex(e => e.type === 'PayoutUnwanted')
  if (unwanted >= 0 && facts.slice(unwanted).some(e => e.type === 'PayoutStuck'))
    wrong.push('an operator is shown a payout that nobody wants')
  const back = first('PayoutReclaimed')
  if (back && (back.data.price ? !(refundedAt && refundedAt <= back.time) : net))
    wrong.push('PayoutReclaimed was said before the money was back')
  if (happened('PayoutReclaimed') && net) wrong.push('a seller has both money and car')
  const out = facts.find(e => e.type === 'StockChanged' && e.data.stockType === 'OUT')
  if (out && !(back && back.time <= out.time)) wrong.push('a car went back to its seller before the money')
  return wrong
}
/** What holds of a sale at rest. */
export const atRestOfSale = (file: SaleFile, deal?: DealFile): string[] => {
  const { sale, payout, facts, net } = file
  if (!sale) return []
  const wrong = alwaysOfSale(file)
  const { happened } = reading(facts)
  const lives = ['Decided', 'PaidOut', 'Collecting', 'InStock'].includes(sale.status)
  if (net !== (lives ? sale.quote : 0)) wrong.push(`money: ${sale.status} sale, ${net ? 'paid' : 'not paid'} out`)
  if (sale.status === 'Wanted' || sale.withdrawing || (sale.status === 'Cancelled' && !sale.done))
    wrong.push(`sale does not end: ${sale.status}`)
  if (sale.status === 'Decided' || sale.status === 'PaidOut') wrong.push(`sale does not go on: ${sale.status}`)
  if (payout && !['Y', 'M'].includes(payout.status)) wrong.push(`payout does not end: ${payout.status}`)
  if (sale.status === 'InStock' && sale.carId === null) wrong.push('collected, and in no stock')
  if (!deal) return wrong
  const { consign, row } = deal
  if (lives && consign?.status !== 'YES') wrong.push(`consign ${consign?.status} for ${sale.status} sale`)
  if (sale.status === 'Cancelled' && consign && consign.status !== 'NO' && consign.stage !== 'handedOver')
    wrong.push(`consign ${consign.status} for a cancelled sale`)
  const shown = row?.status ?? undefined
  const words = happened('SaleRegistered') ? sale.status : undefined
  if (shown !== words) wrong.push(`dashboard: sale ${shown}, is ${words}`)
  if (shown && happened('PaidOut') && row?.payStatus !== (happened('PayoutReclaimed') ? 'M' : 'Y'))
    wrong.push(`dashboard: payStatus ${row?.payStatus} of a sale`)
  return wrong
}

/** A car is one of its kind: one purchase has it, the books say so, and it is shown as available when it is. */
export const car = ({
  car,
  stock,
  purchases,
  sale,
}: {
  readonly car: ItemOf<typeof Car>
  readonly stock: ItemOf<typeof Stock> | undefined
  readonly purchases: readonly ItemOf<typeof Purchase>[]
  readonly sale: ItemOf<typeof Sale> | undefined
}): string[] => {
  const wrong: string[] = []
  const living = purchases.filter(p => p.status === 'Y')
  if (living.length > 1) wrong.push('cars: one car, two buyers')
  if (car.holder !== (living[0]?.puId ?? null)) wrong.push(`cars: held by ${car.holder}, bought by ${living[0]?.puId}`)
  if (living[0]?.handedOver && sale && !sale.sold) wrong.push('cars: handed over, and its sale does not know')
  if (living.length && sale?.status === 'Cancelled') wrong.push('cars: sold, and given back to its seller')
  if (!stock) return wrong
  const here = living.length || sale?.status === 'Cancelled' ? 0 : 1
  if (stock.stockTotal !== here) wrong.push(`stock: ${stock.stockTotal}, should be ${here}`)
  if (stock.stockTotal !== stock.entries.reduce((n, e) => n + e.change, 0) || stock.waiting.length)
    wrong.push('stock: the ledger says otherwise')
  if (stock.available !== (car.offered && !car.withdrawn && car.holder === null))
    wrong.push(`stock: shown as ${stock.available ? '' : 'not '}available`)
  return wrong
}

const news = [
  'Purchased',
  'ChargeReturned',
  'PurchaseCancelled',
  'Payed',
  'PaidOut',
  'CollectionRequested',
  'PayoutReclaimed',
  'Consigned',
  'HandedOver',
  'PayReturned',
  'PayCancelled',
  'ConsignCancelled',
  'CancelFailed',
  'SaleRegistered',
  'SaleDecided',
  'SaleDeclined',
  'Collected',
  'SaleCancelled',
]
/** Of the stock it is news that a car came in from its seller; a payout that comes back where none was paid is none. */
const wordOf = ({ type, data }: Recorded): string | undefined => {
  if (type === 'ConsignMoved') return data.stage === 'loaded' ? 'Loaded' : 'InTransit'
  if (type === 'StockChanged') return data.saleId !== null && data.stockType === 'IN' ? 'InStock' : undefined
  return news.includes(type) && (type !== 'PayoutReclaimed' || data.price) ? type : undefined
}
/** Everything is told that is news, once, when its deal is known. */
export const messages = (facts: readonly Recorded[]): string[] => {
  const { happened } = reading(facts)
  const isKnown = happened('Purchased') || happened('ChargeReturned') || happened('SaleRegistered')
  return toldAll(facts, { isKnown, wordOf, thing: 'what nobody has bought or sold' })
}

/** An event lies in its own case, and the public ones of a case are numbered without gaps. */
export const log = (facts: readonly Recorded[]): string[] =>
  numbered(facts, ({ data, case: of }) => (data.puId ? `puId/${data.puId}` : data.saleId ? `saleId/${data.saleId}` : of))

/**
 * Each car has one holder, and each plate one sale: what is kept belongs to somebody who is not over. `state` knows those who wait for
 * nothing.
 */
export const kept = <State>(
  facts: Iterable<Recorded>,
  [begin, pass, end]: readonly [string, string | undefined, readonly string[]],
  of: 'carId' | 'plateNumber',
  whose: 'puId' | 'saleId',
  isOver: (state: State) => boolean,
  state: (key: number) => State | undefined,
): string[] => {
  const wrong: string[] = []
  const has = new Map<unknown, number>()
  for (const { type, data } of facts) {
    if (type === begin || type === pass) {
      if (type === begin && has.has(data[of])) wrong.push(`${of}: two have one`)
      has.set(data[of], data[whose])
    }
    if (end.includes(type) && has.get(data[of]) === data[whose]) has.delete(data[of])
  }
  for (const key of has.values()) {
    const owner = state(key)
    if (owner && isOver(owner)) wrong.push(`${of}: kept for ${whose} ${key}, which is over`)
  }
  return wrong
}
