import { useEffect, useRef } from 'react'
import { useKept } from '../app/kept.ts'

/** Two short tones; browsers stay silent until somebody has touched the page. */
const chime = (): void => {
  const context = new AudioContext()
  for (const [i, pitch] of [660, 880].entries()) {
    const [tone, volume] = [context.createOscillator(), context.createGain()]
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0.15, context.currentTime + i * 0.16)
    volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + i * 0.16 + 0.3)
    tone.connect(volume).connect(context.destination)
    tone.start(context.currentTime + i * 0.16)
    tone.stop(context.currentTime + i * 0.16 + 0.3)
  }
  setTimeout(() => void context.close(), 1000)
}

interface Ticketed {
  readonly id: number
}
/**
 * Sounds when something is on the wall that was not there before, or is canceled; can be turned off. `here`: undefined while nobody knows
 * yet what is there.
 */
export const useSound = (here: readonly Ticketed[] | undefined, canceled: readonly Ticketed[]) => {
  const [on, setOn] = useKept('sound', true)
  const known = useRef<ReadonlySet<number>>(undefined)
  useEffect(() => {
    if (!here) return
    const ids = [...here.map(({ id }) => id * 2), ...canceled.map(({ id }) => id * 2 + 1)]
    const isNew = known.current !== undefined && ids.some(id => !known.current!.has(id))
    known.current = new Set(ids)
    if (isNew && on) chime()
  }, [here, canceled, on])
  return { on, setOn }
}
