import { Redirect, useLocation } from 'wouter'
import { answer, Refused, Unreached } from '../../api/answer.ts'
import { bread } from '../../api/bread.ts'
import type { paths } from '../../api/generated/bread.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { useKept } from '../../app/kept.ts'
import { settings } from '../../app/started.ts'
import { Button } from '../../design/button.tsx'
import { Quantity, TextField } from '../../design/fields.tsx'
import { Icon } from '../../design/icon.tsx'
import { Failure, Skeleton } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { cardName } from '../shared/cards.ts'
import { Declined, Paying } from '../shared/endings.tsx'
import { PayWith } from '../shared/pay-with.tsx'
import { type Placed, usePlacing } from '../shared/placing.ts'
import { Refusal } from '../shared/refusal.tsx'
import { pictureOf } from './art.ts'
import { type Basket, customerOf, type Item, type Order, useBasket, useCustomer, useItems } from './queries.ts'
import { shop } from './shop.ts'
import { bakery, useItemName } from './words.ts'

type Wish = paths['/orders']['post']['requestBody']['content']['application/json']
const place = (body: Wish, key: string): Promise<Order> =>
  answer(bread.POST('/orders', { body, params: { header: { 'Idempotency-Key': key } } }))

interface FormProps {
  readonly item: Item
  readonly basket: Basket
  readonly setBasket: (basket: Basket | null) => void
}
const BasketForm = ({ item: { item, price, stock }, basket, setBasket }: FormProps) => {
  const say = useWords(bakery)
  const language = useLanguage()
  const { money } = useFormat()
  const [, go] = useLocation()
  const [address, setAddress] = useKept('address', '')
  const [name, setName] = useCustomer()
  const onPlaced = (placed: Placed<Order>) => {
    if (placed.kind === 'paid') {
      setBasket(null)
      go(`/shops/bread/orders/${placed.order.id}`, { replace: true, state: { paid: true } })
    } else go(`/shops/bread/orders/${placed.id}`, { replace: true, state: { retryAt: placed.retryAt } })
  }
  const placing = usePlacing<Wish, Order>({ what: 'bread.order', link: 'order', ask: place, onPlaced })
  const wish = (): Wish => ({
    ...customerOf(name),
    item,
    qty: basket.qty,
    price: price * basket.qty,
    address: address.trim() || null,
    language,
    paymentToken: basket.card,
  })
  const itemName = useItemName()(item)
  const sum = money(price * basket.qty)
  const isGone = stock === 0
  const error = placing.error
  if (placing.isPending)
    return (
      <Paying
        shop={shop}
        numberName={say('orderNumber')}
        what={say('wish', { name: itemName, count: basket.qty })}
        sum={sum}
        then={say('stepPass')}
        isCut={placing.failureReason instanceof Unreached}
      />
    )
  if (error instanceof Refused && error.slug === 'payment-declined')
    return (
      <Declined
        shop={shop}
        card={cardName(say, basket.card)}
        onAgain={() => (setBasket({ ...basket, card: 'approve' }), placing.reset())}
      />
    )
  return (
    <ShopFrame
      system={shop.system}
      title={say('yourOrder')}
      back={shop.home}
      bar={
        <>
          <div className="fx sp base">
            <span className="q sm fx">
              <Icon name="card" size="s" />
              {cardName(say, basket.card)}
            </span>
            <b className="tt num">{sum}</b>
          </div>
          <Button wide disabled={isGone} onClick={() => placing.mutate(wish())}>
            {isGone ? say('soldOutButton') : say('pay', { sum })}
          </Button>
        </>
      }
    >
      {error && <Refusal error={error} />}
      <section className="fx dish">
        <span className="pic">
          <img src={pictureOf(item)} alt="" width="66" height="66" />
        </span>
        <div className="grow">
          <h1>{itemName}</h1>
          <p className="q sm">{say('each', { price: money(price) })}</p>
        </div>
        <Quantity
          label={say('quantity')}
          value={basket.qty}
          most={Math.min(100, stock ?? 100)}
          onChange={qty => setBasket({ ...basket, qty })}
        />
      </section>
      <TextField
        label={say('where')}
        autoComplete="street-address"
        value={address}
        onText={setAddress}
        hint={say('whereHint')}
        maxLength={200}
      />
      {settings.access === 'open' && (
        <TextField
          label={say('name')}
          autoComplete="name"
          value={name}
          onText={setName}
          placeholder={say('guest')}
          hint={say('nameHint')}
          maxLength={60}
        />
      )}
      <PayWith card={basket.card} onChoose={card => setBasket({ ...basket, card })} />
    </ShopFrame>
  )
}

/** The last look before paying. */
export const BasketPage = () => {
  const say = useWords(bakery)
  const items = useItems()
  const [basket, setBasket] = useBasket()
  const item = items.data?.find(i => i.item === basket?.item)
  if (item && basket) return <BasketForm item={item} basket={basket} setBasket={setBasket} />
  if (items.data) return <Redirect to={shop.home} replace />
  return (
    <ShopFrame system={shop.system} title={say('yourOrder')} back={shop.home}>
      {items.error ? <Failure error={items.error} onRetry={() => void items.refetch()} /> : <Skeleton rows={4} height={96} />}
    </ShopFrame>
  )
}
