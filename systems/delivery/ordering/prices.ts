import type { DataOf } from '@jumun/core/model'
import { isOpen, opensAt } from '../hours.ts'
import { reject, same } from '../vocabulary.ts'
import type { PlaceOrder } from './commands.ts'
import type { ShopState } from './shop.ts'

/** A name as it is compared: full-width letters and marks that nobody sees make no other one. */
const plain = (name: string) => name.normalize('NFKC').replace(/\p{Cf}/gu, '')
/** The options as the dish spells them, each once; or the one that it does not come with. */
export const chosen = (surcharges: { readonly [option: string]: number }, wanted: string | readonly string[]) => {
  const options = new Set<string>()
  for (const wish of [wanted].flat()) {
    const option = Object.hasOwn(surcharges, wish) ? wish : Object.keys(surcharges).find(known => plain(known) === plain(wish))
    if (option === undefined) return reject('no-such-option', { option: wish })
    options.add(option)
  }
  return [...options]
}
/** Are these the options that were wanted, however they were spelled? */
export const isChosen = (surcharges: { readonly [option: string]: number }, wanted: string | readonly string[],
  options: readonly string[]): boolean => {
  const made = chosen(surcharges, wanted)
  return !('kind' in made) && same(made, options)
}
const dishOf = (shop: ShopState | undefined, productId: string) =>
  (shop && Object.hasOwn(shop.dishes, productId) ? shop.dishes[productId] : undefined)

/**
 * Why the store does not take an order of this now: what it does not sell, its hours, a pause, its minimum. They are rules of the order,
 * not of the moment, so they are asked again whenever it changes or is taken up again.
 */
export const turnedAway = (items: readonly { readonly productId: string }[], price: number, shop: ShopState | undefined, now: number) => {
  const unknown = items.find(({ productId }) => !dishOf(shop, productId))
  if (!shop || unknown) return reject('no-such-dish', { productId: unknown?.productId ?? items[0]?.productId })
  const soldOut = items.find(({ productId }) => dishOf(shop, productId)?.soldOut)
  if (soldOut) return reject('sold-out', { productId: soldOut.productId })
  if (!isOpen(shop, now)) return reject('store-closed', { opens: opensAt(shop, now) })
  return price < shop.minimum ? reject('below-minimum', { minimum: shop.minimum }) : undefined
}

/** What is ordered and what it costs: dishes × qty + options. Or why it cannot be ordered. */
export const place = (wish: DataOf<typeof PlaceOrder>, shop: ShopState | undefined, now: number) => {
  const first = { productId: wish.productId ?? '', qty: wish.qty ?? 1, options: wish.options ?? [] }
  const items = [], surcharges: { [option: string]: number } = {}
  for (const { productId, qty = 1, options: wanted = [] } of wish.items?.length ? wish.items : [first]) {
    const dish = dishOf(shop, productId)
    if (!dish) return reject('no-such-dish', { productId })
    const options = chosen(dish.options, wanted)
    if ('kind' in options) return options
    // only the first dish's options may be changed later
    if (!items.length) Object.assign(surcharges, dish.options)
    items.push({ productId, qty, options, price: dish.price * qty + options.reduce((n, o) => n + (dish.options[o] ?? 0), 0) })
  }
  const { productId, qty, options } = items[0]!
  const price = items.reduce((n, item) => n + item.price, 0)
  if (!shop || (wish.price ?? price) !== price) return reject('price-changed', { price })
  const no = turnedAway(items, price, shop, now)
  if (no) return no
  const { storeId, deliveryFee } = shop
  // without a word of where to and for whom it is a guest's, at the store's own address
  return {
    storeId, productId, qty, options, items, price, surcharges, deliveryFee, discount: 0, total: price + deliveryFee,
      couponId: wish.couponId ?? null, customerId: wish.customerId ?? 'guest',
    address: wish.address ?? shop.address ?? storeId, location: wish.location ?? (wish.address ? null : shop.location),
  }
}
