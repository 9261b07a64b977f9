import { Ticket } from '../../design/ticket.tsx'
import type { Bakery } from '../../shops/bread/queries.ts'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { Go, No, useFlag, type Work } from '../work.tsx'
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
  readonly work: Work<Command>
  /** Undefined: it cannot be turned down any more. */
  readonly onReject: (() => void) | undefined
}
export const BakeTicket = ({ bakery, name, now, work, onReject }: BakeTicketProps) => {
  const say = useWords(boardWords)
  const { timer } = useFormat()
  const { isOff } = work
  const flag = useFlag(work, say('canceled'))
  const age = now - Date.parse(bakery.createTime ?? new Date(now).toISOString())
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
      <Go work={work} looks={looks} say={say}>
        {onReject && <No work={work} text={say('reject')} onNo={onReject} />}
      </Go>
    </Ticket>
  )
}
