import { useQuery } from '@tanstack/react-query'
import { air } from '../api/air.ts'
import { answer } from '../api/answer.ts'
import { bread } from '../api/bread.ts'
import { cafeteria } from '../api/cafeteria.ts'
import { cars } from '../api/cars.ts'
import { delivery } from '../api/delivery.ts'
import { mustSignIn, useWho } from '../api/session.ts'
import { useAirport } from '../shops/air/airports.ts'
import { isOpen } from '../shops/delivery/place.ts'
import { useFormat } from '../words/format.ts'
import { useWords } from '../words/index.ts'
import { settings } from './started.ts'
import { frontWords } from './words.ts'

const goods = { cake: 'goodsCake', donut: 'goodsDonut', bread: 'goodsBread', bagel: 'goodsBagel' } as const
/** The bakery names its goods by one word; those we know are said in both languages. */
const itemName = (say: (key: 'goodsCake' | 'goodsDonut' | 'goodsBread' | 'goodsBagel') => string, item: string): string =>
  item in goods ? say(goods[item as keyof typeof goods]) : item

/** What is true of a shop right now, in three short lines. */
export interface Fact {
  readonly over: string
  readonly main: string
  readonly under: string
}
type Name = 'cafeteria' | 'bread' | 'air' | 'delivery' | 'cars'
const runs = (name: Name): boolean => settings.systems.some(s => s.name === name)
/** What goes on in a shop is for those it knows. */
const useIsIn = (): boolean => useWho() !== undefined || !mustSignIn
/** Facts of a shop window are not watched second by second. */
const often = 5000

const useFactOf = <T>(name: Name, ask: () => Promise<T>): T | undefined =>
  useQuery({ queryKey: ['fact', name], queryFn: ask, enabled: useIsIn() && runs(name), refetchInterval: often }).data

export const useFacts = (): { readonly [name: string]: Fact | undefined } => {
  const say = useWords(frontWords)
  const { about, money, clock } = useFormat()
  const airport = useAirport()
  const board = useFactOf('cafeteria', () => answer(cafeteria.GET('/drinks/search/board', { params: { query: { size: 100 } } })))
  const items = useFactOf('bread', () => answer(bread.GET('/items')))
  const schedules = useFactOf('air', () => answer(air.GET('/schedules', { params: { query: { size: 100 } } })))
  const stores = useFactOf('delivery', () => answer(delivery.GET('/stores', { params: { query: { size: 100 } } })))
  const inStock = useFactOf('cars', () => answer(cars.GET('/cars', { params: { query: { size: 100 } } })))

  const drinks = board?._embedded.drinks ?? []
  const ahead = drinks.reduce((sum, d) => sum + (d.qty ?? 1), 0)
  const bakes = items?._embedded.items ?? []
  const next = schedules?._embedded.schedules
    .filter(s => Date.parse(s.departureTime ?? '') > Date.now())
    .toSorted((x, y) => (x.departureTime ?? '').localeCompare(y.departureTime ?? ''))[0]
  const all = stores?._embedded.stores ?? []
  const forSale = (inStock?._embedded.cars ?? []).filter(c => c.offered && !c.sold && !c.withdrawn)
  const cheapest = Math.min(...forSale.map(c => c.salePrice ?? Number.POSITIVE_INFINITY))
  const cheapestBread = Math.min(...bakes.map(i => i.price))
  return {
    cafeteria: board && {
      over: say('ifNow'),
      main: about((drinks.length + 1) * 90_000),
      under: ahead ? say('ahead', { count: ahead }) : say('noneAhead'),
    },
    bread: items && {
      over: say('oven'),
      main: bakes
        .slice(0, 2)
        .map(i => itemName(say, i.item))
        .join(' · '),
      under: Number.isFinite(cheapestBread) ? say('fromPrice', { sum: money(cheapestBread) }) : '',
    },
    air: schedules && {
      over: next ? say('nextFlight', { to: airport(next.arrival ?? '') }) : say('air'),
      main: next ? clock(next.departureTime ?? '') : say('noFlight'),
      under: next ? say('seats', { count: next.seats ?? 0, sum: money(next.fare ?? 0) }) : '',
    },
    delivery: stores && {
      over: say('openNow'),
      main: say('kitchens', { count: all.filter(s => isOpen(s)).length }),
      under: say('ofAll', { count: all.length }),
    },
    cars: inStock && {
      over: say('carsNow'),
      main: say('carCount', { count: forSale.length }),
      under: Number.isFinite(cheapest) ? say('fromPrice', { sum: money(cheapest) }) : '',
    },
  }
}
