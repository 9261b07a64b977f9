import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Refused, Unreached } from '../../api/answer.ts'
import { begin, settle, unanswered } from '../../api/intent.ts'

/** `paid`: there is an order; `unpaid`: there is one, to be paid yet. */
export type Placed<Order> =
  | { readonly kind: 'paid'; readonly order: Order }
  | { readonly kind: 'unpaid'; readonly id: number; readonly retryAt: number }

/** The order that a refusal names under this link: it waits to be paid. */
const waitingOrder = (refused: Refused, link: string): number | undefined => {
  const href = refused.problem._links?.[link]?.href
  return href === undefined ? undefined : Number(new URL(href, location.href).pathname.split('/').at(-1))
}
/** Still being done, or nobody could say: it is asked again under the same key. */
const isFinal = ({ status, slug }: Refused): boolean => status < 500 && status !== 429 && slug !== 'in-progress'

interface Placing<Wish, Order> {
  /** The name of the intent: `bread.order`. */
  readonly what: string
  /** The link by which a refusal names what waits to be paid: `order`. */
  readonly link: string
  readonly ask: (wish: Wish, key: string) => Promise<Order>
  readonly onPlaced: (placed: Placed<Order>) => void
}
/** Places an order once, however often it is asked for; what was not answered before a reload is asked again. */
export const usePlacing = <Wish extends object, Order>({ what, link, ask, onPlaced }: Placing<Wish, Order>) => {
  const place = async (wish: Wish): Promise<Placed<Order>> => {
    const key = begin(what, wish)
    try {
      const order = await ask(wish, key)
      settle(what)
      return { kind: 'paid', order }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const id = waitingOrder(error, link)
      if (id !== undefined || isFinal(error)) settle(what)
      if (id !== undefined) return { kind: 'unpaid', id, retryAt: Date.now() + (error.retryAfter ?? 5000) }
      throw error
    }
  }
  const placing = useMutation({
    mutationFn: place,
    // the line was cut: the same order under the same key
    retry: (failures, error) => error instanceof Unreached || (error instanceof Refused && !isFinal(error) && failures < 5),
    retryDelay: (failures, error) => (error instanceof Refused ? (error.retryAfter ?? 1000) : Math.min(5000, 500 * 2 ** failures)),
    onSuccess: onPlaced,
  })
  const { mutate } = placing
  useEffect(() => {
    const left = unanswered<Wish>(what)
    if (left) mutate(left)
  }, [mutate, what])
  return placing
}
