import { useState } from 'react'
import { Refused } from '../api/answer.ts'
import { begin, settle } from '../api/intent.ts'
import { post } from '../api/links.ts'
import { Button } from '../design/button.tsx'
import { TextField } from '../design/fields.tsx'
import { useWords } from '../words/index.ts'
import { type Asked, plain, type Schema, spoken } from './model.ts'
import { genericWords } from './words.ts'

type Texts = { readonly [field: string]: string }
/** What somebody typed, as the server reads it; undefined: it is no JSON. Nothing typed is left out. */
const bodyOf = (schema: Schema, texts: Texts): { readonly [field: string]: unknown } | undefined => {
  const body: { [field: string]: unknown } = {}
  for (const [field, of] of Object.entries(schema.properties ?? {})) {
    const text = texts[field] ?? ''
    if (text === '') continue
    const { type, format } = plain(of)
    if (type === 'boolean') body[field] = text === 'true'
    else if (type === 'string' && format === 'date-time') body[field] = new Date(text).toISOString()
    else if (type === 'string' || type === 'integer' || type === 'number') body[field] = text
    else
      try {
        body[field] = JSON.parse(text)
      } catch {
        return undefined
      }
  }
  return body
}
const inputOf = ({ type, format, minimum, maximum }: Schema) =>
  type === 'integer' || type === 'number'
    ? { type: 'number', min: minimum, max: maximum, step: type === 'integer' ? 1 : 'any' }
    : format === 'date-time'
      ? { type: 'datetime-local' }
      : format === 'date'
        ? { type: 'date' }
        : { type: 'text' }

interface FieldProps {
  readonly name: string
  readonly schema: Schema
  readonly isNeeded: boolean
  readonly text: string
  readonly error: string | undefined
  readonly onText: (text: string) => void
}
/** One field, as its schema says: a choice, a switch, a number, a time, a text. */
const Field = ({ name, schema, isNeeded, text, error, onText }: FieldProps) => {
  const say = useWords(genericWords)
  const of = plain(schema)
  const choices = of.enum ?? (of.type === 'boolean' ? ['true', 'false'] : undefined)
  if (!choices) {
    const isPlain = ['string', 'integer', 'number'].includes(String(of.type))
    const hint = isPlain ? of.description : say('json')
    return <TextField label={spoken(name)} value={text} required={isNeeded} hint={hint} error={error} onText={onText} {...inputOf(of)} />
  }
  return (
    <label className="field">
      <span>{spoken(name)}</span>
      <span className={`inp ${error ? 'err' : ''}`}>
        <select value={text} required={isNeeded} onChange={e => onText(e.target.value)}>
          <option value="">{say('notSaid')}</option>
          {choices.map(c => (
            <option key={String(c)} value={String(c)}>
              {of.type === 'boolean' ? say(c === 'true' ? 'yes' : 'no') : String(c)}
            </option>
          ))}
        </select>
      </span>
      {error && <span className="sm ink-trouble">{error}</span>}
    </label>
  )
}

interface FormProps {
  readonly asked: Asked
  readonly path: string
  readonly onDone: (item: { readonly id: number | string }) => void
}
/** Asks for what a command needs, and issues it once, however often it is pressed. What the server refuses stands at its field. */
export const Form = ({ asked, path, onDone }: FormProps) => {
  const say = useWords(genericWords)
  const [texts, setTexts] = useState<Texts>({})
  const [error, setError] = useState<Error>()
  const [isBusy, setBusy] = useState(false)
  const { properties = {}, required = [] } = asked.schema
  const errors = error instanceof Refused ? (error.problem.errors ?? []) : []
  const send = async (): Promise<void> => {
    const body = bodyOf(asked.schema, texts)
    if (!body) return setError(new Error(say('wrongJson')))
    const intent = `generic.${path}`
    setBusy(true)
    try {
      const item = await post<{ readonly id: number | string }>(path, body, begin(intent, body))
      settle(intent)
      onDone(item)
    } catch (failed) {
      setError(failed as Error)
      // what was refused is not what is asked next; what got no answer is asked again under the same key
      if (failed instanceof Refused && failed.status < 500) settle(intent)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="col"
      onSubmit={e => {
        e.preventDefault()
        void send()
      }}
    >
      {Object.entries(properties).map(([name, schema]) => (
        <Field
          key={name}
          name={name}
          schema={schema}
          isNeeded={required.includes(name)}
          text={texts[name] ?? ''}
          error={errors.find(e => e.field === name)?.message}
          onText={text => setTexts({ ...texts, [name]: text })}
        />
      ))}
      {error && (
        <p className="ink-trouble" role="alert">
          {error.message}
        </p>
      )}
      <Button type="submit" busy={isBusy} wide>
        {say('send')}
      </Button>
    </form>
  )
}
