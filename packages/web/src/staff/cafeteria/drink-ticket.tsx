import { Ticket } from '../../design/ticket.tsx'
import type { Drink } from '../../shops/cafeteria/queries.ts'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { staffWords } from '../words.ts'
import { Go, useFlag, type Work } from '../work.tsx'
import type { Command } from './bar.tsx'
import { dueOf, usedOf } from './tickets.ts'
import { barWords } from './words.ts'

interface DrinkTicketProps {
  readonly drink: Drink
  readonly name: string
  readonly option: (option: string) => string
  readonly now: number
  readonly work: Work<Command>
  /** How many of its drinks are crossed off. */
  readonly crossed: number
  readonly onCross: () => void
}
/** What nobody has to be told of. */
const usual = ['hot', 'regular']
const looks = { receive: { tone: 'b', icon: 'check' }, make: { tone: '', icon: 'bell' }, handOver: { tone: 'o', icon: 'hand' } } as const

export const DrinkTicket = ({ drink, name, option, now, work, crossed, onCross }: DrinkTicketProps) => {
  const say = useWords(barWords)
  const staff = useWords(staffWords)
  const { timer, clock } = useFormat()
  const { isOff } = work
  const flag = useFlag(work, say('canceled'))
  const { temperature, size, extras } = drink.options
  const options = [temperature, size, ...(extras ?? [])].filter(o => o !== null && o !== undefined).filter(o => o !== 'regular')
  const due = dueOf(drink)
  const late = Math.floor((now - due) / 60_000)
  const isReady = drink.status === 'Made'
  return (
    <Ticket
      number={String(drink.pickupNumber ?? drink.orderId)}
      used={isReady ? 0 : usedOf(drink, now)}
      age={timer(now - Date.parse(drink.createTime ?? ''))}
      due={isOff ? say('byCustomer') : isReady ? '' : late >= 1 ? staff('lateBy', { count: late }) : staff('by', { time: clock(due) })}
      item={{
        count: drink.qty ?? 1,
        name,
        usual: options.filter(o => usual.includes(o)).map(o => option(o)),
        marked: options.filter(o => !usual.includes(o)).map(o => option(o)),
      }}
      crossing={
        drink.status === 'Receipted'
          ? { done: crossed, label: staff('crossOff', { done: crossed, count: drink.qty ?? 1 }), onCross }
          : undefined
      }
      flag={flag}
      off={isOff}
      fresh
    >
      <Go work={work} looks={looks} say={say} />
    </Ticket>
  )
}
