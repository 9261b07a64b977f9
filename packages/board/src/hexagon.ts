// One context as a hexagon: the rules inside, ports on its edges, and what is plugged into them outside.
import { contextOfEvent, type Context, type System } from '@jumun/core/model'
import { noun, owner, people } from './people.ts'
import { fit, ink, palette, round, sticky, svg, text, width, wrap } from './notes.ts'
import { externalOf, heard, leads, ownerOf } from './probe.ts'

interface Adapter {
  readonly title: string
  readonly color: string
  readonly lines: readonly string[]
  readonly dotted?: boolean
}

const unique = (all: readonly string[]) => [...new Set(all)]

/** What comes in: people over HTTP, other contexts that ask, events of others, time. */
const inbound = (c: Context, system: System): Adapter[] => {
  const everywhere = system.contexts.flatMap(other =>
    Object.values(other.policies).map(p => ({ other, p, found: leads(p, system.reasons) })),
  )
  const into = (kind: 'atOnce' | 'whenever') =>
    everywhere
      .filter(({ other, p }) => other.name !== c.name && p.kind === kind)
      .flatMap(({ other, found }) =>
        found
          .filter(l => (kind === 'whenever' || l.way === 'ask') && c.aggregates.some(a => l.type in a.decide))
          .map(l => `${l.type} ← ${other.name}`),
      )
  const verbs = (name: string) => {
    const r = c.routes[name]!
    const sent = [
      (r.create ?? r.forwards) ? 'POST' : '',
      ...(r.statuses || r.change ? ['PATCH', 'PUT'] : []),
      r.delete ? 'DELETE' : '',
    ].filter(Boolean)
    const commands = Object.keys(r.commands ?? {})
    return [`/${name}  ${['GET', ...sent].join(' ')}`, ...(commands.length ? [`   ${commands.map(x => `/${x}`).join(' ')}`] : [])]
  }
  const timed = Object.values(c.policies).flatMap(p =>
    leads(p, system.reasons).filter(l => l.time && c.aggregates.some(a => l.type in a.decide)),
  )
  return [
    { title: 'REST', color: palette.command.ink, lines: Object.keys(c.routes).flatMap(verbs) },
    { title: 'Asked at once', color: palette.command.ink, lines: unique(into('atOnce')) },
    { title: 'Follows from others', color: palette.policy.ink, lines: unique(into('whenever')), dotted: true },
    {
      title: 'Bus: hears',
      color: palette.event.ink,
      lines: unique(heard(c).map(e => `${e.type} ← ${contextOfEvent(system, e).name}`)),
      dotted: true,
    },
    { title: 'Timers', color: ink.quiet, lines: unique(timed.map(l => `${l.type}: ${l.time}`)) },
  ].filter(a => a.lines.length)
}

/** What goes out: the store, public events, questions to other contexts, systems that are not ours. */
const outbound = (c: Context, system: System): Adapter[] => {
  const told = Object.values(c.events).filter(e => e.public)
  const leading = Object.values(c.policies).flatMap(p => leads(p, system.reasons).map(l => ({ p, l })))
  const beyond = leading.filter(({ l }) => {
    const owner = ownerOf(system, l.type)
    return owner && !c.aggregates.includes(owner)
  })
  const where = (type: string) => system.contexts.find(o => o.aggregates.some(a => type in a.decide))!.name
  const asks = beyond.filter(({ p, l }) => p.kind === 'atOnce' && l.way === 'ask').map(({ l }) => `${l.type} → ${where(l.type)}`)
  const follow = beyond.filter(({ p }) => p.kind === 'whenever').map(({ l }) => `${l.type} → ${where(l.type)}`)
  const outside = leading.filter(({ l }) => externalOf(system, l.type))
  const externals = unique([...c.externals.map(x => x.name), ...outside.map(({ l }) => externalOf(system, l.type)!.name)])
  return [
    {
      title: 'Store',
      color: '#4B5563',
      lines: [...c.aggregates.map(a => `${a.name}, its events`), ...c.views.map(v => `${v.name} (view)`)],
    },
    { title: 'Bus: tells', color: palette.event.ink, lines: told.map(e => e.type), dotted: true },
    { title: 'Asks at once', color: palette.command.ink, lines: unique(asks) },
    { title: 'Sends on', color: palette.policy.ink, lines: unique(follow), dotted: true },
    ...externals.map(name => ({
      title: `External: ${name}`,
      color: palette.external.ink,
      lines: Object.keys(system.contexts.flatMap(o => o.externals).find(x => x.name === name)!.commands),
    })),
  ].filter(a => a.lines.length)
}

const [wide, lineTall, headTall, gap] = [316, 19, 30, 20] as const
const broken = (a: Adapter) => a.lines.flatMap(line => (width(line, 13) <= wide - 32 ? [line] : wrap(line, wide - 40, 13)))
const tall = (a: Adapter) => headTall + broken(a).length * lineTall + 12

