import { settings } from '../../app/started.ts'
import { Choices } from '../../design/fields.tsx'
import { useWords } from '../../words/index.ts'
import { cardName, cards } from './cards.ts'
import { till } from './words.ts'

interface PayWithProps {
  readonly card: string
  readonly onChoose: (card: string) => void
}
/** With which card; test cards are offered in open mode only. */
export const PayWith = ({ card, onChoose }: PayWithProps) => {
  const say = useWords(till)
  if (settings.access !== 'open') return null
  return (
    <Choices
      label={say('payWith')}
      choices={cards.map(value => ({ value, label: cardName(say, value) }))}
      chosen={[card]}
      onChoose={([chosen]) => onChoose(chosen ?? 'approve')}
    />
  )
}
