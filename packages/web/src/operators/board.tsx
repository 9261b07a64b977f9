import { useState } from 'react'
import { Link, useParams } from 'wouter'
import { NotFound } from '../app/not-found.tsx'
import { settings } from '../app/started.ts'
import { Failure, Skeleton } from '../design/states.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { ContextRows } from './context-rows.tsx'
import { OpsFrame } from './frame.tsx'
import { ordersIn, useTitle } from './names.ts'
import { RedDot } from './overview.tsx'
import { useCauses, useContexts, useParked } from './queries.ts'
import { operatorWords } from './words.ts'

const Systems = ({ chosen }: { readonly chosen: string }) => {
  const title = useTitle()
  return (
    <nav className="seg">
      {settings.systems.map(({ name }) => (
        <Link
          key={name}
          href={`/desk/boards/${name}`}
          className={name === chosen ? 'on' : ''}
          aria-current={name === chosen ? 'page' : undefined}
        >
          {title(name)}
        </Link>
      ))}
    </nav>
  )
}
/** The event-storming board of a system as the gateway draws it, with how things are beside it. */
export const BoardPage = () => {
  const say = useWords(operatorWords)
  const title = useTitle()
  const { number } = useFormat()
  const { system } = useParams<{ system: string }>()
  const [isFull, setFull] = useState(false)
  const [contexts, parked, causes] = [useContexts(), useParked(), useCauses()]
  if (!settings.systems.some(s => s.name === system)) return <NotFound />
  const mine = contexts.data?.contexts.filter(c => c.system === system) ?? []
  const stuck = ordersIn((parked.data?.parked ?? []).filter(l => l.system === system))
  const [cause] = causes.data?.causes.filter(c => c.system === system) ?? []
  return (
    <OpsFrame title={say('boardOf', { name: title(system) })} side={<Systems chosen={system} />}>
      <div className="boardpage" data-system={system}>
        <div className={`sheet ${isFull ? 'full' : ''}`} tabIndex={0} role="region" aria-label={say('boardOf', { name: title(system) })}>
          <img src={`/boards/${system}.svg`} alt={say('boardOf', { name: title(system) })} />
        </div>
        <aside className="pad">
          <div className="fx sp">
            {stuck > 0 ? <RedDot orders={stuck} to={cause ? `/desk/trouble/${cause.cause}` : '/desk/trouble'} /> : <b>{say('flowing')}</b>}
            <button type="button" className="cmd q" aria-pressed={isFull} onClick={() => setFull(!isFull)}>
              {say(isFull ? 'fit' : 'full')}
            </button>
          </div>
          {contexts.error && <Failure error={contexts.error} />}
          {!contexts.data && !contexts.error && <Skeleton rows={4} height={40} />}
          {contexts.data && (
            <>
              <div className="panel">
                <ContextRows contexts={mine} />
              </div>
              <dl className="kv">
                {mine.map(c => (
                  <div key={c.context} className="fx sp">
                    <dt>{c.context}</dt>
                    <dd className="num">
                      {say('eventsCount', { count: c.counts?.events ?? 0 }).replace(/\d+/, digits => number(Number(digits)))}
                    </dd>
                  </div>
                ))}
              </dl>
            </>
          )}
          <p className="q sm">{say('boardNote')}</p>
        </aside>
      </div>
    </OpsFrame>
  )
}
