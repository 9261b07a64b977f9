import { useState } from 'react'
import { useLocation } from 'wouter'
import { answer, Refused, Unreached } from '../../api/answer.ts'
import { cars, type CarsPaths } from '../../api/cars.ts'
import { ShopFrame } from '../../app/frame.tsx'
import { useKept } from '../../app/kept.ts'
import { NotFound } from '../../app/not-found.tsx'
import { Button } from '../../design/button.tsx'
import { TextField } from '../../design/fields.tsx'
import { Failure, Skeleton } from '../../design/states.tsx'
import { useFormat } from '../../words/format.ts'
import { useLanguage, useWords } from '../../words/index.ts'
import { cardName } from '../shared/cards.ts'
import { Declined, Paying } from '../shared/endings.tsx'
import { PayWith } from '../shared/pay-with.tsx'
import { type Placed, usePlacing } from '../shared/placing.ts'
import { Refusal } from '../shared/refusal.tsx'
import { CarCard } from './car-card.tsx'
import { PersonField, usePerson } from './person.tsx'
import { type Car, type Purchase, useCar } from './queries.ts'
import { shop } from './shop.ts'
import { lot, modelName } from './words.ts'

type Wish = CarsPaths['/purchases']['post']['requestBody']['content']['application/json']
const place = (body: Wish, key: string): Promise<Purchase> =>
  answer(cars.POST('/purchases', { body, params: { header: { 'Idempotency-Key': key } } }))

const BuyForm = ({ car }: { readonly car: Car }) => {
  const say = useWords(lot)
  const language = useLanguage()
  const { money } = useFormat()
  const [, go] = useLocation()
  const person = usePerson()
  const [phone, setPhone] = useKept('phone', '010-1234-5678')
  const [card, setCard] = useState('approve')
  const onPlaced = (placed: Placed<Purchase>) =>
    placed.kind === 'paid'
      ? go(`/shops/cars/purchases/${placed.order.id}`, { replace: true, state: { paid: true } })
      : go(`/shops/cars/purchases/${placed.id}`, { replace: true, state: { retryAt: placed.retryAt } })
  const placing = usePlacing<Wish, Purchase>({ what: 'cars.purchase', link: 'purchase', ask: place, onPlaced })
  const name = modelName(say, car.model ?? car.carType)
  const sum = money(car.salePrice ?? 0)
  const { error } = placing
  const buy = () =>
    person.id !== undefined &&
    placing.mutate({
      cuId: person.id,
      carId: car.carId,
      salePrice: car.salePrice,
      phoneNumber: phone.replaceAll('-', ''),
      language,
      paymentToken: card,
    })
  if (placing.isPending)
    return (
      <Paying
        shop={shop}
        numberName={say('dealNumber')}
        what={name}
        sum={sum}
        then={say('stepPass')}
        isCut={placing.failureReason instanceof Unreached}
      />
    )
  if (error instanceof Refused && error.slug === 'payment-declined')
    return <Declined shop={shop} card={cardName(say, card)} onAgain={() => (setCard('approve'), placing.reset())} />
  return (
    <ShopFrame
      system="cars"
      title={name}
      back="/shops/cars"
      bar={
        <Button wide disabled={person.id === undefined || !car.available} onClick={buy}>
          {car.available ? say('pay', { sum }) : say('heldButton')}
        </Button>
      }
    >
      {error && <Refusal error={error} />}
      <CarCard car={car} />
      <p className="sm q">{say('oneOfAKind')}</p>
      <PersonField label={say('who')} person={person} />
      <TextField label={say('phone')} type="tel" inputMode="tel" autoComplete="tel" value={phone} onText={setPhone} />
      <PayWith card={card} onChoose={setCard} />
    </ShopFrame>
  )
}

/** One car, and its price. */
export const BuyPage = ({ id }: { readonly id: number }) => {
  const say = useWords(lot)
  const car = useCar(id)
  if (car.data) return <BuyForm car={car.data} />
  if (car.error instanceof Refused && car.error.status === 404) return <NotFound system="cars" />
  return (
    <ShopFrame system="cars" title={say('shop')} back="/shops/cars" awaitsBar={car.error === null}>
      {car.error ? <Failure error={car.error} onRetry={() => void car.refetch()} /> : <Skeleton rows={1} height={320} />}
    </ShopFrame>
  )
}
