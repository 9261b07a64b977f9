// The files of a system out of its board: tables to fill, which type-check and run as they are.
import { type AggregateNote, camel, type CommandNote, type ContextNote, type Stickies } from '@jumun/board'

const pascal = (name: string): string => camel(name).replace(/^./, c => c.toUpperCase())
const plural = (name: string): string => (/[sxz]$/.test(name) ? `${camel(name)}es` : `${camel(name)}s`)
const unique = <T>(all: readonly T[]): T[] => [...new Set(all)]
const byRule = (who: string): boolean => who === 'policy' || who === 'system'
const isForPeople = (c: CommandNote): boolean => c.by.some(who => !byRule(who))
const eventsOf = (a: AggregateNote): string[] => unique([...a.commands.flatMap(c => c.events), ...a.also])
const statesOf = (a: AggregateNote): string[] => {
  const all = unique(a.commands.flatMap(c => [...c.from, ...(c.to ? [c.to] : [])])).filter(s => s !== 'nothing')
  return all.length ? all : ['There']
}
/** Commands may only be issued by a policy where the tables say so: those that are named after `whenever`. */
const followers = (board: Stickies): ReadonlySet<string> => new Set(board.contexts.flatMap(c => c.policies.flatMap(p => p.commands)))
/** The roles of the people. */
export const rolesOf = (board: Stickies): string[] =>
  unique(board.contexts.flatMap(c => c.aggregates.flatMap(a => a.commands.flatMap(n => n.by)))).filter(who => !byRule(who))

const events = (c: ContextNote, heard: ReadonlySet<string>): string => `import { event } from '@jumun/core/model'
import { Id } from '../vocabulary.ts'

${c.aggregates
  .flatMap(a => eventsOf(a).map(e => `export const ${e} = ${heard.has(e) ? 'event' : 'event.internal'}('${e}', { ${a.key}: Id })`))
  .join('\n')}
`
const commands = (c: ContextNote): string => `import { command } from '@jumun/core/model'
import { Id } from '../vocabulary.ts'

${c.aggregates.flatMap(a => a.commands.map(n => `export const ${n.name} = command('${n.name}', { ${a.key}: Id })`)).join('\n')}
`
const row = (a: AggregateNote, n: CommandNote, follow: ReadonlySet<string>): string => {
  const isPolicy = follow.has(n.name) || !isForPeople(n)
  const by = [...(isPolicy ? ['policy'] : []), ...n.by.filter(who => !byRule(who)).map(who => `'${who}'`)]
  const states = ['nothing', ...statesOf(a)]
  const isBirth = isForPeople(n) && !isPolicy && n.from.join() === 'nothing'
  const settled = isPolicy && states.some(s => !n.from.includes(s)) ? ' done: otherwise,' : ''
  const then = n.events.length === 1 ? `${n.events[0]}.of(wish)` : `[${n.events.map(e => `${e}.of(wish)`).join(', ')}]`
  const from = `from: [${n.from.map(s => `'${s}'`).join(', ')}],`
  return `    ${n.name}: { by: [${by.join(', ')}], ${from}${settled}${isBirth ? ` allots: '${a.key}',` : ''} then: (_, wish) => ${then} },`
}
const aggregate = (a: AggregateNote, follow: ReadonlySet<string>): string => {
  const rows = a.commands.map(n => row(a, n, follow))
  const used = [
    'aggregate',
    ...(rows.some(r => r.includes('otherwise')) ? ['otherwise'] : []),
    ...(rows.some(r => r.includes('[policy')) ? ['policy'] : []),
  ]
  const to = (event: string) => a.commands.find(c => c.events.includes(event) && c.to)?.to ?? statesOf(a)[0]
  return `import { ${used.join(', ')} } from '@jumun/core/model'
import { Id } from '../vocabulary.ts'
import { ${a.commands.map(c => c.name).join(', ')} } from './commands.ts'
import { ${eventsOf(a).join(', ')} } from './events.ts'

/** What is it, and what must hold of it at every moment? */
export const ${pascal(a.name)} = aggregate('${a.name}', {
  key: '${a.key}', states: [${statesOf(a)
    .map(s => `'${s}'`)
    .join(', ')}], fields: { ${a.key}: Id },
  commands: { ${a.commands.map(c => c.name).join(', ')} },
  events: { ${eventsOf(a).join(', ')} },
  decide: {
    // who may, in which state, what then happened
${rows.join('\n')}
  },
  evolve: {
${eventsOf(a)
  .map(e => `    ${e}: (_, e) => ({ ...e, status: '${to(e)}' }),`)
  .join('\n')}
  },
})
`
}
type Owner = { readonly context: string; readonly key: string }
const ownersOf = (board: Stickies, notes: (a: AggregateNote) => readonly string[]): ReadonlyMap<string, Owner> =>
  new Map(board.contexts.flatMap(c => c.aggregates.flatMap(a => notes(a).map(n => [n, { context: c.name, key: a.key }] as const))))
