// One context of the board: its notes in groups, and how large that is.
import { type Aggregate, type Context, type Event, type Policy, type System, contextOfEvent } from '@jumun/core/model'
import { decisions } from './decisions.ts'
import { grid } from './ways.ts'
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

/** A policy as it stands in its frame. */
interface Reaction {
  readonly name: string
  readonly event: string
  readonly found: readonly Lead[]
  /** It waits for an event of another context. */
  readonly foreign: boolean
  readonly small: readonly Small[]
  readonly h: number
}
const reactionsOf = (system: System, c: Context): readonly Reaction[] =>
  Object.entries(c.policies).map(([name, p]) => {
    const found = leads(p, system.reasons)
    const small = sentence(system, c, p, found)
    const foreign = contextOfEvent(system, p.event) !== c
    return { name, event: p.event.type, found, foreign, small, h: tall(name, small, size.wide, size.h) }
  })
/** How high policies stand above each other. */
const stack = (all: readonly Reaction[]) => all.reduce((sum, p) => sum + p.h + size.gap, -size.gap)

/** An aggregate with its commands on the left and its events on the right, in columns. */
interface Block {
  readonly a: Aggregate
  readonly columns: readonly (readonly string[])[]
  readonly facts: readonly (readonly Event[])[]
  readonly h: number
}
const blocksOf = (system: System, c: Context, most: number): readonly Block[] => {
  const asked = new Set(
    system.contexts.flatMap(other =>
      Object.values(other.policies)
        .filter(p => other !== c || contextOfEvent(system, p.event) !== c)
        .flatMap(p => leads(p, system.reasons).map(l => l.type)),
    ),
  )
  return c.aggregates.map(a => {
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
      columns: columns.flatMap(x => spread(x, rows)),
      facts: facts.flatMap(x => spread(x, rows)),
      h: Math.max(rows * pitch, 2 * size.h) - size.gap,
    }
  })
}

/** In how many columns policies stand: a few too many make a column longer, not two. */
const columnsOf = (all: readonly Reaction[], blocks: readonly Block[]) => {
  const heights = blocks.reduce((sum, b) => sum + b.h + size.apart, -size.apart)
  return all.length ? Math.max(1, Math.round(stack(all) / Math.max(heights, 4 * pitch) - 0.1)) : 0
}

/** Where the groups of a frame begin, from left to right; a group without notes begins where the next one does. */
const groupsOf = (c: Context, blocks: readonly Block[], before: number, after: number, between: number) => {
  const longest = (all: readonly { readonly length: number }[]) => Math.max(0, ...all.map(x => x.length))
  const wide = (n: number, w: number) => (n ? n * w + (n - 1) * size.gap : 0)
  let end: number = size.pad
  const group = (w: number): number => {
    const start = end
    if (w) end += w + between
    return start
  }
  const starts = {
    before: group(wide(before, size.wide)),
    commands: group(wide(longest(blocks.map(b => b.columns)), size.w)),
    aggregates: group(blocks.length ? size.aggregate : 0),
    events: group(wide(longest(blocks.map(b => b.facts)), size.w)),
    after: group(wide(after, size.wide)),
    externals: group(c.externals.length ? size.w : 0),
  }
  return { ...starts, gaps: new Set(Object.values(starts)).size - 1, end: end - between }
}
type Groups = ReturnType<typeof groupsOf>

/** The notes of aggregates, commands and events: the blocks below each other. */
const blockNotes = (c: Context, blocks: readonly Block[], groups: Groups): readonly Placed[] => {
  let y: number = size.header
  return blocks.flatMap(({ a, columns, facts, h }): readonly Placed[] => {
    const top = y
    y += h + size.apart
    const at = (x: number, k: number, r: number) => ({ x: x + k * (size.w + size.gap), y: top + r * pitch, w: size.w, h: size.h })
    const commandNote = (type: string, k: number, r: number): Placed => {
      const id = `command ${c.name} ${type}`
      return { id, kind: 'command', name: type, small: actors(a, type), ...at(groups.commands, k, r) }
    }
    const eventNote = (e: Event, k: number, r: number): Placed => {
      const id = `event ${c.name} ${e.type}`
      return { id, kind: e.public ? 'event' : 'internal', name: e.type, small: [], ...at(groups.events, k, r) }
    }
    const itself = { id: `aggregate ${c.name} ${a.name}`, kind: 'aggregate', name: noun(a.name), small: [] } as const
    return [
      ...columns.flatMap((column, k) => column.map((type, r) => commandNote(type, k, r))),
      { ...itself, x: groups.aggregates, y: top, w: size.aggregate, h },
      ...facts.flatMap((column, k) => column.map((e, r) => eventNote(e, k, r))),
    ]
  })
}

