import { Link } from 'wouter'
import { ShopFrame } from '../../app/frame.tsx'
import { LinkButton } from '../../design/button.tsx'
import { Chip } from '../../design/chip.tsx'
import { Icon } from '../../design/icon.tsx'
import { Note } from '../../design/note.tsx'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useWords } from '../../words/index.ts'
import { shared } from '../../words/shared.ts'
import { pictureOf } from './art.ts'
import { type Basket, type Item, useBasket, useItems } from './queries.ts'
import { shop } from './shop.ts'
import { bakery, useItemName } from './words.ts'

interface RowProps {
  readonly item: Item
  readonly basket: Basket | null
  readonly onAdd: () => void
}
const Row = ({ item: { item, price, stock }, basket, onAdd }: RowProps) => {
  const say = useWords(bakery)
  const both = useWords(shared)
  const { money } = useFormat()
  const name = useItemName()(item)
  const isIn = basket?.item === item
  const isGone = stock === 0
  const isFew = stock !== null && stock <= 10
  return (
    <li className={`dr ${isGone ? 'off' : ''} ${isIn ? 'has' : ''}`}>
      <span className="pic">
        <img src={pictureOf(item)} alt="" width="66" height="66" />
      </span>
      <div className="grow">
        <h3>{name}</h3>
        <p className="q sm">
          {isGone ? (
            say('soldOutNow')
          ) : isFew ? (
            <span className="ink-waiting sb">{say('leftOver', { count: stock })}</span>
          ) : (
            say('unlimited')
          )}
        </p>
        <p className="pr num">{money(price)}</p>
      </div>
      {isGone ? (
        <Chip tone="ended" icon="none">
          {both('soldOut')}
        </Chip>
      ) : (
        <button
          type="button"
          className="addb"
          aria-label={isIn ? say('inBasket', { name, count: basket.qty }) : say('add', { name })}
          onClick={onAdd}
        >
          {isIn ? basket.qty : <Icon name="plus" />}
        </button>
      )}
    </li>
  )
}

/** What is baked today. */
export const MenuPage = () => {
  const say = useWords(bakery)
  const both = useWords(shared)
  const nameOf = useItemName()
  const { money } = useFormat()
  const items = useItems()
  const [basket, setBasket] = useBasket()
  const chosen = items.data?.find(i => i.item === basket?.item)
  const add = ({ item, stock }: Item) =>
    setBasket({ item, qty: basket?.item === item ? Math.min(stock ?? 100, 100, basket.qty + 1) : 1, card: basket?.card ?? 'approve' })
  return (
    <ShopFrame
      system={shop.system}
      title={say('shop')}
      back="/"
      side={
        <Link href="/shops/bread/me" className="iconbtn" aria-label={both('myOrders')}>
          <Icon name="list" />
        </Link>
      }
      awaitsBar={basket !== null && items.data === undefined && items.error === null}
      bar={
        basket && chosen ? (
          <>
            <div className="fx sp">
              <span className="q">{say('wish', { name: nameOf(chosen.item), count: basket.qty })}</span>
              <b className="tt num">{money(chosen.price * basket.qty)}</b>
            </div>
            <LinkButton to="/shops/bread/basket" wide>
              {say('review')}
            </LinkButton>
          </>
        ) : undefined
      }
    >
      <div className="hero">
        <h1>{say('today')}</h1>
        <Note small className="wait">
          <span className="q sm">{say('brought')}</span>
          <br />
          <b>{say('toDoor')}</b>
        </Note>
      </div>
      {items.data === undefined ? (
        items.error ? (
          <Failure error={items.error} onRetry={() => void items.refetch()} />
        ) : (
          <Skeleton rows={4} height={110} />
        )
      ) : items.data.length === 0 ? (
        <Empty icon="shop" title={say('emptyShelf')}>
          <p className="q">{say('emptyShelfText')}</p>
        </Empty>
      ) : (
        <>
          <ul className="list">
            {items.data.map(item => (
              <Row key={item.id} item={item} basket={basket} onAdd={() => add(item)} />
            ))}
          </ul>
          <p className="sm qq fx top">
            <Icon name="note" size="s" />
            <span>{say('oneKind')}</span>
          </p>
        </>
      )}
    </ShopFrame>
  )
}
