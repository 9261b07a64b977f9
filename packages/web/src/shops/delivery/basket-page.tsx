import { useLocation } from 'wouter'
import { answer } from '../../api/answer.ts'
import { delivery, type DeliveryPaths } from '../../api/delivery.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { Button, LinkButton } from '../../design/button.tsx'
import { Chip } from '../../design/chip.tsx'
import { Quantity, TextField } from '../../design/fields.tsx'
import { Icon } from '../../design/icon.tsx'
import { Empty, Failure, Skeleton } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { Checkout } from '../shared/checkout.tsx'
import { PayWith } from '../shared/pay-with.tsx'
import { type Placed, usePlacing } from '../shared/placing.ts'
import { Refusal } from '../shared/refusal.tsx'
import { type Basket, priceOf, sumOf, useBasket } from './basket.ts'
import { distance, type Home, isOpen, opensAt, useCustomer, useHome, waitOf } from './place.ts'
import { type Coupon, type Dish, type Order, type Store, useCoupons, useDishes, useStores } from './queries.ts'
import { shop } from './shop.ts'
import { meals, optionName } from './words.ts'

type Wish = DeliveryPaths['/orders']['post']['requestBody']['content']['application/json']
const place = (body: Wish, key: string): Promise<Order> =>
  answer(delivery.POST('/orders', { body, params: { header: { 'Idempotency-Key': key } } }))

interface LinesProps {
  readonly basket: Basket
  readonly dishes: readonly Dish[]
  readonly setBasket: (basket: Basket | null) => void
}
const Lines = ({ basket, dishes, setBasket }: LinesProps) => {
  const say = useWords(meals)
  const language = useLanguage()
  const { money } = useFormat()
  const { lines } = basket
  const keep = (next: Basket['lines']) => setBasket(next.length ? { ...basket, lines: next } : null)
  return (
    <ul className="list lines">
      {lines.map(line => (
        <li key={[line.productId, ...line.options].join(' ')}>
          <span className="grow">
            <b>{dishes.find(d => d.productId === line.productId && d.storeId === basket.storeId)?.names[language] ?? line.productId}</b>
            <br />
            <span className="q sm">
              {line.options.map(o => optionName(say, o)).join(' · ')}{' '}
              <b className="num">{money(priceOf(line, dishes, basket.storeId) ?? 0)}</b>
            </span>
          </span>
          <button type="button" className="iconbtn" aria-label={say('away')} onClick={() => keep(lines.filter(l => l !== line))}>
            <Icon name="trash" />
          </button>
          <Quantity
            label={say('quantity')}
            value={line.qty}
            most={50}
            onChange={qty => keep(lines.map(l => (l === line ? { ...l, qty } : l)))}
          />
        </li>
      ))}
    </ul>
  )
}

interface CouponsProps {
  readonly coupons: readonly Coupon[]
  readonly chosen: number | null
  readonly onChoose: (couponId: number | null) => void
}
const Coupons = ({ coupons, chosen, onChoose }: CouponsProps) => {
  const say = useWords(meals)
  const { money, day } = useFormat()
  return (
    <section className="blk">
      <h2 className="lab">{say('coupon')}</h2>
      {coupons.map(coupon => {
        const on = coupon.id === chosen
        return (
          <button
            key={coupon.id}
            type="button"
            className="note ext coupon-row"
            aria-pressed={on}
            onClick={() => onChoose(on ? null : coupon.id)}
          >
            <Icon name="gift" size="l" />
            <span className="grow">
              <b>{say('off', { sum: money(coupon.discountPrice) })}</b>
              <br />
              <span className="q sm">{say('until', { day: day(coupon.expires) })}</span>
            </span>
            <Chip tone={on ? 'done' : 'waiting'} icon={on ? 'check' : 'plus'}>
              {say(on ? 'used' : 'useIt')}
            </Chip>
          </button>
        )
      })}
      <p className="sm qq">{say('couponBack')}</p>
    </section>
  )
}

const Sum = ({ sum }: { readonly sum: ReturnType<typeof sumOf> }) => {
  const say = useWords(meals)
  const { money } = useFormat()
  return (
    <section className="sum">
      <div>
        <span className="q">{say('food')}</span>
        <span className="num">{money(sum.price)}</span>
      </div>
      <div>
        <span className="q">{say('fee')}</span>
        <span className="num">{money(sum.fee)}</span>
      </div>
      {sum.discount > 0 && (
        <div className="ink-done">
          <span>{say('coupon')}</span>
          <span className="num">{`−${money(sum.discount)}`}</span>
        </div>
      )}
      <div className="tot">
        <span>{say('youPay')}</span>
        <span className="num">{money(sum.total)}</span>
      </div>
    </section>
  )
}

const wishOf = (
  basket: Basket,
  home: Home,
  customerId: string,
  price: number,
  coupon: Coupon | undefined,
  language: 'ko' | 'en',
): Wish => ({
  storeId: basket.storeId,
  items: basket.lines.map(({ productId, qty, options }) => ({ productId, qty, options: [...options] })),
  customerId,
  address: home.address,
  location: home.location,
  couponId: coupon?.id ?? null,
  price,
  language,
  paymentToken: basket.card,
})

