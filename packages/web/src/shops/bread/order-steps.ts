import type { IconName } from '../../design/icons.ts'
import type { Step } from '../../design/timeline.tsx'
import type { Format } from '../../words/format.ts'
import type { Say } from '../../words/index.ts'
import type { Message, Order } from './queries.ts'
import type { bakery } from './words.ts'

interface Facts {
  readonly order: Order
  readonly isBack: boolean
  readonly messages: readonly Message[]
}
type SayBread = Say<(typeof bakery)['words']>

/** The good way; each step is told by the message of its name. */
const way = [
  { what: 'Confirmed', icon: 'check', done: 'doneConfirmed', next: 'nowConfirm' },
  { what: 'BakingStarted', icon: 'fire', done: 'doneBaking', next: 'nextBaking' },
  { what: 'Dispatched', icon: 'scooter', done: 'doneDispatched', next: 'nextDispatched' },
  { what: 'Delivered', icon: 'home', done: 'doneDelivered', next: 'nextDelivered' },
] as const satisfies readonly { what: Message['what']; icon: IconName; done: string; next: string }[]
const rank: { readonly [status: string]: number } = { Ordered: 0, Confirmed: 1, Baking: 2, OutForDelivery: 3, Delivered: 4 }

/** What has happened, what happens, and what is still to come. */
export const stepsOf = ({ order, isBack, messages }: Facts, say: SayBread, { clock, exact }: Format): Step[] => {
  const when = (what: string, otherwise?: string | null) => {
    const time = messages.find(m => m.what === what)?.createTime ?? otherwise
    return time ? { time: clock(time), exact: exact(time) } : {}
  }
  const ordered: Step = { state: 'done', icon: 'bag', title: say('doneOrdered'), ...when('Ordered', order.createTime) }
  const back: Step = { state: isBack ? 'done' : 'now', icon: 'undo', title: say(isBack ? 'doneBack' : 'nextBack') }
  if (order.status === 'Rejected')
    return [ordered, { state: 'bad', icon: 'cross', title: say('badRejected'), more: order.reason ?? undefined, ...when('Rejected') }, back]
  if (order.status === 'Canceled')
    return [ordered, { state: 'done', icon: 'cross', title: say('askedCancel'), ...when('BakeryCanceled') }, back]
  const done = rank[order.status] ?? 0
  const steps = way.map(({ what, icon, done: did, next }, i): Step => {
    if (i < done) return { state: 'done', icon, title: say(did), ...when(what) }
    return { state: i === done ? 'now' : 'next', icon, title: say(next) }
  })
  const refused: Step[] =
    order.cancellation === 'refused'
      ? [{ state: 'bad', icon: 'cross', title: say('tooLate'), ...when('CancelFailed'), more: say('tooLateText') }]
      : []
  return [ordered, ...steps.slice(0, done), ...refused, ...steps.slice(done)]
}
