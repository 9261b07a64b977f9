// Where the beads of a time line stand: one lane per context, one time axis for all. Quiet time is folded, so that a race of
// milliseconds and a wait of minutes fit in one picture. Lengths are in px.
import type { CaseNow, Happened } from './shapes.ts'

/** Where a label stands, from its bead: nearest first. */
export const labelAt = [28, -18, 44, -34] as const
export interface Bead {
  readonly event: Happened
  readonly x: number
  readonly lane: number
  readonly label: number
}
export interface Quiet {
  readonly x: number
  readonly ms: number
}
/** What is still to come, or put aside. */
export interface Open {
  readonly lane: number
  /** How many stand above it in its lane. */
  readonly row: number
  readonly what: string
  readonly until: string | null
  readonly isParked: boolean
}
export interface Layout {
  readonly contexts: readonly string[]
  /** The middle of each lane. */
  readonly middles: readonly number[]
  readonly beads: readonly Bead[]
  readonly quiet: readonly Quiet[]
  readonly ticks: readonly { readonly x: number; readonly time: number }[]
  readonly open: readonly Open[]
  /** Where what has happened ends and what is open begins. */
  readonly end: number
  readonly height: number
}
export const quietWidth = 44
export const start = 168
const top = 36
const longest = 3000
const beadWidth = 30
const widthOf = (text: string): number => text.length * 7.4 + 10

/** The beads of events in their order, each as far right as its time, its cause and the label before it ask for. */
const beadsOf = (events: readonly Happened[], laneOf: (context: string) => number) => {
  const beads: Bead[] = []
  const quiet: Quiet[] = []
  const ends = new Map<number, number[]>() // by lane, where the last label of each height ends
  const lastIn = new Map<number, number>()
  let x = start
  let last: number | undefined
  for (const event of events) {
    const time = Date.parse(event.time)
    const gap = last === undefined ? 0 : Math.max(0, time - last)
    if (gap > longest) {
      const from = Math.max(x + 30, ...[...ends.values()].flat()) + 8
      quiet.push({ x: from, ms: gap })
      x = from + quietWidth + widthOf(event.type) / 2 + 8
    } else x += Math.min(140, gap * 0.15)
    last = Math.max(last ?? time, time)
    const lane = laneOf(event.context)
    x = Math.max(x, (lastIn.get(lane) ?? 0) + beadWidth)
    const half = widthOf(event.type) / 2
    const taken = ends.get(lane) ?? labelAt.map(() => start - 40)
    const free = taken.findIndex(end => end <= x - half)
    const label = free === -1 ? taken.indexOf(Math.min(...taken)) : free
    x = Math.max(x, taken[label]! + half)
    taken[label] = x + half
    ends.set(lane, taken)
    lastIn.set(lane, x)
    beads.push({ event, x, lane, label })
  }
  return { beads, quiet, end: x + 70 }
}
export const layoutOf = ({ events, waits, parked }: Pick<CaseNow, 'events' | 'waits' | 'parked'>): Layout => {
  const contexts = [...new Set([...events, ...waits, ...parked].map(e => e.context))]
  const laneOf = (context: string): number => contexts.indexOf(context)
  const { beads, quiet, end } = beadsOf(events, laneOf)
  const rows = contexts.map(() => 0)
  const stand = (context: string): { lane: number; row: number } => ({ lane: laneOf(context), row: rows[laneOf(context)]!++ })
  const open: Open[] = [
    ...parked.map(p => ({ ...stand(p.context), what: p.events[0]?.type ?? '', until: null, isParked: true })),
    // what is put aside is told among the waits, too
    ...waits
      .filter(w => !parked.some(p => p.context === w.context && w.what.includes(p.reason)))
      .map(w => ({ ...stand(w.context), what: w.what, until: w.until, isParked: false })),
  ]
  const middles: number[] = []
  let y = top
  for (const [lane] of contexts.entries()) {
    const isDeep = beads.some(b => b.lane === lane && b.label > 1)
    const height = Math.max(isDeep ? 104 : 76, rows[lane]! * 34 + 16)
    middles.push(y + height / 2)
    y += height
  }
  const ticks: { x: number; time: number }[] = []
  for (const b of beads) if (!ticks.length || b.x - ticks.at(-1)!.x > 104) ticks.push({ x: b.x, time: Date.parse(b.event.time) })
  return { contexts, middles, beads, quiet, ticks, open, end, height: y }
}
