import { Redirect, useLocation } from 'wouter'
import { answer } from '../../api/answer.ts'
import { bread } from '../../api/bread.ts'
import type { paths } from '../../api/generated/bread.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { useKept } from '../../app/kept.ts'
import { settings } from '../../app/started.ts'
import { TextField } from '../../design/fields.tsx'
import { Failure, Skeleton } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { Checkout } from '../shared/checkout.tsx'
import { DishHead } from '../shared/dish-head.tsx'
import { PayBar } from '../shared/pay-bar.tsx'
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
/** Orders what is in the basket, once; paid, the basket is empty. */
const useOrdering = (setBasket: FormProps['setBasket']) => {
  const [, go] = useLocation()
  const onPlaced = (placed: Placed<Order>) => {
    if (placed.kind === 'paid') {
      setBasket(null)
      go(`/shops/bread/orders/${placed.order.id}`, { replace: true, state: { paid: true } })
    } else go(`/shops/bread/orders/${placed.id}`, { replace: true, state: { retryAt: placed.retryAt } })
  }
  return usePlacing<Wish, Order>({ what: 'bread.order', link: 'order', ask: place, onPlaced })
}

const BasketForm = ({ item: { item, price, stock }, basket, setBasket }: FormProps) => {
  const say = useWords(bakery)
  const language = useLanguage()
  const { money } = useFormat()
  const [address, setAddress] = useKept('address', '')
  const [name, setName] = useCustomer()
  const placing = useOrdering(setBasket)
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
  const text = isGone ? say('soldOutButton') : say('pay', { sum })
  const withCard = (card: string) => setBasket({ ...basket, card })
  return (
    <Checkout
      shop={shop}
      placing={placing}
      numberName={say('orderNumber')}
      what={say('wish', { name: itemName, count: basket.qty })}
      sum={sum}
      then={say('stepPass')}
      card={basket.card}
      onOtherCard={() => withCard('approve')}
    >
      <ShopFrame
        system={shop.system}
        title={say('yourOrder')}
        back={shop.home}
        bar={<PayBar card={basket.card} sum={sum} disabled={isGone} text={text} onPay={() => placing.mutate(wish())} />}
      >
        {placing.error && <Refusal error={placing.error} />}
        <DishHead
          picture={pictureOf(item)}
          name={itemName}
          each={say('each', { price: money(price) })}
          label={say('quantity')}
          qty={basket.qty}
          stock={stock}
          onChange={qty => setBasket({ ...basket, qty })}
        />
        <WhereAndWho address={address} setAddress={setAddress} name={name} setName={setName} />
        <PayWith card={basket.card} onChoose={withCard} />
      </ShopFrame>
    </Checkout>
  )
}

interface WhereAndWhoProps {
  readonly address: string
  readonly setAddress: (address: string) => void
  readonly name: string
  readonly setName: (name: string) => void
}
/** Where it is brought; and who orders, where nobody signs in. */
const WhereAndWho = ({ address, setAddress, name, setName }: WhereAndWhoProps) => {
  const say = useWords(bakery)
  return (
    <>
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
    </>
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
    <ShopFrame system={shop.system} title={say('yourOrder')} back={shop.home} awaitsBar={items.error === null}>
      {items.error ? <Failure error={items.error} onRetry={() => void items.refetch()} /> : <Skeleton rows={4} height={96} />}
    </ShopFrame>
  )
}
