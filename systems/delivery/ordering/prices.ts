import type { DataOf } from '@jumun/core/model'
import { reject } from '../vocabulary.ts'
import type { PlaceOrder } from './commands.ts'
import type { ShopState } from './shop.ts'

const minuteOf = (hour: string) => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3))
/** Is the store open? Its hours are Seoul's, nine hours ahead; where it closes before it opens, it works through the night. */
const isOpen = ({ opens, closes }: ShopState, now: number): boolean => {
  if (opens === null || closes === null || opens === closes) return true
  const at = Math.floor(now / 60_000 + 9 * 60) % (24 * 60), [from, to] = [minuteOf(opens), minuteOf(closes)]
  return from < to ? at >= from && at < to : at >= from || at < to
}

/** What is ordered and what it costs: dishes × qty + options. Or why it cannot be ordered. */
export const place = (wish: DataOf<typeof PlaceOrder>, shop: ShopState | undefined, now: number) => {
  const first = { productId: wish.productId ?? '', qty: wish.qty ?? 1, options: wish.options ?? [] }
  const wishes = wish.items?.length ? wish.items : [first]
  const items = [], surcharges: { [option: string]: number } = {}
  for (const { productId, qty = 1, options: chosen = [] } of wishes) {
    const dish = shop && Object.hasOwn(shop.dishes, productId) ? shop.dishes[productId] : undefined
    if (!dish) return reject('no-such-dish', { productId })
    if (dish.soldOut) return reject('sold-out', { productId })
    const options = [chosen].flat(), option = options.find(o => !Object.hasOwn(dish.options, o))
    if (option !== undefined) return reject('no-such-option', { option })
    // only the first dish's options may be changed later
    if (!items.length) Object.assign(surcharges, dish.options)
    items.push({ productId, qty, options, price: dish.price * qty + options.reduce((n, o) => n + (dish.options[o] ?? 0), 0) })
  }
  const { productId, qty, options } = items[0]!
  const price = items.reduce((n, item) => n + item.price, 0)
  if (!shop || (wish.price ?? price) !== price) return reject('price-changed', { price })
  if (!isOpen(shop, now)) return reject('closed', { opens: shop.opens })
  if (price < shop.minimum) return reject('below-minimum', { minimum: shop.minimum })
  const { storeId, deliveryFee } = shop
  // without a word of where to and for whom it is a guest's, at the store's own address
  return {
    storeId, productId, qty, options, items, price, surcharges, deliveryFee, discount: 0, total: price + deliveryFee, couponId: wish.couponId ?? null, customerId: wish.customerId ?? 'guest',
    address: wish.address ?? shop.address ?? storeId, location: wish.location ?? (wish.address ? null : shop.location),
  }
}
