/**
 * node tools/museum.ts cafeteria [rule or policy …] [--story main] [--most 400] [--first 1] [--enough 4] [--harsh]
 *
 * Breaks each rule of the museum, and removes each policy, in turn, and tells stories until it is noticed. Prints the rows for
 * systems/<system>/museum.ts.
 */
import { parseArgs } from 'node:util'
import { type Museum, search, without } from '@jumun/core/testing'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { story: { type: 'string' }, most: { type: 'string', default: '400' }, first: { type: 'string', default: '1' }, enough: { type: 'string', default: '4' }, harsh: { type: 'boolean', default: false }, rules: { type: 'boolean', default: false }, policies: { type: 'boolean', default: false } },
})
const [system = 'cafeteria', ...wanted] = positionals
const { museum } = (await import(`../systems/${system}/museum.ts`)) as { museum: Museum }
const policies = museum.system.contexts.flatMap(c => Object.keys(c.policies).map(name => `${c.name}.${name}`))
const rules = Object.keys(museum.bugs)
const all = wanted.length ? wanted : [...(values.policies ? [] : rules), ...(values.rules ? [] : policies)]

for (const name of all) {
  const isRule = name in museum.bugs
  const build = isRule ? museum.bugs[name]!.build : without(name)
  const before = isRule ? museum.seen[name] : museum.policies[name]
  const story = values.story ?? before?.story ?? 'main'
  const worst = values.harsh || before?.worst ? ({ worst: 'harsh' } as const) : {}
  const { told, broken } = await search(museum.stories, build, { story, ...worst }, { first: Number(values.first), most: Number(values.most), enough: Number(values.enough) })
  const found = [...new Set([...broken.values()].flat())].sort((a, b) => a - b)
  const says = [...broken].sort((a, b) => b[1].length - a[1].length)
  console.log(`${name}: { ${story === 'main' ? '' : `story: '${story}', `}${values.harsh ? "worst: 'harsh', " : ''}seed: ${found[0] ?? '?'}, found: '${found.length} of ${told}' }`)
  for (const [promise, where] of says.slice(0, 6)) console.log(`      ${String(where.length).padStart(3)}  ${promise}  (${where.join(', ')})`)
}
