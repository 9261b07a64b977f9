import { useState } from 'react'
import { useHistoryState } from 'wouter/use-browser-location'
import { Refused } from '../../api/answer.ts'
import { areComing } from '../../api/live.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { NotFound } from '../../app/not-found.tsx'
import { Failure, Skeleton } from '../../design/states.tsx'
import { Timeline } from '../../design/timeline.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { Ended, Paid } from '../shared/endings.tsx'
import { Messages } from '../shared/messages.tsx'
import { OrderFrame } from '../shared/order-frame.tsx'
import { type Told, Unpaid } from '../shared/unpaid.tsx'
import { Cancel } from './cancel.tsx'
import { type Reservation, reservationKey, useNotificationsOf, usePaymentOf, useReservation, useSchedule } from './queries.ts'
import { ReservationNote, useRoute } from './reservation-note.tsx'
import { stepsOf } from './reservation-steps.ts'
import { shop } from './shop.ts'
import { flights } from './words.ts'

/** Nothing was charged, and nobody is asking: only then may it be said. */
const isNotCharged = (status: string): boolean => status === 'NotCharged' || status === 'Declined'
const givenBack = ['Refunded', 'PartlyRefunded', 'Voided']

const useWhat = (reservation: Reservation): string => {
  const { day } = useFormat()
  const flight = useSchedule(reservation.scheduleId)
  return `${day(reservation.departureTime ?? flight.data?.departureTime ?? 0)} ${useRoute()(flight.data)}`
}

interface ReservationProps {
  readonly reservation: Reservation
}
/** It waits to be paid: held as promised, or a payment went wrong. */
const Waiting = ({ reservation }: ReservationProps) => {
  const say = useWords(flights)
  const { money, moment } = useFormat()
  const what = useWhat(reservation)
  const payment = usePaymentOf(reservation.id)
  const told = useHistoryState<Told | null>() ?? undefined
  if (payment.data === undefined) return <Loading error={payment.error} onRetry={() => void payment.refetch()} />
  const until = Date.parse(reservation.payBy ?? '')
  const sum = money((reservation.fare ?? 0) - reservation.mileageToUse)
  const promise =
    payment.data === null ? { text: say('heldText', { until: moment(until) }), title: say('heldTitle'), pay: say('pay', { sum }) } : {}
  return (
    <Unpaid
      shop={shop}
      order={reservation}
      queryKey={reservationKey(reservation.id)}
      what={what}
      isChecking={payment.data !== null && !isNotCharged(payment.data.status)}
      told={told}
      until={until}
      {...promise}
    />
  )
}

const JustPaid = ({ reservation, onFollow }: ReservationProps & { readonly onFollow: () => void }) => {
  const say = useWords(flights)
  const { money, clock } = useFormat()
  const what = useWhat(reservation)
  const sum = money((reservation.fare ?? 0) - reservation.mileageToUse)
  return (
    <Paid
      shop={shop}
      numberName={say('number')}
      number={reservation.id}
      what={what}
      sum={sum}
      title={say('thanks')}
      text={say('thanksText')}
      lines={[
        { icon: 'won', title: say('youPaid', { sum }), more: clock(reservation.createTime ?? Date.now()) },
        { icon: 'undo', title: say('untilDeparture'), more: say('rules') },
      ]}
      again={say('another')}
      onFollow={onFollow}
    />
  )
}

/** What happens, and what can be done: filled by itself. */
const Following = ({ reservation }: ReservationProps) => {
  const say = useWords(flights)
  const format = useFormat()
  const flight = useSchedule(reservation.scheduleId)
  const payment = usePaymentOf(reservation.id)
  const notices = useNotificationsOf(reservation.id)
  const [isPaid, setPaid] = useState(useHistoryState<{ paid?: boolean } | null>()?.paid === true)
  if (isPaid) return <JustPaid reservation={reservation} onFollow={() => (history.replaceState(null, ''), setPaid(false))} />
  if (areComing(flight, payment, notices)) return <Loading error={null} onRetry={() => {}} />
  const isBack = givenBack.includes(payment.data?.status ?? '')
  return (
    <OrderFrame
      shop={shop}
      title={say('myReservation')}
      left={
        <>
          <ReservationNote reservation={reservation} flight={flight.data} isBack={isBack} />
          <Cancel reservation={reservation} />
        </>
      }
      right={
        <>
          <section className="sec">
            <h2>{say('way', { number: reservation.id })}</h2>
            <Timeline steps={stepsOf({ reservation, isBack, notices: notices.data ?? [] }, say, format)} />
          </section>
          <Messages messages={notices.data} />
        </>
      }
    />
  )
}

const Loading = ({ error, onRetry }: { readonly error: Error | null; readonly onRetry: () => void }) => {
  const say = useWords(flights)
  return (
    <ShopFrame system={shop.system} title={say('myReservation')} back={`${shop.home}/me`}>
      {error ? <Failure error={error} onRetry={onRetry} /> : <Skeleton rows={2} height={280} />}
    </ShopFrame>
  )
}

export const ReservationPage = ({ id }: { readonly id: number }) => {
  const reservation = useReservation(id)
  if (reservation.error instanceof Refused && reservation.error.status === 404) return <NotFound system={shop.system} />
  if (!reservation.data) return <Loading error={reservation.error} onRetry={() => void reservation.refetch()} />
  if (reservation.data.status === 'AwaitingPayment') return <Waiting reservation={reservation.data} />
  if (reservation.data.status === 'Expired' || reservation.data.status === 'Declined') return <Ended shop={shop} />
  return <Following reservation={reservation.data} />
}
