import type { IconName } from '../../design/icons.ts'
import type { Step } from '../../design/timeline.tsx'
import type { Format } from '../../words/format.ts'
import type { Say } from '../../words/index.ts'
import type { Mypage, Order } from './queries.ts'
import type { meals } from './words.ts'

type SayMeals = Say<(typeof meals)['words']>

/** From the order to the last bite, as the row of My Page calls it. */
export const words = ['ordered', 'accepted', 'cooking', 'cooked', 'picked', 'delivered', 'completed'] as const
const statuses: { readonly [status: string]: number } = {
  OrderPlaced: 0,
  Accepted: 1,
  CookStarted: 2,
  CookFinished: 3,
  Picked: 4,
  Delivered: 5,
  Completed: 6,
}
export type Phase = (typeof words)[number] | 'rejected' | 'canceling' | 'canceled'
/** Money that went back is told by the page; until then it is on its way. */
export const phaseOf = (order: Pick<Order, 'status' | 'cancellation'>, page: Mypage | null | undefined): Phase => {
  if (order.status === 'Rejected') return 'rejected'
  if (order.status === 'Canceled') return page?.returned || order.cancellation === 'done' ? 'canceled' : 'canceling'
  return words[statuses[order.status] ?? 0]!
}
export const rankOf = (phase: Phase): number => words.findIndex(w => w === phase)

const shown = [
  { word: 'accepted', icon: 'shop', done: 'doneAccepted', next: 'nextAccepted' },
  { word: 'cooking', icon: 'fire', done: 'doneCooking', next: 'nextCooking' },
  { word: 'cooked', icon: 'bell', done: 'doneCooked', next: 'nextCooked' },
  { word: 'picked', icon: 'scooter', done: 'donePicked', next: 'nextPicked' },
  { word: 'delivered', icon: 'home', done: 'doneDelivered', next: 'nextDelivered' },
  { word: 'completed', icon: 'hand', done: 'doneCompleted', next: 'nextCompleted' },
] as const satisfies readonly { readonly word: string; readonly icon: IconName; readonly done: string; readonly next: string }[]

/** What has happened, what happens, and what is still to come. */
export const stepsOf = (
  order: Order,
  page: Mypage | null | undefined,
  arrival: number | undefined,
  say: SayMeals,
  format: Format,
): Step[] => {
  const { clock, exact, around } = format
  const phase = phaseOf(order, page)
  const when = (word: string, otherwise?: string) => {
    const time = page?.times?.[word] ?? otherwise
    return time ? { time: clock(time), exact: exact(time) } : {}
  }
  const values = { rider: page?.riderId ?? '' }
  const ordered: Step = { state: 'done', icon: 'check', title: say('doneOrdered'), ...when('ordered', order.createTime) }
  const refused: Step[] =
    order.cancellation === 'refused' ? [{ state: 'bad', icon: 'cross', title: say('tooLate'), more: say('tooLateText') }] : []
  const rank = rankOf(phase)
  if (rank < 0) {
    const past = shown
      .filter(s => page?.times?.[s.word])
      .map((s): Step => ({ state: 'done', icon: s.icon, title: say(s.done, values), ...when(s.word) }))
    const isBack = (page?.returned ?? 0) > 0
    return [
      ordered,
      ...past,
      phase === 'rejected'
        ? { state: 'bad', icon: 'cross', title: say('doneRejected'), ...when('rejected') }
        : { state: 'done', icon: 'cross', title: say(page?.times?.picked ? 'doneReturned' : 'askedCancel'), ...when('canceled') },
      { state: isBack ? 'done' : 'now', icon: 'undo', title: say(isBack ? 'doneBack' : 'nextBack') },
    ]
  }
  return [
    ordered,
    ...refused,
    ...shown.map((s, i): Step => {
      if (i < rank) return { state: 'done', icon: s.icon, title: say(s.done, values), ...when(s.word) }
      const guess = s.word === 'delivered' && arrival !== undefined ? { time: around(arrival) } : {}
      return { state: i === rank ? 'now' : 'next', icon: s.icon, title: say(s.next), ...guess }
    }),
  ]
}
