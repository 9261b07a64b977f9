// The board as a diagram of Mermaid's.
import { type Context, type Policy, type System, contextOfEvent } from '@jumun/core/model'
import { type Kind, ink, palette } from './notes.ts'
import { duration, leads } from './probe.ts'

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
