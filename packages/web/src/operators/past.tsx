import { useEffect, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { Icon } from '../design/icon.tsx'
import type { IconName } from '../design/icons.ts'
import { Failure, Skeleton } from '../design/states.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { pastWords } from './past-words.ts'
import { usePast } from './queries.ts'
import type { CaseNow, Past, Seen } from './shapes.ts'

/** The moments at which something happened, each with the last thing that did. */
const momentsOf = ({ events }: CaseNow): readonly { readonly time: number; readonly event: string }[] => {
  const last = new Map(events.map(e => [Date.parse(e.time), e.type]))
  return [...last].sort(([a], [b]) => a - b).map(([time, event]) => ({ time, event }))
}
/** The moment that the address names, else the last one. */
export const useMoment = (found: CaseNow) => {
  const moments = momentsOf(found)
  const [path, go] = useLocation()
  const asked = Date.parse(new URLSearchParams(useSearch()).get('at') ?? '')
  const last = moments.length - 1
  const index = Number.isNaN(asked)
    ? last
    : Math.max(
        0,
        moments.findLastIndex(m => m.time <= asked),
      )
  const choose = (i: number): void => {
    const time = moments[i]?.time
    if (time !== undefined) go(`${path}?at=${new Date(time).toISOString()}`, { replace: true })
  }
  return { moments, index, choose, at: moments[index]?.time }
}
const step = 900

type Moments = ReturnType<typeof useMoment>
/** Goes through what happened, by hand or by itself. */
export const Slider = ({ moments, index, choose }: Moments) => {
  const say = useWords(pastWords)
  const { precise } = useFormat()
  const [isPlaying, setPlaying] = useState(false)
  const isOver = index >= moments.length - 1
  useEffect(() => {
    if (!isPlaying) return
    if (isOver) return setPlaying(false)
    const next = setTimeout(() => choose(index + 1), step)
    return () => clearTimeout(next)
  })
  const here = moments[index]
  if (!here) return null
  const said = say('at', { time: precise(here.time), event: here.event })
  return (
    <div className="past pad">
      <div className="fx">
        <button
          type="button"
          className="cmd q"
          onClick={() => {
            if (isOver && !isPlaying) choose(0)
            setPlaying(!isPlaying)
          }}
        >
          <Icon name={isPlaying ? 'pause' : 'play'} size="s" />
          {say(isPlaying ? 'pause' : 'play')}
        </button>
        <input
          type="range"
          min={0}
          max={moments.length - 1}
          step={1}
          value={index}
          aria-label={say('moment')}
          aria-valuetext={said}
          onChange={e => choose(Number(e.target.value))}
        />
        <b className="num nw">{precise(here.time)}</b>
      </div>
      <p className="q sm">{say('help')}</p>
    </div>
  )
}
const isMoment = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
const useText = (): ((value: unknown) => string) => {
  const { day, precise } = useFormat()
  return value =>
    typeof value !== 'string' ? JSON.stringify(value) : isMoment.test(value) ? `${day(value)} ${precise(Date.parse(value))}` : value
}
/** One item or row as it was. */
const SeenThing = ({ seen }: { readonly seen: Seen }) => {
  const textOf = useText()
  return (
    <div className="seen">
      <p className="fx base">
        <b>{`${seen.name} ${typeof seen.id === 'number' ? seen.id : ''}`}</b>
        {seen.status !== null && <span className="tag mono">{seen.status}</span>}
      </p>
      <dl className="kv">
        {Object.entries(seen.shows).map(([field, value]) => (
          <div key={field} className="fx sp">
            <dt>{field}</dt>
            <dd className="mono said">{textOf(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
interface CardProps {
  readonly title: string
  readonly icon: IconName
  readonly seen: readonly Seen[]
  readonly money?: Past['money']
}
const Card = ({ title, icon, seen, money }: CardProps) => {
  const say = useWords(pastWords)
  const { money: won } = useFormat()
  return (
    <article className="panel pad" aria-label={title}>
      <h3 className="fx">
        <Icon name={icon} size="s" />
        {title}
      </h3>
      {money && (
        <dl className="kv">
          {(['taken', 'back'] as const).map(which => (
            <div key={which} className="fx sp">
              <dt>{say(which)}</dt>
              <dd className="num">
                <b>{won(money[which])}</b>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {money?.isOpen && <p className="ink-waiting sm">{say('open')}</p>}
      {seen.map(s => (
        <SeenThing key={`${s.name} ${s.id}`} seen={s} />
      ))}
      {seen.length === 0 && <p className="q">{say('nothing')}</p>}
    </article>
  )
}
const Cards = ({ past, contexts }: { readonly past: Past; readonly contexts: readonly string[] }) => {
  const say = useWords(pastWords)
  const books = past.money?.context
  const rest = past.seen.filter(s => !s.isCustomers)
  return (
    <div className="pasts">
      <Card title={say('customers')} icon="phone" seen={past.seen.filter(s => s.isCustomers)} />
      {contexts
        .filter(context => context !== books && (rest.some(s => s.context === context) || !past.seen.some(s => s.context === context)))
        .map(context => (
          <Card key={context} title={say('context', { context })} icon="note" seen={rest.filter(s => s.context === context)} />
        ))}
      {past.money && <Card title={say('books')} icon="book" seen={rest.filter(s => s.context === books)} money={past.money} />}
    </div>
  )
}
/** What customer, kitchen, rider and books each saw at the moment that is chosen. */
export const WhatEachSaw = ({ found, at }: { readonly found: CaseNow; readonly at: number | undefined }) => {
  const say = useWords(pastWords)
  const { precise } = useFormat()
  const { data, error, refetch } = usePast(found.system, found.case, at)
  if (at === undefined) return null
  return (
    <section className="col">
      <h2>{say('saw', { time: precise(at) })}</h2>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={1} height={180} />}
      {data?.past && <Cards past={data.past} contexts={[...new Set(found.events.map(e => e.context))]} />}
      <p className="q sm">{say('note')}</p>
    </section>
  )
}
