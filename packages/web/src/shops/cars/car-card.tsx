import type { ReactNode } from 'react'
import { Chip } from '../../design/chip.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { pictureOf } from './art.ts'
import type { Car } from './queries.ts'
import { conditionWords, lot, modelName } from './words.ts'

type Look = Pick<Car, 'model' | 'carType' | 'year' | 'mileage' | 'condition' | 'salePrice'> & { readonly available?: boolean }
/** What is known of a car; what is not is left out. */
export const Facts = ({ car }: { readonly car: Look }) => {
  const say = useWords(lot)
  const { far, number } = useFormat()
  const facts = [
    ...(car.year === null ? [] : [{ term: say('year'), fact: say('inYear', { year: car.year }) }]),
    ...(car.mileage === null ? [] : [{ term: say('driven'), fact: car.mileage < 10 ? far(car.mileage) : `${number(car.mileage)} km` }]),
    ...(car.condition === null ? [] : [{ term: say('condition'), fact: say(conditionWords[car.condition]) }]),
  ]
  return facts.length === 0 ? null : (
    <dl className="facts">
      {facts.map(({ term, fact }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd className="num">{fact}</dd>
        </div>
      ))}
    </dl>
  )
}
/** One car, as it stands there. */
export const CarCard = ({ car, children }: { readonly car: Look; readonly children?: ReactNode }) => {
  const say = useWords(lot)
  const { money } = useFormat()
  const isHeld = car.available === false
  return (
    <article className={`cc ${isHeld ? 'held' : ''}`}>
      <div className="floor">
        {car.year !== null && (
          <span className="yr" aria-hidden="true">
            {car.year}
          </span>
        )}
        {isHeld && (
          <span className="pos">
            <Chip tone="waiting" icon="clock">
              {say('held')}
            </Chip>
          </span>
        )}
        <img src={pictureOf(car.model ?? car.carType)} alt="" width="240" height="92" />
      </div>
      <div className="bd">
        <div className="fx sp base">
          <h2>{modelName(say, car.model ?? car.carType)}</h2>
          {car.salePrice !== null && <b className="pr num nw">{money(car.salePrice)}</b>}
        </div>
        <Facts car={car} />
        {isHeld && <p className="sm ink-waiting sb">{say('heldText')}</p>}
        {children}
      </div>
    </article>
  )
}
