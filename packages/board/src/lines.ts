// Lines between notes, as on the plan of an underground: along a grid, around the notes, few bends, and those of one source together.
import { escape, palette, round, type Box } from './notes.ts'

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

/** Draws the lines, shortest first, so that the long ones go around. */
export const draw = (plan: Plan, lines: readonly Line[]): string[] => {
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
  // the lines that use a node horizontally, and vertically
  const used = [new Map<number, Set<Line>>(), new Map<number, Set<Line>>()] as const
  const kin = (a: Line, b: Line) => a.solid === b.solid && a.color === b.color && (a.source === b.source || a.target === b.target)

  const doors = (box: Box, out: boolean): { at: number; way: number; extra: number }[] => {
    const found: { at: number; way: number; extra: number }[] = []
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

  const best = new Int32Array(w * h * 4)
  const came = new Int32Array(w * h * 4)
  /** The cheapest way: Dijkstra's, drawn towards the end (A*), with one bucket for each price since prices are small and whole. */
  const find = (line: Line): number[] => {
    best.fill(2 ** 30)
    // in the last step a line may turn: between two notes there is only one lane
    const ends = new Map<number, number>()
    for (const d of doors(line.to, false))
      for (let way = 0; way < 4; way++) {
        const price = d.extra + (way === d.way ? 0 : cost.bend)
        if (way !== (d.way + 2) % 4 && price < (ends.get(d.at * 4 + way) ?? 2 ** 30)) ends.set(d.at * 4 + way, price)
      }
    const [x0, x1] = [line.to.x / grid - 2, (line.to.x + line.to.w) / grid + 2]
    const [y0, y1] = [line.to.y / grid - 2, (line.to.y + line.to.h) / grid + 2]
    const far = (at: number) =>
      Math.ceil(Math.max(x0 - (at % w), 0, (at % w) - x1) + Math.max(y0 - Math.floor(at / w), 0, Math.floor(at / w) - y1))
    const buckets: number[][] = []
    const home = line.frames.every(f => f === line.frames[0])
    const reach = (node: number, price: number, from: number) => {
      if (price >= best[node]!) return
      best[node] = price
      came[node] = from
      ;(buckets[price + far(node >> 2)] ??= []).push(node)
    }
    for (const d of doors(line.from, true)) reach(d.at * 4 + d.way, d.extra, -1)
    let found = -1
    let cheapest = 2 ** 30
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
          if (wall[to]) continue
          let step = zone[to] === -1 ? (home ? cost.away : cost.gutter) : line.frames.includes(zone[to]!) ? cost.inside : cost.foreign
          for (const other of used[next & 1]!.get(to) ?? []) {
            if (kin(other, line)) step = cost.together
            else step += cost.along
          }
          for (const other of used[(next + 1) & 1]!.get(to) ?? []) if (!kin(other, line)) step += cost.cross
          reach(to * 4 + next, price + step + (next === way ? 0 : cost.bend), node)
        }
      }
    const way: number[] = []
    for (let node = found; node !== -1; node = came[node]!) way.unshift(node >> 2)
    return way
  }

  const drawn = new Set<string>()
  const distance = ({ from, to }: Line) => Math.abs(from.x + from.w / 2 - to.x - to.w / 2) + Math.abs(from.y + from.h / 2 - to.y - to.h / 2)
  const paths: string[] = []
  for (const line of [...lines].sort((a, b) => distance(a) - distance(b))) {
    const way = find(line)
    // no way around: straight across, rather than not at all
    if (!way.length) {
      paths.push(...across(line))
      continue
    }
    const nodes = way.map(at => [(at % w) * grid, Math.floor(at / w) * grid] as const)
    const horizontal = (i: number) => (nodes[i]![1] === (nodes[i + 1] ?? nodes[i])![1] && i + 1 < nodes.length ? 0 : 1)
    for (let i = 0; i + 1 < way.length; i++)
      for (const at of [way[i]!, way[i + 1]!]) {
        const lane = used[horizontal(i)]!
        lane.set(at, (lane.get(at) ?? new Set()).add(line))
      }
    // the ends touch the notes
    const touch = (box: Box, [x, y]: readonly [number, number], gap: number) =>
      x <= box.x
        ? ([box.x - gap, y] as const)
        : x >= box.x + box.w
          ? ([box.x + box.w + gap, y] as const)
          : y <= box.y
            ? ([x, box.y - gap] as const)
            : ([x, box.y + box.h + gap] as const)
    const points = [touch(line.from, nodes[0]!, 0), ...nodes, touch(line.to, nodes.at(-1)!, 2)]
    const style = `${line.solid}${line.color}`
    // what a kindred line has drawn already is not drawn again: dots on dots would be a solid line
    const runs: (readonly [number, number])[][] = []
    for (let i = 0; i + 1 < points.length; i++) {
      const [a, b] = [points[i]!, points[i + 1]!]
      const name = style + [a.join(), b.join()].sort().join(' ')
      const run = runs.at(-1)
      if (drawn.has(name)) {
        if (run?.length) runs.push([])
        continue
      }
      drawn.add(name)
      if (run?.length) run.push(b)
      else if (run) run.push(a, b)
      else runs.push([a, b])
    }
    const d = runs
      .filter(r => r.length)
      .map(rounded)
      .join('')
    const dots = line.solid ? 'stroke-width="2.2"' : 'stroke-width="2.4" stroke-dasharray="0.1 5.6"'
    if (d) paths.push(`<path d="${d}" fill="none" stroke="${line.color}" ${dots} stroke-linecap="round" stroke-linejoin="round"/>`)
    paths.push(head(points.at(-2)!, points.at(-1)!, line, rounded(points)))
  }
  return paths
}

