import { useCallback, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
const listen = (told: () => void) => {
  listeners.add(told)
  addEventListener('storage', told)
  return () => {
    listeners.delete(told)
    removeEventListener('storage', told)
  }
}
const known = new Map<string, { readonly text: string; readonly value: unknown }>()

/** A thing that this browser keeps, the same in all its tabs. */
export const useKept = <T>(name: string, first: T): [T, (value: T) => void] => {
  const place = `jumun.${name}`
  const value = useSyncExternalStore(listen, () => {
    const text = localStorage.getItem(place)
    if (text === null) return first
    const last = known.get(place)
    if (last?.text === text) return last.value as T
    const read = { text, value: JSON.parse(text) as unknown }
    known.set(place, read)
    return read.value as T
  })
  const keep = useCallback(
    (next: T) => {
      localStorage.setItem(place, JSON.stringify(next))
      for (const told of listeners) told()
    },
    [place],
  )
  return [value, keep]
}
