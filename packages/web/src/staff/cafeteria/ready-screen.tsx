import { useBoard, useReady } from '../../shops/cafeteria/queries.ts'
import { useWords } from '../../words/index.ts'
import { Wall } from '../wall.tsx'
import { barWords } from './words.ts'

/** For customers, above the counter: whose drink is ready, and whose is being made. It clears itself. */
export const ReadyScreen = () => {
  const say = useWords(barWords)
  const ready = useReady()
  const making = useBoard().data?.filter(d => d.status === 'Receipted') ?? []
  return (
    <Wall system="cafeteria" title={say('readyTitle')}>
      <div className="readygrid">
        <section className="readynow" aria-live="polite">
          {ready.data?.length === 0 && <p className="q">{say('readyNone')}</p>}
          <ul>
            {ready.data?.map(d => (
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