const across = (line: Line): string[] => {
  const [a, b] = [line.from, line.to].map(({ x, y, w, h }) => [x + w / 2, y + h / 2] as const) as [
    readonly [number, number],
    readonly [number, number],
  ]
  const way = rounded([a, b])
  return [`<path d="${way}" fill="none" stroke="${line.color}" stroke-width="1.5"/>`, head(a, b, line, way)]
}

/** A way with only its corners, rounded. */
const rounded = (points: readonly (readonly [number, number])[]): string => {
  const corners = points.filter((p, i) => {
    const [a, b] = [points[i - 1], points[i + 1]]
    return !a || !b || (b[0] - p[0]) * (p[1] - a[1]) !== (p[0] - a[0]) * (b[1] - p[1])
  })
  return corners
    .map((p, i) => {
      const [a, b] = [corners[i - 1], corners[i + 1]]
      if (!a) return `M${round(p[0])} ${round(p[1])}`
      if (!b) return `L${round(p[0])} ${round(p[1])}`
      const toward = (q: readonly [number, number]) => {
        const far = Math.hypot(q[0] - p[0], q[1] - p[1])
        const r = Math.min(7, far / 2)
        return `${round(p[0] + ((q[0] - p[0]) * r) / far)} ${round(p[1] + ((q[1] - p[1]) * r) / far)}`
      }
      return `L${toward(a)}Q${p[0]} ${p[1]} ${toward(b)}`
    })
    .join('')
}
/** The head of a line. It carries all of the line's way, for programs that read the drawing: what is drawn is shared with other lines. */
const head = ([ax, ay]: readonly [number, number], [x, y]: readonly [number, number], { source, target, color }: Line, way: string) => {
  const far = Math.hypot(x - ax, y - ay) || 1
  const [ux, uy] = [(x - ax) / far, (y - ay) / far]
  const at = (back: number, side: number) => `${round(x - ux * back - uy * side)} ${round(y - uy * back + ux * side)}`
  const ends = `data-from="${escape(source)}" data-to="${escape(target)}" data-way="${way}"`
  return `<path d="M${at(0, 0)}L${at(7.5, 4.2)}L${at(7.5, -4.2)}z" fill="${color}" ${ends}/>`
}

/** The colors of lines: an event that is heard, a command that follows, a question at once. */
export const lineColor = { heard: '#C07A2B', follows: '#8A66CC', asked: palette.command.ink } as const
