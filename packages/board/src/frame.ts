// One context of the board: its notes in groups, and how large that is.
import { type Aggregate, type Context, type Policy, type System, contextOfEvent } from '@jumun/core/model'
import { decisions } from './decisions.ts'
import { grid } from './lines.ts'
import { type Small, type Sticky, palette, tall, width } from './notes.ts'
import { noun, people } from './people.ts'
import { duration, type Lead, leads } from './probe.ts'

export const size = { w: 120, h: 64, aggregate: 96, wide: 160, gap: 16, between: 32, pad: 24, header: 72, gutter: 56, apart: 32 } as const
export const up = (n: number) => Math.ceil(n / grid) * grid

/** A note in its frame, with what lines call it. */
interface Placed extends Sticky {
  readonly id: string
}
export interface Frame {
  readonly context: Context
  /** How many notes a column may have, and how many gaps there are between its groups. */
  readonly most: number
  readonly gaps: number
  readonly w: number
  readonly h: number
  readonly notes: readonly Placed[]
}

const actors = (a: Aggregate, type: string): Small[] => {
  const who = people(a.decide[type]!.by)
  return who.length ? [{ text: who.join(', '), icon: 'person', color: '#33475E' }] : []
}

const reference = (kind: 'command' | 'event'): Pick<Small, 'color' | 'bold'> => ({
  color: kind === 'command' ? palette.command.ink : palette.event.ink,
  bold: true,
})
/** What stands on a policy: the event of another context that it waits for, what it asks, and what follows. */
const sentence = (system: System, c: Context, p: Policy, found: readonly Lead[]): Small[] => {
  const foreign = contextOfEvent(system, p.event) !== c
  const small: Small[] = foreign ? [{ text: `whenever ${p.event.type}`, ...reference('event') }] : []
  if (foreign && found.every(l => !l.time)) return small
  const told = new Set<string>()
  for (const lead of found) {
    const words = `${lead.way === 'ask' ? 'ask' : '→'}\u00a0${lead.type}`
    if (told.has(words + lead.time)) continue
    told.add(words + lead.time)
    if (lead.way === 'ask' && p.kind === 'atOnce')
      small.push({ text: words, ...reference('command') }, { text: `within ${duration(p.within)}`, icon: 'clock' })
    else if (lead.time) small.push({ text: lead.time, icon: 'clock' }, { text: words, ...reference('command') })
    else small.push({ text: words, ...reference('command') })
  }
  return small
}

