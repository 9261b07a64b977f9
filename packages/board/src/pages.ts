// Every document of a system that is made from its model, by its path in the system's folder.
import { contextOfEvent, type Context, type Policy, type System } from '@jumun/core/model'
import { asyncapi } from './asyncapi.ts'
import { boardMermaid, boardSvg, noun } from './board.ts'
import { hexagonSvg } from './hexagon.ts'
import { openapi } from './openapi.ts'
import { duration, externalOf, leads, ownerOf, type Json } from './probe.ts'
import { stateMermaid } from './states.ts'
import { stickiesOf, writeStickies } from './stickies.ts'

/** The gateway of one system alone. */
const gateway = 'http://localhost:8088'
const json = (document: Json) => `${JSON.stringify(document, null, 2)}\n`
const code = (name: string) => `\`${name}\``
const mermaid = (diagram: string) => ['```mermaid', diagram.trimEnd(), '```']
const generated = '<!-- Generated from the model by `npm run docs`. -->'

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

const board = (system: System): string => {
  const cell = (names: readonly string[]) => names.join(', ') || '–'
  return [
    `# ${system.title.en} (${system.title.ko})`,
    '',
    generated,
    '',
    `![The event-storming board of ${system.title.en}](board.svg)`,
    '',
    'Dotted lines: whenever an event happened, something follows. Solid lines: the asker waits. The same [states](docs/states.md) as diagrams, the REST interface as [OpenAPI](openapi.json), the topic as [AsyncAPI](asyncapi.json).',
    '',
    '## Contexts',
    '',
    '| context | level | team | port | aggregates | views | externals |',
    '|---|---|---|---|---|---|---|',
    ...system.contexts.map(
      c =>
        `| [${c.name}](docs/hexagon-${c.name}.svg) | ${c.level} | ${c.team} | ${c.port} | ${cell(c.aggregates.map(a => noun(a.name)))} | ${cell(c.views.map(v => noun(v.name)))} | ${cell(c.externals.map(x => x.name))} |`,
    ),
    '',
    '## Policies',
    '',
    ...system.contexts.flatMap(c => {
      const policies = Object.entries(c.policies)
      return policies.length ? [`### ${c.name}`, '', ...policies.map(([name, p]) => `- ${policySentence(system, c, name, p)}`), ''] : []
    }),
    '## The board as a diagram',
    '',
    ...mermaid(boardMermaid(system)),
    '',
  ].join('\n')
}

const states = (system: System): string =>
  [
    `# ${system.title.en}: states`,
    '',
    generated,
    '',
    'What leads from one state to the next, and who may ask for it; where nobody is named, the system itself does. A command that a state already fulfils changes nothing and is not drawn.',
    '',
    ...system.contexts.flatMap(c => c.aggregates.flatMap(a => [`## ${noun(a.name)} (${c.name})`, '', ...mermaid(stateMermaid(a)), ''])),
  ].join('\n')

/** All documents of a system: path in its folder and text. */
export const documents = (system: System): Map<string, string> =>
  new Map([
    ['board.md', board(system)],
    ['board.svg', boardSvg(system)],
    ['board.txt', `# Generated from the model by npm run docs.\n${writeStickies(stickiesOf(system))}`],
    ...system.contexts.map((c): [string, string] => [`docs/hexagon-${c.name}.svg`, hexagonSvg(c, system)]),
    ['docs/states.md', states(system)],
    ['openapi.json', json(openapi(system, gateway))],
    ['asyncapi.json', json(asyncapi(system))],
  ])
