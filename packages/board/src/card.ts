// The card of a context: all that it can be asked, all that it tells, all that it waits for.
import { contextOfEvent, list, type Aggregate, type Context, type Own, type System, type Who } from '@jumun/core/model'
import { noun } from './people.ts'
import { decisions } from './decisions.ts'
import { heard } from './probe.ts'
import { policySentence } from './sentence.ts'

const code = (name: string) => `\`${name}\``
const all = (names: readonly string[]) => names.map(code).join(', ') || '–'
/** A person by their role, or by what is theirs. */
const whoOf = (who: Who): string => (typeof who === 'string' ? who : `own ${code((who as Own).own)}`)

const commandRow = (a: Aggregate, name: string): string => {
  const row = a.decide[name]!
  const { decided, refused } = decisions(a)
  const seen = decided.filter(d => d.command === name)
  const events = [...new Set(seen.flatMap(d => d.events))]
  const reasons = [...new Set(refused.filter(r => r.command === name).map(r => r.reason))].sort()
  return `| ${code(name)} | ${list(row.by).map(whoOf).join(', ')} | ${all(list(row.from as string | readonly string[]))} | ${all(events)} | ${all(reasons)} |`
}
const asked = (a: Aggregate): readonly string[] => [
  `### ${noun(a.name)}`,
  '',
  `States: ${all(a.states)}. Named by ${code(a.key)}.`,
  '',
  '| command | who | in | may make happen | may refuse for |',
  '|---|---|---|---|---|',
  ...Object.keys(a.decide).map(name => commandRow(a, name)),
  '',
]
const fieldsOf = (schema: { readonly properties: object }): string => Object.keys(schema.properties).map(code).join(', ')

/** All that one context can be asked, tells and waits for, as a page. */
export const contextCard = (system: System, c: Context): string => {
  const events = Object.values(c.events)
  const policies = Object.entries(c.policies)
  return [
    `# ${c.name} of ${system.title.en}`,
    '',
    '<!-- Generated from the model by `npm run docs`. -->',
    '',
    `A ${c.level} context of the ${c.team}, on port ${c.port} when the system runs alone. [Its picture](hexagon-${c.name}.svg), [its states](states.md), [the board](../board.md).`,
    '',
    '## What it can be asked',
    '',
    ...(c.aggregates.length ? c.aggregates.flatMap(asked) : ['Nothing: it only listens.', '']),
    '## What it tells',
    '',
    ...(events.some(e => e.public) ? ['| event | carries |', '|---|---|'] : ['Nothing that leaves it.']),
    ...events.filter(e => e.public).map(e => `| ${code(e.type)} | ${fieldsOf(e.schema)} |`),
    '',
    ...(events.some(e => !e.public)
      ? [
          `Inside: ${events
            .filter(e => !e.public)
            .map(e => code(e.type))
            .join(', ')}.`,
          '',
        ]
      : []),
    '## What it waits for',
    '',
    ...(heard(c).length
      ? [
          heard(c)
            .map(e => `${code(e.type)} of ${contextOfEvent(system, e).name}`)
            .join(', '),
          '',
        ]
      : ['Nothing of others.', '']),
    ...policies.map(([name, p]) => `- ${policySentence(system, c, name, p)}`),
    ...(policies.length ? [''] : []),
    ...(c.views.length ? ['## What can be read', ''] : []),
    ...c.views.flatMap(v => [
      `- **${noun(v.name)}**, a row for each ${v.perEvent ? 'event' : code(v.key)}: ${Object.keys(v.fields).map(code).join(', ')}; folded from ${all([...new Set(v.folds.map(f => f.event.type))])}`,
    ]),
    ...(c.views.length ? [''] : []),
  ].join('\n')
}
