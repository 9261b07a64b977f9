import { useEffect, useRef, useState } from 'react'
import type { Way } from './picture.ts'
import type { Flow } from './shapes.ts'

/** One on its way along a line. */
interface Pulse {
  readonly id: number
  readonly d: string
  /** When it starts, in ms after it is drawn. */
  readonly delay: number
}
/** So many run along one line at most, and so many in all; each for so long, in ms. */
const mostOnLine = 3
const most = 60
const runs = 1400
const between = 260
let last = 0

const newsOf = (before: Flow | undefined, now: Flow): readonly (readonly [note: string, more: number])[] =>
  before?.since === now.since
    ? Object.entries(now.events).flatMap(([type, n]) => {
        const more = n - (before.events[type] ?? 0)
        return more > 0 ? [[`event ${now.context} ${type}`, more] as const] : []
      })
    : []

/** What has happened since the last look runs along the lines that start from it. */
const usePulses = (ways: readonly Way[], flows: readonly Flow[]): readonly Pulse[] => {
  const [pulses, setPulses] = useState<readonly Pulse[]>([])
  const known = useRef<readonly Flow[]>([])
  useEffect(() => {
    const news = flows.flatMap(flow =>
      newsOf(
        known.current.find(f => f.context === flow.context),
        flow,
      ),
    )
    known.current = flows
    const fresh = news.flatMap(([note, count]) =>
      ways
        .filter(w => w.from === note)
        .flatMap(({ d }) => Array.from({ length: Math.min(count, mostOnLine) }, (_, i): Pulse => ({ id: ++last, d, delay: i * between }))),
    )
    if (!fresh.length) return
    setPulses(all => [...all, ...fresh].slice(-most))
    const ids = new Set(fresh.map(p => p.id))
    setTimeout(() => setPulses(all => all.filter(p => !ids.has(p.id))), runs + mostOnLine * between)
  }, [flows, ways])
  return pulses
}
/** Where less motion is wanted they stand still in the middle of their lines. */
export const Pulses = ({ ways, flows }: { readonly ways: readonly Way[]; readonly flows: readonly Flow[] }) => {
  const pulses = usePulses(ways, flows)
  return (
    <g aria-hidden="true">
      {pulses.map(({ id, d, delay }) => (
        <circle key={id} r="6" className="bdpulse" style={{ offsetPath: `path('${d}')`, animationDelay: `${delay}ms` }} />
      ))}
    </g>
  )
}
