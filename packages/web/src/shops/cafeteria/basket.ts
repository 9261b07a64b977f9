import { useKept } from '../../app/kept.ts'
import type { MenuItem } from './queries.ts'

/** What a customer is about to order: one kind, as often as wanted. */
export interface Basket {
  readonly productName: string
  readonly qty: number
  readonly temperature: string | null
  readonly size: string | null
  readonly extras: readonly string[]
  /** `14:30` of today; null: as soon as it is ready. */
  readonly pickup: string | null
  readonly card: string
}
export const useBasket = () => useKept<Basket | null>('basket.cafeteria', null)

const firstOf = (options: object): string | null => Object.keys(options)[0] ?? null
export const basketOf = ({ productName, options }: MenuItem): Basket => ({
  productName,
  qty: 1,
  temperature: firstOf(options.temperature),
  size: firstOf(options.size),
  extras: [],
  pickup: null,
  card: 'approve',
})

const plus = (options: object, chosen: string | null): number =>
  chosen === null ? 0 : ((options as { [option: string]: number })[chosen] ?? 0)
/** What it will cost by the menu; what the server says counts. */
export const sumOf = (item: MenuItem, { qty, temperature, size, extras }: Basket): number =>
  qty *
  (item.price +
    plus(item.options.temperature, temperature) +
    plus(item.options.size, size) +
    extras.reduce((sum, e) => sum + plus(item.options.extras, e), 0))

/** The next moment of today with this clock time, as it is told to the server. */
export const momentOf = (clock: string): string => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return new Date(new Date().setHours(hours, minutes, 0, 0)).toISOString()
}
