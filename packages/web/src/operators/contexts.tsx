import { useState } from 'react'
import { may, pathOf, post, type Linked } from '../api/links.ts'
import { Button } from '../design/button.tsx'
import { Chip } from '../design/chip.tsx'
import { Dialog } from '../design/dialog.tsx'
import { Failure, Skeleton } from '../design/states.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { waitingOf } from './context-rows.tsx'
import { Deeds } from './deeds.tsx'
import { OpsFrame } from './frame.tsx'
import { useTitle } from './names.ts'
import { useContexts, useViews } from './queries.ts'
import type { ContextNow, ViewNow } from './shapes.ts'
import { operatorWords } from './words.ts'
import { Table } from './table.tsx'
import { Sources } from './sources.tsx'

interface Wish {
  readonly on: Linked
  readonly name: string
  readonly what: 'stop' | 'start' | 'rebuild'
}
type Want = (wish: Wish) => void
const words = { stop: 'stopWhat', start: 'startWhat', rebuild: 'rebuildWhat' } as const
const icons = { stop: 'pause', start: 'play', rebuild: 'undo' } as const

/** Asks why, then does it. */
const Ask = ({ wish, onClose }: { readonly wish: Wish; readonly onClose: () => void }) => {
  const say = useWords(operatorWords)
  const { on, name, what } = wish
  const work = async (reason: string): Promise<string> => {
    await post(pathOf(on, what)!, { reason }, undefined)
    onClose()
    return say('done')
  }
  return (
    <Dialog system="" title={say(words[what], { name })} isOpen onClose={onClose}>
      {what === 'stop' && <p>{say('stopText')}</p>}
      <Deeds deeds={[{ label: say(what), kind: what === 'stop' ? 'danger' : 'main', icon: icons[what], work }]} />
    </Dialog>
  )
}
const ContextRow = ({ context: c, onWant }: { readonly context: ContextNow; readonly onWant: Want }) => {
  const say = useWords(operatorWords)
  const title = useTitle()
  const { number } = useFormat()
  const name = `${title(c.system)} ${c.context}`
  const isRunning = c.state === 'running'
  const waiting = waitingOf(c)
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <Chip tone={isRunning ? 'done' : 'trouble'} icon={isRunning ? 'check' : 'pause'} bare>
          {say(c.state)}
        </Chip>
        {c.why && (
          <p className="sm said" lang="en">
            {c.why}
          </p>
        )}
      </td>
      <td>{[c.level, c.team].filter(Boolean).join(' · ')}</td>
      <td className="r num">{c.counts?.events === undefined ? '–' : number(c.counts.events)}</td>
      <td className="r num">{waiting === undefined ? '–' : number(waiting)}</td>
      <td className="r">
        {(['stop', 'start'] as const).map(
          what =>
            may(c, what) && (
              <Button
                key={what}
                kind="outline"
                icon={icons[what]}
                aria-label={say(words[what], { name })}
                onClick={() => onWant({ on: c, name, what })}
              >
                {say(what)}
              </Button>
            ),
        )}
      </td>
    </tr>
  )
}
const ViewRow = ({ view: v, onWant }: { readonly view: ViewNow; readonly onWant: Want }) => {
  const say = useWords(operatorWords)
  const title = useTitle()
  const { number } = useFormat()
  const name = `${title(v.system)} ${v.context} ${v.view}`
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="r num">{v.rows === null ? '–' : number(v.rows)}</td>
      <td className="r">
        {may(v, 'rebuild') && (
          <Button
            kind="outline"
            icon="undo"
            aria-label={say('rebuildWhat', { name })}
            onClick={() => onWant({ on: v, name, what: 'rebuild' })}
          >
            {say('rebuild')}
          </Button>
        )}
      </td>
    </tr>
  )
}
/** Contexts and views: what runs, to be stopped, started and folded anew, each with a reason. */
export const Contexts = () => {
  const say = useWords(operatorWords)
  const [contexts, views] = [useContexts(), useViews()]
  const [wish, setWish] = useState<Wish>()
  return (
    <OpsFrame title={say('contexts')}>
      <div className="opsbody">
        {contexts.error && <Failure error={contexts.error} onRetry={() => void contexts.refetch()} />}
        {!contexts.data && !contexts.error && <Skeleton rows={6} height={40} />}
        {contexts.data && (
          <div className="panel">
            <Table
              label={say('contexts')}
              heads={[say('context'), say('state'), say('levelTeam'), { right: say('events') }, { right: say('waits') }, '']}
            >
              {contexts.data.contexts.map(c => (
                <ContextRow key={`${c.system} ${c.context}`} context={c} onWant={setWish} />
              ))}
            </Table>
          </div>
        )}
        {contexts.data && <Sources contexts={contexts.data.contexts} />}
        {views.data && (
          <div className="panel">
            <h2>{say('views')}</h2>
            <Table label={say('views')} heads={[say('view'), { right: say('rows') }, '']}>
              {views.data.views.map(v => (
                <ViewRow key={`${v.system} ${v.context} ${v.view}`} view={v} onWant={setWish} />
              ))}
            </Table>
          </div>
        )}
      </div>
      {wish && <Ask wish={wish} onClose={() => setWish(undefined)} />}
    </OpsFrame>
  )
}
