// The event-storming board of a system: as a diagram of Mermaid's, and drawn.
import {
  contextOfEvent,
  list,
  policy as byPolicy,
  type Aggregate,
  type Context,
  type Policy,
  type System,
  type Who,
} from '@jumun/core/model'
import { draw, grid, lineColor, type Line } from './lines.ts'
import { ink, logo, palette, sticky, svg, tall, text, width, type Box, type Kind, type Small, type Sticky } from './notes.ts'
import { decisions, duration, leads, ownerOf, type Lead } from './probe.ts'

/** Whose it is: a caller whose claim equals a field of the item. */
export const owner = 'its owner'
/** Who may issue a command, as people say it: roles, and its owner. Nobody: only policies and other contexts may. */
export const people = (by: Who | readonly Who[]): string[] =>
  [...new Set(list(by as Who).map(who => (typeof who === 'string' ? who : owner)))].filter(who => who !== byPolicy && who !== 'system')

// ---------------------------------------------------------------- Mermaid

const id = (...parts: string[]) => parts.join('_').replace(/[^A-Za-z0-9_]/g, '_')
const noteId = {
  event: (c: Context, type: string) => id(c.name, 'event', type),
  aggregate: (c: Context, name: string) => id(c.name, 'aggregate', name),
  policy: (c: Context, name: string) => id(c.name, 'policy', name),
  view: (c: Context, name: string) => id(c.name, 'view', name),
  external: (c: Context, name: string) => id(c.name, 'external', name),
}
/** Where a policy's line ends: the command's note, or that of the external. */
const commandId = (system: System, type: string): string | undefined => {
  const decider = system.contexts.find(c => c.aggregates.some(a => type in a.decide))
  if (decider) return id(decider.name, 'command', type)
  const at = system.contexts.find(c => c.externals.some(x => type in x.commands))
  return at && noteId.external(at, at.externals.find(x => type in x.commands)!.name)
}

/** The board as a flowchart of Mermaid's. */
export const boardMermaid = (system: System): string => {
  const lines: string[] = ['flowchart LR']
  const edges: string[] = []
  const say = (name: string, words: string, kind: Kind) => lines.push(`    ${name}["${words}"]:::${kind}`)
  for (const c of system.contexts) {
    lines.push(`  subgraph ${id(c.name)}["${c.name}"]`)
    for (const a of c.aggregates) {
      const aggregate = noteId.aggregate(c, a.name)
      for (const type of Object.keys(a.decide)) {
        say(id(c.name, 'command', type), type, 'command')
        edges.push(`${id(c.name, 'command', type)} --- ${aggregate}`)
      }
      say(aggregate, a.name, 'aggregate')
      for (const e of Object.values(a.events)) {
        say(noteId.event(c, e.type), e.type, e.public ? 'event' : 'internal')
        edges.push(`${aggregate} --- ${noteId.event(c, e.type)}`)
      }
    }
    for (const name of Object.keys(c.policies)) say(noteId.policy(c, name), name, 'policy')
    for (const v of c.views) say(noteId.view(c, v.name), v.name, 'view')
    for (const x of c.externals) say(noteId.external(c, x.name), x.name, 'external')
    lines.push('  end')
    for (const [name, p] of Object.entries(c.policies)) {
      const [node, solid] = [noteId.policy(c, name), p.kind === 'atOnce']
      edges.push(`${noteId.event(contextOfEvent(system, p.event), p.event.type)} ${solid ? '-->' : '-.->'} ${node}`)
      for (const lead of leads(p, system.reasons)) {
        const to = commandId(system, lead.type)
        const label = lead.way === 'react' ? lead.time : lead.way === 'ask' ? duration((p as Policy & { within: number }).within) : lead.way
        if (to) edges.push(`${node} ${solid ? '-->' : '-.->'}${label ? `|${label}|` : ''} ${to}`)
      }
    }
    for (const v of c.views)
      for (const { event } of v.folds)
        edges.push(`${noteId.event(contextOfEvent(system, event), event.type)} -.-> ${noteId.view(c, v.name)}`)
  }
  const styles = (Object.keys(palette) as Kind[]).map(
    kind => `  classDef ${kind} fill:${palette[kind].paper},stroke:${palette[kind].ink},color:${ink.text}`,
  )
  return [...lines, ...edges.map(e => `  ${e}`), ...styles, ''].join('\n')
}

