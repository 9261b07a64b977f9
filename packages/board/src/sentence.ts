import { contextOfEvent, type Context, type Policy, type System } from '@jumun/core/model'
import { duration, externalOf, leads, ownerOf } from './probe.ts'

const code = (name: string) => `\`${name}\``

/** A policy as a sentence. */
export const policySentence = (system: System, c: Context, name: string, p: Policy): string => {
  const source = contextOfEvent(system, p.event)
  const found = leads(p, system.reasons)
  const whose = (type: string) => {
    const decider = ownerOf(system, type)
    if (decider && c.aggregates.includes(decider)) return code(type)
    const at = decider ? system.contexts.find(o => o.aggregates.includes(decider))?.name : externalOf(system, type)?.name
    return `${code(type)} of ${at ?? 'nobody'}`
  }
  const event = `${code(p.event.type)}${source === c ? '' : ` of ${source.name}`}`
  if (p.kind === 'whenever') {
    const follow = found.map(l => `${whose(l.type)} follows${l.time ? ` ${l.time.replace(/\d/, n => `after ${n}`)}` : ''}`)
    const fresh = p.fresh === undefined ? '' : `, if not longer ago than ${duration(p.fresh)}`
    return `**${name}**: whenever ${event} happened${fresh}, ${follow.join(', or ') || 'nothing follows'}.`
  }
  const asked = found.filter(l => l.way === 'ask').map(l => whose(l.type))
  const rows = [...Object.keys(p.answer), ...(p.otherwise ? ['otherwise'] : [])].map(way => {
    const then = found.filter(l => l.way === way).map(l => whose(l.type))
    return `${way === 'otherwise' ? 'no answer' : code(way)} → ${then.length ? then.join(' or ') : 'nothing more'}`
  })
  return `**${name}**: once ${event} happened, ${asked.join(' or ')} is asked at once, within ${duration(p.within)}: ${rows.join('; ')}.${p.otherwise ? '' : ' Without an answer it stays owed.'}`
}
