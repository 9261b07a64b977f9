import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { ShopFrame } from '../../app/frame.tsx'
import { NotFound } from '../../app/not-found.tsx'
import { Button } from '../../design/button.tsx'
import { Chip } from '../../design/chip.tsx'
import { Choices, Quantity } from '../../design/fields.tsx'
import { Icon } from '../../design/icon.tsx'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { shared } from '../../words/shared.ts'
import { pictureOf } from './art.ts'
import { add, priceOf, useBasket } from './basket.ts'
import { distance, isOpen, opensAt, useHome } from './place.ts'
import { type Dish, type Store, useDishes, useStores } from './queries.ts'
import { meals, optionName } from './words.ts'

const useWhere = (store: Store): string => {
  const language = useLanguage()
  const { far } = useFormat()
  const [home] = useHome()
  return [store.name[language], ...(store.location ? [far(distance(store.location, home.location))] : [])].join(' · ')
}

/** One dish, as it is wanted. */
const DishForm = ({ dish, store, back }: { readonly dish: Dish; readonly store: Store; readonly back: string }) => {
  const say = useWords(meals)
  const language = useLanguage()
  const { money } = useFormat()
  const where = useWhere(store)
  const [, go] = useLocation()
  const [basket, setBasket] = useBasket()
  const [line, setLine] = useState({ productId: dish.productId, qty: 1, options: [] as readonly string[] })
  const can = isOpen(store) && !dish.soldOut
  const put = () => {
    setBasket(add(basket, store.storeId, line))
    go('/shops/delivery/basket')
  }
  return (
    <ShopFrame
      system="delivery"
      title={store.name[language]}
      back={back}
      bar={
        <Button wide disabled={!can} onClick={put}>
          {dish.soldOut
            ? say('soldOutButton')
            : can
              ? say('addFor', { sum: money(priceOf(line, [dish], store.storeId) ?? 0) })
              : say('closedButton', { time: opensAt(store) })}
        </Button>
      }
    >
      <div className="plate">
        <img src={pictureOf(dish.productId)} alt="" width="172" height="172" />
      </div>
      <div>
        <p className="q sm">{where}</p>
        <div className="fx sp base">
          <h1>{dish.names[language]}</h1>
          <b className="tt num nw">{money(dish.price)}</b>
        </div>
      </div>
      {Object.keys(dish.options).length > 0 && (
        <div className="col">
          <Choices
            many
            label={say('options')}
            choices={Object.entries(dish.options).map(([value, price]) => ({
              value,
              label: optionName(say, value),
              plus: price ? `+${money(price)}` : undefined,
            }))}
            chosen={line.options}
            onChoose={options => setLine({ ...line, options })}
          />
        </div>
      )}
      <section className="fx sp">
        <span className="lab">{say('quantity')}</span>
        <Quantity label={say('quantity')} value={line.qty} most={50} onChange={qty => setLine({ ...line, qty })} />
      </section>
      <p className="sm qq fx top">
        <Icon name="undo" size="s" />
        <span>{say('untilCooking')}</span>
      </p>
    </ShopFrame>
  )
}

const DishRow = ({ dish }: { readonly dish: Dish }) => {
  const say = useWords(meals)
  const both = useWords(shared)
  const language = useLanguage()
  const { money } = useFormat()
  return (
    <li>
      <Link href={`/shops/delivery/stores/${dish.storeId}/dishes/${dish.id}`} className={`so ${dish.soldOut ? 'off' : ''}`}>
        <span className="pic">
          <img src={pictureOf(dish.productId)} alt="" width="62" height="62" />
        </span>
        <div className="grow">
          <h3>{dish.names[language]}</h3>
          <p className="q sm">
            {dish.soldOut
              ? say('soldOutNow')
              : Object.keys(dish.options)
                  .map(o => optionName(say, o))
                  .join(' · ')}
          </p>
          <p className="sb num">{money(dish.price)}</p>
        </div>
        {dish.soldOut ? (
          <Chip tone="ended" icon="none">
            {both('soldOut')}
          </Chip>
        ) : (
          <Icon name="next" />
        )}
      </Link>
    </li>
  )
}

interface StorePageProps {
  readonly storeId: string
  /** The dish to look at; left out: all of them, or the only one. */
  readonly dishId?: number
}
export const StorePage = ({ storeId, dishId }: StorePageProps) => {
  const say = useWords(meals)
  const language = useLanguage()
  const { money } = useFormat()
  const stores = useStores()
  const dishes = useDishes()
  const store = stores.data?.find(s => s.storeId === storeId)
  const mine = dishes.data?.filter(d => d.storeId === storeId)
  const error = stores.error ?? dishes.error
  if (!stores.data || !mine)
    return (
      // a store of one dish looks like its dish, with a bar, and one of many does not: until that is known, nothing of either is there
      <ShopFrame key="coming" system="delivery" title={say('shop')} back="/shops/delivery" awaitsBar={dishId !== undefined && !error}>
        {error ? <Failure error={error} onRetry={() => void stores.refetch()} /> : <Skeleton rows={3} height={110} />}
      </ShopFrame>
    )
  if (!store) return <NotFound system="delivery" />
  const only = mine.length === 1 ? mine[0] : undefined
  const dish = dishId === undefined ? only : mine.find(d => d.id === dishId)
  if (dish) return <DishForm dish={dish} store={store} back={only ? '/shops/delivery' : `/shops/delivery/stores/${storeId}`} />
  if (dishId !== undefined) return <NotFound system="delivery" />
  return (
    <ShopFrame system="delivery" title={store.name[language]} back="/shops/delivery">
      <h1>{store.name[language]}</h1>
      {store.minimum > 0 && <p className="q">{say('from', { sum: money(store.minimum) })}</p>}
      {mine.length === 0 ? (
        <Empty icon="shop" title={say('noDishes')} />
      ) : (
        <ul className="list">
          {mine.map(d => (
            <DishRow key={d.id} dish={d} />
          ))}
        </ul>
      )}
    </ShopFrame>
  )
}
