// The ways of lines: along a grid, around the notes, with few bends, and those of one source together.
import type { Box } from './notes.ts'

/** The step of the grid, in px. */
export const grid = 8

export interface Line {
  readonly from: Box
  readonly to: Box
  /** Where it starts and ends: lines that share one of them may share a way. */
  readonly source: string
  readonly target: string
  readonly solid: boolean
  readonly color: string
  /** The frames it belongs to; others it goes around. */
  readonly frames: readonly number[]
}
export interface Plan {
  readonly w: number
  readonly h: number
  /** What lines go around. */
  readonly notes: readonly Box[]
  readonly frames: readonly Box[]
}

const [right, down, left, up] = [0, 1, 2, 3] as const
const [dx, dy] = [
  [1, 0, -1, 0],
  [0, 1, 0, -1],
] as const
const cost = { bend: 9, cross: 7, along: 40, foreign: 5, inside: 2, gutter: 2, away: 4, together: 1 }
const dear = 2 ** 30

/** The plan as nodes of the grid, each a number: row by row from the top left. */
export interface Ground {
  readonly w: number
  readonly h: number
  /** 1 where a line cannot go. */
  readonly wall: Uint8Array
  /** The frame that a node lies in; -1 between the frames. */
  readonly zone: Int8Array
  /** The lines that use a node horizontally, and vertically. */
  readonly used: readonly [Map<number, Set<Line>>, Map<number, Set<Line>>]
}

export const groundOf = (plan: Plan): Ground => {
  const [w, h] = [Math.floor(plan.w / grid) + 1, Math.floor(plan.h / grid) + 1]
  const wall = new Uint8Array(w * h)
  const zone = new Int8Array(w * h).fill(-1)
  const each = (box: Box, more: number, mark: (at: number) => void) => {
    for (let y = Math.max(0, Math.ceil((box.y - more) / grid)); y <= Math.min(h - 1, (box.y + box.h + more) / grid); y++)
      for (let x = Math.max(0, Math.ceil((box.x - more) / grid)); x <= Math.min(w - 1, (box.x + box.w + more) / grid); x++) mark(y * w + x)
  }
  plan.frames.forEach((frame, i) => each(frame, 0, at => (zone[at] = i)))
  for (const note of plan.notes) each(note, 3, at => (wall[at] = 1))
  for (let x = 0; x < w; x++) wall[x] = wall[(h - 1) * w + x] = 1
  for (let y = 0; y < h; y++) wall[y * w] = wall[y * w + w - 1] = 1
  return { w, h, wall, zone, used: [new Map(), new Map()] }
}

/** Marks the nodes of a way as used by its line. */
export const use = ({ w, used }: Ground, line: Line, way: readonly number[]): void => {
  const row = (at: number) => Math.floor(at / w)
  for (let i = 0; i + 1 < way.length; i++)
    for (const at of [way[i]!, way[i + 1]!]) {
      const lane = used[row(way[i]!) === row(way[i + 1]!) ? 0 : 1]!
      lane.set(at, (lane.get(at) ?? new Set()).add(line))
    }
}

interface Door {
  readonly at: number
  readonly way: number
  readonly extra: number
}
/** Where a line may leave a note, or come to it. */
const doors = ({ w, h, wall }: Ground, box: Box, out: boolean): readonly Door[] => {
  const found: Door[] = []
  const door = (x: number, y: number, way: number, extra: number) => {
    const at = y * w + x
    if (x > 0 && y > 0 && x < w - 1 && y < h - 1 && !wall[at]) found.push({ at, way: out ? way : (way + 2) % 4, extra })
  }
  const [x0, x1, y0, y1] = [
    Math.ceil(box.x / grid) - 1,
    Math.floor((box.x + box.w) / grid) + 1,
    Math.ceil(box.y / grid) + 1,
    Math.floor((box.y + box.h) / grid) - 1,
  ]
  for (let y = y0; y <= y1; y++) {
    const off = Math.abs(y - (y0 + y1) / 2) * 2
    door(x1, y, right, off + (out ? 0 : 30))
    door(x0, y, left, off + (out ? 30 : 0))
  }
  for (let x = x0 + 3; x <= x1 - 3; x++) {
    const off = Math.abs(x - (x0 + x1) / 2)
    door(x, y0 - 2, up, off + 18)
    door(x, y1 + 2, down, off + 18)
  }
  return found
}

