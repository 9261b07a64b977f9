/**
 * node tools/museum.ts cafeteria [rule or policy …] [--story main] [--first 1] [--most 400] [--enough 4] [--record]
 *
 * Breaks each rule of the museum, and removes each policy, in turn, and tells stories until that is noticed. `--record` writes the
 * seed, and how rare it is, into systems/<system>/museum.ts.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Museum, policiesOf, search } from '@jumun/core/testing'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    story: { type: 'string' },
    first: { type: 'string', default: '1' },
    most: { type: 'string', default: '400' },
    enough: { type: 'string', default: '4' },
    record: { type: 'boolean', default: false },
  },
})
const [system = 'cafeteria', ...wanted] = positionals
const { museum } = (await import(`../systems/${system}/museum.ts`)) as { museum: Museum }
const file = new URL(`../systems/${system}/museum.ts`, import.meta.url)

/** The row of a name in the file, up to its seed and how rare it is. */
const rowOf = (name: string) => new RegExp(`^( *'?${name.replace('.', '\\.')}'?: +\\{ .*?)seed: \\d+(, found: '[^']*')?`, 'm')

let unnoticed = 0
for (const name of wanted.length ? wanted : [...Object.keys(museum.bugs), ...policiesOf(museum.system)]) {
  const { story, found, told, said } = await search(museum, name, {
    first: Number(values.first),
    most: Number(values.most),
    enough: Number(values.enough),
    ...(values.story ? { story: values.story } : {}),
  })
  const row = `seed: ${found[0] ?? '?'}, found: '${found.length} of ${told}'`
  console.log(`${(museum.bugs[name] ? `${name} (${museum.bugs[name].rule})` : name).padEnd(36)} ${story.padEnd(8)} ${row}`)
  for (const [promise, seeds] of [...said].sort((a, b) => b[1].length - a[1].length).slice(0, 3))
    console.log(`    ${String(seeds.length).padStart(3)}  ${promise}`)
  if (!found.length) unnoticed++
  else if (values.record)
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(rowOf(name), (_, before: string) => before + row),
    )
}
if (unnoticed) console.log(`${unnoticed} not noticed`)
process.exitCode = unnoticed ? 1 : 0
