import { answer } from '../api/answer.ts'
import { cafeteria } from '../api/cafeteria.ts'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { useWords } from '../words/index.ts'
import { canTour, useTour } from './state.ts'
import { tourWords } from './words.ts'

/** The newest order that there is. */
const newest = async (): Promise<number> => {
  const query = { size: 1, sort: ['id,desc'] }
  return (await answer(cafeteria.GET('/orders', { params: { query } })))._embedded.orders[0]?.id ?? 0
}
/** Asks on the first visit whether somebody wants to be shown around. */
export const Invitation = () => {
  const say = useWords(tourWords)
  const [tour, setTour] = useTour()
  if (!canTour || tour !== null) return null
  return (
    <section className="invite ghost" aria-labelledby="invite">
      <div className="col">
        <h2 id="invite">
          <Icon name="trail" /> {say('invite')}
        </h2>
        <p>{say('inviteText')}</p>
      </div>
      <div className="fx wrap">
        <Button kind="outline" icon="play" onClick={() => void newest().then(orderId => setTour({ step: 'order', orderId }))}>
          {say('begin')}
        </Button>
        <Button kind="text" onClick={() => setTour('over')}>
          {say('later')}
        </Button>
      </div>
    </section>
  )
}
