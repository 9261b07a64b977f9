import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { answer } from '../../api/answer.ts'
import { delivery } from '../../api/delivery.ts'
import { may } from '../../api/links.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { useKept } from '../../app/kept.ts'
import { Button } from '../../design/button.tsx'
import { Chip } from '../../design/chip.tsx'
import { TextField } from '../../design/fields.tsx'
import { Failure, Skeleton } from '../../design/states.tsx'
import type { Place } from '../../shops/delivery/place.ts'
import { useWords } from '../../words/index.ts'
import { Carrying } from './carrying.tsx'
import { Jobs } from './jobs.tsx'
import { type Rider, riderKey, riderOf, useRider } from './queries.ts'
import { kitchenWords } from './words.ts'

/** Where a rider waits whose browser tells no place: between the stores. */
const cityHall: Place = { lat: 37.568, lng: 126.979 }
const placeNow = (): Promise<Place> =>
  new Promise(done => {
    if (!('geolocation' in navigator)) return done(cityHall)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done({ lat: coords.latitude, lng: coords.longitude }),
      () => done(cityHall),
      { timeout: 3000 },
    )
  })

/** Whoever rides for the first time is registered, then goes on duty from where they are. */
const goOnDuty = async (riderId: string): Promise<Rider> => {
  const place = await placeNow()
  const known = await riderOf(riderId)
  if (known === null) await answer(delivery.POST('/riders', { body: { riderId, ...place } }))
  return known?.onDuty ? known : answer(delivery.POST('/riders/{id}/on-duty', { params: { path: { id: riderId } }, body: place }))
}

interface OffDutyProps {
  readonly riderId: string
  readonly onBegin: (riderId: string) => void
}
const OffDuty = ({ riderId, onBegin }: OffDutyProps) => {
  const say = useWords(kitchenWords)
  const client = useQueryClient()
  const [text, setText] = useState(riderId)
  const begin = useMutation({
    mutationFn: goOnDuty,
    onSuccess: done => {
      client.setQueryData(riderKey(done.riderId), done)
      onBegin(done.riderId)
    },
  })
  return (
    <ShopFrame
      system="delivery"
      title={say('who')}
      back="/"
      bar={
        <div className="rider">
          <Button wide icon="scooter" busy={begin.isPending} disabled={text.trim() === ''} onClick={() => begin.mutate(text.trim())}>
            {say('begin')}
          </Button>
        </div>
      }
    >
      {begin.error && <Failure error={begin.error} />}
      <h1>{say('who')}</h1>
      <p className="q">{say('offDutyText')}</p>
      <TextField label={say('number')} inputMode="numeric" value={text} maxLength={20} onText={setText} />
    </ShopFrame>
  )
}

const OnDuty = ({ rider }: { readonly rider: Rider }) => {
  const say = useWords(kitchenWords)
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () => answer(delivery.POST('/riders/{id}/off-duty', { params: { path: { id: rider.riderId } } })),
    onSuccess: done => client.setQueryData(riderKey(rider.riderId), done),
  })
  const side = may(rider, 'off-duty') ? (
    <Button kind="quiet" busy={end.isPending} onClick={() => end.mutate()}>
      {say('end')}
    </Button>
  ) : (
    <Chip tone="working" icon="scooter">
      {say('carrying')}
    </Chip>
  )
  return rider.deliveryId !== null && rider.status === 'Busy' ? <Carrying rider={rider} side={side} /> : <Jobs rider={rider} side={side} />
}

/** A rider's phone: what is near, what is carried, and one button. */
export const RiderPage = () => {
  const say = useWords(kitchenWords)
  const [riderId, setRiderId] = useKept('rider', '')
  const rider = useRider(riderId)
  if (riderId !== '' && rider.data === undefined)
    return (
      <ShopFrame system="delivery" title={say('rider', { rider: riderId })} back="/">
        {rider.error ? <Failure error={rider.error} onRetry={() => void rider.refetch()} /> : <Skeleton rows={2} height={200} />}
      </ShopFrame>
    )
  return rider.data?.onDuty ? <OnDuty rider={rider.data} /> : <OffDuty riderId={riderId} onBegin={setRiderId} />
}
