import { useEffect, useState } from 'react'
import { answer } from '../../api/answer.ts'
import { cafeteria } from '../../api/cafeteria.ts'
import { type Drink, useBoard, useReady } from '../../shops/cafeteria/queries.ts'

/** What is promised to whoever orders for now, in ms. */
const promise = 300_000
/** When a drink is due. */
export const dueOf = ({ createTime, pickupTime }: Drink): number => (pickupTime ? Date.parse(pickupTime) : Date.parse(createTime ?? '') + promise)
/** How much of its time is used up: for one that is wanted later, of the last minutes before. */
export const usedOf = (drink: Drink, now: number): number => 1 - (dueOf(drink) - now) / promise

/** What is on the board now, and what was canceled while somebody could see it: that stays until it is read. */
export const useTickets = () => {
  const board = useBoard()
  const ready = useReady()
  const [seen, setSeen] = useState<ReadonlyMap<number, Drink>>(new Map())
  const [canceled, setCanceled] = useState<readonly Drink[]>([])
  useEffect(() => {
    if (!board.data || !ready.data) return
    const here = new Map([...board.data, ...ready.data].map(d => [d.id, d]))
    const gone = [...seen.values()].filter(d => !here.has(d.id) && d.status === 'PaymentApproved')
    setSeen(here)
    for (const { id } of gone)
      void answer(cafeteria.GET('/drinks/{id}', { params: { path: { id } } })).then(drink => {
        if (drink.status === 'DrinkCanceled') setCanceled(was => [...was.filter(d => d.id !== id), drink])
      })
    // only what the server says makes a difference
  }, [board.data, ready.data])
  return {
    isKnown: board.data !== undefined && ready.data !== undefined,
    error: board.error ?? ready.error,
    waiting: board.data?.filter(d => d.status === 'PaymentApproved') ?? [],
    making: board.data?.filter(d => d.status === 'Receipted') ?? [],
    ready: ready.data ?? [],
    canceled,
    understood: (id: number) => setCanceled(was => was.filter(d => d.id !== id)),
  }
}
