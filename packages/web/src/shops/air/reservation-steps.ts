import type { Step } from '../../design/timeline.tsx'
import type { Format } from '../../words/format.ts'
import type { Say } from '../../words/index.ts'
import type { Notification, Reservation } from './queries.ts'
import type { flights } from './words.ts'

interface Facts {
  readonly reservation: Reservation
  readonly isBack: boolean
  readonly notices: readonly Notification[]
}

/** What has happened, what happens, and what is still to come. */
export const stepsOf = (
  { reservation, isBack, notices }: Facts,
  say: Say<(typeof flights)['words']>,
  { clock, exact, moment }: Format,
): Step[] => {
  const { status, reason, refund, mileageToIncrease, createTime, departureTime } = reservation
  const told = (what: string) => notices.find(n => n.what === what)?.createTime ?? undefined
  const when = (time: string | null | undefined) => (time ? { time: clock(time), exact: exact(time) } : {})
  const reserved: Step = { state: 'done', icon: 'check', title: say('doneReserved'), ...when(createTime) }
  const earned = told('MileageIncreased')
  const mileage: Step[] =
    earned !== undefined
      ? [{ state: 'done', icon: 'gift', title: say('doneEarned'), ...when(earned) }]
      : mileageToIncrease > 0 && status === 'Reserved'
        ? [{ state: 'now', icon: 'gift', title: say('nextEarned') }]
        : []
  const changed = notices.findLast(n => n.what === 'ReservationChanged')
  const moved: Step[] = changed ? [{ state: 'done', icon: 'clock', title: say('doneChanged'), ...when(changed.createTime) }] : []
  if (status === 'Cancelled') {
    const takenBack = told('MileageDecreased')
    const why = reason === 'flight-cancelled' ? { more: say('byAirline') } : {}
    return [
      reserved,
      ...mileage,
      ...moved,
      { state: 'done', icon: 'cross', title: say('doneCancelled'), ...when(told('ReservationCancelled')), ...why },
      ...(takenBack === undefined ? [] : [{ state: 'done', icon: 'gift', title: say('doneTakenBack'), ...when(takenBack) } as const]),
      ...(refund === 0 ? [] : [{ state: isBack ? 'done' : 'now', icon: 'undo', title: say(isBack ? 'doneBack' : 'nextBack') } as const]),
    ]
  }
  const leaves = departureTime ? { time: moment(departureTime), exact: exact(departureTime) } : {}
  const isFlown = status === 'Flown'
  return [
    reserved,
    ...mileage,
    ...moved,
    { state: isFlown ? 'done' : 'next', icon: 'ticket', title: say(isFlown ? 'doneDeparted' : 'nextDeparts'), ...leaves },
  ]
}
