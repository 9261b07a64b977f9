import { useNow } from '../../app/clock.ts'
import { Chip, type Tone } from '../../design/chip.tsx'
import { Icon } from '../../design/icon.tsx'
import type { IconName } from '../../design/icons.ts'
import { Note, type NoteKind } from '../../design/note.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { type Phase, rankOf } from './order-steps.ts'
import type { Mypage, Order } from './queries.ts'
import { meals } from './words.ts'

export interface Arrival {
  readonly km: number
  /** When the way that is shown began. */
  readonly start: number
  readonly at: number
  readonly late: boolean
  readonly promised: number
}
interface OrderNoteProps {
  readonly order: Order
  readonly page: Mypage | null | undefined
  readonly what: string
  readonly arrival: Arrival | undefined
  readonly phase: Phase
}
const looks = {
  ordered: { note: 'order', tone: 'waiting', icon: 'clock' },
  accepted: { note: 'order', tone: 'working', icon: 'shop' },
  cooking: { note: 'order', tone: 'working', icon: 'fire' },
  cooked: { note: 'order', tone: 'working', icon: 'bell' },
  picked: { note: 'order', tone: 'working', icon: 'scooter' },
  delivered: { note: 'view', tone: 'done', icon: 'home' },
  completed: { note: 'ended', tone: 'ended', icon: 'hand' },
  rejected: { note: 'trouble', tone: 'trouble', icon: 'cross' },
  canceling: { note: 'ended', tone: 'waiting', icon: 'undo' },
  canceled: { note: 'ended', tone: 'ended', icon: 'undo' },
} as const satisfies { [phase in Phase]: { note: NoteKind; tone: Tone; icon: IconName } }
export const noteOf = (phase: Phase): NoteKind => looks[phase].note

/** The order itself: its number, its state, when it comes, and what it cost. */
export const OrderNote = ({ order, page, what, arrival, phase }: OrderNoteProps) => {
  const say = useWords(meals)
  const { money, clock, about } = useFormat()
  const now = useNow()
  const { note, tone, icon } = looks[phase]
  const sum = money(order.total)
  const isOnItsWay = rankOf(phase) >= 0 && rankOf(phase) < 5
  const title = isOnItsWay
    ? arrival
      ? say(arrival.late ? 'late' : 'arrivesAround', { time: clock(arrival.at) })
      : say('tellYou')
    : phase === 'canceling'
      ? say('givingBack', { sum })
      : phase === 'canceled' || (phase === 'rejected' && page?.returned)
        ? say('gotBack', { sum: money(page?.returned || order.total) })
        : phase === 'rejected'
          ? say('givingBack', { sum })
          : say(phase)
  const more = isOnItsWay
    ? arrival && say('aboutIn', { about: about(arrival.at - now) })
    : phase === 'rejected'
      ? say('rejectedText')
      : phase === 'canceled'
        ? say('onStatement')
        : undefined
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
        <b className="num nw">{sum}</b>
      </div>
      <p className="q sm fx">
        <Icon name="pin" size="s" />
        {order.address}
      </p>
    </Note>
  )
}
