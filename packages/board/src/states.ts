// The states of an aggregate, as its table has them: what leads from one to the next, and who may.
import type { Aggregate } from '@jumun/core/model'
import { people } from './people.ts'
import { decisions } from './decisions.ts'

/** The state diagram of one aggregate, for Mermaid. Commands that a state already fulfils are not drawn. */
export const stateMermaid = (a: Aggregate): string => {
  const { decided } = decisions(a)
  const node = (state: string) => (state === 'nothing' ? '[*]' : state)
  const edges = new Map<string, { from: string; to: string; command: string }>()
  // a made-up state may be one that never occurs; it counts only where no way was found: to its status, to what follows, or to any use of
  // the command
  const reached = decided.filter(d => d.reached)
  const met = new Set(['nothing', ...reached.map(d => d.to)])
  const done = new Set(reached.map(d => d.command))
  const known = (command: string, from: string, to: string) => met.has(from) && met.has(to) && done.has(command)
  for (const { command, from, to, reached } of decided)
    if ((reached || !known(command, from, to)) && (from !== 'nothing' || to !== 'nothing'))
      edges.set(`${command} ${from} ${to}`, { command, from, to })
  const [states, commands] = [['nothing', ...a.states], Object.keys(a.decide)]
  const all = [...edges.values()].sort(
    (x, y) =>
      states.indexOf(x.from) - states.indexOf(y.from) ||
      commands.indexOf(x.command) - commands.indexOf(y.command) ||
      states.indexOf(x.to) - states.indexOf(y.to),
  )
  const lines = all.map(({ command, from, to }) => {
    const who = people(a.decide[command]!.by)
    return `  ${node(from)} --> ${node(to)}: ${command}${who.length ? ` (${who.join(', ')})` : ''}`
  })
  const shown = a.states.filter(s => all.some(e => e.from === s || e.to === s))
  const ends = shown.filter(s => !all.some(e => e.from === s && e.to !== s))
  return ['stateDiagram-v2', ...shown.map(s => `  ${s}`), ...lines, ...(shown.length > 1 ? ends.map(s => `  ${s} --> [*]`) : []), ''].join(
    '\n',
  )
}
