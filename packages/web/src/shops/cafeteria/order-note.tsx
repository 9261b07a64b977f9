import { useNow } from '../../app/clock.ts'
import { Chip, type Tone } from '../../design/chip.tsx'
import type { IconName } from '../../design/icons.ts'
import { Note, type NoteKind } from '../../design/note.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import type { Estimate } from './estimate.ts'
import { type Drink, type Order, usePageOf } from './queries.ts'
import { cafe } from './words.ts'

interface OrderNoteProps {
  readonly order: Order
  readonly drink: Drink | null | undefined
  readonly what: string
  readonly estimate: Estimate | undefined
  readonly ahead: string
}
const phases = {
  waiting: { note: 'order', tone: 'waiting', icon: 'clock' },
  making: { note: 'order', tone: 'working', icon: 'cup' },
  ready: { note: 'view', tone: 'done', icon: 'bell' },
  pickedUp: { note: 'ended', tone: 'ended', icon: 'hand' },
  canceling: { note: 'ended', tone: 'waiting', icon: 'undo' },
  canceled: { note: 'ended', tone: 'ended', icon: 'undo' },
} as const satisfies { [phase: string]: { note: NoteKind; tone: Tone; icon: IconName } }
export type Phase = keyof typeof phases

/** Where an order is, in one word. */
export const phaseOf = (order: Pick<Order, 'status' | 'cancellation'>, drinkStatus: string | null | undefined): Phase => {
  if (order.status === 'OrderCanceled') return order.cancellation === 'done' ? 'canceled' : 'canceling'
  if (drinkStatus === 'Receipted') return 'making'
  if (drinkStatus === 'Made') return 'ready'
  return drinkStatus === 'PickedUp' ? 'pickedUp' : 'waiting'
}

/** The order itself: its number, its state, and when. */
export const OrderNote = ({ order, drink, what, estimate, ahead }: OrderNoteProps) => {
  const say = useWords(cafe)
  const { money, clock, about } = useFormat()
  const now = useNow()
  const page = usePageOf(order.id)
  const phase = phaseOf(order, drink?.status)
  const { note, tone, icon } = phases[phase]
  const sum = money(order.amt)
  const returned = money(page.data?.returned || order.amt)
  const left = estimate ? about(estimate.at - now) : ''
  const title = {
    waiting: estimate ? say(estimate.late ? 'late' : 'readyAround', { time: clock(estimate.at) }) : say('soon'),
    making: estimate ? say(estimate.late ? 'late' : 'readyAround', { time: clock(estimate.at) }) : say('soon'),
    ready: say('comeTake'),
    pickedUp: say('enjoy'),
    canceling: say('givingBack', { sum }),
    canceled: say('gotBack', { sum: returned }),
  }[phase]
  const more = {
    waiting: left ? say('aboutAhead', { about: left, ahead }) : ahead,
    making: left ? say('onIt', { about: left }) : '',
    ready: say('comeTakeText'),
    pickedUp: '',
    canceling: '',
    canceled: say('onStatement'),
  }[phase]
  const from = Date.parse(order.createTime ?? '')
  const percent = estimate ? Math.round(Math.min(97, Math.max(4, (100 * (now - from)) / (estimate.at - from)))) : undefined
  return (
    <Note kind={note} taped live className="big">
      <div className="fx sp top">
        <div>
          <p className="q sb">{say('pickupNumber')}</p>
          <p className="bignum">{order.pickupNumber}</p>
        </div>
        <Chip tone={tone} icon={icon}>
          {say(phase)}
        </Chip>
      </div>
      <div className="lead">
        <h1>{title}</h1>
        {more && <p className="q">{more}</p>}
      </div>
      {percent !== undefined && (
        <div className="fill" role="progressbar" aria-label={title} aria-valuenow={percent}>
          <i style={{ width: `${percent}%` }} />
        </div>
      )}
      <hr className="rule" />
      <div className="fx sp base">
        <span className="sb">{what}</span>
        <b className="num">{sum}</b>
      </div>
    </Note>
  )
}
