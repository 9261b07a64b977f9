import { useKept } from '../app/kept.ts'
import { settings } from '../app/started.ts'

export const steps = ['order', 'make', 'stop', 'again', 'start', 'pay', 'done'] as const
export type Step = (typeof steps)[number]
/** How far somebody is; `orderId`: the last order that counts, or the last there was before. Over: they have seen it, or did not want to. */
export type Tour = { readonly step: Step; readonly orderId: number } | 'over' | null

/** The tour of this browser. It needs somebody who may be everybody, and a café. */
export const canTour = settings.access === 'open' && settings.systems.some(s => s.name === 'cafeteria')
export const useTour = () => useKept<Tour>('tour', null)
