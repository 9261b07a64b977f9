import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'wouter'
import { Refused } from '../api/answer.ts'
import { pathOf, post } from '../api/links.ts'
import { Button } from '../design/button.tsx'
import { TextField } from '../design/fields.tsx'
import { Empty, Failure, Skeleton } from '../design/states.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { type Deed, Deeds } from './deeds.tsx'
import { Foreseen } from './foreseen.tsx'
import { OpsFrame } from './frame.tsx'
import { caseName, useTitle } from './names.ts'
import { edit, orderPath, preview, useParked, usePreview } from './queries.ts'
import type { Data, Lane, Parked, Preview, Tried } from './shapes.ts'
import { operatorWords } from './words.ts'
import { mendedOf, writtenOf } from './written.ts'

interface EditorProps {
  readonly data: Data
  readonly texts: { readonly [field: string]: string }
  readonly onText: (field: string, text: string) => void
}
const Editor = ({ data, texts, onText }: EditorProps) => {
  const say = useWords(operatorWords)
  return (
    <div className="editor">
      {Object.entries(data).map(([field, was]) => (
        <div key={field} className={texts[field] !== undefined && texts[field] !== writtenOf(was) ? 'changed' : ''}>
          <TextField
            label={field}
            value={texts[field] ?? writtenOf(was)}
            placeholder={was === null ? say('fieldEmpty') : ''}
            spellCheck={false}
            onText={text => onText(field, text)}
          />
        </div>
      ))}
    </div>
  )
}

/** The first event of the lane: what it says and could say instead, what that would do, and the acts. */
const Workbench = ({ lane, first }: { readonly lane: Parked; readonly first: Preview }) => {
  const say = useWords(operatorWords)
  const [texts, setTexts] = useState<{ readonly [field: string]: string }>({})
  const data = mendedOf(first.event.data, texts)
  const written = JSON.stringify(data)
  const isChanged = written !== JSON.stringify(first.event.data)
  const tried = useMutation({ mutationFn: (what: Data) => preview(lane, what) })
  const isTried = tried.data !== undefined && JSON.stringify(tried.variables) === written
  const shown = isChanged ? tried.data : first
  const mend: Deed = {
    label: say('editRetry'),
    kind: 'main',
    icon: 'check',
    work: reason => edit(lane, data, reason).then(() => say('done')),
  }
  return (
    <>
      <div className="two">
        <section className="panel pad">
          <h2>{say('says')}</h2>
          <p className="q sm">{say('saysText')}</p>
          <Editor data={first.event.data} texts={texts} onText={(field, text) => setTexts(was => ({ ...was, [field]: text }))} />
          <div>
            <Button kind="outline" icon="eye" busy={tried.isPending} onClick={() => tried.mutate(data)}>
              {say('dryRun')}
            </Button>
          </div>
        </section>
        <section className="panel pad">
          <h2>{say('dryRunTitle')}</h2>
          {tried.error && <Failure error={tried.error} />}
          {isChanged && !isTried && !tried.isPending && <p className="ink-waiting">{say('dryRunOld')}</p>}
          {shown && (!isChanged || isTried) && <Foreseen preview={shown} />}
        </section>
      </div>
      <section className="panel pad">
        {!(isChanged && isTried) && <p className="q sm">{say('editFirst')}</p>}
        <LaneDeeds lane={lane} more={isChanged && isTried ? [mend] : []} />
      </section>
    </>
  )
}
/** What can be done with any lane, also with a timer that cannot be rung. */
const LaneDeeds = ({ lane, more }: { readonly lane: Parked; readonly more: readonly Deed[] }) => {
  const say = useWords(operatorWords)
  const retry: Deed['work'] = async reason => {
    const { waits, reason: why = '' } = await post<Tried>(pathOf(lane, 'retry')!, { reason }, undefined)
    return waits ? say('waitsAgain', { reason: why }) : say('mended')
  }
  const drop: Deed['work'] = reason => post(pathOf(lane, 'drop')!, { reason }, undefined).then(() => say('givenUp'))
  return (
    <Deeds
      deeds={[
        { label: say('giveUp'), kind: 'danger', icon: 'trash', work: drop },
        { label: say('retryAsIs'), kind: more.length ? 'outline' : 'main', icon: 'undo', work: retry },
        ...more,
      ]}
    />
  )
}
const OneLane = ({ lane }: { readonly lane: Parked }) => {
  const say = useWords(operatorWords)
  const { exact } = useFormat()
  const first = usePreview(lane)
  const isTimer = first.error instanceof Refused && first.error.status === 404
  return (
    <>
      <section>
        <p className="said mono" lang="en">
          {lane.reason}
        </p>
        <p className="q sm">
          {say('at', { event: `${lane.source}.${lane.events[0]?.type ?? ''}` })}
          {' · '}
          {say('since', { time: exact(lane.since) })}
          {' · '}
          {lane.blocked ? say('blocked', { count: lane.blocked }) : say('noneBlocked')}
          {' · '}
          {lane.retryAt ? say('retryAt', { time: exact(lane.retryAt) }) : say('noRetry')}
        </p>
      </section>
      {first.isPending && <Skeleton rows={2} height={200} />}
      {first.error && !isTimer && <Failure error={first.error} onRetry={() => void first.refetch()} />}
      {first.data && <Workbench lane={lane} first={first.data} />}
      {isTimer && (
        <section className="panel pad">
          <p className="q">{say('dryRunNone')}</p>
          <LaneDeeds lane={lane} more={[]} />
        </section>
      )}
    </>
  )
}

const isLane = (l: Lane, o: Lane) => l.system === o.system && l.context === o.context && l.source === o.source && l.case === o.case
/** One case that waits, opened. */
export const Mend = () => {
  const say = useWords(operatorWords)
  const title = useTitle()
  const { system = '', context = '', source = '', kind = '', key = '' } = useParams<{ [part: string]: string }>()
  const wanted: Lane = { system, context, source, case: `${decodeURIComponent(kind)}/${decodeURIComponent(key)}` }
  const parked = useParked()
  const lane = parked.data?.parked.find(l => isLane(l, wanted))
  const order = orderPath(system, wanted.case)
  return (
    <OpsFrame
      title={say('mend', { case: `${title(system)} ${caseName(wanted.case)}` })}
      side={
        <Link href={order} className="sm">
          {say('openOrder')}
        </Link>
      }
    >
      <div className="wk">
        {parked.error && <Failure error={parked.error} onRetry={() => void parked.refetch()} />}
        {!parked.data && !parked.error && <Skeleton rows={3} height={120} />}
        {parked.data && !lane && (
          <Empty icon="check" title={say('laneGone')}>
            <p>
              <Link href={order}>{say('openOrder')}</Link>
            </p>
          </Empty>
        )}
        {lane && <OneLane key={lane.events[0]?.id} lane={lane} />}
      </div>
    </OpsFrame>
  )
}
