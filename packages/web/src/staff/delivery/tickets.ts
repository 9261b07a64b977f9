import { useMemo } from 'react'
import { useCanceled } from '../canceled.ts'
import { lastOnes } from '../recall.tsx'
import { type Cooking, cookingOf, useCookings, useReady } from './queries.ts'

const minute = 60_000
/** How long an owner may think; what is not answered by then is refused. */
const patience = 10 * minute
/** From the order to the rider's hands, as customers are told. */
const promise = 20 * minute

/** When the order came in: it is to be answered ten minutes later. */
export const arrivedAt = ({ acceptBy }: Cooking): number => Date.parse(acceptBy ?? '') - patience
/** By when the next thing is to be done. */
export const dueOf = (c: Cooking): number => arrivedAt(c) + (c.status === 'Paid' ? patience : promise)
export const usedOf = (c: Cooking, now: number): number => (now - arrivedAt(c)) / (c.status === 'Paid' ? patience : promise)

export type Ended = 'CookFinished' | 'Rejected' | 'Canceled'
const ended: readonly string[] = ['CookFinished', 'Rejected', 'Canceled'] satisfies Ended[]
/** The last that left the kitchen, the newest first. */
export const lastOf = (cookings: readonly Cooking[]): readonly Cooking[] =>
  cookings.filter(c => ended.includes(c.status)).slice(0, lastOnes)

/** Those that wait for the kitchen; what it has begun cannot be canceled any more. */
const alive = ['Paid', 'Accepted', 'CookStarted']
export const useTickets = (storeId: string) => {
  const cookings = useCookings(storeId)
  const ready = useReady()
  const { canceled, understood } = useCanceled(
    useMemo(() => cookings.data?.filter(c => alive.includes(c.status)), [cookings.data]),
    c => c.status !== 'CookStarted',
    cookingOf,
    c => c.status === 'Canceled',
  )
  const waits = new Set(ready.data?.map(d => d.orderId))
  const all = cookings.data?.toSorted((a, b) => a.orderId - b.orderId) ?? []
  return {
    isKnown: cookings.data !== undefined,
    error: cookings.error,
    arrived: all.filter(c => c.status === 'Paid'),
    accepted: all.filter(c => c.status === 'Accepted'),
    cooking: all.filter(c => c.status === 'CookStarted'),
    cooked: all.filter(c => c.status === 'CookFinished' && waits.has(c.orderId)),
    canceled,
    understood,
  }
}
