import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Refused } from '../../api/answer.ts'
import { begin, settle } from '../../api/intent.ts'
import { follow, may } from '../../api/links.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { Banner } from '../../design/banner.tsx'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Choices } from '../../design/fields.tsx'
import { Icon } from '../../design/icon.tsx'
import { HomePin, NotePin, TownMap, Way, wayEnds } from '../../design/map.tsx'
import { Failure, Skeleton } from '../../design/states.tsx'
import { distance, rideOf } from '../../shops/delivery/place.ts'
import { useStores } from '../../shops/delivery/queries.ts'
import { meals } from '../../shops/delivery/words.ts'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { type Delivery, type Rider, useDelivery } from './queries.ts'
import { kitchenWords } from './words.ts'

const reasons = ['nobody', 'notFound', 'broken'] as const
interface CannotProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onFail: (reason: string) => void
}
const Cannot = ({ isOpen, onClose, onFail }: CannotProps) => {
  const say = useWords(kitchenWords)
  const [reason, setReason] = useState('')
  return (
    <Dialog system="delivery" title={say('cannotWhy')} isOpen={isOpen} onClose={onClose}>
      <p className="q">{say('cannotText')}</p>
      <Choices
        label={say('cannotWhy')}
        choices={reasons.map(word => ({ value: say(word), label: say(word) }))}
        chosen={[reason]}
        onChoose={([chosen]) => setReason(chosen ?? '')}
      />
      <Button kind="danger" wide disabled={reason === ''} onClick={() => onFail(reason)}>
        {say('cannot')}
      </Button>
    </Dialog>
  )
}

/** From where to where. */
const Legs = ({ job }: { readonly job: Delivery }) => {
  const say = useWords(kitchenWords)
  const language = useLanguage()
  const { far, about } = useFormat()
  const stores = useStores()
  const store = stores.data?.find(s => s.storeId === job.storeId)
  const km = store?.location && job.location ? distance(store.location, job.location) : undefined
  return (
    <ol className="leg">
      <li className="done">
        <span className="k">
          <Icon name="check" />
        </span>
        <span>
          <b>{say('pickedUp', { store: store?.name[language] ?? job.storeId })}</b>
          <br />
          <span className="sm">{say('order', { number: job.orderId })}</span>
        </span>
      </li>
      <li className="now">
        <span className="k">
          <Icon name="home" />
        </span>
        <span>
          <b>{job.address}</b>
          <br />
          {km !== undefined && <span className="q sm">{say('away', { km: far(km), about: about(rideOf(km)) })}</span>}
        </span>
      </li>
    </ol>
  )
}

/** Hands over what is carried; with a reason: says why it cannot be. */
const useFinish = (riderId: string, job: Delivery | undefined) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (reason: string | null) => {
      const carried = job!
      const command = reason === null ? 'deliver' : 'fail'
      const intent = `delivery.${command}.${carried.id}`
      const body = { riderId, ...(reason === null ? {} : { reason }) }
      try {
        await follow(carried, command, body, begin(intent, body))
        settle(intent)
      } catch (error) {
        if (error instanceof Refused) settle(intent)
        throw error
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['delivery'] }),
  })
}

/** What is carried, where to, and one button. */
export const Carrying = ({ rider, side }: { readonly rider: Rider; readonly side: ReactNode }) => {
  const say = useWords(kitchenWords)
  const customers = useWords(meals)
  const language = useLanguage()
  const stores = useStores()
  const job = useDelivery(rider.deliveryId)
  const [asking, setAsking] = useState(false)
  const finish = useFinish(rider.riderId, job.data)
  const isFailed = job.data?.status === 'Failed'
  return (
    <ShopFrame
      system="delivery"
      title={say('rider', { rider: rider.riderId })}
      side={side}
      bar={
        job.data && (
          <div className="rider col">
            {may(job.data, 'deliver') && (
              <Button wide icon="hand" busy={finish.isPending} onClick={() => finish.mutate(null)}>
                {say('delivered')}
              </Button>
            )}
            {may(job.data, 'fail') && (
              <Button kind="text" wide disabled={finish.isPending} onClick={() => setAsking(true)}>
                {say('cannot')}
              </Button>
            )}
          </div>
        )
      }
    >
      {finish.error && <Failure error={finish.error} />}
      {isFailed && (
        <Banner tone="waiting" icon="undo" title={say('cannot')}>
          {say('failed')}
        </Banner>
      )}
      <div className="mapbox bleed">
        <TownMap label={customers('wayMap')} view="10 50 370 264">
          <Way done={0.04} rider />
          <NotePin point={wayEnds.from} text={stores.data?.find(s => s.storeId === job.data?.storeId)?.name[language] ?? ''} />
          <HomePin point={wayEnds.to} />
        </TownMap>
      </div>
      {job.data ? <Legs job={job.data} /> : job.error ? <Failure error={job.error} /> : <Skeleton rows={2} height={68} />}
      <Cannot
        isOpen={asking}
        onClose={() => setAsking(false)}
        onFail={reason => {
          setAsking(false)
          finish.mutate(reason)
        }}
      />
    </ShopFrame>
  )
}
