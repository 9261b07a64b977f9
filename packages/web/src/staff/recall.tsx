import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '../design/dialog.tsx'
import { Icon } from '../design/icon.tsx'
import { Failure, Skeleton } from '../design/states.tsx'
import { useWords } from '../words/index.ts'
import { staffWords } from './words.ts'

/** How many are recalled. */
export const lastOnes = 20
export interface Recalled {
  readonly id: number
  readonly number: number
  readonly text: string
  /** What became of it. */
  readonly state: string
}
interface RecallProps {
  readonly system: string
  /** The key of what is asked. */
  readonly of: string
  readonly ask: () => Promise<readonly Recalled[]>
}
/** The last tickets that left the wall, to look at again: nothing changes by it. */
export const Recall = ({ system, of, ask }: RecallProps) => {
  const say = useWords(staffWords)
  const [isOpen, setOpen] = useState(false)
  const found = useQuery({ queryKey: [system, 'recall', of], queryFn: ask, enabled: isOpen, staleTime: 0 })
  return (
    <>
      <button type="button" className="wallbtn" onClick={() => setOpen(true)}>
        <Icon name="undo" />
        {say('recall')}
      </button>
      <Dialog system={system} title={say('recallTitle', { count: lastOnes })} isOpen={isOpen} onClose={() => setOpen(false)}>
        {found.error && <Failure error={found.error} onRetry={() => void found.refetch()} />}
        {found.isPending && <Skeleton rows={4} height={48} />}
        {found.data?.length === 0 && <p className="q">{say('recallNone')}</p>}
        {found.data && found.data.length > 0 && (
          <ol className="recalled">
            {found.data.map(({ id, number, text, state }) => (
              <li key={id}>
                <b className="num">{number}</b>
                <span>{text}</span>
                <span className="q sm">{state}</span>
              </li>
            ))}
          </ol>
        )}
      </Dialog>
    </>
  )
}
