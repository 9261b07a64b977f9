// What is known of a board right now, by its notes and lines.
import type { Note, Way } from './picture.ts'
import type { ContextNow, Flow, Money, Parked } from './shapes.ts'

/** All that is asked for a board. */
export interface Known {
  readonly flows: readonly Flow[]
  readonly contexts: readonly ContextNow[]
  readonly parked: readonly Parked[]
  readonly money: readonly Money[]
}
export interface NoteFacts {
  /** How often, or how many; undefined: nobody counts that. */
  readonly count: number | undefined
  /** How long one reaction takes in the middle, in ms. */
  readonly takes: number | undefined
  /** Answers that are out. */
  readonly owed: number
  readonly parked: readonly Parked[]
  readonly money: readonly Money[]
  /** An operator lets it wait, or holds it open. */
  readonly isHeld: boolean
}
const sum = (numbers: readonly number[]): number => numbers.reduce((all, n) => all + n, 0)

const countOf = ({ kind, name }: Note, flow: Flow | undefined): number | undefined => {
  if (!flow) return undefined
  if (kind === 'event') return flow.events[name] ?? 0
  if (kind === 'command') return flow.commands[name] && sum(Object.values(flow.commands[name]))
  if (kind === 'aggregate') return flow.items[name]
  return kind === 'view' ? flow.rows[name] : undefined
}
/** Is this what keeps the lane waiting? The reason begins with the name of the policy, where it was one. */
const keeps = (note: Note, lane: Parked, ways: readonly Way[]): boolean => {
  const type = lane.events[0]?.type ?? ''
  if (lane.context !== note.context) return false
  if (lane.source === lane.context && note.name === type) return note.kind === 'policy' || note.kind === 'command'
  if (note.kind !== 'policy' && note.kind !== 'view') return false
  const hearing = ways.filter(w => w.from === `event ${lane.source} ${type}` && w.to.split(' ')[1] === note.context).map(w => w.to)
  const named = hearing.find(to => lane.reason.startsWith(`${to.split(' ').slice(2).join(' ')} `))
  return (named ?? hearing[0]) === note.id
}
export const factsOf = (note: Note, ways: readonly Way[], { flows, contexts, parked, money }: Known): NoteFacts => {
  const flow = flows.find(f => f.context === note.context)
  const context = contexts.find(c => c.context === note.context)
  const isPolicy = note.kind === 'policy'
  const seconds = isPolicy ? flow?.seconds[note.name] : undefined
  return {
    count: countOf(note, flow),
    takes: seconds === undefined ? undefined : seconds * 1000,
    owed: isPolicy ? (flow?.owed[note.name] ?? 0) : 0,
    parked: parked.filter(lane => keeps(note, lane, ways)),
    money: note.kind === 'external' ? money.filter(m => m.context === note.context && m.external === note.name) : [],
    isHeld: isPolicy && (context?.held ?? []).some(h => h.kind === 'policy' && h.name === note.name),
  }
}

/** The breaker around the solid line that ends at this note. */
export const breakerOf = (way: Way, contexts: readonly ContextNow[]) => {
  const [kind, , asking = ''] = [way.from.split(' ')[0], '', way.from.split(' ')[1]]
  const [toKind, toContext = '', ...name] = way.to.split(' ')
  if (kind !== 'policy') return undefined
  const target = toKind === 'external' ? name.join(' ') : toContext
  return contexts.find(c => c.context === asking)?.guards?.find(g => g.name === target)
}

/** What is written on a line. */
export interface Sign {
  readonly way: Way
  readonly kind: 'waiting' | 'money' | 'breaker' | 'held'
  readonly count: number
  /** In won, where it is about money. */
  readonly won: number
  /** Of a breaker or of what is held. */
  readonly name: string
}
const sign = (way: Way, kind: Sign['kind'], more: Partial<Sign> = {}): Sign => ({ way, kind, count: 0, won: 0, name: '', ...more })
/** What waits between two contexts, money that is out, and breakers that are not closed: each on the first line that it concerns. */
export const signsOf = (ways: readonly Way[], { contexts, money }: Known): readonly Sign[] => {
  const signs: Sign[] = []
  for (const c of contexts) {
    for (const [source, count] of Object.entries(c.lag ?? {})) {
      const way = ways.find(w => w.from.startsWith(`event ${source} `) && w.to.split(' ')[1] === c.context && source !== c.context)
      const isHeld = (c.held ?? []).some(h => h.kind === 'source' && h.name === source)
      if (way && isHeld) signs.push(sign(way, 'held', { count, name: source }))
      else if (way && count > 0) signs.push(sign(way, 'waiting', { count }))
    }
  }
  const told = new Set<string>()
  for (const way of ways) {
    const [kind, context, ...name] = way.to.split(' ')
    const guard = breakerOf(way, contexts)
    const about = `${way.from.split(' ')[1]} ${guard?.name ?? way.to}`
    if (told.has(about)) continue
    if (guard && guard.state !== 'closed') signs.push(sign(way, 'breaker', { name: guard.name }))
    else if (kind === 'external') {
      const mine = money.filter(m => m.context === context && m.external === name.join(' '))
      if (!mine.length) continue
      signs.push(sign(way, 'money', { count: mine.length, won: sum(mine.map(m => m.amt ?? 0)), name: name.join(' ') }))
    } else continue
    told.add(about)
  }
  return signs
}
