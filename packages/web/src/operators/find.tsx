import { Link, useSearch } from 'wouter'
import { Refused } from '../api/answer.ts'
import { Empty, Failure, Skeleton } from '../design/states.tsx'
import { useWords } from '../words/index.ts'
import { OpsFrame } from './frame.tsx'
import { caseName, useTitle } from './names.ts'
import { orderPath, useFound } from './queries.ts'
import type { Found } from './shapes.ts'
import { operatorWords } from './words.ts'
import { Table } from './table.tsx'

const Results = ({ found }: { readonly found: readonly Found[] }) => {
  const say = useWords(operatorWords)
  const title = useTitle()
  // what belongs to a case leads somewhere, so it comes first
  const sorted = [...found.filter(f => f.case), ...found.filter(f => !f.case)]
  return (
    <div className="panel">
      <Table label={say('orders')} heads={(['case', 'what', 'system', 'context', 'state'] as const).map(head => say(head))}>
        {sorted.map(f => (
          <tr key={`${f.system} ${f.path}`}>
            <th scope="row">{f.case && <Link href={orderPath(f.system, f.case)}>{caseName(f.case)}</Link>}</th>
            <td className="mono">{f.path}</td>
            <td>{title(f.system)}</td>
            <td>{f.context}</td>
            <td>{f.status}</td>
          </tr>
        ))}
      </Table>
    </div>
  )
}
/** Any order by what people call it. */
export const Find = () => {
  const say = useWords(operatorWords)
  const text = (new URLSearchParams(useSearch()).get('q') ?? '').trim()
  const { data, error, refetch } = useFound(text)
  const count = data?.found.length ?? 0
  return (
    <OpsFrame title={say('orders')}>
      <div className="opsbody">
        {!text && (
          <Empty icon="search" title={say('find')}>
            <p className="q">{say('findText')}</p>
          </Empty>
        )}
        {error &&
          (error instanceof Refused && error.status < 500 ? (
            <p role="alert">{error.problem.detail}</p>
          ) : (
            <Failure error={error} onRetry={() => void refetch()} />
          ))}
        {text && !data && !error && <Skeleton rows={4} height={40} />}
        {data && count > 0 && <p role="status">{say('found', { text, count })}</p>}
        {data && count === 0 && <Empty icon="search" title={say('foundNone', { text })} />}
        {data && count > 0 && <Results found={data.found} />}
      </div>
    </OpsFrame>
  )
}
