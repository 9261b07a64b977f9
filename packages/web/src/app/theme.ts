import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark'
const kept = 'jumun.theme'
const dark = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

const now = (): Theme => {
  const chosen = localStorage.getItem(kept)
  return chosen === 'light' || chosen === 'dark' ? chosen : dark.matches ? 'dark' : 'light'
}
const show = (): void => {
  document.documentElement.dataset.theme = now()
  document.documentElement.dataset.mantineColorScheme = now()
  for (const told of listeners) told()
}
dark.addEventListener('change', show)
addEventListener('storage', show)
show()

export const choose = (theme: Theme): void => {
  localStorage.setItem(kept, theme)
  show()
}
export const useTheme = (): Theme =>
  useSyncExternalStore(told => {
    listeners.add(told)
    return () => listeners.delete(told)
  }, now)
