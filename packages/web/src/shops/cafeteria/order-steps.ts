import type { Step } from '../../design/timeline.tsx'
import type { Format } from '../../words/format.ts'
import type { Say } from '../../words/index.ts'
import type { Estimate } from './estimate.ts'
import type { Drink, Order } from './queries.ts'
import type { cafe } from './words.ts'

interface Facts {
  readonly order: Order
  readonly drink: Drink | null | undefined
  /** When a message of this kind was written: when that happened. */
  readonly at: (what: string) => string | undefined
  readonly estimate: Estimate | undefined
  readonly ahead: string
}
type SayCafe = Say<(typeof cafe)['words']>

const rank = { PaymentApproved: 0, Receipted: 1, Made: 2, PickedUp: 3 } as const

/** What has happened, what happens, and what is still to come. */
export const stepsOf = ({ order, drink, at, estimate, ahead }: Facts, say: SayCafe, { clock, exact, around }: Format): Step[] => {
  const when = (what: string, otherwise?: string | null) => {
    const time = at(what) ?? otherwise
    return time ? { time: clock(time), exact: exact(time) } : {}
  }
  const ordered: Step = { state: 'done', icon: 'check', title: say('doneOrdered'), ...when('Ordered', order.createTime) }
  if (order.status === 'OrderCanceled') {
    const back = order.cancellation === 'done'
    return [
      ordered,
      { state: 'done', icon: 'cross', title: say('askedCancel'), ...when('OrderCanceled') },
      {
        state: back ? 'done' : 'now',
        icon: 'undo',
        title: say(back ? 'doneBack' : 'nextBack'),
        ...(back ? when('PaymentCanceled') : { time: say('nextBack') }),
      },
    ].map(step => step as Step)
  }
  const done = drink && drink.status in rank ? rank[drink.status as keyof typeof rank] : 0
  const refused: Step[] =
    order.cancellation === 'refused'
      ? [{ state: 'bad', icon: 'cross', title: say('tooLate'), ...when('CancelFailed'), more: say('tooLateText') }]
      : []
  const guess = estimate ? { time: around(estimate.at) } : {}
  return [
    ordered,
    ...(done >= 1
      ? [{ state: 'done', icon: 'eye', title: say('doneReceived'), ...when('Receipted') } as const]
      : [
          { state: 'now', icon: 'clock', title: say('nowWaiting'), time: '', more: ahead } as const,
          { state: 'next', icon: 'cup', title: say('nextStart') } as const,
        ]),
    ...refused,
    ...(done === 1 ? [{ state: 'now', icon: 'cup', title: say('nowMaking') } as const] : []),
    done >= 2
      ? { state: 'done', icon: 'bell', title: say('doneReady'), ...when('Made') }
      : { state: 'next', icon: 'bell', title: say('nextReady'), ...guess },
    done >= 3
      ? { state: 'done', icon: 'hand', title: say('doneTaken'), ...when('PickedUp') }
      : { state: done === 2 ? 'now' : 'next', icon: 'hand', title: say('nextTake') },
  ]
}
