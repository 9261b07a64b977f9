import { useEffect, useState } from 'react'
import { answer } from '../api/answer.ts'
import { cafeteria } from '../api/cafeteria.ts'
import { post } from '../api/links.ts'
import { searchOf, useLive } from '../api/live.ts'
import { Button, LinkButton } from '../design/button.tsx'
import { useWords } from '../words/index.ts'
import { type Step, steps, type Tour, useTour } from './state.ts'
import { tourWords } from './words.ts'

const one = { size: 1, sort: ['id,desc'] }
/** Where the next thing is done; the others are done here. */
const places: { readonly [step in Step]?: (orderId: number) => string } = {
  order: () => '/shops/cafeteria',
  make: () => '/staff/cafeteria/bar',
  again: () => '/shops/cafeteria',
  pay: id => `/shops/cafeteria/orders/${id}`,
  done: id => `/desk/orders/cafeteria/orderId/${id}`,
}
const goes = { order: 'orderGo', make: 'makeGo', again: 'orderGo', pay: 'payGo', done: 'doneGo' } as const
const payments = (what: 'stop' | 'start'): Promise<unknown> =>
  post(`/operations/contexts/cafeteria/payment/${what}`, { reason: 'guided tour' }, undefined)

/** What has become of the step: the order that it was about, or undefined while there is none. */
const useDone = (step: Step, orderId: number): number | undefined => {
  const made = useLive({
    queryKey: ['cafeteria', 'tour', 'made'],
    watch: 'orders',
    enabled: step === 'order',
    queryFn: async () => (await answer(cafeteria.GET('/orders', { params: { query: one } })))._embedded.orders[0]?.id ?? 0,
  })
  const drink = useLive({
    queryKey: ['cafeteria', 'tour', 'drink', orderId],
    watch: searchOf('drinks/search/findByOrderId', { orderId }),
    enabled: step === 'make',
    queryFn: async () =>
      (await answer(cafeteria.GET('/drinks/search/findByOrderId', { params: { query: { orderId } } })))._embedded.drinks[0]?.status ?? '',
  })
  const held = useLive({
    queryKey: ['cafeteria', 'tour', 'held'],
    watch: 'orders/search/unpaid',
    enabled: step === 'again',
    queryFn: async () => (await answer(cafeteria.GET('/orders/search/unpaid', { params: { query: one } })))._embedded.orders[0]?.id ?? 0,
  })
  const paid = useLive({
    queryKey: ['cafeteria', 'tour', 'paid', orderId],
    watch: `orders/${orderId}`,
    enabled: step === 'pay',
    queryFn: async () => (await answer(cafeteria.GET('/orders/{id}', { params: { path: { id: orderId } } }))).status,
  })
  if (step === 'order') return made.data !== undefined && made.data > orderId ? made.data : undefined
  if (step === 'make') return drink.data === 'PickedUp' || drink.data === 'DrinkCanceled' ? orderId : undefined
  if (step === 'again') return held.data !== undefined && held.data > orderId ? held.data : undefined
  return step === 'pay' && paid.data === 'Ordered' ? orderId : undefined
}

const Strip = ({ step, orderId, onTour }: { readonly step: Step; readonly orderId: number; readonly onTour: (tour: Tour) => void }) => {
  const say = useWords(tourWords)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const done = useDone(step, orderId)
  const next = steps[steps.indexOf(step) + 1]
  useEffect(() => {
    if (done !== undefined && next) onTour({ step: next, orderId: done })
  }, [done, next, onTour])
  const act = async (what: 'stop' | 'start', then: Tour): Promise<void> => {
    setBusy(true)
    setError('')
    try {
      await payments(what)
      onTour(then)
    } catch (failed) {
      setError((failed as Error).message)
    } finally {
      setBusy(false)
    }
  }
  // nobody else is left without payments
  const leave = (): void => void (step === 'again' || step === 'start' ? act('start', 'over') : onTour('over'))
  const place = places[step]
  return (
    <aside className="tour" aria-label={say('step', { now: steps.indexOf(step) + 1, all: steps.length })}>
      <div className="tourin">
        <p role="status">
          <b className="nw num">{say('step', { now: steps.indexOf(step) + 1, all: steps.length })}</b> {say(step)}
          {error && <span className="ink-trouble"> {error}</span>}
        </p>
        <span className="fx wrap">
          {place && (
            <LinkButton kind="outline" to={place(orderId)}>
              {say(goes[step as keyof typeof goes])}
            </LinkButton>
          )}
          {step === 'stop' && (
            <Button kind="danger" icon="pause" busy={isBusy} onClick={() => void act('stop', { step: 'again', orderId })}>
              {say('stopGo')}
            </Button>
          )}
          {step === 'start' && (
            <Button kind="outline" icon="play" busy={isBusy} onClick={() => void act('start', { step: 'pay', orderId })}>
              {say('startGo')}
            </Button>
          )}
          <Button kind="text" onClick={leave}>
            {say(step === 'done' ? 'end' : 'leave')}
          </Button>
        </span>
      </div>
    </aside>
  )
}
/** The tour, over whatever page it leads to; it stays where it was when somebody comes back. */
const TourStrip = () => {
  const [tour, setTour] = useTour()
  return tour === null || tour === 'over' ? null : <Strip key={tour.step} step={tour.step} orderId={tour.orderId} onTour={setTour} />
}
export default TourStrip
