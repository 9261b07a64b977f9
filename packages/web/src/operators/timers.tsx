import { useState } from 'react'
import { Link } from 'wouter'
import { useNow } from '../app/clock.ts'
import { Empty, Failure, Skeleton } from '../design/states.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { OpsFrame } from './frame.tsx'
import { caseName, useTitle } from './names.ts'
import { Pager } from './pager.tsx'
import { orderPath, useTimers } from './queries.ts'
import type { Timer } from './shapes.ts'
import { operatorWords } from './words.ts'
import { Scrolls } from './scrolls.tsx'

const Row = ({ timer: { system, context, case: kase, at, what } }: { readonly timer: Timer }) => {
  const say = useWords(operatorWords)
  const title = useTitle()
  const { day, exact } = useFormat()
  const isOver = Date.parse(at) < useNow()
  return (
    <tr>
      <td className={`nw num ${isOver ? 'ink-waiting' : ''}`}>{`${day(at)} ${exact(at)}${isOver ? ` · ${say('overdue')}` : ''}`}</td>
      <td className="mono">{what}</td>
      <td>{`${title(system)} ${context}`}</td>
      <td>
        <Link href={orderPath(system, kase)}>{caseName(kase)}</Link>
      </td>
    </tr>
  )
}
/** What will be done by itself, and when. */
export const Timers = () => {
  const say = useWords(operatorWords)
  const [page, setPage] = useState(0)
  const { data, error } = useTimers(page)
  return (
    <OpsFrame title={say('timers')}>
      <div className="opsbody">
        {error && <Failure error={error} />}
        {!data && !error && <Skeleton rows={6} height={40} />}
        {data?.timers.length === 0 && <Empty icon="timer" title={say('noTimers')} />}
        {data && data.timers.length > 0 && (
          <div className="panel">
            <Scrolls label={say('timers')}>
              <table className="tbl">
                <thead>
                  <tr>
                    {(['due', 'what', 'context', 'case'] as const).map(head => (
                      <th key={head} scope="col">
                        {say(head)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {data.timers.map(t => (
                    <Row key={`${t.system} ${t.context} ${t.id}`} timer={t} />
                  ))}
                </tbody>
              </table>
            </Scrolls>
          </div>
        )}
        <Pager number={page} hasMore={page + 1 < (data?.page.totalPages ?? 0)} onPage={setPage} />
      </div>
    </OpsFrame>
  )
}
