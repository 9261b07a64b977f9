// The event-storming board of a system, drawn.
import { type Context, type System, contextOfEvent } from '@jumun/core/model'
import { layouts } from './arranging.ts'
import { type Frame, tag, up } from './frame.ts'
import { dots, draw, lineColor } from './lines.ts'
import { type Box, type Kind, ink, logo, palette, sticky, svg, text, width } from './notes.ts'
import { leads, ownerOf } from './probe.ts'
import type { Line } from './ways.ts'

/** A note, by the frame that it lies in. */
type End = readonly [frame: number, id: string]
interface Connection {
  readonly from: End
  readonly to: End
  readonly solid: boolean
  readonly color: string
}

/** Which notes the lines connect: events with the policies and views that hear them, policies with what they ask for. */
const connections = (system: System, frames: readonly Frame[]): readonly Connection[] => {
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
  const found: Connection[] = []
  const connect = (from: End | undefined, to: End | undefined, solid: boolean, color: string) =>
    from && to && found.push({ from, to, solid, color })
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
  return found
}

/** A frame with its notes where they lie on the board. */
interface Spotted extends Frame {
  readonly x: number
  readonly y: number
}

const frameDrawn = ({ x, y, w, h, context: c }: Spotted): readonly string[] => [
  [
    `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="16" fill="${ink.frame}" stroke="${ink.edge}" stroke-width="1.5"`,
    `data-frame="${c.name}"/>`,
  ].join(' '),
  text(x + 28, y + 42, 24, c.name, 'font-weight="700"'),
  ...badge(x + 28 + width(c.name, 24, true) + 10, y + 24, c.level),
  text(x + 28 + width(c.name, 24, true) + 100, y + 40, 13, tag(c), `fill="${ink.quiet}"`),
]

const heading = ({ title, color }: System): readonly string[] => [
  logo(40, 34, 44, color),
  text(100, 58, 30, title.en, 'font-weight="700"'),
  text(100 + width(title.en, 30, true) + 4, 58, 24, title.ko, `font-weight="500" fill="${ink.quiet}"`),
  text(100, 82, 14, 'Event-storming board, drawn from the code', `fill="${ink.quiet}"`),
]

/** The event-storming board, drawn: one frame per context, sticky notes by color, dotted and solid lines. */
export const boardSvg = (system: System): string => {
  const [frames, { spots }] = layouts(system)
  const edge = 56
  const above = 112
  const placed = frames.map((f, i): Spotted => {
    const spot = spots[i]!
    const [x, y] = [spot.x + edge, spot.y + above + 24]
    return { ...f, x, y, w: spot.w, notes: f.notes.map(n => ({ ...n, x: n.x + x, y: n.y + y })) }
  })
  const w = up(Math.max(...placed.map(f => f.x + f.w)) + edge)
  const h = up(Math.max(...placed.map(f => f.y + f.h)) + edge)
  const at = ([frame, wanted]: End): Box => placed[frame]!.notes.find(n => n.id === wanted)!
  const lines = connections(system, frames).map(
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
  const around = [...placed.flatMap(f => f.notes), ...titles, { x: 0, y: 0, w, h: above - 8 }]
  return svg(
    w,
    h,
    `${system.title.en} (${system.title.ko}): event-storming board`,
    [
      `Contexts: ${system.contexts.map(c => c.name).join(', ')}.`,
      'Orange events, blue commands, yellow aggregates, lilac policies, green views, pink externals;',
      'dotted lines: whenever, solid lines: at once.',
    ].join(' '),
    [
      ...heading(system),
      ...legend(w),
      ...placed.flatMap(frameDrawn),
      ...draw({ w, h, notes: around, frames: placed }, lines),
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
    [
      `<path d="M${from} 57h30" fill="none" stroke="${color}" stroke-linecap="round" ${dots(solid)}/>`,
      `<path d="M${from + 37} 57l-7.5-4.2v8.4z" fill="${color}"/>`,
    ].join('')
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
    const colors = `fill="${palette[kind].paper}" stroke="${palette[kind].ink}"`
    parts.push(`<rect x="${x}" y="47" width="20" height="20" rx="1.5" ${colors} stroke-opacity="0.25"/>`)
    x -= 16
  }
  return parts
}
