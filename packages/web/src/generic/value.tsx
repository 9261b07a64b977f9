import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { plain, type Schema } from './model.ts'
import { genericWords } from './words.ts'

/** A value as people read it: times as times, yes and no, what lies within as text. */
export const Value = ({ schema, value }: { readonly schema: Schema; readonly value: unknown }) => {
  const say = useWords(genericWords)
  const { moment, number } = useFormat()
  if (value === null || value === undefined || value === '') return <span className="qq">{say('empty')}</span>
  if (typeof value === 'boolean') return <>{say(value ? 'yes' : 'no')}</>
  if (typeof value === 'string' && plain(schema).format === 'date-time') return <span className="num">{moment(value)}</span>
  if (typeof value === 'object') return <span className="mono sm">{JSON.stringify(value)}</span>
  // a year and a number of something are said as they are
  if (typeof value === 'number') return <span className="num">{value < 10_000 ? value : number(value)}</span>
  return <>{typeof value === 'string' ? value : JSON.stringify(value)}</>
}
