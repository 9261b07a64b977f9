import { settings } from '../app/started.ts'
import { useLanguage } from '../words/index.ts'

/** What a system is called; one that does not run here by its plain name. */
export const useTitle = (): ((system: string) => string) => {
  const language = useLanguage()
  return system => settings.systems.find(s => s.name === system)?.title[language] ?? system
}
/** `orderId/7` as people read it. */
export const caseName = (kase: string): string => {
  const [kind = '', ...key] = kase.split('/')
  return `${kind} ${key.join('/')}`
}
/** How many orders wait: one that waits in several places is one order. */
export const ordersIn = (lanes: readonly { readonly system: string; readonly case: string }[]): number =>
  new Set(lanes.map(l => `${l.system} ${l.case}`)).size