/**
 * What it costs to end at a node: a place has four, one for each direction. In the last step a line may turn, since between two notes there
 * is only one lane.
 */
const endsOf = (ground: Ground, to: Box): ReadonlyMap<number, number> => {
  const ends = new Map<number, number>()
  for (const d of doors(ground, to, false))
    for (let way = 0; way < 4; way++) {
      const price = d.extra + (way === d.way ? 0 : cost.bend)
      if (way !== (d.way + 2) % 4 && price < (ends.get(d.at * 4 + way) ?? dear)) ends.set(d.at * 4 + way, price)
    }
  return ends
}

const kin = (a: Line, b: Line) => a.solid === b.solid && a.color === b.color && (a.source === b.source || a.target === b.target)

/** What a step to a place costs a line that goes in a direction: dear in foreign frames and along strangers, cheap with kindred lines. */
const stepOf = ({ w, h, zone, used }: Ground, line: Line): ((to: number, way: number) => number) => {
  // a place is come to from many sides, and costs the same up and down, left and right
  const known = new Int32Array(w * h * 2)
  const home = line.frames.every(f => f === line.frames[0])
  return (to, way) => {
    const place = to * 2 + (way & 1)
    if (known[place]) return known[place]
    let step = zone[to] === -1 ? (home ? cost.away : cost.gutter) : line.frames.includes(zone[to]!) ? cost.inside : cost.foreign
    for (const other of used[(way & 1) as 0 | 1].get(to) ?? []) {
      if (kin(other, line)) step = cost.together
      else step += cost.along
    }
    for (const other of used[((way + 1) & 1) as 0 | 1].get(to) ?? []) if (!kin(other, line)) step += cost.cross
    known[place] = step
    return step
  }
}

/** How far a place is from a note at least. */
const distanceTo = ({ w }: Ground, to: Box): ((at: number) => number) => {
  const [x0, x1] = [to.x / grid - 2, (to.x + to.w) / grid + 2]
  const [y0, y1] = [to.y / grid - 2, (to.y + to.h) / grid + 2]
  return at => Math.ceil(Math.max(x0 - (at % w), 0, (at % w) - x1) + Math.max(y0 - Math.floor(at / w), 0, Math.floor(at / w) - y1))
}

/**
 * Finds the cheapest way of a line: Dijkstra's, drawn towards the end (A*), with one bucket for each price, since prices are small and
 * whole.
 */
export const finder = (ground: Ground): ((line: Line) => readonly number[]) => {
  const { w, h, wall } = ground
  const best = new Int32Array(w * h * 4)
  const came = new Int32Array(w * h * 4)
  return line => {
    best.fill(dear)
    const [ends, far, stepTo] = [endsOf(ground, line.to), distanceTo(ground, line.to), stepOf(ground, line)]
    const buckets: number[][] = []
    const reach = (node: number, price: number, from: number) => {
      if (price >= best[node]!) return
      best[node] = price
      came[node] = from
      ;(buckets[price + far(node >> 2)] ??= []).push(node)
    }
    for (const d of doors(ground, line.from, true)) reach(d.at * 4 + d.way, d.extra, -1)
    let found = -1
    let cheapest = dear
    for (let rank = 0; rank < buckets.length && rank < cheapest; rank++)
      // what is reached at the same rank is appended, and looked at as well
      for (const node of buckets[rank] ?? []) {
        const [at, way, price] = [node >> 2, node & 3, best[node]!]
        if (price + far(at) !== rank) continue
        const extra = ends.get(node)
        if (extra !== undefined && price + extra < cheapest) {
          cheapest = price + extra
          found = node
        }
        for (let next = 0; next < 4; next++) {
          if (next === (way + 2) % 4) continue
          const to = at + dx[next]! + dy[next]! * w
          if (!wall[to]) reach(to * 4 + next, price + stepTo(to, next) + (next === way ? 0 : cost.bend), node)
        }
      }
    const nodes: number[] = []
    for (let node = found; node !== -1; node = came[node]!) nodes.unshift(node >> 2)
    return nodes
  }
}