/** Policies in columns, each note as near as can be to the row that it belongs to, which is `want`. */
const policyNotes = (
  c: Context,
  all: readonly Reaction[],
  { x, columns, foot }: { readonly x: number; readonly columns: number; readonly foot: number },
  want: (p: Reaction) => number,
): readonly Placed[] => {
  const sorted = all.map(p => ({ ...p, want: want(p) })).sort((a, b) => a.want - b.want)
  return Array.from({ length: columns }, (_, k) => {
    const mine = sorted.filter((_, i) => i % columns === k)
    let at: number = size.header
    const ys = mine.map(p => {
      const y = up(Math.max(at, p.want - p.h / 2))
      at = y + p.h + size.gap
      return y
    })
    for (let i = mine.length - 1, end = Math.max(foot, size.header + stack(mine)); i >= 0; i--) {
      ys[i] = Math.floor(Math.min(ys[i]!, end - mine[i]!.h) / grid) * grid
      end = ys[i]! - size.gap
    }
    return mine.map(({ name, small, h }, i): Placed => {
      const at = { x: x + k * (size.wide + size.gap), y: ys[i]!, w: size.wide, h }
      return { id: `policy ${c.name} ${name}`, kind: 'policy', name, small, ...at }
    })
  }).flat()
}

/** External systems, each beside the policies that ask it. */
const externalNotes = (c: Context, reactions: readonly Reaction[], policies: readonly Placed[], x: number): readonly Placed[] => {
  const asking = (type: string) => policies.find(n => reactions.some(p => p.name === n.name && p.found.some(l => l.type === type)))
  let beside: number = size.header
  return c.externals.map((e): Placed => {
    const small = Object.keys(e.commands).map((type): Small => ({ text: type, ...reference('command') }))
    const h = tall(e.name, small, size.w, size.h)
    const near = Object.keys(e.commands)
      .map(asking)
      .filter(n => n !== undefined)
    const want = near.length ? near.reduce((sum, n) => sum + n.y + n.h / 2, 0) / near.length - h / 2 : beside
    const y = Math.floor(Math.max(beside, want) / grid) * grid
    beside = y + h + size.gap
    return { id: `external ${c.name} ${e.name}`, kind: 'external', name: e.name, small, x, y, w: size.w, h }
  })
}

/** Views in rows between two edges. */
const viewNotes = (c: Context, begin: number, end: number, top: number): readonly Placed[] => {
  let [x, y, row] = [begin, top, 0]
  return c.views.map((v): Placed => {
    const small = [...new Set(v.folds.map(f => f.event.type))].map((type): Small => ({ text: type, ...reference('event') }))
    const h = tall(v.name, small, size.wide, size.h)
    if (x > begin && x + size.wide > end) [x, y, row] = [begin, y + row + size.gap, 0]
    const note = { id: `view ${c.name} ${v.name}`, kind: 'view', name: noun(v.name), small, x, y, w: size.wide, h } as const
    row = Math.max(row, h)
    x += size.wide + size.gap
    return note
  })
}

/** Lays one context out: reactions to others on the left, commands, aggregates, events, reactions to its own events on the right. */
export const frameOf = (system: System, c: Context, most: number, between: number = size.between): Frame => {
  const reactions = reactionsOf(system, c)
  const blocks = blocksOf(system, c, most)
  const [before, after] = [reactions.filter(p => p.foreign), reactions.filter(p => !p.foreign)]
  const columns = { before: columnsOf(before, blocks), after: columnsOf(after, blocks) }
  const groups = groupsOf(c, blocks, columns.before, columns.after, between)

  const top: number = size.header
  const inner = blockNotes(c, blocks, groups)
  const foot = blocks.length ? top + blocks.reduce((sum, b) => sum + b.h + size.apart, -size.apart) : top
  const middle = new Map(inner.map(n => [n.name, n.y + n.h / 2]))
  const left = policyNotes(c, before, { x: groups.before, columns: columns.before, foot }, p =>
    Math.min(...p.found.map(l => middle.get(l.type) ?? 1e6), foot),
  )
  const right = policyNotes(c, after, { x: groups.after, columns: columns.after, foot }, p => middle.get(p.event) ?? top)
  const externals = externalNotes(c, reactions, [...left, ...right], groups.externals)
  // views lie at the foot, beside the policies where those reach further down, in rows as wide as the frame
  const begin = Math.max(top, ...left.map(n => n.y + n.h)) > foot ? groups.commands : size.pad
  const full = Math.max(groups.end, begin + 2 * size.wide + size.gap)
  const views = viewNotes(c, begin, full, blocks.length ? foot + size.apart : top)

  const notes = [...inner, ...left, ...right, ...externals, ...views]
  const title = width(c.name, 24, true) + width(tag(c), 13) + 150
  const [w, h] = [Math.max(0, ...notes.map(n => n.x + n.w)) + size.pad, Math.max(top, ...notes.map(n => n.y + n.h)) + size.pad]
  return { context: c, most, gaps: groups.gaps, w: up(Math.max(w, title)), h: up(h), notes }
}
const pitch = size.h + size.gap
const spread = <T>(all: readonly T[], rows: number) =>
  Array.from({ length: Math.ceil(all.length / rows) }, (_, i) => all.slice(i * rows, i * rows + rows))
export const tag = (c: Context) => `${c.team} · ${c.port}`