const importsOf = (own: string, file: string, names: readonly string[], owners: ReadonlyMap<string, Owner>): string[] =>
  [...Map.groupBy(unique(names), n => owners.get(n)?.context)].map(
    ([context, some]) => `import { ${some.sort().join(', ')} } from '${context === own ? '.' : `../${context}`}/${file}.ts'`,
  )
const policies = (c: ContextNote, happens: ReadonlyMap<string, Owner>, decides: ReadonlyMap<string, Owner>): string => {
  const counts = new Map<string, number>()
  const named = (event: string) => {
    const n = (counts.get(event) ?? 0) + 1
    counts.set(event, n)
    return `on${event}${n > 1 ? n : ''}`
  }
  const wish = (event: string, name: string) => `${name}({ ${decides.get(name)!.key}: e.${happens.get(event)!.key} })`
  return [
    "import { whenever } from '@jumun/core/model'",
    ...importsOf(
      c.name,
      'commands',
      c.policies.flatMap(p => p.commands),
      decides,
    ),
    ...importsOf(
      c.name,
      'events',
      c.policies.map(p => p.event),
      happens,
    ),
    '',
    ...c.policies.map(
      p => `export const ${named(p.event)} = whenever(${p.event}, e => [${p.commands.map(n => wish(p.event, n)).join(', ')}])`,
    ),
    '',
  ].join('\n')
}
const view = (own: string, v: ContextNote['views'][number], happens: ReadonlyMap<string, Owner>): string => {
  const key = happens.get(v.events[0]!)!.key
  // events of different contexts overtake each other, so each context has a column of its own
  const column = (event: string) => `${happens.get(event)!.context}Status`
  const columns = unique(v.events.map(column))
  const folds = v.events.map(e => `  .on(${e}, (row, e) => ({ ...row, ${key}: e.${happens.get(e)!.key}, ${column(e)}: '${e}' }))`)
  return `import { view } from '@jumun/core/model'
${importsOf(own, 'events', v.events, happens).join('\n')}
import { Id, OrNull, Text } from '../vocabulary.ts'

/** What is read here, and by whom? What events of different contexts say stands in different columns: they overtake each other. */
export const ${camel(v.name)} = view('${v.name}', {
  key: '${key}',
  fields: { ${key}: Id, ${columns.map(c => `${c}: OrNull(Text)`).join(', ')} },
  finish: row => ({ ${columns.map(c => `${c}: null`).join(', ')}, ...row }),
})
${folds.join('\n')}
`
}
const kebab = (name: string): string => name.replace(/(?!^)[A-Z]/g, c => `-${c}`).toLowerCase()
const routes = (c: ContextNote, follow: ReadonlySet<string>, happens: ReadonlyMap<string, Owner>): string => {
  const used: string[] = []
  const of = (a: AggregateNote) => {
    const people = a.commands.filter(isForPeople)
    const birth = people.find(n => n.from.join() === 'nothing' && !follow.has(n.name))
    const others = people.filter(n => n !== birth && !n.from.includes('nothing'))
    used.push(...(birth ? [birth.name] : []), ...others.map(n => n.name))
    const commands = others.map(n => `'${kebab(n.name)}': ${n.name}`).join(', ')
    return `  ${plural(a.name)}: {
    of: ${pascal(a.name)}, item: '${camel(a.name)}', shows: ['${a.key}', 'status'],${birth ? `\n    create: { command: ${birth.name} },` : ''}${commands ? `\n    commands: { ${commands} },` : ''}
  },`
  }
  const things = c.aggregates.map(of)
  const pages = c.views.map(v => {
    const columns = unique(v.events.map(e => `'${happens.get(e)!.context}Status'`))
    return `  ${plural(v.name)}: { of: ${camel(v.name)}, item: '${camel(v.name)}', shows: ['${happens.get(v.events[0]!)!.key}', ${columns.join(', ')}] },`
  })
  return [
    "import type { Routes } from '@jumun/core/model'",
    ...(used.length ? [`import { ${used.sort().join(', ')} } from './commands.ts'`] : []),
    ...c.aggregates.map(a => `import { ${pascal(a.name)} } from './${a.name}.ts'`),
    ...c.views.map(v => `import { ${camel(v.name)} } from './${v.name}-view.ts'`),
    '',
    'export const routes: Routes = {',
    ...things,
    ...pages,
    '}',
    '',
  ].join('\n')
}
const index = (c: ContextNote, port: number): string => `import { context } from '@jumun/core/model'
${[
  ...c.aggregates.map(a => `import { ${pascal(a.name)} } from './${a.name}.ts'`),
  ...(c.aggregates.length ? ["import * as commands from './commands.ts'", "import * as events from './events.ts'"] : []),
  ...(c.policies.length ? ["import * as policies from './policies.ts'"] : []),
  "import { routes } from './routes.ts'",
  ...c.views.map(v => `import { ${camel(v.name)} } from './${v.name}-view.ts'`),
].join('\n')}

/** Who answers for it, and for which number? */
export const ${c.name} = context('${c.name}', {
  port: ${port}, level: '${c.level}', team: '${c.name} team',
  ${c.aggregates.length ? `commands, events, aggregates: [${c.aggregates.map(a => pascal(a.name)).join(', ')}], ` : ''}${c.policies.length ? 'policies, ' : ''}${c.views.length ? `views: [${c.views.map(v => camel(v.name)).join(', ')}], ` : ''}routes,
})
`

