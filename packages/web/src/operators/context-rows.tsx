import { Chip } from '../design/chip.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import type { ContextNow, Guard } from './shapes.ts'
import { operatorWords } from './words.ts'
import { Table } from './table.tsx'

/** How many events wait for it; undefined: that cannot be told now. */
export const waitingOf = ({ lag }: ContextNow): number | undefined => (lag ? Object.values(lag).reduce((sum, n) => sum + n, 0) : undefined)

const GuardState = ({ guard: { name, state } }: { readonly guard: Guard }) => {
  const say = useWords(operatorWords)
  if (state === 'closed') return <span className="q">{say('breakerClosed', { name })}</span>
  const isOpen = state === 'open'
  return (
    <Chip tone={isOpen ? 'trouble' : 'waiting'} icon="bolt" bare>
      {say(isOpen ? 'breakerOpen' : 'breakerTrying', { name })}
    </Chip>
  )
}
/** How each context is. */
export const ContextRows = ({ contexts }: { readonly contexts: readonly ContextNow[] }) => {
  const say = useWords(operatorWords)
  const { number } = useFormat()
  const shown = (n: number | undefined) => (n === undefined ? '–' : number(n))
  return (
    <Table
      isDense
      label={say('contexts')}
      heads={[say('context'), say('breaker'), { right: say('waits') }, { right: say('parkedHead') }, { right: say('owed') }]}
    >
      {contexts.map(c => (
        <tr key={c.context}>
          <th scope="row">
            {c.context}{' '}
            {c.state === 'stopped' && (
              <Chip tone="trouble" icon="pause" bare>
                {say('stopped')}
              </Chip>
            )}
          </th>
          <td>
            <span className="fx wrap guards">
              {(c.guards ?? []).map(g => (
                <GuardState key={g.name} guard={g} />
              ))}
            </span>
          </td>
          <td className="r num">{shown(waitingOf(c))}</td>
          <td className={`r num ${c.parked ? 'ink-trouble' : ''}`}>{shown(c.parked)}</td>
          <td className="r num">{shown(c.counts?.timers)}</td>
        </tr>
      ))}
    </Table>
  )
}
