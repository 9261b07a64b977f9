import { useEffect, useMemo, useRef, useState } from 'react'
import { Link, useLocation, useParams, useSearch } from 'wouter'
import { NotFound } from '../app/not-found.tsx'
import { settings } from '../app/started.ts'
import { Failure, Skeleton } from '../design/states.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import type { Known } from './board-facts.ts'
import { LivingBoard } from './board-living.tsx'
import { BoardSide } from './board-side.tsx'
import { boardWords } from './board-words.ts'
import { ContextRows } from './context-rows.tsx'
import { OpsFrame } from './frame.tsx'
import { ordersIn, useTitle } from './names.ts'
import { RedDot } from './overview.tsx'
import { useCauses, useContexts, useFlows, useMoney, useParked, usePicture } from './queries.ts'
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
/** All that is known of a system now; what has not come yet is empty. */
const useKnown = (system: string): Known => {
  const [flows, contexts, parked, money] = [useFlows(system).data, useContexts().data, useParked().data, useMoney().data]
  return useMemo(
    () => ({
      flows: flows?.contexts ?? [],
      contexts: contexts?.contexts.filter(c => c.system === system) ?? [],
      parked: parked?.parked.filter(l => l.system === system) ?? [],
      money: money?.money.filter(m => m.system === system) ?? [],
    }),
    [flows, contexts, parked, money, system],
  )
}
/** Steps of size; smaller than the first, names cannot be read. */
const scales = [0.45, 0.6, 0.8, 1, 1.3] as const
/** As large as the width allows, and no smaller than can be read. */
const useScale = (width: number | undefined) => {
  const place = useRef<HTMLDivElement>(null)
  const [fit, setFit] = useState<number>(scales[1])
  const [asked, setAsked] = useState<number>()
  useEffect(() => {
    const room = place.current?.clientWidth
    if (room && width) setFit(Math.min(1, Math.max(scales[0], (room - 24) / width)))
  }, [width])
  const scale = asked ?? fit
  const step = (by: 1 | -1) => setAsked((by > 0 ? scales.find(s => s > scale) : scales.findLast(s => s < scale)) ?? scale)
  return { place, scale, step, isFit: asked === undefined, fit: () => setAsked(undefined) }
}
const Glance = ({ known, system }: { readonly known: Known; readonly system: string }) => {
  const say = useWords(operatorWords)
  const board = useWords(boardWords)
  const { moment } = useFormat()
  const [cause] = useCauses().data?.causes.filter(c => c.system === system) ?? []
  const stuck = ordersIn(known.parked)
  const since = known.flows.map(f => f.since).sort()[0]
  return (
    <>
      {stuck > 0 ? <RedDot orders={stuck} to={cause ? `/desk/trouble/${cause.cause}` : '/desk/trouble'} /> : <b>{say('flowing')}</b>}
      {known.contexts.length ? (
        <div className="panel wide">
          <ContextRows contexts={known.contexts} />
        </div>
      ) : (
        <Skeleton rows={4} height={40} />
      )}
      {since && <p className="q sm">{board('since', { time: moment(since) })}</p>}
    </>
  )
}
const Whole = ({ system, name }: { readonly system: string; readonly name: string }) => {
  const say = useWords(operatorWords)
  const board = useWords(boardWords)
  const [, go] = useLocation()
  const chosen = new URLSearchParams(useSearch()).get('note') ?? undefined
  const choose = (id: string | undefined) =>
    go(`/desk/boards/${system}${id && id !== chosen ? `?note=${encodeURIComponent(id)}` : ''}`, { replace: true })
  const { data: picture, error, refetch } = usePicture(system)
  const known = useKnown(system)
  const { place, scale, step, isFit, fit } = useScale(picture?.width)
  const note = picture?.notes.find(n => n.id === chosen)
  return (
    <div className="boardpage" data-system={system}>
      <div ref={place} className="sheet" tabIndex={0} role="region" aria-label={say('boardOf', { name })}>
        {error && <Failure error={error} onRetry={() => void refetch()} />}
        {!picture && !error && <Skeleton rows={2} height={320} />}
        {picture && <LivingBoard picture={picture} known={known} scale={scale} chosen={chosen} onChoose={choose} />}
      </div>
      <aside className="pad" aria-label={note?.name ?? say('contexts')}>
        <div className="fx">
          <button type="button" className="cmd q" onClick={() => step(-1)}>
            {board('smaller')}
          </button>
          <button type="button" className="cmd q" onClick={() => step(1)}>
            {board('larger')}
          </button>
          <button type="button" className="cmd q" aria-pressed={isFit} onClick={fit}>
            {say('fit')}
          </button>
        </div>
        {picture && picture.notes.length === 0 && <p className="q">{board('still')}</p>}
        {picture && note ? (
          <BoardSide note={note} system={system} picture={picture} known={known} onChoose={choose} />
        ) : (
          <Glance known={known} system={system} />
        )}
      </aside>
    </div>
  )
}
/** The event-storming board of a system as the gateway draws it, alive. */
export const BoardPage = () => {
  const say = useWords(operatorWords)
  const title = useTitle()
  const { system } = useParams<{ system: string }>()
  if (!settings.systems.some(s => s.name === system)) return <NotFound />
  return (
    <OpsFrame title={say('boardOf', { name: title(system) })} side={<Systems chosen={system} />}>
      <Whole key={system} system={system} name={title(system)} />
    </OpsFrame>
  )
}