/** Where somebody new begins: the first thing that people can make. */
const beginning = (board: Stickies, follow: ReadonlySet<string>) => {
  for (const c of board.contexts)
    for (const a of c.aggregates) {
      const birth = a.commands.find(n => isForPeople(n) && n.from.join() === 'nothing' && !follow.has(n.name))
      if (birth) return { context: c.name, collection: plural(a.name), aggregate: a, role: birth.by.find(who => !byRule(who))! }
    }
  return undefined
}
const whole = (board: Stickies, follow: ReadonlySet<string>): [string, string][] => {
  const name = camel(board.system)
  const roles = rolesOf(board)
  const first = beginning(board, follow)
  const owner = first ?? { context: board.contexts[0]!.name, aggregate: board.contexts[0]!.aggregates[0] }
  const title = pascal(board.system)
  return [
    [
      'vocabulary.ts',
      `/** The words of the business: what its fields may hold, who its people are, and how it says no. */
import { reasons as declare } from '@jumun/core/model'
export * from '@jumun/systems/vocabulary'

export const roles = [${roles.map(r => `'${r}'`).join(', ')}]

export const { reasons, reject } = declare({
  'not-allowed-now': { status: 409, en: 'This is not possible in the present state.', ko: '지금 상태에서는 할 수 없어요.' },
})
`,
    ],
    [
      'system.ts',
      `import { systemOf } from '@jumun/core/model'
${board.contexts.map(c => `import { ${c.name} } from './${c.name}/index.ts'`).join('\n')}
import { reasons, roles } from './vocabulary.ts'

export const ${name} = systemOf('${board.system}', {
  title: { en: '${title}', ko: '${title}' },
  color: '#3E6B8A',
  contexts: [${board.contexts.map(c => c.name).join(', ')}],
  reasons,
  roles,${first ? `\n  tries: [{ en: 'Begin', ko: '시작하기', method: 'POST', path: '/${first.collection}', body: {} }],` : ''}
})
`,
    ],
    [
      'audit.ts',
      `import type { CasePromises } from '@jumun/core/runtime'

/** What the business promises of each of its cases: read at the end of every story, and by npm run audit. */
export const audit: CasePromises = {
  owner: { context: '${owner.context}', aggregate: '${owner.aggregate?.name ?? ''}' },
  bookKey: entry => entry.reference,
  always: () => [],
  // what must hold when nothing waits any more? Say what is wrong, in words
  atRest: ({ states }) => (states['${owner.context}.${owner.aggregate?.name ?? ''}'] ? [] : ['something happened to what is not there']),
}
`,
    ],
    ...(first
      ? [
          ['story.ts', storyOf(name, first, roles)] as [string, string],
          [`${board.system}.test.ts`, testOf(name, board.system)] as [string, string],
        ]
      : []),
  ]
}
const storyOf = (name: string, first: NonNullable<ReturnType<typeof beginning>>, roles: readonly string[]): string =>
  `import { actor, commonStory, type Stories } from '@jumun/testing'
import { audit } from './audit.ts'
import { ${name} } from './system.ts'

export const stories: Stories = {
  main: commonStory(${name}, {
    comes: n => ({ who: actor(\`${first.role} \${n}\`, '${first.role}'), place: ['${first.context}', '${first.collection}'], wish: {} }),
    staff: [${roles.map(r => `'${r}'`).join(', ')}].map(role => actor(role, role)),
    promises: audit,
  }),
}
`
const testOf = (name: string, system: string): string => `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyAnswer, seeds, tell } from '@jumun/testing'
import { stories } from './story.ts'
import { ${name} } from './system.ts'

for (const { aggregates } of ${name}.contexts) for (const aggregate of aggregates) everyAnswer(aggregate, ${name})

test('${system} in a storm: every promise is kept', async () =>
  assert.deepEqual([...(await tell(stories.main, seeds(1, 20))).broken], []))
`

