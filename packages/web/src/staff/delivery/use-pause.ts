import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer } from '../../api/answer.ts'
import { delivery } from '../../api/delivery.ts'
import { follow, may } from '../../api/links.ts'
import { type Hours, isOpen, seoulTime } from '../../shops/delivery/place.ts'
import type { Store } from '../../shops/delivery/queries.ts'

/** Whatever is said of a store is read anew afterwards. */
const useSaying = <T>(mutationFn: (said: T) => Promise<unknown>) => {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: ['delivery', 'stores'] }) })
}
/** What a store says of itself from now on. */
export const useTerms = (storeId: string) =>
  useSaying((body: Partial<Pick<Hours, 'opens' | 'closes'>> & { readonly minimum?: number; readonly deliveryFee?: number }) =>
    answer(delivery.PATCH('/stores/{id}', { params: { path: { id: storeId } }, body })),
  )

/** The pause of a store: until when there is one, and how it begins and ends. The server ends it, whether anybody looks or not. */
export const usePause = (store: Store | undefined) => {
  const saying = useSaying(({ command, body }: { readonly command: 'pause' | 'resume'; readonly body?: object }) =>
    follow(store!, command, body),
  )
  return {
    pausedUntil: may(store, 'resume') && store?.pausedUntil ? seoulTime(new Date(store.pausedUntil)) : undefined,
    mayPause: may(store, 'pause'),
    isClosed: store !== undefined && !isOpen(store),
    error: saying.error,
    isBusy: saying.isPending,
    /** For so many minutes; undefined: for today. */
    pause: (minutes: number | undefined) => saying.mutate({ command: 'pause', body: { minutes } }),
    resume: () => saying.mutate({ command: 'resume' }),
  }
}
