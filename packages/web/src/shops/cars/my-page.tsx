import { ShopFrame } from '../../app/frame.tsx'
import { LinkButton } from '../../design/button.tsx'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { Slip } from '../shared/slip.tsx'
import { PersonField, usePerson } from './person.tsx'
import { type Dash, useCar, useDashes } from './queries.ts'
import { saleWord } from './sale-page.tsx'
import { lot, modelName } from './words.ts'

/** One row of the dashboard. */
export const Row = ({ dash }: { readonly dash: Dash }) => {
  const say = useWords(lot)
  const { money } = useFormat()
  const car = useCar(dash.carId)
  const isSale = dash.puId === null
  // a purchase that was never made is shown where it was charged all the same, and that is back
  const isCanceled = !isSale && dash.puStatus !== 'Y'
  const isOver = isCanceled || dash.status === 'Cancelled' || dash.status === 'Declined'
  const state = isSale ? say(saleWord(dash.status ?? '')) : say(isCanceled ? 'canceled' : (dash.stage ?? 'paidFor'))
  return (
    <Slip
      to={isSale ? `/shops/cars/sales/${dash.saleId}` : `/shops/cars/purchases/${dash.puId}`}
      kind={isOver ? 'ended' : dash.stage === 'handedOver' && !isSale ? 'view' : 'order'}
      number={isSale ? dash.saleId : dash.puId}
      state={state}
      more={[
        say(isSale ? 'selling' : 'buying'),
        ...(car.data ? [modelName(say, car.data.model ?? car.data.carType)] : []),
        ...(dash.salePrice === null ? [] : [money(dash.salePrice)]),
      ].join(' · ')}
    />
  )
}

/** The dashboard: what somebody bought and sold. */
export const MyPage = () => {
  const say = useWords(lot)
  const person = usePerson()
  const dashes = useDashes(person.id)
  return (
    <ShopFrame system="cars" title={say('myDeals')} back="/shops/cars">
      <PersonField label={say('findMine')} person={person} />
      {dashes.error && !dashes.data ? (
        <Failure error={dashes.error} onRetry={() => void dashes.refetch()} />
      ) : dashes.data === undefined ? (
        dashes.isFetching && <Skeleton rows={3} height={84} />
      ) : dashes.data.length === 0 ? (
        <Empty icon="note" title={say('noDeals')}>
          <LinkButton to="/shops/cars">{say('toLot')}</LinkButton>
        </Empty>
      ) : (
        <ul className="col slips">
          {dashes.data.map(dash => (
            <li key={dash.id}>
              <Row dash={dash} />
            </li>
          ))}
        </ul>
      )}
    </ShopFrame>
  )
}
