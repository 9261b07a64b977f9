import { Icon } from '../../design/icon.tsx'
import { Ticket } from '../../design/ticket.tsx'
import type { Bakery } from '../../shops/bread/queries.ts'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { staffWords } from '../words.ts'
import { boardWords } from './words.ts'

/** The one next thing for an order; only where the server offers it. */
export const commands = ['confirm', 'bake', 'dispatch', 'deliver'] as const
export type Command = (typeof commands)[number]
const looks = {
  confirm: { tone: 'b', icon: 'check' },
  bake: { tone: '', icon: 'fire' },
  dispatch: { tone: 'b', icon: 'scooter' },
  deliver: { tone: 'o', icon: 'home' },
} as const
/** How long a bakery may take from the order to the door before its edge is red, in ms. */
const patience = 3_600_000

interface BakeTicketProps {
  readonly bakery: Bakery
  readonly name: string
  readonly now: number
  readonly command: Command | undefined
  /** Tapped, and not yet answered. */
  readonly isWaiting: boolean
  readonly isCut: boolean
  /** Why the last tap was refused. */
  readonly refused: string | undefined
  readonly onTap: () => void
  /** Undefined: it cannot be turned down any more. */
  readonly onReject: (() => void) | undefined
  readonly onUnderstood: () => void
}
export const BakeTicket = (props: BakeTicketProps) => {
  const { bakery, name, now, command, isWaiting, isCut, refused, onTap, onReject, onUnderstood } = props
  const say = useWords(boardWords)
  const staff = useWords(staffWords)
  const { timer } = useFormat()
  const isOff = bakery.status === 'Canceled'
  const age = now - Date.parse(bakery.createTime ?? new Date(now).toISOString())
  const flag = isOff
    ? ({ tone: 'bad', icon: 'cross', text: say('canceled') } as const)
    : refused !== undefined
      ? ({ tone: 'ch', icon: 'warning', text: refused } as const)
      : isWaiting && isCut
        ? ({ tone: 'un', icon: 'clock', text: staff('unsent') } as const)
        : undefined
  return (
    <Ticket
      number={String(bakery.orderId)}
      used={age / patience}
      age={timer(age)}
      due={isOff ? say('byCustomer') : ''}
      item={{ count: bakery.qty ?? 1, name, usual: [bakery.address ?? say('atShop')], marked: [] }}
      flag={flag}
      off={isOff}
      fresh
    >
      {isOff || refused !== undefined ? (
        <button type="button" className="go o" onClick={onUnderstood}>
          <Icon name="check" />
          {staff('understood')}
        </button>
      ) : (
        command && (
          <button
            type="button"
            className={`go ${looks[command].tone}`}
            disabled={isWaiting}
            aria-busy={isWaiting || undefined}
            onClick={onTap}
          >
            <Icon name={looks[command].icon} />
            {say(command)}
          </button>
        )
      )}
      {!isOff && refused === undefined && onReject && (
        <button type="button" className="go o" disabled={isWaiting} onClick={onReject}>
          <Icon name="cross" />
          {say('reject')}
        </button>
      )}
    </Ticket>
  )
}
