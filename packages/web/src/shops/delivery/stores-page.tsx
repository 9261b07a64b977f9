import { useState } from 'react'
import { Link } from 'wouter'
import { areComing } from '../../api/live.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { LinkButton } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { HomePin, middle, NotePin, Rings, TownMap } from '../../design/map.tsx'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { shared } from '../../words/shared.ts'
import { AddressDialog } from './address-dialog.tsx'
import { pictureOf } from './art.ts'
import { useBasket } from './basket.ts'
import { distance, isOpen, offset, opensAt, type Place, useCustomer, useHome, waitOf } from './place.ts'
import { type Coupon, type Dish, type Store, useCoupons, useDishes, useStores } from './queries.ts'
import { meals } from './words.ts'

export interface Near extends Store {
  readonly km: number | undefined
}
/** The nearest first. */
export const byDistance = (stores: readonly Store[], home: Place): Near[] =>
  stores
    .map(s => ({ ...s, km: s.location ? distance(s.location, home) : undefined }))
    .toSorted((a, b) => (a.km ?? Number.POSITIVE_INFINITY) - (b.km ?? Number.POSITIVE_INFINITY))

/** Where on the drawing a store stands: in its true direction, as far as the drawing goes. */
const pointOf = (home: Place, store: Near, farthest: number) => {
  const { east, south } = offset(home, store.location ?? home)
  const scale = 112 / Math.max(0.05, farthest)
  return { x: Math.min(330, Math.max(60, middle.x + east * scale)), y: Math.min(334, Math.max(196, middle.y + south * scale)) }
}
const StoresMap = ({ stores, home }: { readonly stores: readonly Near[]; readonly home: Place }) => {
  const say = useWords(meals)
  const language = useLanguage()
  const farthest = Math.max(...stores.map(s => s.km ?? 0), 0.05)
  return (
    <TownMap label={say('map')}>
      <Rings radii={[58, 112]} />
      <HomePin />
      {stores.map(s => (
        <NotePin
          key={s.storeId}
          point={pointOf(home, s, farthest)}
          text={isOpen(s) ? s.name[language] : say('closed')}
          look={isOpen(s) ? 'note' : 'off'}
        />
      ))}
    </TownMap>
  )
}

const StoreRow = ({ store, dishes }: { readonly store: Near; readonly dishes: readonly Dish[] }) => {
  const say = useWords(meals)
  const language = useLanguage()
  const { money, far, about } = useFormat()
  const mine = dishes.filter(d => d.storeId === store.storeId)
  const [first] = mine
  const wait = store.km === undefined ? [] : [about(waitOf(store.km))]
  return (
    <li>
      <Link href={`/shops/delivery/stores/${store.storeId}`} className={`so ${isOpen(store) ? '' : 'off'}`}>
        <span className="pic">
          <img src={pictureOf(first?.productId)} alt="" width="62" height="62" />
        </span>
        <div className="grow">
          <div className="fx sp base">
            <h3>{store.name[language]}</h3>
            {store.km !== undefined && <b className="num ink-accent nw">{far(store.km)}</b>}
          </div>
          {isOpen(store) ? (
            <>
              <p className="sb">{mine.map(d => `${d.names[language]} ${money(d.price)}`).join(' · ')}</p>
              <p className="q sm">{say('waitFee', { about: wait.join(''), fee: money(store.deliveryFee) })}</p>
            </>
          ) : (
            <>
              <p className="sb fx">
                <Icon name="none" size="s" />
                {say('closedNow')}
              </p>
              <p className="q sm">{say('opensAt', { time: opensAt(store) })}</p>
            </>
          )}
        </div>
      </Link>
    </li>
  )
}

/** What may be taken off an order. */
const CouponLine = ({ coupons: [coupon, ...more] }: { readonly coupons: readonly Coupon[] }) => {
  const say = useWords(meals)
  const { money, day } = useFormat()
  return (
    coupon && (
      <div className="fx sm coupon-line">
        <Icon name="gift" />
        <span>
          <b>{say('haveCoupons', { count: more.length + 1 })}</b>
          <br />
          <span className="q">{say('couponText', { sum: money(coupon.discountPrice), day: day(coupon.expires) })}</span>
        </span>
      </div>
    )
  )
}

/** The stores, the nearest first; or why there are none. */
const StoresList = ({ near }: { readonly near: readonly Near[] | undefined }) => {
  const say = useWords(meals)
  const stores = useStores()
  const dishes = useDishes()
  const [customer] = useCustomer()
  const coupons = useCoupons(customer)
  const error = stores.error ?? dishes.error
  if (near === undefined || dishes.data === undefined || areComing(coupons))
    return error ? <Failure error={error} onRetry={() => void stores.refetch()} /> : <Skeleton rows={3} height={104} />
  if (near.length === 0)
    return (
      <Empty icon="shop" title={say('noStores')}>
        <p className="q">{say('noStoresText')}</p>
      </Empty>
    )
  return (
    <>
      <CouponLine coupons={coupons.data ?? []} />
      <ul className="list">
        {near.map(store => (
          <StoreRow key={store.storeId} store={store} dishes={dishes.data} />
        ))}
      </ul>
    </>
  )
}

/** Who cooks near here. */
export const StoresPage = () => {
  const say = useWords(meals)
  const both = useWords(shared)
  const stores = useStores()
  const [home, setHome] = useHome()
  const [basket] = useBasket()
  const [isMoving, setMoving] = useState(false)
  const near = stores.data && byDistance(stores.data, home.location)
  const count = basket?.lines.reduce((sum, l) => sum + l.qty, 0) ?? 0
  return (
    <ShopFrame
      system="delivery"
      title={say('shop')}
      back="/"
      side={
        <Link href="/shops/delivery/me" className="iconbtn" aria-label={both('myOrders')}>
          <Icon name="list" />
        </Link>
      }
      bar={
        count > 0 ? (
          <LinkButton to="/shops/delivery/basket" wide icon="bag">
            {say('inAll', { count })}
          </LinkButton>
        ) : undefined
      }
    >
      <div className="mapbox bleed">
        <StoresMap stores={near ?? []} home={home.location} />
        <button type="button" className="addr" onClick={() => setMoving(true)}>
          <Icon name="pin" size="s" />
          <span>{home.address}</span>
          <span className="up qq sm nw">{say('change')}</span>
        </button>
      </div>
      <AddressDialog key={String(isMoving)} home={home} isOpen={isMoving} onClose={() => setMoving(false)} onKeep={setHome} />
      <div className="fx sp base">
        <h1>{say('nearest')}</h1>
        {near && <span className="q sm nw">{say('open', { count: near.filter(s => isOpen(s)).length })}</span>}
      </div>
      <StoresList near={near} />
    </ShopFrame>
  )
}
