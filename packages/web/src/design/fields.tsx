import { type InputHTMLAttributes, type ReactNode, useId } from 'react'
import { shared } from '../words/shared.ts'
import { useWords } from '../words/index.ts'
import { Icon } from './icon.tsx'

export interface Choice {
  readonly value: string
  readonly label: string
  /** What it costs more, as it is written. */
  readonly plus?: string | undefined
  readonly disabled?: boolean
}
interface ChoicesProps {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly chosen: readonly string[]
  readonly onChoose: (chosen: string[]) => void
  /** More than one may be chosen. */
  readonly many?: boolean
}
/** Chips to tap: one of them, or any. */
export const Choices = ({ label, choices, chosen, onChoose, many }: ChoicesProps) => {
  const name = useId()
  const toggle = (value: string) => onChoose(chosen.includes(value) ? chosen.filter(v => v !== value) : [...chosen, value])
  return (
    <fieldset className="blk">
      <legend className="lab">{label}</legend>
      <div className="opts">
        {choices.map(({ value, label: text, plus, disabled }) => {
          const on = chosen.includes(value)
          return (
            <label key={value} className={`opt ${on ? 'on' : ''}`}>
              <input
                className="vh"
                type={many ? 'checkbox' : 'radio'}
                name={name}
                checked={on}
                disabled={disabled}
                onChange={() => (many ? toggle(value) : onChoose([value]))}
              />
              {on && <Icon name="check" size="s" />}
              {text}
              {plus && <span className="plus num">{plus}</span>}
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

interface RowsProps {
  readonly label: string
  readonly rows: readonly { readonly value: string; readonly label: ReactNode; readonly side?: ReactNode }[]
  readonly chosen: string
  readonly onChoose: (value: string) => void
}
/** One of several, each a row with something said at its side. */
export const Rows = ({ label, rows, chosen, onChoose }: RowsProps) => {
  const name = useId()
  return (
    <fieldset className="blk">
      <legend className="lab">{label}</legend>
      <div className="card list flush">
        {rows.map(({ value, label: text, side }) => (
          <label key={value} className={`radio ${value === chosen ? 'on' : ''}`}>
            <input className="vh" type="radio" name={name} checked={value === chosen} onChange={() => onChoose(value)} />
            <span className="o" aria-hidden="true" />
            <span className="grow">{text}</span>
            {side !== undefined && <span className="q sm num">{side}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

interface QuantityProps {
  readonly label: string
  readonly value: number
  readonly most: number
  readonly onChange: (value: number) => void
}
export const Quantity = ({ label, value, most, onChange }: QuantityProps) => {
  const say = useWords(shared)
  return (
    <div className="qty" role="group" aria-label={label}>
      <button type="button" aria-label={say('less')} disabled={value <= 1} onClick={() => onChange(value - 1)}>
        <Icon name="minus" size="s" />
      </button>
      <b aria-live="polite">{value}</b>
      <button type="button" aria-label={say('more')} disabled={value >= most} onClick={() => onChange(value + 1)}>
        <Icon name="plus" size="s" />
      </button>
    </div>
  )
}

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'className'> {
  readonly label: string
  readonly side?: ReactNode
  readonly hint?: ReactNode
  /** What is wrong with it, as the server says. */
  readonly error?: string | undefined
  readonly onText: (text: string) => void
}
export const TextField = ({ label, side, hint, error, onText, ...rest }: TextFieldProps) => {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className={`inp ${error ? 'err' : ''}`}>
        <input
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={error || hint ? `${id}-more` : undefined}
          onChange={e => onText(e.target.value)}
          {...rest}
        />
        {side !== undefined && <span className="up sm q nw">{side}</span>}
      </div>
      {(error || hint) && (
        <p id={`${id}-more`} className={`sm ${error ? 'ink-trouble' : 'q'}`}>
          {error ?? hint}
        </p>
      )}
    </div>
  )
}
