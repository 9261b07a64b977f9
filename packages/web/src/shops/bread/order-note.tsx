import { Chip, type Tone } from '../../design/chip.tsx'
import type { IconName } from '../../design/icons.ts'
import { Note, type NoteKind } from '../../design/note.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import type { Order } from './queries.ts'
import { bakery } from './words.ts'

const phases = {
  Ordered: { note: 'order', tone: 'waiting', icon: 'clock' },
  Confirmed: { note: 'order', tone: 'waiting', icon: 'check' },
  Baking: { note: 'order', tone: 'working', icon: 'fire' },
  OutForDelivery: { note: 'order', tone: 'working', icon: 'scooter' },
  Delivered: { note: 'view', tone: 'done', icon: 'home' },
  Rejected: { note: 'ended', tone: 'trouble', icon: 'cross' },
  canceling: { note: 'ended', tone: 'waiting', icon: 'undo' },
  canceled: { note: 'ended', tone: 'ended', icon: 'undo' },
} as const satisfies { [phase: string]: { note: NoteKind; tone: Tone; icon: IconName } }
export type Phase = keyof typeof phases
export const noteOf = (phase: Phase): NoteKind => phases[phase].note

/** Where an order is, in one word. `isBack`: its money has been given back. */
export const phaseOf = (status: string, isBack: boolean): Phase => {
  if (status === 'Canceled') return isBack ? 'canceled' : 'canceling'
  if (status === 'Declined' || status === 'Expired') return 'canceled' // shown only of what was charged all the same, and is back
  return status in phases ? (status as Phase) : 'Ordered'
}

/** The order itself: its number, its state, and where it goes. */
export const OrderNote = ({ order, what, isBack }: { readonly order: Order; readonly what: string; readonly isBack: boolean }) => {
  const say = useWords(bakery)
  const { money } = useFormat()
  const phase = phaseOf(order.status, isBack)
  const { note, tone, icon } = phases[phase]
  const sum = money(order.price)
  const back = say(isBack ? 'gotBack' : 'givingBack', { sum })
  const isOver = note === 'ended'
  const title = isOver ? back : say(`title${phase as 'Ordered' | 'Confirmed' | 'Baking' | 'OutForDelivery' | 'Delivered'}`)
  const more =
    phase === 'Rejected'
      ? order.reason
      : isOver
        ? isBack && say('onStatement')
        : order.address && say('toAddress', { address: order.address })
  return (
    <Note kind={note} taped live className="big">
      <div className="fx sp top">
        <div>
          <p className="q sb">{say('orderNumber')}</p>
          <p className="bignum">{order.id}</p>
        </div>
        <Chip tone={tone} icon={icon}>
          {say(phase)}
        </Chip>
      </div>
      <div className="lead">
        <h1>{title}</h1>
        {more && <p className="q">{more}</p>}
      </div>
      <hr className="rule" />
      <div className="fx sp base">
        <span className="sb">{what}</span>
        <b className="num">{sum}</b>
      </div>
    </Note>
  )
}
