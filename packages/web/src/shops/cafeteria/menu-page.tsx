import { Link } from 'wouter'
import { ShopFrame } from '../../app/frame.tsx'
import { LinkButton } from '../../design/button.tsx'
import { Chip } from '../../design/chip.tsx'
import { Icon } from '../../design/icon.tsx'
import { Note } from '../../design/note.tsx'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { shared } from '../../words/shared.ts'
import { pictureOf } from './art.ts'
import { type Basket, basketOf, sumOf, useBasket } from './basket.ts'
import { waitOf } from './estimate.ts'
import { type MenuItem, useBoard, useMenu } from './queries.ts'
import { cafe, optionName } from './words.ts'

const isGone = (item: MenuItem): boolean => item.soldOut || item.stock === 0

interface RowProps {
  readonly item: MenuItem
  readonly basket: Basket | null
  readonly onAdd: () => void
}
const Row = ({ item, basket, onAdd }: RowProps) => {
  const say = useWords(cafe)
  const both = useWords(shared)
  const language = useLanguage()
  const { money } = useFormat()
  const name = item.names[language]
  const isIn = basket?.productName === item.productName
  const options = Object.keys(item.options.temperature).map(o => optionName(say, o))
  return (
    <li className={`dr ${isGone(item) ? 'off' : ''} ${isIn ? 'has' : ''}`}>
      <span className="pic">
        <img src={pictureOf(item.productName)} alt="" width="66" height="66" />
      </span>
      <div className="grow">
        <h3>{name}</h3>
        <p className="q sm">
          {isGone(item) ? (
            say('soldOutNow')
          ) : item.stock !== null && item.stock <= 10 ? (
            <span className="ink-waiting sb">{say('leftOver', { count: item.stock })}</span>
          ) : (
            options.join(' · ')
          )}
        </p>
        <p className="pr num">{money(item.price)}</p>
      </div>
      {isGone(item) ? (
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

/** What there is, and how long it takes now. */
export const MenuPage = () => {
  const say = useWords(cafe)
  const both = useWords(shared)
  const language = useLanguage()
  const { money, about } = useFormat()
  const menu = useMenu()
  const board = useBoard()
  const [basket, setBasket] = useBasket()
  const chosen = menu.data?.find(item => item.productName === basket?.productName)
  const add = (item: MenuItem) =>
    setBasket(basket?.productName === item.productName ? { ...basket, qty: Math.min(100, basket.qty + 1) } : basketOf(item))
  return (
    <ShopFrame
      system="cafeteria"
      title={say('cafe')}
      back="/"
      side={
        <Link href="/shops/cafeteria/me" className="iconbtn" aria-label={both('myOrders')}>
          <Icon name="list" />
        </Link>
      }
      awaitsBar={basket !== null && menu.data === undefined && menu.error === null}
      bar={
        basket && chosen ? (
          <>
            <div className="fx sp">
              <span className="q">{say('wish', { name: chosen.names[language], count: basket.qty })}</span>
              <b className="tt num">{money(sumOf(chosen, basket))}</b>
            </div>
            <LinkButton to="/shops/cafeteria/basket" wide>
              {say('review')}
            </LinkButton>
          </>
        ) : undefined
      }
    >
      <div className="hero">
        <h1>{say('today')}</h1>
        <Note small className="wait">
          <span className="q sm">{say('ifNow')}</span>
          <br />
          <b>{board.data ? about(waitOf(board.data).ms) : '··'}</b>
        </Note>
      </div>
      {menu.data === undefined ? (
        menu.error ? (
          <Failure error={menu.error} onRetry={() => void menu.refetch()} />
        ) : (
          <Skeleton rows={4} height={110} />
        )
      ) : menu.data.length === 0 ? (
        <Empty icon="cup" title={say('emptyMenu')}>
          <p className="q">{say('emptyMenuText')}</p>
        </Empty>
      ) : (
        <>
          <ul className="list">
            {menu.data.map(item => (
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
