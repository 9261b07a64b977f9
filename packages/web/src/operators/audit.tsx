import { useMutation } from '@tanstack/react-query'
import { Banner } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Failure, Skeleton } from '../design/states.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { OpsFrame } from './frame.tsx'
import { useTitle } from './names.ts'
import { runAudit } from './queries.ts'
import type { Audit } from './shapes.ts'
import { operatorWords } from './words.ts'
import { Table } from './table.tsx'

const counted = ['cases', 'events', 'items', 'rows'] as const
const Result = ({ kept, systems }: Audit) => {
  const say = useWords(operatorWords)
  const title = useTitle()
  const { number } = useFormat()
  const broken = systems.flatMap(s => s.broken.map(({ promise, where }) => ({ system: s.system, told: `${promise} (${where})` })))
  return (
    <>
      <Banner
        tone={kept ? 'done' : 'trouble'}
        icon={kept ? 'shield' : 'warning'}
        title={kept ? say('auditKept') : say('auditBroken', { count: broken.length })}
        alert={!kept}
      >
        <ul>
          {broken.map(({ system, told }) => (
            <li key={`${system} ${told}`} className="said" lang="en">
              {`${title(system)}: ${told}`}
            </li>
          ))}
        </ul>
      </Banner>
      <div className="panel">
        <Table label={say('audit')} heads={[say('system'), ...[...counted, 'broken' as const].map(head => ({ right: say(head) }))]}>
          {systems.map(s => (
            <tr key={s.system}>
              <th scope="row">{title(s.system)}</th>
              {counted.map(c => (
                <td key={c} className="r num">
                  {number(s[c])}
                </td>
              ))}
              <td className={`r num ${s.broken.length ? 'ink-trouble' : ''}`}>{number(s.broken.length)}</td>
            </tr>
          ))}
        </Table>
      </div>
    </>
  )
}
/** Whether every promise is kept, over all stores. It reads them whole, so it runs when somebody asks. */
export const AuditPage = () => {
  const say = useWords(operatorWords)
  const audit = useMutation({ mutationFn: runAudit })
  return (
    <OpsFrame title={say('audit')}>
      <div className="opsbody">
        <div className="fx wrap">
          <Button icon="shield" busy={audit.isPending} onClick={() => audit.mutate()}>
            {say('runAudit')}
          </Button>
          <p className="q">{say('auditText')}</p>
        </div>
        {audit.isPending && <Skeleton rows={6} height={40} />}
        {audit.error && <Failure error={audit.error} onRetry={() => audit.mutate()} />}
        {audit.data && <Result {...audit.data} />}
      </div>
    </OpsFrame>
  )
}