/** The hexagonal diagram of one context. */
export const hexagonSvg = (c: Context, system: System): string => {
  const [ins, outs] = [inbound(c, system), outbound(c, system)]
  const inside = [
    ...c.aggregates.map(a => ({ kind: 'aggregate' as const, name: noun(a.name) })),
    ...c.views.map(v => ({ kind: 'view' as const, name: noun(v.name) })),
  ]
  const columns = inside.length > 2 ? 2 : 1
  const rows = Math.ceil(inside.length / columns)
  const sum = (all: readonly Adapter[]) => all.reduce((s, a) => s + tall(a) + gap, -gap)
  const core = Math.max(320, rows * 112 + 220)
  const h = Math.max(sum(ins), sum(outs), core) + 176
  const w = 1400
  const [cx, cy] = [w / 2, 104 + (h - 176) / 2]
  const [half, slope, side] = [core / 2, 76, 190]
  // flat on top, a point on each side: there are the ports
  const corner = (dx: number, dy: number) => `${round(cx + dx)} ${round(cy + dy)}`
  const hexagon = (grow: number) =>
    `M${corner(-side + 20 - grow / 2, -half - grow)}L${corner(side - 20 + grow / 2, -half - grow)}L${corner(side + slope + grow, 0)}L${corner(side - 20 + grow / 2, half + grow)}L${corner(-side + 20 - grow / 2, half + grow)}L${corner(-side - slope - grow, 0)}z`
  const edgeAt = (y: number) => {
    const share = Math.min(1, Math.abs(y - cy) / half)
    return side + slope + (-20 - slope) * share
  }
  const plug = (a: Adapter, i: number, all: readonly Adapter[], left: boolean): string => {
    const top = cy - sum(all) / 2 + all.slice(0, i).reduce((s, b) => s + tall(b) + gap, 0)
    const [x, middle] = [left ? 40 : w - 40 - wide, top + tall(a) / 2]
    const port = cy + (middle - cy) * Math.min(1, (half * 1.5) / Math.max(1, sum(all)))
    const tip = left ? cx - edgeAt(port) - 16 : cx + edgeAt(port) + 16
    const start = left ? x + wide : x
    const bend = (start + tip) / 2
    const line = a.dotted ? 'stroke-width="2.4" stroke-dasharray="0.1 5.6"' : 'stroke-width="2"'
    const [end, dir] = left ? [tip, 1] : [start, 1]
    return [
      `<path d="M${round(start)} ${round(middle)}C${round(bend)} ${round(middle)} ${round(bend)} ${round(port)} ${round(tip)} ${round(port)}" fill="none" stroke="${a.color}" stroke-linecap="round" ${line}/>`,
      `<path d="M${round(end + 1 * dir)} ${round(left ? port : middle)}l${-8 * dir} -4.4v8.8z" fill="${a.color}"/>`,
      `<circle cx="${round(left ? tip + 10 : tip - 10)}" cy="${round(port)}" r="7" fill="${ink.frame}" stroke="${a.color}" stroke-width="2"/>`,
      `<rect x="${x}" y="${round(top)}" width="${wide}" height="${tall(a)}" rx="10" fill="${ink.frame}" stroke="${ink.edge}" stroke-width="1.2"/>`,
      `<path d="M${left ? x : x + wide} ${round(top + 10)}v${tall(a) - 20}" stroke="${a.color}" stroke-width="4" stroke-linecap="round"/>`,
      text(x + 18, top + 24, 14, a.title, `font-weight="700" fill="${a.color}"`),
      ...broken(a).map((line, k) => text(x + 18, top + headTall + 15 + k * lineTall, 13, line, 'xml:space="preserve"')),
    ].join('')
  }
  const who = unique(c.aggregates.flatMap(a => Object.values(a.decide).flatMap(row => people(row.by))))
    .map(p => (p === owner ? 'whoever owns it' : p))
    .join(', ')
  const notes = inside.map((note, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)]
    const last = row === rows - 1 && inside.length % columns ? 1 : columns
    const x = cx - (last * 136 + (last - 1) * 16) / 2 + (last === 1 ? 0 : column * 152)
    return sticky({ ...note, small: [], x: round(x), y: round(cy - (rows * 96 - 16) / 2 + row * 96 + 8), w: 136, h: 80 })
  })
  const title = fit(c.name, 300, 40, 26, 14, true)
  return svg(w, h, `${c.name}: hexagon`, `The context ${c.name} of ${system.title.en} with its inbound and outbound adapters.`, [
    text(40, 52, 24, `${system.title.en}: ${c.name}`, 'font-weight="700"'),
    text(40, 76, 14, who ? `${c.level} · ${c.team} · used by ${who}` : `${c.level} · ${c.team}`, `fill="${ink.quiet}"`),
    `<path d="${hexagon(0)}" fill="#FFFDF6" stroke="#D9C98F" stroke-width="3" stroke-linejoin="round"/>`,
    `<path d="${hexagon(-14)}" fill="none" stroke="#EADFB8" stroke-width="1.5" stroke-linejoin="round" stroke-dasharray="3 5"/>`,
    text(cx, cy - (rows * 96) / 2 - 44, title.size, title.lines.join(''), 'font-weight="700" text-anchor="middle"'),
    text(cx, cy - (rows * 96) / 2 - 22, 13, 'rules: plain data, pure functions', `fill="${ink.quiet}" text-anchor="middle"`),
    ...notes,
    ...ins.map((a, i) => plug(a, i, ins, true)),
    ...outs.map((a, i) => plug(a, i, outs, false)),
    text(40, h - 28, 12, 'in →', `fill="${ink.quiet}"`),
    text(w - 40, h - 28, 12, '→ out', `fill="${ink.quiet}" text-anchor="end"`),
  ])
}
