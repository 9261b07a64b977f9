import type { ReactNode } from 'react'
import { Refused, Unreached } from '../../api/answer.ts'
import { useWords } from '../../words/index.ts'
import { cardName } from './cards.ts'
import { Declined, Paying } from './endings.tsx'
import type { usePlacing } from './placing.ts'
import type { Shop } from './shop.ts'
import { till } from './words.ts'

interface CheckoutProps {
  readonly shop: Shop
  readonly placing: Pick<ReturnType<typeof usePlacing>, 'isPending' | 'failureReason' | 'error' | 'reset'>
  /** What will stand on the note: the name of its number, what is ordered, and what it costs. */
  readonly numberName: string
  readonly what: string
  readonly sum: string
  /** What happens once it is paid. */
  readonly then: string
  readonly card: string
  /** The card was declined: a good one is taken, and the page stands as it was. */
  readonly onOtherCard: () => void
  readonly children: ReactNode
}
/** A page before paying; while it is paid, and where the card is declined, that is said instead of it. */
export const Checkout = ({ shop, placing, numberName, what, sum, then, card, onOtherCard, children }: CheckoutProps) => {
  const say = useWords(till)
  if (placing.isPending)
    return (
      <Paying shop={shop} numberName={numberName} what={what} sum={sum} then={then} isCut={placing.failureReason instanceof Unreached} />
    )
  if (placing.error instanceof Refused && placing.error.slug === 'payment-declined')
    return <Declined shop={shop} card={cardName(say, card)} onAgain={() => (onOtherCard(), placing.reset())} />
  return children
}
