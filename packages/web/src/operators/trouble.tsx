import { Link, useLocation, useParams } from 'wouter'
import { post, pathOf } from '../api/links.ts'
import { useNow } from '../app/clock.ts'
import { Chip } from '../design/chip.tsx'
import { Empty, Failure, Skeleton } from '../design/states.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { type Deed, Deeds } from './deeds.tsx'
import { OpsFrame } from './frame.tsx'
import { caseName, ordersIn, useTitle } from './names.ts'
import { segments, useCauses, useParked } from './queries.ts'
import type { Cause, Lane, Parked, Together } from './shapes.ts'
import { operatorWords } from './words.ts'
import { Table } from './table.tsx'

/** Where one case that waits is looked at and mended. */
export const mendPath = (l: Lane): string => `/desk/parked/${segments(l.system, l.context, l.source, ...l.case.split('/'))}`

/** Parked cases, each a way to mend it. */
export const LanesTable = ({ lanes, hasReasons }: { readonly lanes: readonly Parked[]; readonly hasReasons?: boolean }) => {
  const say = useWords(operatorWords)
  const title = useTitle()
  const { ago, number } = useFormat()
  const now = useNow()
  const heads = ['case', 'context', ...(hasReasons ? (['reason'] as const) : []), 'sinceHead'] as const
  return (
    <Table label={say('trouble')} heads={[...heads.map(head => say(head)), { right: say('behind') }, { right: say('tries') }]}>
      {lanes.map(l => (
        <tr key={mendPath(l)}>
          <th scope="row">
            <Link href={mendPath(l)}>{caseName(l.case)}</Link>
          </th>
          <td>{`${title(l.system)} ${l.context}`}</td>
          {hasReasons && (
            <td className="said" lang="en">
              {l.reason}
            </td>
          )}
          <td className="nw">{ago(l.since, now)}</td>
          <td className={`r num ${l.blocked ? 'ink-trouble' : 'q'}`}>{number(l.blocked)}</td>
          <td className="r num">{number(l.failures)}</td>
        </tr>
      ))}
    </Table>
  )
}

const Causes = ({ causes, chosen }: { readonly causes: readonly Cause[]; readonly chosen: string | undefined }) => {
  const say = useWords(operatorWords)
  const title = useTitle()
  const { ago } = useFormat()
  const now = useNow()
  return (
    <nav className="gps" aria-label={say('byCause')}>
      {causes.map(c => (
        <Link
          key={c.cause}
          href={`/desk/trouble/${c.cause}`}
          className={`gp ${c.cause === chosen ? 'on' : ''}`}
          aria-current={c.cause === chosen ? 'true' : undefined}
        >
          <span className="n num">{c.cases}</span>
          <div>
            <b>{`${title(c.system)} ${c.context}`}</b>
            <p className="q sm said" lang="en">
              {c.reason}
            </p>
            <p className="sm qq">
              {say('since', { time: ago(c.since, now) })}
              {' · '}
              {c.blocked ? <span className="ink-trouble">{say('blocked', { count: c.blocked })}</span> : say('noneBlocked')}
            </p>
          </div>
        </Link>
      ))}
    </nav>
  )
}

const OneCause = ({ cause, lanes }: { readonly cause: Cause; readonly lanes: readonly Parked[] }) => {
  const say = useWords(operatorWords)
  const title = useTitle()
  const { exact, ago } = useFormat()
  const now = useNow()
  const { cases: count } = cause
  const deed =
    (what: 'retry' | 'drop'): Deed['work'] =>
    async reason => {
      const { done, still } = await post<Together>(pathOf(cause, what)!, { reason }, undefined)
      return say('together', { done, still })
    }
  const examples = cause.examples.flatMap(
    kase => lanes.find(l => l.case === kase && l.system === cause.system && l.context === cause.context) ?? [],
  )
  return (
    <section className="wk">
      <div className="fx sp top">
        <div>
          <h2>{say('causeTitle', { count, context: `${title(cause.system)} ${cause.context}` })}</h2>
          <p className="q sm said">
            <span className="mono">{`${cause.source}.${cause.event ?? ''} → ${cause.context}`}</span>
            {' · '}
            {say('since', { time: exact(cause.since) })}
            {' · '}
            {cause.retryAt ? say('retryAt', { time: exact(cause.retryAt) }) : say('noRetry')}
          </p>
        </div>
        <Chip tone="waiting" icon="timer">
          {ago(cause.since, now)}
        </Chip>
      </div>
      <p className="said mono" lang="en">
        {cause.reason}
      </p>
      <div className="panel">
        <LanesTable lanes={examples} />
        {count > examples.length && (
          <p className="pad">
            <Link href="/desk/parked">{say('moreCases', { count: count - examples.length })}</Link>
          </p>
        )}
      </div>
      <div className="panel pad">
        <p className="q sm">{say('dropText')}</p>
        <Deeds
          key={cause.cause}
          deeds={[
            { label: say('dropAll', { count }), kind: 'danger', icon: 'trash', work: deed('drop') },
            { label: say('retryAll', { count }), kind: 'main', icon: 'undo', work: deed('retry') },
          ]}
        />
      </div>
    </section>
  )
}

const Forms = ({ isByTime }: { readonly isByTime: boolean }) => {
  const say = useWords(operatorWords)
  return (
    <span className="seg">
      <Link href="/desk/trouble" className={isByTime ? '' : 'on'}>
        {say('byCause')}
      </Link>
      <Link href="/desk/parked" className={isByTime ? 'on' : ''}>
        {say('byTime')}
      </Link>
    </span>
  )
}
/** What is put aside, grouped by why; all cases of a cause can be taken up at once. */
export const Trouble = () => {
  const say = useWords(operatorWords)
  const [here] = useLocation()
  const { cause: wanted } = useParams<{ cause?: string }>()
  const isByTime = here.startsWith('/desk/parked')
  const [causes, parked] = [useCauses(), useParked()]
  const lanes = parked.data?.parked ?? []
  const all = causes.data?.causes
  const chosen = wanted === undefined ? all?.[0] : all?.find(c => c.cause === wanted)
  const error = causes.error ?? parked.error
  return (
    <OpsFrame title={say('trouble')} side={<Forms isByTime={isByTime} />}>
      {error && <Failure error={error} onRetry={() => void Promise.all([causes.refetch(), parked.refetch()])} />}
      {!all && !error && (
        <div className="wk">
          <Skeleton rows={4} height={90} />
        </div>
      )}
      {all?.length === 0 && (
        <div className="wk">
          <Empty icon="check" title={say('nothingParked')}>
            <p className="q">{say('nothingToDoText')}</p>
          </Empty>
        </div>
      )}
      {all && all.length > 0 && (
        <>
          <p className="wk q" role="status">
            {`${say('stuck', { count: ordersIn(lanes) })}. ${say('othersFlow')}`}
          </p>
          {isByTime ? (
            <div className="wk">
              <div className="panel">
                <LanesTable lanes={lanes.toSorted((a, b) => a.since.localeCompare(b.since))} hasReasons />
              </div>
            </div>
          ) : (
            <div className="causes">
              <Causes causes={all} chosen={chosen?.cause} />
              {chosen ? (
                <OneCause cause={chosen} lanes={lanes} />
              ) : (
                <div className="wk">
                  <Empty icon="check" title={say('causeGone')} />
                </div>
              )}
            </div>
          )}
        </>
      )}
    </OpsFrame>
  )
}
