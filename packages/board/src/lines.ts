// Lines between notes, drawn as on the plan of an underground.
import { escape, palette, round, type Box } from './notes.ts'
import { finder, grid, groundOf, type Line, type Plan, use } from './ways.ts'

type Point = readonly [x: number, y: number]

/** Draws the lines, shortest first, so that the long ones go around. */
export const draw = (plan: Plan, lines: readonly Line[]): string[] => {
  const ground = groundOf(plan)
  const find = finder(ground)
  const drawn = new Set<string>()
  return [...lines]
    .sort((a, b) => distance(a) - distance(b))
    .flatMap(line => {
      const way = find(line)
      // no way around: straight across, rather than not at all
      if (!way.length) return across(line)
      use(ground, line, way)
      return along(
        line,
        way.map(at => [(at % ground.w) * grid, Math.floor(at / ground.w) * grid] as const),
        drawn,
      )
    })
}
const distance = ({ from, to }: Line) => Math.abs(from.x + from.w / 2 - to.x - to.w / 2) + Math.abs(from.y + from.h / 2 - to.y - to.h / 2)

export const dots = (solid: boolean) => (solid ? 'stroke-width="2.2"' : 'stroke-width="2.4" stroke-dasharray="0.1 5.6"')
/** A line along its way, which touches the notes at both ends. */
const along = (line: Line, nodes: readonly Point[], drawn: Set<string>): string[] => {
  const points = [touch(line.from, nodes[0]!, 0), ...nodes, touch(line.to, nodes.at(-1)!, 2)]
  const d = undrawn(points, `${line.solid}${line.color}`, drawn).map(rounded).join('')
  const path = `<path d="${d}" fill="none" stroke="${line.color}" ${dots(line.solid)} stroke-linecap="round" stroke-linejoin="round"/>`
  return [...(d ? [path] : []), head(points.at(-2)!, points.at(-1)!, line, rounded(points))]
}
const touch = (box: Box, [x, y]: Point, gap: number): Point => {
  if (x <= box.x) return [box.x - gap, y]
  if (x >= box.x + box.w) return [box.x + box.w + gap, y]
  return y <= box.y ? [x, box.y - gap] : [x, box.y + box.h + gap]
}
/** What a kindred line has drawn already is not drawn again: dots on dots would be a solid line. */
const undrawn = (points: readonly Point[], style: string, drawn: Set<string>): readonly (readonly Point[])[] => {
  const runs: Point[][] = []
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
  return runs.filter(r => r.length)
}

const across = (line: Line): string[] => {
  const middle = ({ x, y, w, h }: Box): Point => [x + w / 2, y + h / 2]
  const [a, b] = [middle(line.from), middle(line.to)]
  const way = rounded([a, b])
  return [`<path d="${way}" fill="none" stroke="${line.color}" stroke-width="1.5"/>`, head(a, b, line, way)]
}

/** A way with only its corners, rounded. */
const rounded = (points: readonly Point[]): string => {
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
const head = ([ax, ay]: Point, [x, y]: Point, { source, target, color }: Line, way: string) => {
  const far = Math.hypot(x - ax, y - ay) || 1
  const [ux, uy] = [(x - ax) / far, (y - ay) / far]
  const at = (back: number, side: number) => `${round(x - ux * back - uy * side)} ${round(y - uy * back + ux * side)}`
  const ends = `data-from="${escape(source)}" data-to="${escape(target)}" data-way="${way}"`
  return `<path d="M${at(0, 0)}L${at(7.5, 4.2)}L${at(7.5, -4.2)}z" fill="${color}" ${ends}/>`
}

/** The colors of lines: an event that is heard, a command that follows, a question at once. */
export const lineColor = { heard: '#C07A2B', follows: '#8A66CC', asked: palette.command.ink } as const
