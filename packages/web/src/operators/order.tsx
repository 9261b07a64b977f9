import { useState } from 'react'
import { Link, useParams } from 'wouter'
import { Refused } from '../api/answer.ts'
import { Banner } from '../design/banner.tsx'
import { Chip } from '../design/chip.tsx'
import { Empty, Failure, Skeleton } from '../design/states.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { OpsFrame } from './frame.tsx'
import { layoutOf } from './lanes.ts'
import { caseName, useTitle } from './names.ts'
import { Slider, useMoment, WhatEachSaw } from './past.tsx'
import { useCase } from './queries.ts'
import type { CaseNow } from './shapes.ts'
import { TimeLine } from './time-line.tsx'
import { mendPath } from './trouble.tsx'
import { operatorWords } from './words.ts'

/** What happened, what is put aside, and what is owed, in words. */
const CaseList = ({ found }: { readonly found: CaseNow }) => {
  const say = useWords(operatorWords)
  const { day, exact } = useFormat()
  return (
    <ol className="eff pad" aria-label={say('list')}>
      {found.events.map(e => (
        <li key={e.id}>
          <span className="sq event" aria-hidden="true" />
          <span>
            <time className="num q" dateTime={e.time}>{`${day(e.time)} ${exact(e.time)}`}</time> <b>{`${e.context} ${e.type}`}</b>{' '}
            <span className="q">{[say('by', { actor: e.actor }), e.internal ? say('internal') : ''].filter(Boolean).join(' · ')}</span>
          </span>
        </li>
      ))}
      {found.parked.map(p => (
        <li key={mendPath(p)} className="ink-trouble">
          <span aria-hidden="true">!</span>
          <span className="said">
            {`${p.context} ${say('parkedAt', { event: p.events[0]?.type ?? '' })}. `}
            <span lang="en">{p.reason}</span>
          </span>
        </li>
      ))}
      {found.waits.map((w, i) => (
        <li key={`${w.context} ${w.what} ${i}`} className="q">
          <span aria-hidden="true">…</span>
          <span>{`${w.context} ${w.until ? say('until', { what: w.what, time: exact(w.until) }) : w.what}`}</span>
        </li>
      ))}
    </ol>
  )
}
const Whole = ({ found }: { readonly found: CaseNow }) => {
  const say = useWords(operatorWords)
  const { lasted } = useFormat()
  const [isList, setList] = useState(false)
  const times = found.events.map(e => Date.parse(e.time))
  const moment = useMoment(found)
  const took = times.length ? Math.max(...times) - Math.min(...times) : 0
  return (
    <>
      {found.parked.map(p => (
        <Banner
          key={mendPath(p)}
          tone="trouble"
          icon="warning"
          title={`${p.context} · ${say('parkedAt', { event: p.events[0]?.type ?? '' })}`}
        >
          <p className="said">
            <span lang="en">{p.reason}</span> <Link href={mendPath(p)}>{say('mend', { case: caseName(p.case) })}</Link>
          </p>
        </Banner>
      ))}
      {found.missing.length > 0 && <Banner tone="waiting" icon="offline" title={say('missing', { names: found.missing.join(', ') })} />}
      <section className="panel">
        <div className="head">
          <span className="q">{`${say('eventsCount', { count: found.events.length })} · ${say('took', { time: lasted(took) })}`}</span>
          <span className="up fx">
            {([false, true] as const).map(list => (
              <button key={String(list)} type="button" className="cmd q" aria-pressed={isList === list} onClick={() => setList(list)}>
                {say(list ? 'list' : 'timeLine')}
              </button>
            ))}
          </span>
        </div>
        {!isList && <TimeLine layout={layoutOf(found)} name={found.case} at={moment.at} />}
        <div className={isList ? '' : 'vh'}>
          <CaseList found={found} />
        </div>
        <Slider {...moment} />
      </section>
      <WhatEachSaw found={found} at={moment.at} />
    </>
  )
}
/** One order over all contexts: what happened, what waits, what is stuck. */
export const OrderPage = () => {
  const say = useWords(operatorWords)
  const title = useTitle()
  const { system = '', kind = '', key = '' } = useParams<{ [part: string]: string }>()
  const kase = `${decodeURIComponent(kind)}/${decodeURIComponent(key)}`
  const { data, error, refetch } = useCase(system, kase)
  const isGone = error instanceof Refused && error.status === 404
  return (
    <OpsFrame
      title={`${title(system)} ${caseName(kase)}`}
      side={
        data && (
          <Chip tone={data.parked.length ? 'trouble' : 'done'} icon={data.parked.length ? 'warning' : 'check'}>
            {data.parked.length ? say('parkedHead') : say('flowing')}
          </Chip>
        )
      }
    >
      <div className="opsbody">
        {isGone && <Empty icon="search" title={say('foundNone', { text: caseName(kase) })} />}
        {error && !isGone && <Failure error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton rows={2} height={220} />}
        {data && <Whole found={data} />}
      </div>
    </OpsFrame>
  )
}