interface FormProps extends LinesProps {
  readonly store: Store
}
/** Orders what is in the basket, once; paid, the basket is empty. */
const useOrdering = (setBasket: FormProps['setBasket']) => {
  const [, go] = useLocation()
  const onPlaced = (placed: Placed<Order>) => {
    if (placed.kind === 'paid') {
      setBasket(null)
      go(`/shops/delivery/orders/${placed.order.id}`, { replace: true, state: { paid: true } })
    } else go(`/shops/delivery/orders/${placed.id}`, { replace: true, state: { retryAt: placed.retryAt } })
  }
  return usePlacing<Wish, Order>({ what: 'delivery.order', link: 'order', ask: place, onPlaced })
}

interface PayProps extends Omit<FormProps, 'setBasket'> {
  readonly sum: ReturnType<typeof sumOf>
  /** It is said who orders. */
  readonly isNamed: boolean
  readonly onPay: () => void
}
/** The button, and why it cannot be pressed. */
const Pay = ({ basket, store, dishes, sum, isNamed, onPay }: PayProps) => {
  const say = useWords(meals)
  const { money } = useFormat()
  const isGone = basket.lines.some(l => dishes.find(d => d.productId === l.productId && d.storeId === store.storeId)?.soldOut ?? true)
  const isShort = sum.price < store.minimum
  const button = isGone
    ? say('soldOutButton')
    : isShort
      ? say('belowMinimum', { sum: money(store.minimum) })
      : isOpen(store)
        ? say('pay', { sum: money(sum.total) })
        : say('closedButton', { time: opensAt(store) })
  return (
    <Button wide disabled={!isNamed || isGone || isShort || !isOpen(store)} onClick={onPay}>
      {button}
    </Button>
  )
}

/** Where it is brought, and how far that is. */
const Where = ({ store, home, km }: { readonly store: Store; readonly home: Home; readonly km: number | undefined }) => {
  const say = useWords(meals)
  const language = useLanguage()
  const { far } = useFormat()
  return (
    <section className="card fx">
      <Icon name="pin" />
      <span className="grow">
        <b>{home.address}</b>
        <br />
        {km !== undefined && <span className="q sm">{say('fromStore', { store: store.name[language], km: far(km) })}</span>}
      </span>
    </section>
  )
}

const BasketForm = ({ basket, store, dishes, setBasket }: FormProps) => {
  const say = useWords(meals)
  const language = useLanguage()
  const { money, clock } = useFormat()
  const [home] = useHome()
  const [customer, setCustomer] = useCustomer()
  const name = customer.trim()
  const coupons = useCoupons(name)
  const coupon = coupons.data?.find(c => c.id === basket.couponId)
  const placing = useOrdering(setBasket)
  const sum = sumOf(basket, dishes, store, coupon)
  const km = store.location ? distance(store.location, home.location) : undefined
  const withCard = (card: string) => setBasket({ ...basket, card })
  const pay = () => placing.mutate(wishOf(basket, home, name, sum.price, coupon, language))
  return (
    <Checkout
      shop={shop}
      placing={placing}
      numberName={say('orderNumber')}
      what={say('inAll', { count: basket.lines.reduce((n, l) => n + l.qty, 0) })}
      sum={money(sum.total)}
      then={say('stepPass')}
      card={basket.card}
      onOtherCard={() => withCard('approve')}
    >
      <ShopFrame
        system="delivery"
        title={say('basket')}
        back={`/shops/delivery/stores/${store.storeId}`}
        bar={<Pay basket={basket} store={store} dishes={dishes} sum={sum} isNamed={name !== ''} onPay={pay} />}
      >
        {placing.error && <Refusal error={placing.error} />}
        <section>
          <div className="fx sp base">
            <h1>{store.name[language]}</h1>
            {km !== undefined && <span className="q sm nw">{say('arrives', { time: clock(Date.now() + waitOf(km)) })}</span>}
          </div>
          <Lines basket={basket} dishes={dishes} setBasket={setBasket} />
        </section>
        {coupons.data !== undefined && coupons.data.length > 0 && (
          <Coupons coupons={coupons.data} chosen={coupon?.id ?? null} onChoose={couponId => setBasket({ ...basket, couponId })} />
        )}
        <Sum sum={sum} />
        <Where store={store} home={home} km={km} />
        <TextField
          label={say('name')}
          autoComplete="nickname"
          value={customer}
          onText={setCustomer}
          hint={say('nameHint')}
          error={name ? undefined : say('nameWrong')}
        />
        <PayWith card={basket.card} onChoose={withCard} />
      </ShopFrame>
    </Checkout>
  )
}

/** The last look before paying. */
export const BasketPage = () => {
  const say = useWords(meals)
  const stores = useStores()
  const dishes = useDishes()
  const [basket, setBasket] = useBasket()
  const store = stores.data?.find(s => s.storeId === basket?.storeId)
  const error = stores.error ?? dishes.error
  const isComing = basket !== null && !error && !(stores.data && dishes.data)
  if (basket && store && dishes.data) return <BasketForm basket={basket} store={store} dishes={dishes.data} setBasket={setBasket} />
  return (
    <ShopFrame system="delivery" title={say('basket')} back="/shops/delivery" awaitsBar={isComing}>
      {stores.data && dishes.data ? (
        <Empty icon="bag" title={say('emptyBasket')}>
          <LinkButton to="/shops/delivery">{say('toStores')}</LinkButton>
        </Empty>
      ) : error ? (
        <Failure error={error} onRetry={() => void stores.refetch()} />
      ) : (
        <Skeleton rows={3} height={96} />
      )}
    </ShopFrame>
  )
}
