import { Icon } from '../../design/icon.tsx'
import { Ticket } from '../../design/ticket.tsx'
import { useDishes } from '../../shops/delivery/queries.ts'
import { meals, optionName } from '../../shops/delivery/words.ts'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { staffWords } from '../words.ts'
import type { Cooking } from './queries.ts'
import { arrivedAt, dueOf, usedOf } from './tickets.ts'
import { kitchenWords } from './words.ts'

export type Command = 'accept' | 'start' | 'finish'
const looks = { accept: { tone: 'b', icon: 'check' }, start: { tone: 'b', icon: 'fire' }, finish: { tone: '', icon: 'bell' } } as const

interface CookingTicketProps {
  readonly cooking: Cooking
  readonly now: number
  /** The one next thing; only where the server offers it. */
  readonly command: Command | undefined
  /** Tapped, and not yet answered. */
  readonly isWaiting: boolean
  readonly isCut: boolean
  /** Why the last tap was refused. */
  readonly refused: string | undefined
  readonly onTap: () => void
  readonly onReject: () => void
  readonly onUnderstood: () => void
}
export const CookingTicket = (props: CookingTicketProps) => {
  const { cooking, now, command, isWaiting, isCut, refused, onTap, onReject, onUnderstood } = props
  const say = useWords(kitchenWords)
  const staff = useWords(staffWords)
  const customers = useWords(meals)
  const language = useLanguage()
  const { timer, clock } = useFormat()
  const dishes = useDishes()
  const isOff = cooking.status === 'Canceled'
  const isReady = cooking.status === 'CookFinished'
  const nameOf = (productId: string) =>
    dishes.data?.find(d => d.productId === productId && d.storeId === cooking.storeId)?.names[language] ?? productId
  const [first, ...others] = cooking.items
  const due = dueOf(cooking)
  const late = Math.floor((now - due) / 60_000)
  const flag = isOff
    ? ({ tone: 'bad', icon: 'cross', text: say('canceled') } as const)
    : refused !== undefined
      ? ({ tone: 'ch', icon: 'warning', text: refused } as const)
      : isWaiting && isCut
        ? ({ tone: 'un', icon: 'clock', text: staff('unsent') } as const)
        : undefined
  const dueText = isOff
    ? say('byCustomer')
    : isReady
      ? say('waiting')
      : cooking.status === 'Paid'
        ? say('answerBy', { time: clock(due) })
        : late >= 1
          ? staff('lateBy', { count: late })
          : staff('by', { time: clock(due) })
  return (
    <Ticket
      number={String(cooking.orderId)}
      used={isReady ? 0 : usedOf(cooking, now)}
      age={timer(now - arrivedAt(cooking))}
      due={dueText}
      item={{
        count: first?.qty ?? cooking.qty,
        name: nameOf(first?.productId ?? cooking.foodId),
        usual: [],
        marked: first?.options.map(o => optionName(customers, o)) ?? [],
      }}
      flag={flag}
      off={isOff}
      fresh
    >
      {others.map(({ productId, qty, options }) => (
        <div key={[productId, ...options].join(' ')}>
          <div className="it">
            <span className={`x ${qty === 1 ? 'one' : ''}`}>{qty}</span>
            <span>{nameOf(productId)}</span>
          </div>
          {options.length > 0 && (
            <div className="op">
              <mark>{options.map(o => optionName(customers, o)).join(' · ')}</mark>
            </div>
          )}
        </div>
      ))}
      {isOff || refused !== undefined ? (
        <button type="button" className="go o" onClick={onUnderstood}>
          <Icon name="check" />
          {staff('understood')}
        </button>
      ) : (
        command && (
          <>
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
            {command === 'accept' && (
              <button type="button" className="go o" disabled={isWaiting} onClick={onReject}>
                <Icon name="cross" />
                {say('reject')}
              </button>
            )}
          </>
        )
      )}
    </Ticket>
  )
}
