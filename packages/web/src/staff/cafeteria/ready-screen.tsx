import { useEffect } from 'react'
import { useNow } from '../../app/clock.ts'
import { useKept } from '../../app/kept.ts'
import { type Drink, useBoard, useReady } from '../../shops/cafeteria/queries.ts'
import { useWords } from '../../words/index.ts'
import { Wall } from '../wall.tsx'
import { barWords } from './words.ts'

/** For how long a number calls, in ms: whoever comes later asks at the counter. */
const calls = 15 * 60_000

/** What is ready, without those that have called for long: nobody has to take them away. */
const useCalling = (): readonly Drink[] | undefined => {
  const ready = useReady().data
  const now = useNow()
  const [since, keep] = useKept<{ readonly [id: string]: number }>('calling', {})
  useEffect(() => {
    if (!ready) return
    const next = Object.fromEntries(ready.map(d => [d.id, since[d.id] ?? Date.now()]))
    if (JSON.stringify(next) !== JSON.stringify(since)) keep(next)
  }, [ready, since, keep])
  return ready?.filter(d => now - (since[d.id] ?? now) < calls)
}

/** For customers, above the counter: whose drink is ready, and whose is being made. It clears itself. */
export const ReadyScreen = () => {
  const say = useWords(barWords)
  const ready = useCalling()
  const making = useBoard().data?.filter(d => d.status === 'Receipted') ?? []
  return (
    <Wall system="cafeteria" title={say('readyTitle')}>
      <div className="readygrid">
        <section className="readynow" aria-live="polite">
          {ready?.length === 0 && <p className="q">{say('readyNone')}</p>}
          <ul>
            {ready?.map(d => (
              <li key={d.id} className="note view">
                {d.pickupNumber}
              </li>
            ))}
          </ul>
        </section>
        <section className="readynext">
          <h2>{say('makingTitle')}</h2>
          <ul>
            {making.map(d => (
              <li key={d.id}>{d.pickupNumber}</li>
            ))}
          </ul>
        </section>
      </div>
    </Wall>
  )
}
