import { useState } from 'react'
import { Link } from 'wouter'
import { post } from '../api/links.ts'
import { useNow } from '../app/clock.ts'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { Empty, Failure, Skeleton } from '../design/states.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { Deeds } from './deeds.tsx'
import { OpsFrame } from './frame.tsx'
import { caseName, useTitle } from './names.ts'
import { Pager } from './pager.tsx'
import { orderPath, segments, useTimers } from './queries.ts'
import type { Timer } from './shapes.ts'
import { operatorWords } from './words.ts'
import { Table } from './table.tsx'

const Row = ({ timer, onForward }: { readonly timer: Timer; readonly onForward: () => void }) => {
  const { system, context, case: kase, at, what } = timer
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
      <td className="r">
        <Button kind="outline" icon="bell" aria-label={say('forwardWhat', { what, case: caseName(kase) })} onClick={onForward}>
          {say('forward')}
        </Button>
      </td>
    </tr>
  )
}
/** Asks why, then rings it. */
const Forward = ({ timer, onClose }: { readonly timer: Timer; readonly onClose: () => void }) => {
  const say = useWords(operatorWords)
  const { system, context, id, case: kase, what } = timer
  const work = async (reason: string): Promise<string> => {
    await post(`/operations/timers/${segments(system, context)}/forward`, { timer: id, case: kase, reason }, undefined)
    onClose()
    return say('done')
  }
  return (
    <Dialog system="" title={say('forwardWhat', { what, case: caseName(kase) })} isOpen onClose={onClose}>
      <p>{say('forwardText')}</p>
      <Deeds deeds={[{ label: say('forward'), kind: 'main', icon: 'bell', work }]} />
    </Dialog>
  )
}
/** What will be done by itself, and when. */
export const Timers = () => {
  const say = useWords(operatorWords)
  const [page, setPage] = useState(0)
  const [forward, setForward] = useState<Timer>()
  const { data, error, refetch } = useTimers(page)
  return (
    <OpsFrame title={say('timers')}>
      <div className="opsbody">
        {error && <Failure error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton rows={6} height={40} />}
        {data?.timers.length === 0 && <Empty icon="timer" title={say('noTimers')} />}
        {data && data.timers.length > 0 && (
          <div className="panel">
            <Table label={say('timers')} heads={[...(['due', 'what', 'context', 'case'] as const).map(head => say(head)), '']}>
              {data.timers.map(t => (
                <Row key={`${t.system} ${t.context} ${t.id}`} timer={t} onForward={() => setForward(t)} />
              ))}
            </Table>
          </div>
        )}
        <Pager number={page} hasMore={page + 1 < (data?.page.totalPages ?? 0)} onPage={setPage} />
      </div>
      {forward && <Forward timer={forward} onClose={() => setForward(undefined)} />}
    </OpsFrame>
  )
}
