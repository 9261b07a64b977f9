import { type QueryKey, useQuery, useQueryClient, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { lineOf } from './line.ts'

/** How often what is on the screen is asked for again where nobody tells, in ms. An unchanged answer is a 304 without a body. */
const beat = 1000
/** How often where the server tells: some things change with time alone. */
const calm = 15_000
/** News that come together are asked for together, in ms. */
const moment = 60

interface LiveOptions<T> extends UseQueryOptions<T, Error, T, QueryKey> {
  /** What tells that it changed: addresses in the system that the key begins with, as they are read (`orders/7`, `drinks/search/board`). */
  readonly watch?: string | readonly string[]
}
const nobody = (): (() => void) => () => {}

/**
 * What the server knows, kept up to date while it is looked at: the server tells what changed, and that is asked for. While the line is cut,
 * or of what nobody tells, it is asked for again and again.
 */
export const useLive = <T>({ watch = [], ...options }: LiveOptions<T>): UseQueryResult<T> => {
  const client = useQueryClient()
  const { queryKey, enabled = true } = options
  const watches = enabled === false ? [] : [watch].flat()
  const name = watches.join('\n')
  const line = watches.length ? lineOf(String(queryKey[0])) : undefined
  const isOpen = useSyncExternalStore(line ? told => line.listen(told) : nobody, () => line?.isOpen ?? false)
  const key = useRef(queryKey)
  key.current = queryKey
  useEffect(() => {
    if (name === '' || !line) return
    let waits: ReturnType<typeof setTimeout> | undefined
    const leave = line.watch({
      watches: name.split('\n'),
      told: () => {
        waits ??= setTimeout(() => {
          waits = undefined
          void client.invalidateQueries({ queryKey: key.current, exact: true })
        }, moment)
      },
    })
    return () => {
      clearTimeout(waits)
      leave()
    }
  }, [name, line, client])
  return useQuery({ ...options, refetchInterval: isOpen ? calm : beat, refetchIntervalInBackground: false })
}
/** Something that is shown together is not there yet: nothing jumps if all of it comes at once. What failed is not waited for. */
export const areComing = (...asked: readonly Pick<UseQueryResult, 'isLoading' | 'failureCount'>[]): boolean =>
  asked.some(q => q.isLoading && q.failureCount === 0)
/** A search as it is watched. */
export const searchOf = (path: string, by: { readonly [field: string]: string | number }): string =>
  `${path}?${new URLSearchParams(Object.entries(by).map(([field, value]) => [field, String(value)]))}`
