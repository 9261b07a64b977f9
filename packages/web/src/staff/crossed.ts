import { useKept } from '../app/kept.ts'

/** So many tickets are remembered. */
const most = 200
/** How many of a ticket's items are crossed off. It is kept in this browser: it helps who makes them, and tells nobody anything. */
export const useCrossed = (wall: string) => {
  const [crossed, keep] = useKept<{ readonly [ticket: string]: number }>(`crossed.${wall}`, {})
  return {
    of: (ticket: string): number => crossed[ticket] ?? 0,
    /** One more; after the last one, none again. */
    cross: (ticket: string, count: number): void => {
      const { [ticket]: done = 0, ...others } = crossed
      keep(Object.fromEntries([...Object.entries(others), [ticket, (done + 1) % (count + 1)]].slice(-most)))
    },
  }
}
