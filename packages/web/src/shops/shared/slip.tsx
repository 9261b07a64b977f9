import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Icon } from '../../design/icon.tsx'
import { Note, type NoteKind } from '../../design/note.tsx'

interface SlipProps {
  readonly to: string
  readonly kind: NoteKind
  readonly number: ReactNode
  readonly state: string
  readonly more: string
}
/** One order in a list: a small note. */
export const Slip = ({ to, kind, number, state, more }: SlipProps) => (
  <Link href={to} className="slip-link">
    <Note small kind={kind} className="mine">
      <span className="no">{number}</span>
      <span>
        <b>{state}</b>
        <br />
        <span className="q sm">{more}</span>
      </span>
      <Icon name="next" />
    </Note>
  </Link>
)
