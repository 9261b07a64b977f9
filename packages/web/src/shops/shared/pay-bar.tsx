import { Button } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { useWords } from '../../words/index.ts'
import { cardName } from './cards.ts'
import { till } from './words.ts'

interface PayBarProps {
  readonly card: string
  readonly sum: string
  readonly disabled: boolean
  /** What the button says. */
  readonly text: string
  readonly onPay: () => void
}
/** By what is paid, how much, and the button. */
export const PayBar = ({ card, sum, disabled, text, onPay }: PayBarProps) => {
  const say = useWords(till)
  return (
    <>
      <div className="fx sp base">
        <span className="q sm fx">
          <Icon name="card" size="s" />
          {cardName(say, card)}
        </span>
        <b className="tt num">{sum}</b>
      </div>
      <Button wide disabled={disabled} onClick={onPay}>
        {text}
      </Button>
    </>
  )
}
