import { Fragment, useState } from 'react'
import { LinkButton } from '../design/button.tsx'
import { TextField } from '../design/fields.tsx'
import { Message } from '../design/message.tsx'
import { Empty, Failure, Skeleton } from '../design/states.tsx'
import { useMine as useAir } from '../shops/air/mine.tsx'
import { useCustomer as useAirCustomer } from '../shops/air/queries.ts'
import { useMine as useBread } from '../shops/bread/mine.tsx'
import { useCustomer as useBreadCustomer } from '../shops/bread/queries.ts'
import { useMine as useCafeteria } from '../shops/cafeteria/mine.tsx'
import { useMine as useCars } from '../shops/cars/mine.tsx'
import { usePerson } from '../shops/cars/person.tsx'
import { useMine as useDelivery } from '../shops/delivery/mine.tsx'
import { useCustomer as useDeliveryCustomer } from '../shops/delivery/place.ts'
import { momentOf, type Mine, type MyOrder, runs } from '../shops/shared/mine.ts'
import { languageOf, stateOf } from '../shops/shared/messages.tsx'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { shared } from '../words/shared.ts'
import { ShopFrame } from './frame.tsx'
import { useKept } from './kept.ts'
import { settings } from './started.ts'
import { meWords } from './me-words.ts'
import { frontWords } from './words.ts'
import { WhoIsHere } from './who.tsx'

type Shop = 'cafeteria' | 'bread' | 'air' | 'delivery' | 'cars'
/** So many messages, and so many orders that have ended, are shown first. */
const few = 8

/** What all shops know of whoever looks. */
const useAll = (): readonly Mine[] => [useCafeteria(), useBread(), useAir(), useDelivery(), useCars()].filter(m => runs(m.system))

const Orders = ({ orders }: { readonly orders: readonly (MyOrder & { readonly system: string; readonly key: string })[] }) => {
  const say = useWords(frontWords)
  return (
    <ul className="col slips">
      {orders.map(({ key, system, slip }, i) => (
        <li key={key} data-system={system}>
          {orders[i - 1]?.system !== system && <p className="sm q sb myshop">{say(system as Shop)}</p>}
          {slip}
        </li>
      ))}
    </ul>
  )
}

/** What was sent to this person, by whichever shop, the newest first. */
const Told = ({ all }: { readonly all: readonly Mine[] }) => {
  const say = useWords(meWords)
  const front = useWords(frontWords)
  const { day } = useFormat()
  const told = all
    .flatMap(({ system, messages = [] }) => messages.map(m => ({ ...m, system, at: m.sentTime ?? m.createTime ?? '' })))
    .toSorted((a, b) => momentOf(b.at) - momentOf(a.at) || b.id - a.id)
    .slice(0, few)
    .map(m => ({ ...m, from: [front(m.system as Shop), ...(m.at ? [day(m.at)] : [])].join(' · ') }))
  return (
    <section className="sec">
      <h2>{say('messages')}</h2>
      {told.length === 0 && <p className="sm qq">{say('noMessages')}</p>}
      <ul aria-live="polite">
        {told.map((m, i) => (
          <Fragment key={`${m.system} ${m.id}`}>
            {told[i - 1]?.from !== m.from && <li className="sm q sb myshop">{m.from}</li>}
            <Message text={m.text ?? ''} language={languageOf(m.text)} state={stateOf(m.status)} at={m.at} />
          </Fragment>
        ))}
      </ul>
    </section>
  )
}

/** In open mode nobody signs in: each shop finds its orders by what it calls its customers. */
const WhoAmI = () => {
  const say = useWords(meWords)
  const [phone, setPhone] = useKept('phone', '010-1234-5678')
  const [baker, setBaker] = useBreadCustomer()
  const [flyer, setFlyer] = useAirCustomer()
  const [eater, setEater] = useDeliveryCustomer()
  const driver = usePerson()
  return (
    <details className="card whoami">
      <summary className="sb">{say('who')}</summary>
      <div className="col">
        <p className="sm q">{say('whoText')}</p>
        {runs('cafeteria') && <TextField label={say('whoCafe')} type="tel" value={phone} onText={setPhone} />}
        {runs('bread') && <TextField label={say('whoBread')} value={baker} onText={setBaker} placeholder={say('guest')} />}
        {runs('delivery') && <TextField label={say('whoDelivery')} value={eater} onText={setEater} />}
        {runs('air') && <TextField label={say('whoAir')} inputMode="numeric" value={flyer} onText={setFlyer} />}
        {runs('cars') && <TextField label={say('whoCars')} inputMode="numeric" value={driver.text} onText={driver.setText} />}
      </div>
    </details>
  )
}

/** A person's orders in all shops: what is under way, what they were told, and what has ended. */
const Me = () => {
  const say = useWords(meWords)
  const both = useWords(shared)
  const front = useWords(frontWords)
  const all = useAll()
  const [isLong, setLong] = useState(false)
  const orders = all
    .flatMap(({ system, orders: of = [] }) => of.map((order, i) => ({ ...order, system, key: `${system} ${of.length - i}` })))
    .toSorted((a, b) => b.at - a.at)
  const living = orders.filter(o => !o.isOver)
  const over = orders.filter(o => o.isOver)
  const failed = all.filter(m => m.error)
  // all at once, or what is read would move when the next shop answers
  const isKnown = all.every(m => m.isKnown || m.error || !m.isAsked)
  if (!isKnown)
    return (
      <ShopFrame system="" title={both('myOrders')} back="/" side={<WhoIsHere />} wide>
        <Skeleton rows={4} height={84} />
      </ShopFrame>
    )
  return (
    <ShopFrame system="" title={both('myOrders')} back="/" side={<WhoIsHere />} wide>
      {failed.map(({ system, error, retry }) => (
        <section key={system} aria-label={front(system as Shop)}>
          <p className="sm q sb">{front(system as Shop)}</p>
          {error && <Failure error={error} onRetry={retry} />}
        </section>
      ))}
      <div className="me">
        <section className="sec">
          <h2>{say('living', { count: living.length })}</h2>
          {living.length === 0 ? (
            <Empty icon="note" title={say('none')}>
              <p className="q">{say('noneText')}</p>
              <LinkButton to="/">{both('toShops')}</LinkButton>
            </Empty>
          ) : (
            <Orders orders={living} />
          )}
          {settings.access === 'open' && <WhoAmI />}
        </section>
        <Told all={all} />
        {over.length > 0 && (
          <section className="sec">
            <h2>{say('over')}</h2>
            <Orders orders={isLong ? over : over.slice(0, few)} />
            {!isLong && over.length > few && (
              <button type="button" className="btn t w" onClick={() => setLong(true)}>
                {say('more', { count: over.length - few })}
              </button>
            )}
          </section>
        )}
      </div>
    </ShopFrame>
  )
}
export default Me
