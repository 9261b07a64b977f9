import { useState } from 'react'
import { Link } from 'wouter'
import { Refused } from '../api/answer.ts'
import { post } from '../api/links.ts'
import { useNow } from '../app/clock.ts'
import { settings } from '../app/started.ts'
import { Chip } from '../design/chip.tsx'
import { TextField } from '../design/fields.tsx'
import { Empty, Failure, Skeleton } from '../design/states.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { type Deed, Deeds } from './deeds.tsx'
import { OpsFrame } from './frame.tsx'
import { moneyWords } from './money-words.ts'
import { caseName, useTitle } from './names.ts'
import { orderPath, segments, useMoney, useTasks } from './queries.ts'
import { Table } from './table.tsx'
import type { Money, Reconciled } from './shapes.ts'
import { TaskCard } from './task.tsx'
import { operatorWords } from './words.ts'

const MoneyRow = ({ money: m }: { readonly money: Money }) => {
  const say = useWords(moneyWords)
  const title = useTitle()
  const { money, ago, moment } = useFormat()
  const now = useNow()
  return (
    <tr>
      <th scope="row">
        <Link href={orderPath(m.system, m.case)}>{caseName(m.case)}</Link>
      </th>
      <td>{`${title(m.system)} ${m.context}`}</td>
      <td>{m.external}</td>
      <td>
        <Chip tone={m.state === 'unknown' ? 'waiting' : 'working'} icon="looking" bare>
          {say(m.state === 'unknown' ? 'unknown' : 'underWay')}
        </Chip>
      </td>
      <td className="r num">{m.amt === null ? '–' : money(m.amt)}</td>
      <td className="nw">{m.since === null ? '–' : ago(m.since, now)}</td>
      <td className="nw">{m.next === null ? say('byPerson') : moment(m.next, now)}</td>
    </tr>
  )
}
const Out = () => {
  const say = useWords(moneyWords)
  const both = useWords(operatorWords)
  const { data, error, refetch } = useMoney()
  const heads = [both('case'), both('context'), say('provider'), say('state'), { right: say('amount') }, say('since'), say('next')]
  return (
    <section className="panel" aria-label={say('out')}>
      <h2>{say('out')}</h2>
      <div className="pad">
        <p className="q">{say('outText')}</p>
        {error && <Failure error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton rows={3} height={40} />}
        {data?.money.length === 0 && <Empty icon="won" title={say('noneOut')} />}
        {data && data.money.length > 0 && (
          <Table label={say('out')} heads={heads}>
            {data.money.map(m => (
              <MoneyRow key={`${m.system} ${m.context} ${m.case} ${m.what}`} money={m} />
            ))}
          </Table>
        )}
      </div>
    </section>
  )
}
const Tasks = () => {
  const say = useWords(moneyWords)
  const { data, error, refetch } = useTasks()
  return (
    <section className="panel" aria-label={say('tasks')}>
      <h2>{say('tasks')}</h2>
      <div className="pad">
        <p className="q">{say('tasksText')}</p>
        {error && <Failure error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton rows={2} height={90} />}
        {data?.tasks.length === 0 && <Empty icon="check" title={say('noTasks')} />}
        <div className="taskcards">
          {data?.tasks.map(t => (
            <TaskCard key={`${t.system} ${t.context} ${t.collection} ${t.item} ${t.case}`} task={t} />
          ))}
        </div>
      </div>
    </section>
  )
}
/** The day before today, as the nightly comparison takes it: in Seoul. */
const yesterday = (): string => new Date(Date.now() + 9 * 3_600_000 - 86_400_000).toISOString().slice(0, 10)
const Compared = ({ found }: { readonly found: Reconciled }) => {
  const say = useWords(moneyWords)
  const { money } = useFormat()
  const { provider, compared, differences } = found
  return (
    <div className="col" role="status">
      <p>{say('compared', { provider, count: compared })}</p>
      {differences.length === 0 ? <b>{say('agree')}</b> : <b className="ink-trouble">{say('differ', { count: differences.length })}</b>}
      <ul>
        {differences.map(d => (
          <li key={`${d.what} ${d.key}`} className="said">
            <span className="mono">{d.what}</span> {say('ours', { key: d.key, ours: money(d.ours), theirs: money(d.theirs) })}
          </li>
        ))}
      </ul>
    </div>
  )
}
const Reconcile = () => {
  const say = useWords(moneyWords)
  const title = useTitle()
  const [system, setSystem] = useState(settings.systems[0]?.name ?? '')
  const [day, setDay] = useState(yesterday)
  const [found, setFound] = useState<Reconciled>()
  const deed: Deed = {
    label: say('reconcile'),
    kind: 'main',
    icon: 'book',
    work: async reason => {
      setFound(undefined)
      try {
        const said = await post<Reconciled | { underWay: true }>(
          `/operations/money/${segments(system)}/reconcile`,
          { day, reason },
          undefined,
        )
        if ('underWay' in said) return say('goesOn')
        setFound(said)
        return ''
      } catch (error) {
        if (error instanceof Refused && error.status === 404) return say('noProvider')
        throw error
      }
    },
  }
  return (
    <section className="panel" aria-label={say('reconcile')}>
      <h2>{say('reconcile')}</h2>
      <div className="pad">
        <p className="q">{say('reconcileText')}</p>
        <div className="editor">
          <label className="field">
            <span>{say('system')}</span>
            <span className="inp">
              <select value={system} onChange={e => setSystem(e.target.value)}>
                {settings.systems.map(({ name }) => (
                  <option key={name} value={name}>
                    {title(name)}
                  </option>
                ))}
              </select>
            </span>
          </label>
          <TextField label={say('day')} type="date" value={day} onText={setDay} />
        </div>
        <Deeds deeds={[deed]} />
        {found && <Compared found={found} />}
      </div>
    </section>
  )
}
/** Where the money is: payments that are out, what people have to see to, and a day held against the provider's books. */
export const Payments = () => {
  const say = useWords(operatorWords)
  return (
    <OpsFrame title={say('payments')}>
      <div className="opsbody">
        <Out />
        <Tasks />
        <Reconcile />
      </div>
    </OpsFrame>
  )
}
