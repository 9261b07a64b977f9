import { Ticket } from '../../design/ticket.tsx'
import { useDishes } from '../../shops/delivery/queries.ts'
import { meals, optionName } from '../../shops/delivery/words.ts'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { staffWords } from '../words.ts'
import { Go, No, useFlag, type Work } from '../work.tsx'
import type { Cooking } from './queries.ts'
import { arrivedAt, dueOf, usedOf } from './tickets.ts'
import { kitchenWords } from './words.ts'

export type Command = 'accept' | 'start' | 'finish'
const looks = { accept: { tone: 'b', icon: 'check' }, start: { tone: 'b', icon: 'fire' }, finish: { tone: '', icon: 'bell' } } as const

interface CookingTicketProps {
  readonly cooking: Cooking
  readonly now: number
  readonly work: Work<Command>
  readonly onReject: () => void
}
type Line = Cooking['items'][number]

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

export const CookingTicket = (props: CookingTicketProps) => {
  const { cooking, now, work, onReject } = props
  const say = useWords(kitchenWords)
  const customers = useWords(meals)
  const language = useLanguage()
  const { timer } = useFormat()
  const dishes = useDishes()
  const flag = useFlag(work, say('canceled'))
  const due = useDue(props)
  const { isOff } = work
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
      <Go work={work} looks={looks} say={say}>
        {work.command === 'accept' && <No work={work} text={say('reject')} onNo={onReject} />}
      </Go>
    </Ticket>
  )
}
