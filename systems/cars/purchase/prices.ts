/** The market price of a used car, by table: base of the model × year × mileage × condition. A service of prices may take its place. */
export interface Described {
  readonly model: string
  readonly year: number
  readonly mileage: number
  readonly condition: 'A' | 'B' | 'C'
}
const base: { readonly [model: string]: number } = { 소나타: 20_000_000, 아반떼: 15_000_000, 모닝: 9_000_000, 그랜저: 30_000_000, 카니발: 28_000_000 }
const baseOfOthers = 12_000_000
/** A tenth less for every year, a fifth is left of the oldest. */
const yearFactor    = (age: number) => Math.max(0.2, 1 - 0.1 * Math.max(0, age))
/** 3 % less for every 10 000 km, half is left of the most driven. */
const mileageFactor = (km: number) => Math.max(0.5, 1 - 0.03 * Math.floor(km / 10_000))
const conditionFactor = { A: 1, B: 0.9, C: 0.75 } as const
const won10000 = (won: number) => Math.round(won / 10_000) * 10_000

const day = 24 * 3_600_000
export const quoteLives = 7 * day
/** The year at a moment, without a calendar: leap days shift it by hours at most. */
const yearAt = (now: number) => 1970 + Math.floor(now / (365.2425 * day))

export const marketPrice = ({ model, year, mileage, condition }: Described, now: number): number =>
  won10000((base[model] ?? baseOfOthers) * yearFactor(yearAt(now) - year) * mileageFactor(mileage) * conditionFactor[condition])
/** What a car that was sold in is offered at. */
export const offerPrice = (price: number): number => won10000(price * 1.1)
