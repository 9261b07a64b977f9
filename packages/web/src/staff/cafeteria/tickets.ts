import { useMemo } from 'react'
import { answer } from '../../api/answer.ts'
import { cafeteria } from '../../api/cafeteria.ts'
import { type Drink, useBoard, useReady } from '../../shops/cafeteria/queries.ts'
import { useCanceled } from '../canceled.ts'
import { lastOnes } from '../recall.tsx'

/** What is promised to whoever orders for now, in ms. */
const promise = 300_000
/** When a drink is due. */
export const dueOf = ({ createTime, pickupTime }: Drink): number =>
  pickupTime ? Date.parse(pickupTime) : Date.parse(createTime ?? '') + promise
/** How much of its time is used up: for one that is wanted later, of the last minutes before. */
export const usedOf = (drink: Drink, now: number): number => 1 - (dueOf(drink) - now) / promise

const isDue = (drink: Drink): boolean => drink.status === 'PaymentApproved'
const isCanceled = (drink: Drink): boolean => drink.status === 'DrinkCanceled'
const askDrink = (id: number): Promise<Drink> => answer(cafeteria.GET('/drinks/{id}', { params: { path: { id } } }))

/** The last that left the bar, the newest first: handed over, or canceled. */
export const lastDrinks = async (): Promise<readonly Drink[]> => {
  const found = await answer(cafeteria.GET('/drinks', { params: { query: { size: 100, sort: ['id,desc'] } } }))
  return found._embedded.drinks.filter(d => d.status === 'PickedUp' || isCanceled(d)).slice(0, lastOnes)
}

/** What is on the board now, and what was canceled while somebody could see it: that stays until it is read. */
export const useTickets = () => {
  const board = useBoard()
  const ready = useReady()
  const here = useMemo(() => (board.data && ready.data ? [...board.data, ...ready.data] : undefined), [board.data, ready.data])
  const { canceled, understood } = useCanceled(here, isDue, askDrink, isCanceled)
  return {
    isKnown: board.data !== undefined && ready.data !== undefined,
    error: board.error ?? ready.error,
    waiting: board.data?.filter(d => d.status === 'PaymentApproved') ?? [],
    making: board.data?.filter(d => d.status === 'Receipted') ?? [],
    ready: ready.data ?? [],
    canceled,
    understood,
  }
}
