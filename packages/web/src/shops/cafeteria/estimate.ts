import { useEffect, useState } from 'react'
import type { Drink } from './queries.ts'

/** Seconds that one order takes, as the board counts; shown before there is a board to ask. */
const making = 90

/** How long somebody waits who orders now, in ms, and how many drinks are ahead. */
export const waitOf = (board: readonly Drink[]): { readonly ms: number; readonly ahead: number } => ({
  ms: (Math.max(0, ...board.filter(d => d.pickupTime === null).map(d => d.waitingTime ?? 0)) + making) * 1000,
  ahead: board.reduce((sum, d) => sum + (d.qty ?? 1), 0),
})

export interface Estimate {
  readonly at: number
  /** It slipped: said once, before anybody asks. */
  readonly late: boolean
}
const minute = 60_000
/** When an order will be ready: said once and kept, moved only when it is a minute later by now. Undefined: not on the board. */
export const useEstimate = (orderId: number, board: readonly Drink[] | undefined) => {
  const index = board?.findIndex(d => d.orderId === orderId) ?? -1
  const drink = index < 0 ? undefined : board?.[index]
  const ahead = board?.slice(0, Math.max(0, index)).reduce((sum, d) => sum + (d.qty ?? 1), 0) ?? 0
  const [estimate, setEstimate] = useState<Estimate>()
  const seconds = drink?.waitingTime
  useEffect(() => {
    if (seconds === undefined) return
    const at = Date.now() + seconds * 1000
    setEstimate(was => (was === undefined ? { at, late: false } : at > was.at + minute ? { at, late: true } : was))
  }, [seconds, board])
  return { estimate: drink ? estimate : undefined, ahead }
}
