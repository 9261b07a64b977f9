import { Link } from 'wouter'
import { useNow } from '../app/clock.ts'
import { settings } from '../app/started.ts'
import { Chip } from '../design/chip.tsx'
import { Kpi } from '../design/kpi.tsx'
import { Failure, Skeleton } from '../design/states.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { ActsTable } from './acts.tsx'
import { ContextRows, waitingOf } from './context-rows.tsx'
import { LastDay } from './day.tsx'
import { OpsFrame } from './frame.tsx'
import { ordersIn, useTitle } from './names.ts'
import { useActs, useCauses, useContexts, useParked, useTasks } from './queries.ts'
import type { Cause, ContextNow, Parked, Task } from './shapes.ts'
import { operatorWords } from './words.ts'

/** How many orders are stuck, and the way to why. */
export const RedDot = ({ orders, to }: { readonly orders: number; readonly to: string }) => {
  const say = useWords(operatorWords)
  return (
    <Link href={to} className="reddot">
      <b className="num" aria-hidden="true">
        {orders}
      </b>
      {say('stuck', { count: orders })}
    </Link>
  )
}

interface NumbersProps {
  readonly contexts: readonly ContextNow[]
  readonly parked: readonly Parked[]
  readonly causes: readonly Cause[]
  readonly tasks: readonly Task[]
}
const Numbers = ({ contexts, parked, causes, tasks }: NumbersProps) => {
  const say = useWords(operatorWords)
  const title = useTitle()
  const { number } = useFormat()
  const isUnknown = contexts.some(c => c.state === 'running' && !c.lag)
  const waiting = contexts.map(c => ({ name: `${title(c.system)} ${c.context}`, count: waitingOf(c) ?? 0 }))
  const most = waiting.reduce((a, b) => (b.count > a.count ? b : a), { name: '', count: 0 })
  const guards = contexts.flatMap(c => c.guards ?? [])
  return (
    <section className="kpis">
      <Kpi label={say('stuckKpi')} value={number(ordersIn(parked))} unit={say('causesOf', { count: causes.length })} />
      <Kpi
        label={say('waitingKpi')}
        value={number(waiting.reduce((sum, w) => sum + w.count, 0))}
        unit={most.count ? say('mostAt', { name: most.name }) : say(isUnknown ? 'unknownLag' : 'nowhere')}
      />
      <Kpi
        label={say('breakerKpi')}
        value={number(guards.filter(g => g.state !== 'closed').length)}
        unit={say('breakers', { count: guards.length })}
      />
      <Kpi label={say('tasksKpi')} value={number(tasks.length)} />
      <Kpi
        label={say('stoppedKpi')}
        value={number(contexts.filter(c => c.state === 'stopped').length)}
        unit={say('ofContexts', { count: contexts.length })}
      />
    </section>
  )
}

interface SystemPanelProps {
  readonly system: string
  readonly contexts: readonly ContextNow[]
  readonly parked: readonly Parked[]
  readonly causes: readonly Cause[]
}
const SystemPanel = ({ system, contexts, parked, causes }: SystemPanelProps) => {
  const say = useWords(operatorWords)
  const title = useTitle()
  const stuck = ordersIn(parked)
  const isWell = contexts.every(c => c.state === 'running')
  return (
    <article className="panel" data-system={system} aria-label={title(system)}>
      <header className="head">
        <span className="dot system" />
        <h2>
          <Link href={`/desk/boards/${system}`}>{title(system)}</Link>
        </h2>
        <span className="up">
          {stuck > 0 ? (
            <RedDot orders={stuck} to={causes[0] ? `/desk/trouble/${causes[0].cause}` : '/desk/trouble'} />
          ) : (
            <Chip tone={isWell ? 'done' : 'trouble'} icon={isWell ? 'check' : 'pause'} bare>
              {say(isWell ? 'flowing' : 'stopped')}
            </Chip>
          )}
        </span>
      </header>
      <div className="glance">
        <Link href={`/desk/boards/${system}`} aria-label={say('boardOf', { name: title(system) })}>
          <img className="mini" src={`/boards/${system}.svg`} alt="" />
        </Link>
        <ContextRows contexts={contexts} />
      </div>
    </article>
  )
}

const ToDo = ({ causes, tasks }: { readonly causes: readonly Cause[]; readonly tasks: readonly Task[] }) => {
  const say = useWords(operatorWords)
  const title = useTitle()
  const { ago } = useFormat()
  const now = useNow()
  return (
    <section className="panel">
      <h2>{say('toDo')}</h2>
      {causes.length + tasks.length === 0 && <p className="q pad">{say('nothingToDoText')}</p>}
      <ul className="pad">
        {causes.map(c => (
          <li key={c.cause} className="said">
            <Link href={`/desk/trouble/${c.cause}`}>
              <b>{say('causeTitle', { count: c.cases, context: `${title(c.system)} ${c.context}` })}</b>
            </Link>
            <p className="q sm">
              {say('since', { time: ago(c.since, now) })}
              {' · '}
              <span lang="en">{c.reason}</span>
            </p>
          </li>
        ))}
        {tasks.map(t => (
          <li key={`${t.system} ${t.context} ${t.case} ${t.what}`} className="said">
            <Link href="/desk/payments">
              <b>{`${title(t.system)} ${t.context} ${t.case}`}</b>
            </Link>
            <p className="q sm" lang="en">
              {t.what}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** How everything is, right now. */
export const Overview = () => {
  const say = useWords(operatorWords)
  const { exact } = useFormat()
  const [contexts, parked, causes, tasks, acts] = [useContexts(), useParked(), useCauses(), useTasks(), useActs(0, 5)]
  const error = contexts.error ?? parked.error ?? causes.error
  const lanes = parked.data?.parked ?? []
  const all = causes.data?.causes ?? []
  const todo = tasks.data?.tasks ?? []
  return (
    <OpsFrame
      title={say('overview')}
      side={
        <Chip tone={error ? 'trouble' : 'done'} icon={error ? 'offline' : 'check'} bare>
          {say('live', { time: exact(contexts.dataUpdatedAt || Date.now()) })}
        </Chip>
      }
    >
      <div className="opsbody">
        {error && <Failure error={error} onRetry={() => void contexts.refetch()} />}
        {!contexts.data && !error && <Skeleton rows={3} height={180} />}
        {contexts.data && (
          <>
            <Numbers contexts={contexts.data.contexts} parked={lanes} causes={all} tasks={todo} />
            <div className="systems">
              {settings.systems.map(({ name }) => (
                <SystemPanel
                  key={name}
                  system={name}
                  contexts={contexts.data.contexts.filter(c => c.system === name)}
                  parked={lanes.filter(l => l.system === name)}
                  causes={all.filter(c => c.system === name)}
                />
              ))}
              <ToDo causes={all} tasks={todo} />
            </div>
            <LastDay />
            <section className="panel">
              <div className="head">
                <h2>{say('lastActs')}</h2>
                <Link href="/desk/acts" className="up sm">
                  {say('allActs')}
                </Link>
              </div>
              <ActsTable acts={acts.data?.audits ?? []} />
            </section>
          </>
        )}
      </div>
    </OpsFrame>
  )
}
