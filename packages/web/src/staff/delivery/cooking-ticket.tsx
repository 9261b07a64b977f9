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
type Line = Cooking['items'][number]

/** What is to be seen at once: canceled, refused, or not yet sent. */
const useFlag = ({ cooking, isWaiting, isCut, refused }: CookingTicketProps) => {
  const say = useWords(kitchenWords)
  const staff = useWords(staffWords)
  if (cooking.status === 'Canceled') return { tone: 'bad', icon: 'cross', text: say('canceled') } as const
  if (refused !== undefined) return { tone: 'ch', icon: 'warning', text: refused } as const
  return isWaiting && isCut ? ({ tone: 'un', icon: 'clock', text: staff('unsent') } as const) : undefined
}
/** By when something is to be done, or why nothing is. */
const useDue = ({ cooking, now }: CookingTicketProps): string => {
  const say = useWords(kitchenWords)
  const staff = useWords(staffWords)
  const { clock } = useFormat()
  const due = dueOf(cooking)
  const late = Math.floor((now - due) / 60_000)
  if (cooking.status === 'Canceled') return say('byCustomer')
  if (cooking.status === 'CookFinished') return say('waiting')
  if (cooking.status === 'Paid') return say('answerBy', { time: clock(due) })
  return late >= 1 ? staff('lateBy', { count: late }) : staff('by', { time: clock(due) })
}

/** A dish after the first. */
const More = ({ line: { qty, options }, name }: { readonly line: Line; readonly name: string }) => {
  const customers = useWords(meals)
  return (
    <div>
      <div className="it">
        <span className={`x ${qty === 1 ? 'one' : ''}`}>{qty}</span>
        <span>{name}</span>
      </div>
      {options.length > 0 && (
        <div className="op">
          <mark>{options.map(o => optionName(customers, o)).join(' · ')}</mark>
        </div>
      )}
    </div>
  )
}

/** The next thing; what is new may be turned down, too. */
const Taps = ({ command, isWaiting, onTap, onReject }: CookingTicketProps & { readonly command: Command }) => {
  const say = useWords(kitchenWords)
  const { tone, icon } = looks[command]
  return (
    <>
      <button type="button" className={`go ${tone}`} disabled={isWaiting} aria-busy={isWaiting || undefined} onClick={onTap}>
        <Icon name={icon} />
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
}

export const CookingTicket = (props: CookingTicketProps) => {
  const { cooking, now, command, refused, onUnderstood } = props
  const staff = useWords(staffWords)
  const customers = useWords(meals)
  const language = useLanguage()
  const { timer } = useFormat()
  const dishes = useDishes()
  const flag = useFlag(props)
  const due = useDue(props)
  const isOff = cooking.status === 'Canceled'
  const nameOf = (productId: string) =>
    dishes.data?.find(d => d.productId === productId && d.storeId === cooking.storeId)?.names[language] ?? productId
  const [first, ...others] = cooking.items
  return (
    <Ticket
      number={String(cooking.orderId)}
      used={cooking.status === 'CookFinished' ? 0 : usedOf(cooking, now)}
      age={timer(now - arrivedAt(cooking))}
      due={due}
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
      {others.map(line => (
        <More key={[line.productId, ...line.options].join(' ')} line={line} name={nameOf(line.productId)} />
      ))}
      {isOff || refused !== undefined ? (
        <button type="button" className="go o" onClick={onUnderstood}>
          <Icon name="check" />
          {staff('understood')}
        </button>
      ) : (
        command && <Taps {...props} command={command} />
      )}
    </Ticket>
  )
}
