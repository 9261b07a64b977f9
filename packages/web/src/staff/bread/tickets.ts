import { answer } from '../../api/answer.ts'
import { bread } from '../../api/bread.ts'
import { type Bakery, useTodo } from '../../shops/bread/queries.ts'
import { useCanceled } from '../canceled.ts'
import { lastOnes } from '../recall.tsx'

const isDue = ({ status }: Bakery): boolean => status === 'Received' || status === 'Confirmed'
const isCanceled = ({ status }: Bakery): boolean => status === 'Canceled'
const ask = (id: number): Promise<Bakery> => answer(bread.GET('/bakeries/{id}', { params: { path: { id } } }))

/** The columns of the board, from left to right. */
export const columns = ['Received', 'Confirmed', 'Baking', 'OutForDelivery'] as const

const ended: readonly string[] = ['Delivered', 'Rejected', 'Canceled']
/** The last that left the board, the newest first. */
export const lastBakes = async (): Promise<readonly Bakery[]> => {
  const found = await answer(bread.GET('/bakeries', { params: { query: { size: 100, sort: ['id,desc'] } } }))
  return found._embedded.bakeries.filter(b => ended.includes(b.status)).slice(0, lastOnes)
}

/** What is to be done now, and what was canceled meanwhile. */
export const useTickets = () => {
  const todo = useTodo()
  return { todo: todo.data, error: todo.error, ...useCanceled(todo.data, isDue, ask, isCanceled) }
}
