import { Redirect, useLocation } from 'wouter'
import { answer } from '../../api/answer.ts'
import { cafeteria } from '../../api/cafeteria.ts'
import type { paths } from '../../api/generated/cafeteria.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { useKept } from '../../app/kept.ts'
import { Choices, Rows, TextField } from '../../design/fields.tsx'
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
import { type Basket, momentOf, sumOf, useBasket } from './basket.ts'
import { waitOf } from './estimate.ts'
import { type MenuItem, type Order, useBoard, useMenu } from './queries.ts'
import { shop } from './shop.ts'
import { cafe, optionName } from './words.ts'

interface WishesProps {
  readonly item: MenuItem
  readonly basket: Basket
  readonly onChange: (basket: Basket) => void
}
/** How it is wanted. */
const Wishes = ({ item, basket, onChange }: WishesProps) => {
  const say = useWords(cafe)
  const { money, about } = useFormat()
  const board = useBoard()
  const choicesOf = (options: object) =>
    Object.entries(options as { [option: string]: number }).map(([value, price]) => ({
      value,
      label: optionName(say, value),
      plus: price ? `+${money(price)}` : undefined,
    }))
  const { temperature, size, extras } = item.options
  return (
    <>
      {Object.keys(temperature).length > 0 && (
        <Choices
          label={say('temperature')}
          choices={choicesOf(temperature)}
          chosen={basket.temperature === null ? [] : [basket.temperature]}
          onChoose={([t]) => onChange({ ...basket, temperature: t ?? null })}
        />
      )}
      {Object.keys(size).length > 0 && (
        <Choices
          label={say('size')}
          choices={choicesOf(size)}
          chosen={basket.size === null ? [] : [basket.size]}
          onChoose={([s]) => onChange({ ...basket, size: s ?? null })}
        />
      )}
      {Object.keys(extras).length > 0 && (
        <Choices
          many
          label={say('extras')}
          choices={choicesOf(extras)}
          chosen={basket.extras}
          onChoose={e => onChange({ ...basket, extras: e })}
        />
      )}
      <Rows
        label={say('pickup')}
        chosen={basket.pickup === null ? 'asap' : 'time'}
        onChoose={v => onChange({ ...basket, pickup: v === 'asap' ? null : inHalfAnHour() })}
        rows={[
          { value: 'asap', label: say('asap'), side: board.data && about(waitOf(board.data).ms) },
          {
            value: 'time',
            label: say('atTime'),
            side: basket.pickup !== null && (
              <input
                type="time"
                aria-label={say('atTime')}
                value={basket.pickup}
                onChange={e => onChange({ ...basket, pickup: e.target.value })}
              />
            ),
          },
        ]}
      />
    </>
  )
}
const inHalfAnHour = (): string => new Date(Date.now() + 30 * 60_000).toTimeString().slice(0, 5)

type Wish = paths['/orders']['post']['requestBody']['content']['application/json']
const place = (body: Wish, key: string): Promise<Order> =>
  answer(cafeteria.POST('/orders', { body, params: { header: { 'Idempotency-Key': key } } }))

const wishOf = (item: MenuItem, basket: Basket, phoneNumber: string, language: 'ko' | 'en'): Wish => ({
  phoneNumber: phoneNumber.replaceAll('-', ''),
  productName: basket.productName,
  qty: basket.qty,
  amt: sumOf(item, basket),
  options: { temperature: basket.temperature, size: basket.size, extras: [...basket.extras] },
  pickupTime: basket.pickup === null ? null : momentOf(basket.pickup),
  language,
  paymentToken: basket.card,
})

interface FormProps {
  readonly item: MenuItem
  readonly basket: Basket
  readonly setBasket: (basket: Basket | null) => void
}
/** Orders what is in the basket, once; paid, the basket is empty. */
const useOrdering = (setBasket: FormProps['setBasket']) => {
  const [, go] = useLocation()
  const onPlaced = (placed: Placed<Order>) => {
    if (placed.kind === 'paid') {
      setBasket(null)
      go(`/shops/cafeteria/orders/${placed.order.id}`, { replace: true, state: { paid: true } })
    } else go(`/shops/cafeteria/orders/${placed.id}`, { replace: true, state: { retryAt: placed.retryAt } })
  }
  return usePlacing<Wish, Order>({ what: 'cafeteria.order', link: 'order', ask: place, onPlaced })
}

const BasketForm = ({ item, basket, setBasket }: FormProps) => {
  const say = useWords(cafe)
  const language = useLanguage()
  const { money } = useFormat()
  const [phone, setPhone] = useKept('phone', '010-1234-5678')
  const placing = useOrdering(setBasket)
  const isPhone = /^[\d-]+$/.test(phone) && /^\d{9,15}$/.test(phone.replaceAll('-', ''))
  const sum = money(sumOf(item, basket))
  const isGone = item.soldOut || item.stock === 0
  const text = isGone ? say('soldOutButton') : say('pay', { sum })
  const withCard = (card: string) => setBasket({ ...basket, card })
  const pay = () => placing.mutate(wishOf(item, basket, phone, language))
  return (
    <Checkout
      shop={shop}
      placing={placing}
      numberName={say('pickupNumber')}
      what={say('wish', { name: item.names[language], count: basket.qty })}
      sum={sum}
      then={say('stepPass')}
      card={basket.card}
      onOtherCard={() => withCard('approve')}
    >
      <ShopFrame
        system="cafeteria"
        title={say('yourOrder')}
        back="/shops/cafeteria"
        bar={<PayBar card={basket.card} sum={sum} disabled={!isPhone || isGone} text={text} onPay={pay} />}
      >
        {placing.error && <Refusal error={placing.error} />}
        <DishHead
          picture={pictureOf(item.productName)}
          name={item.names[language]}
          each={say('each', { price: money(item.price) })}
          label={say('quantity')}
          qty={basket.qty}
          stock={item.stock}
          onChange={qty => setBasket({ ...basket, qty })}
        />
        <Wishes item={item} basket={basket} onChange={setBasket} />
        <TextField
          label={say('number')}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          value={phone}
          onText={setPhone}
          side={say('numberSide')}
          hint={say('numberHint')}
          error={isPhone ? undefined : say('numberWrong')}
        />
        <PayWith card={basket.card} onChoose={withCard} />
      </ShopFrame>
    </Checkout>
  )
}

/** The last look before paying. */
export const BasketPage = () => {
  const say = useWords(cafe)
  const menu = useMenu()
  const [basket, setBasket] = useBasket()
  const item = menu.data?.find(i => i.productName === basket?.productName)
  if (item && basket) return <BasketForm item={item} basket={basket} setBasket={setBasket} />
  if (menu.data) return <Redirect to="/shops/cafeteria" replace />
  return (
    <ShopFrame system="cafeteria" title={say('yourOrder')} back="/shops/cafeteria" awaitsBar={menu.error === null}>
      {menu.error ? <Failure error={menu.error} onRetry={() => void menu.refetch()} /> : <Skeleton rows={4} height={96} />}
    </ShopFrame>
  )
}
