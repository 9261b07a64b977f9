import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Refused } from '../../api/answer.ts'
import { Button } from '../../design/button.tsx'
import { TextField } from '../../design/fields.tsx'
import { Icon } from '../../design/icon.tsx'
import { Failure } from '../../design/states.tsx'
import { useWords } from '../../words/index.ts'
import { type Book, changesOf, type Line, type Typed, typedOf, wishOf } from './book.ts'
import { menuWords } from './words.ts'

interface OptionsProps {
  readonly book: Book
  readonly kind: string
  readonly typed: Typed
  readonly onType: (typed: Typed) => void
}
/** What can be chosen of one kind, each with its surcharge. */
const OptionsOf = ({ book, kind, typed, onType }: OptionsProps) => {
  const say = useWords(menuWords)
  const group = book.kindOf(kind)
  const set = (at: number, change: Partial<Typed['options'][number]>) =>
    onType({ ...typed, options: typed.options.map((o, i) => (i === at ? { ...o, ...change } : o)) })
  const mine = typed.options.map((o, at) => ({ ...o, at })).filter(o => o.kind === kind)
  return (
    <fieldset className="blk">
      <legend className="lab">{group}</legend>
      {mine.map(({ name, plus, at }, i) => (
        <div className="optrow" key={at}>
          <div className="inp">
            <input
              aria-label={say('optionOf', { group, number: i + 1 })}
              value={name}
              maxLength={200}
              placeholder={say('option')}
              onChange={e => set(at, { name: e.target.value })}
            />
          </div>
          <div className="inp">
            <input
              aria-label={say('plusOf', { group, number: i + 1 })}
              value={plus}
              inputMode="numeric"
              placeholder={say('plus')}
              onChange={e => set(at, { plus: e.target.value })}
            />
          </div>
          <button
            type="button"
            className="iconbtn"
            aria-label={say('dropOption', { name: book.optionOf(name) || group })}
            onClick={() => onType({ ...typed, options: typed.options.filter((_, o) => o !== at) })}
          >
            <Icon name="trash" size="s" />
          </button>
        </div>
      ))}
      <Button kind="text" icon="plus" onClick={() => onType({ ...typed, options: [...typed.options, { kind, name: '', plus: '' }] })}>
        {say('addOption')}
      </Button>
    </fieldset>
  )
}

/** Takes a line off the menu, after one more question. */
const Remove = ({
  line,
  remove,
  onDone,
}: {
  readonly line: Line
  readonly remove: NonNullable<Book['remove']>
  readonly onDone: () => void
}) => {
  const say = useWords(menuWords)
  const [isAsked, setAsked] = useState(false)
  const gone = useMutation({ mutationFn: () => remove(line), onSuccess: onDone })
  if (!isAsked)
    return (
      <Button kind="danger" wide icon="trash" onClick={() => setAsked(true)}>
        {say('remove')}
      </Button>
    )
  return (
    <>
      {gone.error && <Failure error={gone.error} />}
      <p className="sm">{say('removeSure')}</p>
      <Button kind="danger" wide busy={gone.isPending} onClick={() => gone.mutate()}>
        {say('removeYes')}
      </Button>
    </>
  )
}

interface ItemFormProps {
  readonly book: Book
  /** Undefined: a new one. */
  readonly line: Line | undefined
  readonly onDone: () => void
}
/** One line of a menu: its names, what it costs, how much there is of it, and what can be chosen. */
export const ItemForm = ({ book, line, onDone }: ItemFormProps) => {
  const say = useWords(menuWords)
  const was = line ?? book.blank
  const [typed, onType] = useState(() => typedOf(was))
  const wish = wishOf(typed, was)
  const save = useMutation({
    mutationFn: async () => {
      if (!wish) return
      if (line) await book.change(line, changesOf(wish, line))
      else await book.add(typed.code.trim(), wish)
    },
    onSuccess: onDone,
  })
  const wrong = save.error instanceof Refused ? save.error.problem.errors : undefined
  const errorOf = (...names: string[]) => wrong?.find(e => names.includes(e.field))?.message
  const text = (
    name: 'code' | 'korean' | 'english' | 'price' | 'stock',
    more: { hint?: string; error?: string | undefined; numeric?: boolean },
  ) => (
    <TextField
      label={say(name)}
      value={typed[name]}
      maxLength={200}
      hint={more.hint}
      error={more.error}
      {...(more.numeric ? { inputMode: 'numeric' as const } : {})}
      onText={said => onType({ ...typed, [name]: said })}
    />
  )
  return (
    <div className="col">
      {!line && text('code', { hint: say('codeHint'), error: errorOf('productName', 'productId', 'item') })}
      {was.names && text('korean', { error: errorOf('names', 'names.ko') })}
      {was.names && text('english', { error: errorOf('names.en') })}
      {text('price', { error: errorOf('price'), numeric: true })}
      {was.stock !== undefined && text('stock', { hint: say('stockHint'), error: errorOf('stock'), numeric: true })}
      {Object.keys(was.options ?? {}).map(kind => (
        <OptionsOf key={kind} book={book} kind={kind} typed={typed} onType={onType} />
      ))}
      {save.error && !wrong?.length && <Failure error={save.error} />}
      <Button wide disabled={!wish || typed.code.trim() === ''} busy={save.isPending} onClick={() => save.mutate()}>
        {say('save')}
      </Button>
      {line && book.remove && <Remove line={line} remove={book.remove} onDone={onDone} />}
    </div>
  )
}
