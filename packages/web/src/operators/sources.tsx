import { useState } from 'react'
import { post } from '../api/links.ts'
import { Button } from '../design/button.tsx'
import { Chip } from '../design/chip.tsx'
import { Dialog } from '../design/dialog.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { Deeds } from './deeds.tsx'
import { useTitle } from './names.ts'
import { segments } from './queries.ts'
import { Scrolls } from './scrolls.tsx'
import type { ContextNow, Held } from './shapes.ts'
import { operatorWords } from './words.ts'

interface Line {
  readonly context: ContextNow
  readonly source: string
  /** Undefined: that cannot be told now. */
  readonly waiting: number | undefined
  readonly held: Held | undefined
}
const linesOf = (contexts: readonly ContextNow[]): readonly Line[] =>
  contexts.flatMap(context =>
    (context.hears ?? []).map(source => ({
      context,
      source,
      waiting: context.lag?.[source],
      held: context.held?.find(h => h.kind === 'source' && h.name === source),
    })),
  )
const Ask = ({ line, onClose }: { readonly line: Line; readonly onClose: () => void }) => {
  const say = useWords(operatorWords)
  const { context: c, source, held } = line
  const verb = held ? 'resume' : 'pause'
  const work = async (reason: string): Promise<string> => {
    await post(`/operations/contexts/${segments(c.system, c.context)}/sources/${segments(source)}/${verb}`, { reason }, undefined)
    onClose()
    return say('done')
  }
  return (
    <Dialog system="" title={say(held ? 'resumeSource' : 'pauseSource', { context: c.context, source })} isOpen onClose={onClose}>
      {!held && <p>{say('pauseSourceText')}</p>}
      <Deeds deeds={[{ label: say(verb), kind: held ? 'main' : 'danger', icon: held ? 'play' : 'pause', work }]} />
    </Dialog>
  )
}
/** What each context hears, and what an operator lets wait. */
export const Sources = ({ contexts }: { readonly contexts: readonly ContextNow[] }) => {
  const say = useWords(operatorWords)
  const title = useTitle()
  const { number } = useFormat()
  const [asking, setAsking] = useState<Line>()
  return (
    <div className="panel">
      <h2>{say('sources')}</h2>
      <Scrolls label={say('sources')}>
        <table className="tbl">
          <thead>
            <tr>
              {(['context', 'source', 'state', 'waits'] as const).map(head => (
                <th key={head} scope="col" className={head === 'waits' ? 'r' : ''}>
                  {say(head)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {linesOf(contexts).map(line => {
              const { context: c, source, waiting, held } = line
              return (
                <tr key={`${c.system} ${c.context} ${source}`}>
                  <th scope="row">{`${title(c.system)} ${c.context}`}</th>
                  <td>{source}</td>
                  <td>
                    <Chip tone={held ? 'waiting' : 'done'} icon={held ? 'pause' : 'check'} bare>
                      {say(held ? 'paused' : 'heard')}
                    </Chip>
                    {held && <p className="sm said">{`${held.actor}: ${held.reason}`}</p>}
                  </td>
                  <td className="r num">{waiting === undefined ? '–' : number(waiting)}</td>
                  <td className="r">
                    <Button
                      kind="outline"
                      icon={held ? 'play' : 'pause'}
                      aria-label={`${title(c.system)} ${say(held ? 'resumeSource' : 'pauseSource', { context: c.context, source })}`}
                      onClick={() => setAsking(line)}
                    >
                      {say(held ? 'resume' : 'pause')}
                    </Button>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Scrolls>
      {asking && <Ask line={asking} onClose={() => setAsking(undefined)} />}
    </div>
  )
}
