import { useEffect, useState } from 'react'

interface Ticketed {
  readonly id: number
}
/**
 * What was canceled while somebody could see it: that stays until it is read. `here`: what is on the board now; `isDue`: nobody had
 * begun with it; `ask`: how it is now; `isCanceled`: so that is why it is gone.
 */
export const useCanceled = <T extends Ticketed>(
  here: readonly T[] | undefined,
  isDue: (item: T) => boolean,
  ask: (id: number) => Promise<T>,
  isCanceled: (item: T) => boolean,
) => {
  const [seen, setSeen] = useState<ReadonlyMap<number, T>>(new Map())
  const [canceled, setCanceled] = useState<readonly T[]>([])
  useEffect(() => {
    if (!here) return
    const now = new Map(here.map(item => [item.id, item]))
    const gone = [...seen.values()].filter(item => !now.has(item.id) && isDue(item))
    setSeen(now)
    for (const { id } of gone)
      void ask(id).then(item => {
        if (isCanceled(item)) setCanceled(was => [...was.filter(d => d.id !== id), item])
      })
    // only what the server says makes a difference
  }, [here])
  return { canceled, understood: (id: number) => setCanceled(was => was.filter(d => d.id !== id)) }
}
