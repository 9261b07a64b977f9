import { useKept } from '../../app/kept.ts'
import type { Coupon, Dish, Store } from './queries.ts'

export interface Line {
  readonly productId: string
  readonly qty: number
  readonly options: readonly string[]
}
/** Dishes of one store. */
export interface Basket {
  readonly storeId: string
  readonly lines: readonly Line[]
  readonly couponId: number | null
  readonly card: string
}
export const useBasket = () => useKept<Basket | null>('basket.delivery', null)

const isSame = (a: Line, b: Line): boolean => a.productId === b.productId && a.options.join('\n') === b.options.join('\n')
/** One more line; dishes of another store take the place of what was in it. */
export const add = (basket: Basket | null, storeId: string, line: Line): Basket => {
  const was = basket?.storeId === storeId ? basket : { storeId, lines: [], couponId: null, card: 'approve' }
  const known = was.lines.some(l => isSame(l, line))
  return { ...was, lines: known ? was.lines.map(l => (isSame(l, line) ? { ...l, qty: l.qty + line.qty } : l)) : [...was.lines, line] }
}

/** By the menu; undefined where the dish is no longer on it. */
export const priceOf = (line: Line, dishes: readonly Dish[], storeId: string): number | undefined => {
  const dish = dishes.find(d => d.productId === line.productId && d.storeId === storeId)
  return dish && line.qty * line.options.reduce((sum, o) => sum + (dish.options[o] ?? 0), dish.price)
}
/** What it will cost by the menu; the server takes it only if it says the same. */
export const sumOf = (basket: Basket, dishes: readonly Dish[], store: Store, coupon: Coupon | undefined) => {
  const price = basket.lines.reduce((sum, line) => sum + (priceOf(line, dishes, basket.storeId) ?? 0), 0)
  const discount = Math.min(price, coupon?.discountPrice ?? 0)
  return { price, discount, fee: store.deliveryFee, total: Math.max(0, price + store.deliveryFee - discount) }
}