// ---------------------------------------------------------------- SVG

const size = { w: 120, h: 64, aggregate: 96, wide: 160, gap: 16, between: 32, pad: 24, header: 72, gutter: 56, apart: 32 } as const
const up = (n: number) => Math.ceil(n / grid) * grid

/** A note in its frame, with what lines call it. */
interface Placed extends Sticky {
  readonly id: string
}
interface Frame {
  readonly context: Context
  /** How many notes a column may have, and how many gaps there are between its groups. */
  readonly most: number
  readonly gaps: number
  readonly w: number
  readonly h: number
  readonly notes: readonly Placed[]
}

/** The name of a thing as a word of its own. */
export const noun = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
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
const frameOf = (system: System, c: Context, most: number, between: number = size.between): Frame => {
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
const tag = (c: Context) => `${c.team} · ${c.port}`

interface Spots {
  readonly price: number
  readonly spots: readonly { readonly x: number; readonly y: number; readonly w: number }[]
}
/** Puts frames into rows or columns: short lines, a shape that suits a page, the first frame first. */
const arrange = (frames: readonly Frame[], links: readonly (readonly [number, number])[]): Spots => {
  let best: Spots = { price: Infinity, spots: [] }
  const judge = (groups: readonly (readonly number[])[], inRows: boolean) => {
    const spots: { x: number; y: number; w: number }[] = []
    let [along, across] = [0, 0]
    for (const group of groups) {
      let at = 0
      for (const i of group) {
        spots[i] = inRows ? { x: at, y: across, w: frames[i]!.w } : { x: across, y: at, w: Math.max(...group.map(k => frames[k]!.w)) }
        at += (inRows ? frames[i]!.w : frames[i]!.h) + size.gutter
      }
      along = Math.max(along, at)
      across += Math.max(...group.map(i => (inRows ? frames[i]!.h : frames[i]!.w))) + size.gutter
    }
    const [w, h] = inRows ? [along, across] : [across, along]
    // the right edges are even
    if (inRows) for (const group of groups) spots[group.at(-1)!]!.w = w - size.gutter - spots[group.at(-1)!]!.x
    const center = (i: number) => [spots[i]!.x + frames[i]!.w / 2, spots[i]!.y + frames[i]!.h / 2] as const
    const long = links.reduce((sum, [a, b]) => sum + Math.abs(center(a)[0] - center(b)[0]) + Math.abs(center(a)[1] - center(b)[1]), 0)
    // as small as it can be shown on a page that is a little taller than wide
    const price = Math.max(w * 1.1, h * 0.8) + (w * h) / 4000 + long / 40 + (groups[0]![0] === 0 ? 0 : 1e6)
    if (price < best.price - 1e-6) best = { price, spots }
  }
  // beyond five frames trying every order takes too long: then the order of the system
  const orders = frames.length <= 5
  const build = (groups: number[][], left: readonly number[]) => {
    if (!left.length) {
      judge(groups, true)
      judge(groups, false)
      return
    }
    for (const i of orders ? left : left.slice(0, 1)) {
      const others = left.filter(k => k !== i)
      const last = groups.at(-1)
      if (last) build([...groups.slice(0, -1), [...last, i]], others)
      build([...groups, [i]], others)
    }
  }
  const all = frames.map((_, i) => i)
  build([], all)
  return best
}

/** Each frame as high as it gets within some width; the widths are tried out. */
const layouts = (system: System): readonly [readonly Frame[], Spots] => {
  const tried = system.contexts.map(c => [3, 4, 5, 6, 7, 8, 9, 10, 12].map(most => frameOf(system, c, most)))
  const between = links(system)
  let best: readonly [readonly Frame[], Spots] | undefined
  for (let most = 800; most <= 2400; most += 80) {
    const frames = tried.map(all => {
      const fit = all.filter(f => f.w <= most)
      return (fit.length ? fit : all).reduce((a, b) => ((fit.length ? b.w * b.h < a.w * a.h : b.w < a.w) ? b : a))
    })
    const spots = arrange(frames, between)
    if (!best || spots.price < best[1].price) best = [frames, spots]
  }
  const [frames, spots] = best!
  // what a frame is wider than it needs to be goes between its groups, where the lines are
  const aired = frames.map((f, i) => {
    const room = Math.floor((spots.spots[i]!.w - f.w) / Math.max(1, f.gaps) / grid) * grid
    return frameOf(system, f.context, f.most, size.between + Math.min(room, 56))
  })
  return [aired, spots]
}
/** Which frames lines go between, one entry for each line. */
const links = (system: System): (readonly [number, number])[] => {
  const at = (c: Context | undefined) => system.contexts.indexOf(c!)
  return system.contexts
    .flatMap((c, i) => [
      ...Object.values(c.policies).flatMap(p => [
        [at(contextOfEvent(system, p.event)), i] as const,
        ...leads(p, system.reasons).map(l => [i, at(system.contexts.find(o => o.aggregates.some(a => l.type in a.decide)))] as const),
      ]),
      ...c.views.flatMap(v => v.folds.map(f => [at(contextOfEvent(system, f.event)), i] as const)),
    ])
    .filter(([a, b]) => a !== b && a >= 0 && b >= 0)
}

/** The event-storming board, drawn: one frame per context, sticky notes by color, dotted and solid lines. */
export const boardSvg = (system: System): string => {
  const [frames, { spots: places }] = layouts(system)
  type End = readonly [frame: number, id: string]
  const find = (wanted: string): End | undefined => {
    const frame = frames.findIndex(f => f.notes.some(n => n.id === wanted))
    return frame < 0 ? undefined : [frame, wanted]
  }
  const targetOf = (type: string): End | undefined => {
    const c = system.contexts.findIndex(o => o.aggregates.some(a => type in a.decide))
    if (c >= 0) return find(`command ${system.contexts[c]!.name} ${type}`)
    const at = system.contexts.find(o => o.externals.some(x => type in x.commands))
    return at && find(`external ${at.name} ${at.externals.find(x => type in x.commands)!.name}`)
  }
  const ends: { from: End; to: End; solid: boolean; color: string }[] = []
  const connect = (from: End | undefined, to: End | undefined, solid: boolean, color: string) =>
    from && to && ends.push({ from, to, solid, color })
  for (const c of system.contexts) {
    for (const [name, p] of Object.entries(c.policies)) {
      const [node, solid, source] = [find(`policy ${c.name} ${name}`), p.kind === 'atOnce', contextOfEvent(system, p.event)]
      connect(find(`event ${source.name} ${p.event.type}`), node, solid, solid ? lineColor.asked : lineColor.heard)
      const done = new Set<string>()
      for (const lead of leads(p, system.reasons)) {
        const decider = ownerOf(system, lead.type)
        const inside = decider && c.aggregates.includes(decider)
        // what returns into its own frame is written on the note, unless the note stands before the command
        if (done.has(lead.type) || (inside && source === c)) continue
        done.add(lead.type)
        connect(node, targetOf(lead.type), solid && lead.way === 'ask', solid ? lineColor.asked : lineColor.follows)
      }
    }
    for (const v of c.views)
      for (const { event } of v.folds)
        connect(find(`event ${contextOfEvent(system, event).name} ${event.type}`), find(`view ${c.name} ${v.name}`), false, lineColor.heard)
  }
  const edge = 56
  const above = 112
  const spots = places.map(({ x, y, w }) => ({ x: x + edge, y: y + above + 24, w }))
  const placed = frames.map((f, i) => ({
    ...f,
    ...spots[i]!,
    notes: f.notes.map(n => ({ ...n, x: n.x + spots[i]!.x, y: n.y + spots[i]!.y })),
  }))
  const w = up(Math.max(...placed.map(f => f.x + f.w)) + edge)
  const h = up(Math.max(...placed.map(f => f.y + f.h)) + edge)
  const at = ([frame, wanted]: End): Box => placed[frame]!.notes.find(n => n.id === wanted)!
  const lines = ends.map(
    ({ from, to, solid, color }): Line => ({
      from: at(from),
      to: at(to),
      source: from[1],
      target: to[1],
      solid,
      color,
      frames: [from[0], to[0]],
    }),
  )
  const titles = placed.map(
    (f): Box => ({ x: f.x + 16, y: f.y + 16, w: width(f.context.name, 24, true) + width(tag(f.context), 13) + 110, h: 34 }),
  )
  const notes = [...placed.flatMap(f => f.notes), ...titles, { x: 0, y: 0, w, h: above - 8 }]
  return svg(
    w,
    h,
    `${system.title.en} (${system.title.ko}): event-storming board`,
    `Contexts: ${system.contexts.map(c => c.name).join(', ')}. Orange events, blue commands, yellow aggregates, lilac policies, green views, pink externals; dotted lines: whenever, solid lines: at once.`,
    [
      logo(40, 34, 44, system.color),
      text(100, 58, 30, system.title.en, 'font-weight="700"'),
      text(100 + width(system.title.en, 30, true) + 4, 58, 24, system.title.ko, `font-weight="500" fill="${ink.quiet}"`),
      text(100, 82, 14, 'Event-storming board, drawn from the code', `fill="${ink.quiet}"`),
      ...legend(w),
      ...placed.flatMap(f => [
        `<rect x="${f.x}" y="${f.y}" width="${f.w}" height="${f.h}" rx="16" fill="${ink.frame}" stroke="${ink.edge}" stroke-width="1.5" data-frame="${f.context.name}"/>`,
        text(f.x + 28, f.y + 42, 24, f.context.name, 'font-weight="700"'),
        ...badge(f.x + 28 + width(f.context.name, 24, true) + 10, f.y + 24, f.context.level),
        text(f.x + 28 + width(f.context.name, 24, true) + 100, f.y + 40, 13, tag(f.context), `fill="${ink.quiet}"`),
      ]),
      ...draw({ w, h, notes, frames: placed }, lines),
      ...placed.flatMap(f => f.notes.map(sticky)),
    ],
  )
}

const levels = { core: '#C2410C', supporting: '#1F6FEB', general: '#6B7280' } as const
const badge = (x: number, y: number, level: Context['level']) => [
  `<rect x="${x}" y="${y}" width="80" height="22" rx="11" fill="${levels[level]}" fill-opacity="0.1"/>`,
  text(x + 40, y + 15.5, 12, level, `fill="${levels[level]}" font-weight="600" text-anchor="middle"`),
]

const legend = (w: number): string[] => {
  const kinds: readonly (readonly [Kind, string])[] = [
    ['command', 'command'],
    ['aggregate', 'aggregate'],
    ['event', 'event'],
    ['internal', 'internal event'],
    ['policy', 'policy'],
    ['view', 'view'],
    ['external', 'external'],
  ]
  const parts: string[] = []
  let x = w - 56
  const dashes = (from: number, color: string, solid: boolean) =>
    `<path d="M${from} 57h30" fill="none" stroke="${color}" stroke-linecap="round" ${solid ? 'stroke-width="2.2"' : 'stroke-width="2.4" stroke-dasharray="0.1 5.6"'}/><path d="M${from + 37} 57l-7.5-4.2v8.4z" fill="${color}"/>`
  for (const [color, solid, words] of [
    [lineColor.heard, false, 'whenever'],
    [lineColor.follows, false, 'follows'],
    [lineColor.asked, true, 'at once'],
  ].reverse() as [string, boolean, string][]) {
    x -= width(words, 13)
    parts.push(text(x, 61.5, 13, words))
    x -= 46
    parts.push(dashes(x, color, solid))
    x -= 20
  }
  for (const [kind, words] of [...kinds].reverse()) {
    x -= width(words, 13)
    parts.push(text(x, 61.5, 13, words))
    x -= 26
    parts.push(
      `<rect x="${x}" y="47" width="20" height="20" rx="1.5" fill="${palette[kind].paper}" stroke="${palette[kind].ink}" stroke-opacity="0.25"/>`,
    )
    x -= 16
  }
  return parts
}
