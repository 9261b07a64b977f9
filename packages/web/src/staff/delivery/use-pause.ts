import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { answer } from '../../api/answer.ts'
import { delivery } from '../../api/delivery.ts'
import { useNow } from '../../app/clock.ts'
import { useKept } from '../../app/kept.ts'
import { type Hours, isOpen, seoulNow } from '../../shops/delivery/place.ts'
import type { Store } from '../../shops/delivery/queries.ts'
import { isOver, isSame, type Paused, pausedFrom } from './pause.ts'

/** Until it is asked again whether a pause is over, in ms. */
const often = 5000

/** What a store says of itself from now on. */
export const useTerms = (storeId: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Partial<Hours> & { readonly minimum?: number; readonly deliveryFee?: number }) =>
      answer(delivery.PATCH('/stores/{id}', { params: { path: { id: storeId } }, body })),
    onSettled: () => client.invalidateQueries({ queryKey: ['delivery', 'stores'] }),
  })
}

/** The pause of a store: whether there is one, and how it begins and ends. When it is over, this browser puts the usual hours back. */
export const usePause = (storeId: string, store: Store | undefined) => {
  const [kept, keep] = useKept<Paused | null>(`paused.${storeId}`, null)
  const terms = useTerms(storeId)
  const now = useNow(often)
  // somebody has said other hours meanwhile: those are the hours
  const paused = store && kept && isSame(kept.said, store) ? kept : null
  const resume = (of: Paused) => terms.mutate(of.was, { onSuccess: () => keep(null) })
  const isDue = paused !== null && isOver(paused, seoulNow())
  useEffect(() => {
    if (isDue && paused && !terms.isPending) resume(paused)
    // asked again each time that the clock is looked at, as long as it is due
  }, [isDue, now])
  return {
    paused,
    isClosed: store !== undefined && !isOpen(store),
    error: terms.error,
    isBusy: terms.isPending,
    pause: (minutes: number | undefined) => {
      if (!store) return
      const was = paused?.was ?? { opens: store.opens, closes: store.closes }
      const said = pausedFrom(was, seoulNow(), minutes)
      terms.mutate(said, { onSuccess: () => keep({ was, said }) })
    },
    resume: () => paused && resume(paused),
  }
}
