// Every document of a system that is made from its model, by its path in the system's folder.
import type { System } from '@jumun/core/model'
import { asyncapi } from './asyncapi.ts'
import { boardSvg } from './board.ts'
import { boardMermaid } from './mermaid.ts'
import { noun } from './people.ts'
import { contextCard } from './card.ts'
import { hexagonSvg } from './hexagon.ts'
import { openapi } from './openapi.ts'
import type { Json } from './samples.ts'
import { policySentence } from './sentence.ts'
import { stateMermaid } from './states.ts'
import { stickiesOf, writeStickies } from './stickies.ts'

/** The gateway of one system alone. */
const gateway = 'http://localhost:8088'
const json = (document: Json) => `${JSON.stringify(document, null, 2)}\n`
const mermaid = (diagram: string) => ['```mermaid', diagram.trimEnd(), '```']
const generated = '<!-- Generated from the model by `npm run docs`. -->'

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
        `| [${c.name}](docs/card-${c.name}.md) | ${c.level} | ${c.team} | ${c.port} | ${cell(c.aggregates.map(a => noun(a.name)))} | ${cell(c.views.map(v => noun(v.name)))} | ${cell(c.externals.map(x => x.name))} |`,
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
    ...system.contexts.map((c): [string, string] => [`docs/card-${c.name}.md`, contextCard(system, c)]),
    ['docs/states.md', states(system)],
    ['openapi.json', json(openapi(system, gateway))],
    ['asyncapi.json', json(asyncapi(system))],
  ])