/** What is wrong with a board, in words: a note that nobody has. */
export const faultsOf = (board: Stickies): string[] => {
  const [happens, decides] = [ownersOf(board, eventsOf), ownersOf(board, a => a.commands.map(c => c.name))]
  const faults: string[] = []
  for (const c of board.contexts) {
    for (const event of unique([...c.policies.map(p => p.event), ...c.views.flatMap(v => v.events)]))
      if (!happens.has(event)) faults.push(`${c.name} hears ${event}, which nobody tells`)
    for (const name of unique(c.policies.flatMap(p => p.commands)))
      if (!decides.has(name)) faults.push(`${c.name} asks for ${name}, which nobody decides`)
  }
  if (!board.contexts.some(c => c.aggregates.length)) faults.push('it has no aggregate')
  return faults
}

/** The files of a board, by their paths. */
export const skeleton = (board: Stickies): ReadonlyMap<string, string> => {
  const follow = followers(board)
  const [happens, decides] = [ownersOf(board, eventsOf), ownersOf(board, a => a.commands.map(c => c.name))]
  const heardBy = (own: string) => board.contexts.filter(c => c.name !== own).flatMap(c => c.policies.map(p => p.event))
  const inViews = board.contexts.flatMap(c => c.views.flatMap(v => v.events))
  const files = new Map<string, string>(whole(board, follow))
  for (const [i, c] of board.contexts.entries()) {
    const put = (path: string, text: string) => files.set(`${c.name}/${path}`, text)
    if (c.aggregates.length) {
      put('commands.ts', commands(c))
      put('events.ts', events(c, new Set([...heardBy(c.name), ...inViews])))
    }
    for (const a of c.aggregates) put(`${a.name}.ts`, aggregate(a, follow))
    for (const v of c.views) put(`${v.name}-view.ts`, view(c.name, v, happens))
    if (c.policies.length) put('policies.ts', policies(c, happens, decides))
    put('routes.ts', routes(c, follow, happens))
    put('index.ts', index(c, 8081 + i))
  }
  return files
}
