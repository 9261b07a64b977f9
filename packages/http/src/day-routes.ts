import { type Desk, self, send } from './operations-desk.ts'
import { isoOf } from './time.ts'

/** How one system was, sample by sample; null: that could not be told then. */
export interface DayOfSystem {
  readonly system: string
  /** So many events happened since the sample before. */
  readonly events: readonly (number | null)[]
  /** So many events waited. */
  readonly waiting: readonly (number | null)[]
  /** So many cases were put aside. */
  readonly parked: readonly (number | null)[]
  /** So many payments of which nobody knew what became of them. */
  readonly unknown: readonly (number | null)[]
  /** So many contexts did not run, or did not answer. */
  readonly stopped: readonly (number | null)[]
  /** So many breakers let nothing through. */
  readonly open: readonly (number | null)[]
}
/** How the last day went. It is kept in the memory of the process that answers, so it begins anew with it. */
export interface Day {
  /** How long it is from one sample to the next, in seconds. */
  readonly every: number
  /** When each sample was taken, the oldest first, in ms since 1970. */
  readonly at: readonly number[]
  readonly systems: readonly DayOfSystem[]
}

/** `/operations/day`: how the last day went, minute by minute. */
export const dayRoutes = ({ see }: Desk, { day }: { readonly day: () => Day }): void =>
  see('/operations/day', async x => {
    const { every, at, systems } = day()
    send(x, 200, { every, at: at.map(isoOf), systems, ...self(x, '/day') })
  })
