import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Refused } from '../../api/answer.ts'
import { begin, settle } from '../../api/intent.ts'
import { follow, may } from '../../api/links.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { Banner } from '../../design/banner.tsx'
import { Button } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { middle, NotePin, RiderPin, Rings, TownMap } from '../../design/map.tsx'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { distance, offset, type Place } from '../../shops/delivery/place.ts'
import { useStores } from '../../shops/delivery/queries.ts'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { type Delivery, deliveryOf, type Rider, useNear } from './queries.ts'
import { kitchenWords } from './words.ts'

/** Where on the drawing a door is, in its true direction: the farthest lies on the outer circle. */
const pointOf = (from: Place, to: Place, farthest: number) => {
  const { east, south } = offset(from, to)
  const scale = 112 / Math.max(0.3, farthest)
  return { x: Math.min(340, Math.max(50, middle.x + east * scale)), y: Math.min(334, Math.max(140, middle.y + south * scale)) }
}
const JobsMap = ({ place, jobs }: { readonly place: Place; readonly jobs: readonly Delivery[] }) => {
  const say = useWords(kitchenWords)
  const { far } = useFormat()
  const farthest = Math.max(0, ...jobs.map(j => j.distance ?? 0))
  return (
    <div className="mapbox bleed">
      <TownMap label={say('map')}>
        <Rings radii={[58, 112]} />
        <RiderPin point={middle} />
        {jobs.map(
          (job, i) =>
            job.location && (
              <NotePin
                key={job.id}
                point={pointOf(place, job.location, farthest)}
                text={far(job.distance ?? 0)}
                look={i === 0 ? 'note' : 'paper'}
              />
            ),
        )}
      </TownMap>
    </div>
  )
}

interface JobProps {
  readonly job: Delivery
  readonly on: boolean
  readonly storeName: string
  readonly ride: string
  readonly onChoose: () => void
}
const Job = ({ job, on, storeName, ride, onChoose }: JobProps) => {
  const say = useWords(kitchenWords)
  const { far } = useFormat()
  return (
    <li>
      <button type="button" className={`job ${on ? 'on' : ''}`} aria-pressed={on} onClick={onChoose}>
        <span className="fx sp base">
          <b className="dn num">{far(job.distance ?? 0)}</b>
          <span className="q sm">{say('order', { number: job.orderId })}</span>
        </span>
        <span className="rt">
          <span>
            <Icon name="shop" size="s" />
            {storeName}
          </span>
          <span>
            <Icon name="home" size="s" />
            {job.address} <span className="qq nw">{ride}</span>
          </span>
        </span>
      </button>
    </li>
  )
}

/** Somebody else was faster: who has it now. */
interface Lost {
  readonly storeId: string
  readonly riderId: string
}
/** Takes a delivery; of two riders exactly one has it, and the other is told who. */
const usePick = (rider: Rider) => {
  const client = useQueryClient()
  const [lost, setLost] = useState<Lost>()
  const pick = useMutation({
    mutationFn: async (job: Delivery) => {
      const intent = `delivery.pick.${job.id}`
      const body = { riderId: rider.riderId }
      try {
        await follow(job, 'pick', body, begin(intent, body))
        settle(intent)
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        settle(intent)
        if (error.slug !== 'taken') throw error
        const { riderId } = await deliveryOf(job.id)
        setLost({ storeId: job.storeId, riderId: riderId ?? '' })
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['delivery'] }),
  })
  return { lost, pick }
}

/** What is near, the nearest first; the first is chosen already: one tap takes it. */
export const Jobs = ({ rider, side }: { readonly rider: Rider; readonly side: ReactNode }) => {
  const say = useWords(kitchenWords)
  const language = useLanguage()
  const { far } = useFormat()
  const place = rider.location ?? { lat: 0, lng: 0 }
  const jobs = useNear(place, rider.location !== null)
  const stores = useStores()
  const [chosen, setChosen] = useState<number>()
  const { lost, pick } = usePick(rider)
  const nameOf = (storeId: string) => stores.data?.find(s => s.storeId === storeId)?.name[language] ?? storeId
  const rideOf = ({ storeId, location }: Delivery): string => {
    const from = stores.data?.find(s => s.storeId === storeId)?.location
    return from && location ? `+ ${far(distance(from, location))}` : ''
  }
  const job = jobs.data?.find(j => j.id === chosen) ?? jobs.data?.[0]
  return (
    <ShopFrame
      system="delivery"
      title={say('rider', { rider: rider.riderId })}
      side={side}
      bar={
        job && (
          <div className="rider">
            <Button wide icon="bag" disabled={!may(job, 'pick')} busy={pick.isPending} onClick={() => pick.mutate(job)}>
              {say('take', { km: far(job.distance ?? 0) })}
            </Button>
          </div>
        )
      }
    >
      <JobsMap place={place} jobs={jobs.data ?? []} />
      {lost && (
        <Banner tone="waiting" icon="scooter" title={say('taken')} alert>
          {say('takenBy', { store: nameOf(lost.storeId), rider: lost.riderId })}
        </Banner>
      )}
      {pick.error && <Failure error={pick.error} />}
      {jobs.data === undefined ? (
        jobs.error ? (
          <Failure error={jobs.error} onRetry={() => void jobs.refetch()} />
        ) : (
          <Skeleton rows={2} height={110} />
        )
      ) : jobs.data.length === 0 ? (
        <Empty icon="scooter" title={say('noneNear')}>
          <p className="q">{say('noneNearText')}</p>
        </Empty>
      ) : (
        <>
          <h1>{say('near', { count: jobs.data.length })}</h1>
          <ul className="list jobs">
            {jobs.data.map(j => (
              <Job key={j.id} job={j} on={j === job} storeName={nameOf(j.storeId)} ride={rideOf(j)} onChoose={() => setChosen(j.id)} />
            ))}
          </ul>
        </>
      )}
    </ShopFrame>
  )
}
