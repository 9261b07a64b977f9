import { readFileSync, writeFileSync } from 'node:fs'
import { type Museum, policiesOf, search } from '@jumun/testing'
import { Refusal } from '@jumun/host'
import { command, exitCodes, systemsNamed, whole } from './command.ts'

const usage = `node tools/museum.ts [system] [rule or policy …] [--story main] [--first 1] [--most 400] [--enough 4] [--record]

  Breaks each rule of the museum, and removes each policy, in turn, and tells stories until that is noticed. --record writes the seed, and
  how rare it is, into systems/<system>/museum.ts.`

/** The row of a name in the file, up to its seed and how rare it is. */
const rowOf = (name: string) => new RegExp(`^( *'?${name.replace('.', '\\.')}'?: +\\{ .*?)seed: \\d+(, found: '[^']*')?`, 'm')

const options = {
  story: { type: 'string' },
  first: { type: 'string', default: '1' },
  most: { type: 'string', default: '400' },
  enough: { type: 'string', default: '4' },
  record: { type: 'boolean', default: false },
} as const
await command(usage, options, async (values, [name = 'cafeteria', ...asked]) => {
  const [system] = systemsNamed([name])
  const { museum } = (await import(`../systems/${system}/museum.ts`)) as { museum: Museum }
  const file = new URL(`../systems/${system}/museum.ts`, import.meta.url)
  const known = [...Object.keys(museum.bugs), ...policiesOf(museum.system)]
  const unknown = asked.find(rule => !known.includes(rule))
  if (unknown) throw new Refusal(`${system} has no rule or policy "${unknown}". It has: ${known.join(', ')}.`)
  const patience = { first: whole('--first', values.first), most: whole('--most', values.most), enough: whole('--enough', values.enough) }
  let unnoticed = 0
  for (const rule of asked.length ? asked : known) {
    const { story, found, told, said } = await search(museum, rule, { ...patience, ...(values.story ? { story: values.story } : {}) })
    const row = `seed: ${found[0] ?? '?'}, found: '${found.length} of ${told}'`
    console.log(`${(museum.bugs[rule] ? `${rule} (${museum.bugs[rule].rule})` : rule).padEnd(36)} ${story.padEnd(8)} ${row}`)
    for (const [promise, seeds] of [...said].sort((a, b) => b[1].length - a[1].length).slice(0, 3))
      console.log(`    ${String(seeds.length).padStart(3)}  ${promise}`)
    if (!found.length) unnoticed++
    else if (values.record)
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replace(rowOf(rule), (_, before: string) => before + row),
      )
  }
  if (!unnoticed) return exitCodes.fine
  console.log(`${unnoticed} not noticed`)
  return exitCodes.wrong
})
