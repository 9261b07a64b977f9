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
import { Table } from './table.tsx'
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
  const lines = linesOf(contexts)
  const held = lines.filter(line => line.held).length
  // what somebody lets wait is seen at once; what then goes on stays where it is read
  const [isOpen] = useState(held > 0)
  return (
    <details className="panel folded" open={isOpen}>
      <summary>
        <h2>{say('sources')}</h2>
        <span className="q num">{number(lines.length)}</span>
        {held > 0 && (
          <Chip tone="waiting" icon="pause" bare>
            {say('pausedCount', { count: held })}
          </Chip>
        )}
      </summary>
      <Table label={say('sources')} heads={[say('context'), say('source'), say('state'), { right: say('waits') }, '']}>
        {lines.map(line => {
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
      </Table>
      {asking && <Ask line={asking} onClose={() => setAsking(undefined)} />}
    </details>
  )
}
