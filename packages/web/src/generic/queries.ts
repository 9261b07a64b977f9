import { prefixOf } from '../api/client.ts'
import { get } from '../api/links.ts'
import { useLive } from '../api/live.ts'
import type { Item } from './commands.tsx'

interface Page {
  readonly _embedded: { readonly [things: string]: readonly Item[] }
  readonly page: { readonly totalElements: number }
}
/** As many as a page shows: the newest. */
export const shown = 200

export const useThings = (system: string, things: string) =>
  useLive({
    queryKey: [system, 'generic', things],
    watch: things,
    queryFn: async () => {
      const { _embedded, page } = await get<Page>(`${prefixOf(system)}/${things}?size=${shown}&sort=id,desc`)
      return { items: _embedded[things] ?? [], total: page.totalElements }
    },
  })
const pathOf = (things: string, id: string): string => `${things}/${encodeURIComponent(id)}`
export const useThing = (system: string, things: string, id: string) =>
  useLive({
    queryKey: [system, 'generic', things, id],
    watch: pathOf(things, id),
    queryFn: () => get<Item>(`${prefixOf(system)}/${pathOf(things, id)}`),
  })
export interface Happened {
  readonly id?: string
  readonly event: string
  readonly time: string
  readonly context: string
}
export const useHistory = (system: string, things: string, id: string, enabled: boolean) =>
  useLive({
    queryKey: [system, 'generic', things, id, 'history'],
    watch: pathOf(things, id),
    enabled,
    queryFn: () => get<{ readonly events: readonly Happened[] }>(`${prefixOf(system)}/${pathOf(things, id)}/history`),
  })