/** Lays one context out: reactions to others on the left, commands, aggregates, events, reactions to its own events on the right. */
export const frameOf = (system: System, c: Context, most: number, between: number = size.between): Frame => {
  const policies = Object.entries(c.policies).map(([name, p]) => {
    const found = leads(p, system.reasons)
    const foreign = contextOfEvent(system, p.event) !== c
    return { name, p, found, foreign, small: sentence(system, c, p, found) }
  })
  const asked = new Set(
    system.contexts.flatMap(other =>
      Object.values(other.policies)
        .filter(p => other !== c || contextOfEvent(system, p.event) !== c)
        .flatMap(p => leads(p, system.reasons).map(l => l.type)),
    ),
  )
  const blocks = c.aggregates.map(a => {
    const commands = Object.keys(a.decide)
    // what others may ask for stands outside, what the context asks of itself inside; public events outside, internal ones inside
    const outer = commands.filter(t => people(a.decide[t]!.by).length || asked.has(t))
    const { decided } = decisions(a)
    const first = (event: string) => {
      const at = commands.findIndex(t => decided.some(d => d.command === t && d.events.includes(event)))
      return at < 0 ? commands.length : at
    }
    const events = Object.values(a.events).sort((x, y) => first(x.type) - first(y.type))
    const columns = [outer, commands.filter(t => !outer.includes(t))]
    const facts = [events.filter(e => !e.public), events.filter(e => e.public)]
    const rows = Math.max(1, ...[...columns, ...facts].map(all => Math.ceil(all.length / Math.max(1, Math.ceil(all.length / most)))))
    return {
      a,
      rows,
      columns: columns.flatMap(x => spread(x, rows)),
      facts: facts.flatMap(x => spread(x, rows)),
      h: Math.max(rows * pitch, 2 * size.h) - size.gap,
    }
  })
  const heights = blocks.reduce((sum, b) => sum + b.h + size.apart, -size.apart)
  const heightOf = (p: { readonly name: string; readonly small: readonly Small[] }) => tall(p.name, p.small, size.wide, size.h)
  const stack = (all: readonly { readonly name: string; readonly small: readonly Small[] }[]) =>
    all.reduce((sum, p) => sum + heightOf(p) + size.gap, -size.gap)
  const [before, after] = [policies.filter(p => p.foreign), policies.filter(p => !p.foreign)]
  /** A few too many make a column longer, not two. */
  const columnsOf = (all: readonly { name: string; small: readonly Small[] }[]) =>
    all.length ? Math.max(1, Math.round(stack(all) / Math.max(heights, 4 * pitch) - 0.1)) : 0
  const longest = (all: readonly { readonly length: number }[]) => Math.max(0, ...all.map(x => x.length))
  const columnsWide = (n: number, w: number) => (n ? n * w + (n - 1) * size.gap : 0)
  const xs: number[] = []
  let x: number = size.pad
  for (const w of [
    columnsWide(columnsOf(before), size.wide),
    columnsWide(longest(blocks.map(b => b.columns)), size.w),
    blocks.length ? size.aggregate : 0,
    columnsWide(longest(blocks.map(b => b.facts)), size.w),
    columnsWide(columnsOf(after), size.wide),
    c.externals.length ? size.w : 0,
  ]) {
    xs.push(x)
    if (w) x += w + between
  }
  const gaps = new Set(xs).size - 1

  const notes: Placed[] = []
  const put = (note: Placed) => notes.push(note)
  const middle = new Map<string, number>()
  let y: number = size.header
  const top = y
  for (const { a, columns, facts, h } of blocks) {
    const at = (k: number, column: number, r: number) => ({
      x: xs[column]! + k * (size.w + size.gap),
      y: y + r * pitch,
      w: size.w,
      h: size.h,
    })
    columns.forEach((column, k) =>
      column.forEach((type, r) =>
        put({ id: `command ${c.name} ${type}`, kind: 'command', name: type, small: actors(a, type), ...at(k, 1, r) }),
      ),
    )
    put({ id: `aggregate ${c.name} ${a.name}`, kind: 'aggregate', name: noun(a.name), small: [], x: xs[2]!, y, w: size.aggregate, h })
    facts.forEach((column, k) =>
      column.forEach((e, r) =>
        put({ id: `event ${c.name} ${e.type}`, kind: e.public ? 'event' : 'internal', name: e.type, small: [], ...at(k, 3, r) }),
      ),
    )
    y += h + size.apart
  }
  for (const n of notes) middle.set(n.name, n.y + n.h / 2)
  const foot = blocks.length ? y - size.apart : y
  /** Policies in columns, each note as near as can be to the row that it belongs to. */
  const column = (all: typeof policies, x: number, want: (p: (typeof policies)[number]) => number): number => {
    const n = columnsOf(all)
    const sorted = all.map(p => ({ ...p, want: want(p) })).sort((a, b) => a.want - b.want)
    let lowest = top
    for (let k = 0; k < n; k++) {
      const mine = sorted.filter((_, i) => i % n === k)
      let at = top
      const ys = mine.map(p => {
        const y = up(Math.max(at, p.want - heightOf(p) / 2))
        at = y + heightOf(p) + size.gap
        return y
      })
      for (let i = mine.length - 1, end = Math.max(foot, top + stack(mine)); i >= 0; i--) {
        ys[i] = Math.floor(Math.min(ys[i]!, end - heightOf(mine[i]!)) / grid) * grid
        end = ys[i]! - size.gap
      }
      mine.forEach((p, i) => {
        put({
          id: `policy ${c.name} ${p.name}`,
          kind: 'policy',
          name: p.name,
          small: p.small,
          x: x + k * (size.wide + size.gap),
          y: ys[i]!,
          w: size.wide,
          h: heightOf(p),
        })
        lowest = Math.max(lowest, ys[i]! + heightOf(p))
      })
    }
    return lowest
  }
  const left = column(before, xs[0]!, p => Math.min(...p.found.map(l => middle.get(l.type) ?? 1e6), foot))
  column(after, xs[4]!, p => middle.get(p.p.event.type) ?? top)
  const asking = (type: string) =>
    notes.find(n => n.kind === 'policy' && policies.some(p => p.name === n.name && p.found.some(l => l.type === type)))
  let beside = top
  for (const e of c.externals) {
    const small = Object.keys(e.commands).map((type): Small => ({ text: type, ...reference('command') }))
    const h = tall(e.name, small, size.w, size.h)
    const near = Object.keys(e.commands)
      .map(asking)
      .filter(n => n !== undefined)
    const want = near.length ? near.reduce((sum, n) => sum + n.y + n.h / 2, 0) / near.length - h / 2 : beside
    put({
      id: `external ${c.name} ${e.name}`,
      kind: 'external',
      name: e.name,
      small,
      x: xs[5]!,
      y: Math.floor(Math.max(beside, want) / grid) * grid,
      w: size.w,
      h,
    })
    beside = notes.at(-1)!.y + h + size.gap
  }
  // views lie at the foot, beside the policies where those reach further down, in rows as wide as the frame
  const begin = left > foot ? xs[1]! : size.pad
  const full = Math.max(x - between, begin + 2 * size.wide + size.gap)
  let [vx, vy, row] = [begin, blocks.length ? foot + size.apart : y, 0]
  for (const v of c.views) {
    const small = [...new Set(v.folds.map(f => f.event.type))].map((type): Small => ({ text: type, ...reference('event') }))
    const h = tall(v.name, small, size.wide, size.h)
    if (vx > begin && vx + size.wide > full) [vx, vy, row] = [begin, vy + row + size.gap, 0]
    put({ id: `view ${c.name} ${v.name}`, kind: 'view', name: noun(v.name), small, x: vx, y: vy, w: size.wide, h })
    row = Math.max(row, h)
    vx += size.wide + size.gap
  }
  const title = width(c.name, 24, true) + width(tag(c), 13) + 150
  const [right, bottom] = [Math.max(0, ...notes.map(n => n.x + n.w)), Math.max(top, ...notes.map(n => n.y + n.h))]
  return { context: c, most, gaps, w: up(Math.max(right + size.pad, title)), h: up(bottom + size.pad), notes }
}
const pitch = size.h + size.gap
const spread = <T>(all: readonly T[], rows: number) =>
  Array.from({ length: Math.ceil(all.length / rows) }, (_, i) => all.slice(i * rows, i * rows + rows))
export const tag = (c: Context) => `${c.team} · ${c.port}`
