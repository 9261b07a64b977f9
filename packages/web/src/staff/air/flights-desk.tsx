import { useState } from 'react'
import { Link } from 'wouter'
import { may } from '../../api/links.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { Button } from '../../design/button.tsx'
import { Chip, type Tone } from '../../design/chip.tsx'
import { Dialog } from '../../design/dialog.tsx'
import type { IconName } from '../../design/icons.ts'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { type Schedule, useSchedules, useSeats } from '../../shops/air/queries.ts'
import { useRoute } from '../../shops/air/reservation-note.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { CancelFlight } from './cancel-flight.tsx'
import { NewFlight } from './new-flight.tsx'
import { deskWords } from './words.ts'

const looks = {
  Open: { tone: 'done', icon: 'seat' },
  Cancelled: { tone: 'trouble', icon: 'cross' },
  Departed: { tone: 'ended', icon: 'check' },
} as const satisfies { [state: string]: { tone: Tone; icon: IconName } }
const byState = { Open: 0, Cancelled: 1, Departed: 2 } as const

const Row = ({ flight }: { readonly flight: Schedule }) => {
  const say = useWords(deskWords)
  const { day, clock } = useFormat()
  const route = useRoute()(flight)
  const seats = useSeats(flight.scheduleId)
  const [asking, setAsking] = useState(false)
  const taken = seats.data ? seats.data.total - seats.data.free : 0
  const at = flight.departureTime ?? 0
  const { tone, icon } = looks[flight.status]
  return (
    <tr>
      <td>
        <Link href={`/staff/air/flights/${flight.scheduleId}`} className="sb nw">
          {route}
        </Link>
      </td>
      <td className="num">{`${day(at)} ${clock(at)}`}</td>
      <td className="num">{seats.data ? say('soldOf', { taken, total: seats.data.total }) : '··'}</td>
      <td>
        <Chip tone={tone} icon={icon}>
          {say(flight.status)}
        </Chip>
      </td>
      <td className="n">
        {may(flight, 'cancel') && (
          <Button kind="danger" onClick={() => setAsking(true)}>
            {say('cancel')}
          </Button>
        )}
        {asking && <CancelFlight flight={flight} taken={taken} onClose={() => setAsking(false)} />}
      </td>
    </tr>
  )
}

/** All flights: how full they are, and what may be done with them. */
export const FlightsDesk = () => {
  const say = useWords(deskWords)
  const schedules = useSchedules()
  const [adding, setAdding] = useState(false)
  const sorted = schedules.data?.toSorted((a, b) => byState[a.status] - byState[b.status])
  return (
    <ShopFrame
      system="air"
      title={say('counter')}
      back="/"
      wide
      side={
        <Button kind="outline" icon="plus" onClick={() => setAdding(true)}>
          {say('newFlight')}
        </Button>
      }
    >
      <Dialog system="air" title={say('newFlight')} isOpen={adding} onClose={() => setAdding(false)}>
        <NewFlight onDone={() => setAdding(false)} />
      </Dialog>
      {sorted === undefined ? (
        schedules.error ? (
          <Failure error={schedules.error} onRetry={() => void schedules.refetch()} />
        ) : (
          <Skeleton rows={5} height={60} />
        )
      ) : sorted.length === 0 ? (
        <Empty icon="ticket" title={say('none')}>
          <p className="q">{say('noneText')}</p>
        </Empty>
      ) : (
        <div className="scrolls">
          <table className="ledger cards">
            <caption className="vh">{say('flights')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('flight')}</th>
                <th scope="col">{say('departs')}</th>
                <th scope="col">{say('sold')}</th>
                <th scope="col">{say('state')}</th>
                <th scope="col" className="n">
                  {say('todo')}
                </th>
              </tr>
            </thead>
            <tbody>
              {sorted.map(flight => (
                <Row key={flight.id} flight={flight} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </ShopFrame>
  )
}
