import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { Cancel as AnyCancel, NoCancel } from '../shared/cancel.tsx'
import { type Drink, type Order, orderKey } from './queries.ts'
import { shop } from './shop.ts'
import { cafe } from './words.ts'

const started = ['Receipted', 'Made', 'PickedUp']

/** What comes back, then the button; or one sentence why there is none. */
export const Cancel = ({ order, drink }: { readonly order: Order; readonly drink: Drink | null | undefined }) => {
  const say = useWords(cafe)
  const { money } = useFormat()
  if (order.status !== 'Ordered' || drink?.status === 'PickedUp') return null
  if (order.cancellation === 'refused' || started.includes(drink?.status ?? '')) return <NoCancel why={say('noCancel')} />
  const sum = money(order.amt)
  return (
    <AnyCancel shop={shop} order={order} queryKey={orderKey(order.id)} sum={sum} until={say('youGetBackText')} tooLate={say('noCancel')} />
  )
}
