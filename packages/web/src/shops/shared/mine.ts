import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { settings } from '../../app/started.ts'
import type { Sent } from './messages.tsx'

/** One order on my page. */
export interface MyOrder {
  /** When it was placed, or last changed, in ms since 1970. */
  readonly at: number
  /** Nothing more will come of it. */
  readonly isOver: boolean
  /** A small note. */
  readonly slip: ReactNode
}
/** What one shop knows of whoever looks; undefined: not known yet, or nobody is asked for. */
export interface Mine {
  readonly system: string
  readonly orders: readonly MyOrder[] | undefined
  readonly messages: readonly Sent[] | undefined
  readonly error: Error | null
  /** Both are known, or the messages are not to be had. */
  readonly isKnown: boolean
  readonly isAsked: boolean
  readonly retry: () => void
}
export const runs = (system: string): boolean => settings.systems.some(s => s.name === system)
export const mineOf = <T>(
  system: string,
  found: UseQueryResult<readonly T[]>,
  messages: UseQueryResult<readonly Sent[]>,
  orderOf: (one: T) => MyOrder,
): Mine => ({
  system,
  orders: found.data?.map(orderOf),
  messages: messages.data,
  error: found.data ? null : found.error,
  isKnown: found.data !== undefined && (messages.data !== undefined || messages.isError),
  isAsked: found.isFetching || messages.isFetching,
  retry: () => void found.refetch(),
})
/** A time that was written, in ms since 1970; what was never written is long ago. */
export const momentOf = (at: string | null | undefined): number => (at ? Date.parse(at) : 0)
