import { Banner } from '../design/banner.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import type { Data, Preview } from './shapes.ts'
import { operatorWords } from './words.ts'
import { writtenOf } from './written.ts'

/** A row of a view before and after, by the fields that differ. */
const RowChange = ({ view, rowKey, before, after }: { view: string; rowKey: string; before: Data | null; after: Data | null }) => {
  const say = useWords(operatorWords)
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  const changed = fields.filter(f => JSON.stringify(before?.[f]) !== JSON.stringify(after?.[f]))
  if (!changed.length) return <span>{say('rowSame', { view, key: rowKey })}</span>
  return (
    <div>
      {say('row', { view, key: rowKey })}
      <div className="change">
        {changed.map(f => (
          <div key={f}>
            {before?.[f] !== undefined && <del>{`− ${f}: ${writtenOf(before[f])}`}</del>}
            {after?.[f] !== undefined && <ins>{`+ ${f}: ${writtenOf(after[f])}`}</ins>}
          </div>
        ))}
      </div>
    </div>
  )
}
const useSentence = () => {
  const say = useWords(operatorWords)
  const { exact } = useFormat()
  return ({ command, becomes: b }: Preview['commands'][number]): string => {
    if (b.kind === 'refused') return say('doesRefused', { command, reason: b.reason })
    if (b.kind === 'before') return say('doesBefore', { command })
    if (b.kind === 'asks') return say('doesAsks', { command, context: b.context })
    if (b.kind === 'later') return say('doesLater', { command, time: exact(b.at) })
    return b.events.length ? say('doesEvents', { command, events: b.events.map(e => e.type).join(', ') }) : say('doesNothing', { command })
  }
}
/** What taking the event up would come to. */
export const Foreseen = ({ preview: { wrong, commands, rows } }: { readonly preview: Preview }) => {
  const say = useWords(operatorWords)
  const effect = useSentence()
  return (
    <div className="col">
      <Banner
        tone={wrong === null ? 'done' : 'trouble'}
        icon={wrong === null ? 'check' : 'warning'}
        title={say(wrong === null ? 'wouldPass' : 'wouldStop')}
      >
        {wrong !== null && (
          <p className="said" lang="en">
            {wrong}
          </p>
        )}
      </Banner>
      <ul className="eff">
        {commands.map((c, i) => (
          <li key={`${c.policy} ${c.command} ${i}`}>
            <span className="sq command" aria-hidden="true" />
            <span className="said">
              {effect(c)}
              <small className="q mono">{` (${c.policy})`}</small>
            </span>
          </li>
        ))}
        {rows.map(r => (
          <li key={`${r.view} ${r.key}`}>
            <span className="sq view" aria-hidden="true" />
            <RowChange view={r.view} rowKey={String(r.key)} before={r.before} after={r.after} />
          </li>
        ))}
        {commands.length + rows.length === 0 && <li className="q">{say('nothingWould')}</li>}
      </ul>
    </div>
  )
}
