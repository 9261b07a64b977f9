import './menu.css'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ShopFrame } from '../../app/frame.tsx'
import { Button } from '../../design/button.tsx'
import { Chip } from '../../design/chip.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Icon } from '../../design/icon.tsx'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { shared } from '../../words/shared.ts'
import type { Book, Line } from './book.ts'
import { ItemForm } from './item-form.tsx'
import { menuWords } from './words.ts'

/** Sold out with one tap, and back with another. */
const SoldOut = ({ book, line }: { readonly book: Book; readonly line: Line }) => {
  const say = useWords(menuWords)
  const toggle = useMutation({ mutationFn: () => book.sellOut(line, !line.isSoldOut) })
  const name = book.nameOf(line)
  return (
    <>
      {toggle.error && <Failure error={toggle.error} />}
      <button
        type="button"
        className="btn o"
        aria-pressed={line.isSoldOut}
        aria-busy={toggle.isPending || undefined}
        disabled={toggle.isPending}
        onClick={() => toggle.mutate()}
      >
        <Icon name={line.isSoldOut ? 'play' : 'none'} size="s" />
        {say(line.isSoldOut ? 'sellAgain' : 'sellOut', { name })}
      </button>
    </>
  )
}

const MenuLine = ({ book, line, onEdit }: { readonly book: Book; readonly line: Line; readonly onEdit: () => void }) => {
  const say = useWords(menuWords)
  const both = useWords(shared)
  const { money } = useFormat()
  const name = book.nameOf(line)
  return (
    <li className={`card menuline ${line.isSoldOut ? 'out' : ''}`}>
      <div className="fx sp base wrap">
        <h2>{name}</h2>
        <b className="num nw">{money(line.price)}</b>
      </div>
      <p className="fx wrap sm q">
        {line.isSoldOut && (
          <Chip tone="ended" icon="none">
            {both('soldOut')}
          </Chip>
        )}
        {typeof line.stock === 'number' && line.stock > 0 && <span className="num">{say('left', { count: line.stock })}</span>}
        {Object.entries(line.options ?? {}).flatMap(([kind, of]) =>
          Object.entries(of).map(([option, plus]) => (
            <span key={`${kind} ${option}`} className="num">
              {plus === 0 ? book.optionOf(option) : `${book.optionOf(option)} +${money(plus)}`}
            </span>
          )),
        )}
      </p>
      <div className="fx wrap acts">
        <SoldOut book={book} line={line} />
        <Button kind="quiet" icon="edit" onClick={onEdit}>
          {say('edit', { name })}
        </Button>
      </div>
    </li>
  )
}

/** A menu as its shop edits it: what is sold out with one tap, the rest in a form. */
export const MenuEditor = ({ book }: { readonly book: Book }) => {
  const say = useWords(menuWords)
  const [editing, setEditing] = useState<Line | 'new'>()
  const line = editing === 'new' ? undefined : editing
  return (
    <ShopFrame
      system={book.system}
      title={say('menu')}
      back={book.back}
      wide
      side={
        <Button kind="outline" icon="plus" onClick={() => setEditing('new')}>
          {say('add')}
        </Button>
      }
    >
      <Dialog
        system={book.system}
        title={line ? say('edit', { name: book.nameOf(line) }) : say('add')}
        isOpen={editing !== undefined}
        onClose={() => setEditing(undefined)}
      >
        <ItemForm key={line?.id ?? 0} book={book} line={line} onDone={() => setEditing(undefined)} />
      </Dialog>
      <div>
        <h1>{say('counted', { count: book.lines?.length ?? 0 })}</h1>
        <p className="q">{say('text')}</p>
      </div>
      {book.lines === undefined ? (
        book.error ? (
          <Failure error={book.error} onRetry={book.retry} />
        ) : (
          <Skeleton rows={4} height={150} />
        )
      ) : book.lines.length === 0 ? (
        <Empty icon="book" title={say('none')}>
          <p className="q">{say('noneText')}</p>
        </Empty>
      ) : (
        <ul className="menulines">
          {book.lines.map(one => (
            <MenuLine key={one.id} book={book} line={one} onEdit={() => setEditing(one)} />
          ))}
        </ul>
      )}
    </ShopFrame>
  )
}
