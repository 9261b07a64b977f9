import { type QueryKey, useQuery, type UseQueryOptions, type UseQueryResult } from '@tanstack/react-query'

/** How often what is on the screen is asked for again, in ms. An unchanged answer is a 304 without a body. */
const beat = 1000

/**
 * What the server knows, kept up to date while it is looked at. Today it asks again and again; when the server tells by itself
 * (`GET /{prefix}/live`), this is the one place that listens.
 */
export const useLive = <T>(options: UseQueryOptions<T, Error, T, QueryKey>): UseQueryResult<T> =>
  useQuery({ ...options, refetchInterval: beat, refetchIntervalInBackground: false })
