import { useState } from 'react'
import { Empty, Failure, Skeleton } from '../design/states.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { OpsFrame } from './frame.tsx'
import { Pager } from './pager.tsx'
import { useActs } from './queries.ts'
import type { Act } from './shapes.ts'
import { operatorWords } from './words.ts'
import { Table } from './table.tsx'

/** Who did what, when and why. */
export const ActsTable = ({ acts, isWhole }: { readonly acts: readonly Act[]; readonly isWhole?: boolean }) => {
  const say = useWords(operatorWords)
  const { day, exact } = useFormat()
  if (!acts.length) return <p className="q pad">{say('noActs')}</p>
  const heads = ['when', 'who', 'action', 'context', 'reason', ...(isWhole ? (['detail'] as const) : [])] as const
  return (
    <Table label={say('acts')} heads={heads.map(head => say(head))}>
      {acts.map(a => (
        <tr key={`${a.time} ${a.system} ${a.context} ${JSON.stringify(a.detail)}`}>
          <td className="nw num">{`${day(a.time)} ${exact(a.time)}`}</td>
          <td>{a.actor}</td>
          <td className="mono">{a.action}</td>
          <td>{`${a.system} ${a.context}`}</td>
          <td className="said">{a.reason}</td>
          {isWhole && <td className="mono said">{JSON.stringify(a.detail)}</td>}
        </tr>
      ))}
    </Table>
  )
}
export const Acts = () => {
  const say = useWords(operatorWords)
  const [page, setPage] = useState(0)
  const acts = useActs(page)
  const shown = acts.data?.audits
  return (
    <OpsFrame title={say('acts')}>
      <div className="opsbody">
        {acts.error && <Failure error={acts.error} onRetry={() => void acts.refetch()} />}
        {!shown && !acts.error && <Skeleton rows={6} height={40} />}
        {shown?.length === 0 && <Empty icon="book" title={say('noActs')} />}
        {shown && shown.length > 0 && (
          <section className="panel">
            <ActsTable acts={shown} isWhole />
          </section>
        )}
        <Pager number={page} hasMore={shown?.length === 20} onPage={setPage} />
      </div>
    </OpsFrame>
  )
}
