import { useState } from 'react'
import { Link } from 'wouter'
import { ShopFrame } from '../../app/frame.tsx'
import { LinkButton } from '../../design/button.tsx'
import { Choices } from '../../design/fields.tsx'
import { Icon } from '../../design/icon.tsx'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { useWords } from '../../words/index.ts'
import { CarCard } from './car-card.tsx'
import { type Car, useCars } from './queries.ts'
import { lot, modelName } from './words.ts'

const filters = {
  all: () => true,
  cheap: c => (c.salePrice ?? 0) <= 10_000_000,
  short: c => c.mileage !== null && c.mileage <= 50_000,
  fine: c => c.condition === 'A',
} as const satisfies { readonly [filter: string]: (car: Car) => boolean }
type Filter = keyof typeof filters
const names = Object.keys(filters) as Filter[]

/** The cars that stand there. */
export const CarsPage = () => {
  const say = useWords(lot)
  const cars = useCars()
  const [filter, setFilter] = useState<Filter>('all')
  // what can be bought comes first
  const shown = cars.data?.filter(filters[filter]).toSorted((a, b) => Number(b.available) - Number(a.available))
  return (
    <ShopFrame
      system="cars"
      title={say('shop')}
      back="/"
      wide
      side={
        <>
          <LinkButton kind="text" to="/shops/cars/sell">
            {say('sellMine')}
          </LinkButton>
          <Link href="/shops/cars/me" className="iconbtn" aria-label={say('myDeals')}>
            <Icon name="list" />
          </Link>
        </>
      }
    >
      <div>
        <h1>{say('forSale', { count: cars.data?.filter(c => c.available).length ?? 0 })}</h1>
        <p className="q">{say('oneOfAKind')}</p>
      </div>
      <Choices
        label={say('filter')}
        choices={names.map(value => ({ value, label: say(value) }))}
        chosen={[filter]}
        onChoose={([chosen]) => setFilter(names.find(n => n === chosen) ?? 'all')}
      />
      {shown === undefined ? (
        cars.error ? (
          <Failure error={cars.error} onRetry={() => void cars.refetch()} />
        ) : (
          <Skeleton rows={3} height={240} />
        )
      ) : shown.length === 0 ? (
        <Empty icon="truck" title={say('none')}>
          <p className="q">{say('noneText')}</p>
        </Empty>
      ) : (
        <ul className="lot">
          {shown.map(car => (
            <li key={car.id}>
              <CarCard car={car}>
                {car.available && (
                  <LinkButton kind="quiet" wide to={`/shops/cars/cars/${car.id}`}>
                    {say('buy', { car: modelName(say, car.model ?? car.carType) })}
                  </LinkButton>
                )}
              </CarCard>
            </li>
          ))}
        </ul>
      )}
    </ShopFrame>
  )
}
