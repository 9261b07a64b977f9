import { Button } from '../design/button.tsx'
import { useWords } from '../words/index.ts'
import { operatorWords } from './words.ts'

interface PagerProps {
  readonly number: number
  readonly hasMore: boolean
  readonly onPage: (number: number) => void
}
/** Nothing where there is one page. */
export const Pager = ({ number, hasMore, onPage }: PagerProps) => {
  const say = useWords(operatorWords)
  if (number === 0 && !hasMore) return null
  return (
    <nav className="fx">
      {number > 0 && (
        <Button kind="outline" icon="back" onClick={() => onPage(number - 1)}>
          {say('before')}
        </Button>
      )}
      <span className="q">{say('page', { number: number + 1 })}</span>
      {hasMore && (
        <Button kind="outline" icon="next" onClick={() => onPage(number + 1)}>
          {say('next')}
        </Button>
      )}
    </nav>
  )
}
