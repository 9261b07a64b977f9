import { useState } from 'react'
import { may } from '../../api/links.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { Button } from '../../design/button.tsx'
import { Chip, type Tone } from '../../design/chip.tsx'
import type { IconName } from '../../design/icons.ts'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { CarCard } from '../../shops/cars/car-card.tsx'
import type { Sale } from '../../shops/cars/queries.ts'
import { lot, modelName } from '../../shops/cars/words.ts'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { Decide } from './decide.tsx'
import { useDecided, useOffers } from './queries.ts'
import { dealerWords } from './words.ts'

const looks = {
  Wanted: { word: 'registered', tone: 'waiting', icon: 'clock' },
  Refused: { word: 'declined', tone: 'ended', icon: 'cross' },
  Registered: { word: 'registered', tone: 'waiting', icon: 'clock' },
  Declined: { word: 'declined', tone: 'ended', icon: 'cross' },
  Decided: { word: 'decided', tone: 'working', icon: 'check' },
  PaidOut: { word: 'paidOut', tone: 'working', icon: 'won' },
  Collecting: { word: 'collecting', tone: 'working', icon: 'truck' },
  InStock: { word: 'inStock', tone: 'done', icon: 'shop' },
  Cancelled: { word: 'cancelled', tone: 'ended', icon: 'undo' },
} as const satisfies { readonly [state: string]: { word: string; tone: Tone; icon: IconName } }

/** A car that is offered to us, and what it would bring. */
const Offer = ({ sale }: { readonly sale: Sale }) => {
  const say = useWords(dealerWords)
  const { money, ago } = useFormat()
  const [asking, setAsking] = useState<'buy' | 'decline'>()
  const sums = [
    { term: say('buyAt'), sum: sale.quote },
    { term: say('sellAt'), sum: sale.salePrice },
    { term: say('margin'), sum: sale.salePrice - sale.quote },
  ]
  return (
    <CarCard car={{ ...sale, carType: sale.model, salePrice: null }}>
      <p className="q sm num">
        {[
          sale.plateNumber,
          say('seller', { number: sale.sellerId }),
          ...(sale.quoteDate ? [say('offered', { time: ago(sale.quoteDate) })] : []),
        ].join(' · ')}
      </p>
      <dl className="facts">
        {sums.map(({ term, sum }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className="num">{money(sum)}</dd>
          </div>
        ))}
      </dl>
      {may(sale, 'decide') && (
        <>
          <Button wide icon="check" onClick={() => setAsking('buy')}>
            {say('buy')}
          </Button>
          <Button kind="text" wide onClick={() => setAsking('decline')}>
            {say('decline')}
          </Button>
        </>
      )}
      {asking && <Decide sale={sale} buy={asking === 'buy'} onClose={() => setAsking(undefined)} />}
    </CarCard>
  )
}

/** What became of those that were decided. */
const Decided = () => {
  const say = useWords(dealerWords)
  const customers = useWords(lot)
  const { money } = useFormat()
  const decided = useDecided()
  if (!decided.data?.length) return null
  return (
    <section className="sec">
      <h2>{say('lately')}</h2>
      <div className="scrolls" role="region" aria-label={say('lately')} tabIndex={0}>
        <table className="ledger cards">
          <thead>
            <tr>
              <th scope="col">{say('car')}</th>
              <th scope="col">{say('plate')}</th>
              <th scope="col">{say('state')}</th>
              <th scope="col" className="n">
                {say('buyAt')}
              </th>
            </tr>
          </thead>
          <tbody>
            {decided.data.map(sale => {
              const { word, tone, icon } = looks[sale.status]
              return (
                <tr key={sale.id}>
                  <td className="sb">{modelName(customers, sale.model)}</td>
                  <td className="num nw">{sale.plateNumber}</td>
                  <td>
                    <Chip tone={tone} icon={icon}>
                      {say(word)}
                    </Chip>
                    {sale.reason && <div className="q sm">{sale.reason}</div>}
                  </td>
                  <td className="n num">{money(sale.quote)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** The purchasing department: which of the cars that are offered we buy. */
export const Purchasing = () => {
  const say = useWords(dealerWords)
  const offers = useOffers()
  return (
    <ShopFrame system="cars" title={say('purchasing')} back="/" wide>
      <h1>{say('toDecide', { count: offers.data?.length ?? 0 })}</h1>
      {offers.data === undefined ? (
        offers.error ? (
          <Failure error={offers.error} onRetry={() => void offers.refetch()} />
        ) : (
          <Skeleton rows={2} height={320} />
        )
      ) : offers.data.length === 0 ? (
        <Empty icon="won" title={say('noneToDecide')}>
          <p className="q">{say('noneToDecideText')}</p>
        </Empty>
      ) : (
        <ul className="lot">
          {offers.data.map(sale => (
            <li key={sale.id}>
              <Offer sale={sale} />
            </li>
          ))}
        </ul>
      )}
      <Decided />
    </ShopFrame>
  )
}
