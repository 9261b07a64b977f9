/**
 * npm run audit [-- system …] [--data DIR] [--store URL …]
 *
 * Names every broken promise of running or stopped systems; exit code 1 where there is one. `--store` in the words of `npm start`.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { auditData, placeFrom, Refusal } from '@jumun/host'
import { systems } from '@jumun/systems'

const { values, positionals } = parseArgs({
  options: { data: { type: 'string' }, store: { type: 'string', multiple: true }, json: { type: 'boolean' } },
  allowPositionals: true,
})
const data = values.data ?? process.env.JUMUN_DATA ?? 'data'
const contexts = new Set(Object.values(systems).flatMap(s => s.contexts.map(c => c.name)))
const where = (() => {
  try {
    return placeFrom('store', values.store ?? [], contexts, data)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    console.error(error.message)
    process.exit(2)
  }
})()
if (!existsSync(data) && !where.stores.size) {
  console.error(`There is nothing at ${data}. Name the folder with --data DIR.`)
  process.exit(2)
}
let broken = 0
for (const name of positionals.length ? positionals : Object.keys(systems).filter(s => where.stores.size > 0 || existsSync(`${data}/${s}`))) {
  const system = systems[name as keyof typeof systems]
  if (!system) {
    console.error(`There is no system "${name}". There are: ${Object.keys(systems).join(', ')}.`)
    process.exit(2)
  }
  const found = await auditData(system, where)
  broken += found.broken.length
  if (values.json) {
    console.log(JSON.stringify(found))
    continue
  }
  console.log(
    `${name}: ${found.cases} cases, ${found.items} items, ${found.rows} rows, ${found.events} events: ${found.broken.length ? `${found.broken.length} promises broken` : 'every promise kept'}`,
  )
  for (const [what, n] of Object.entries(found.waiting)) console.log(`  ${n} wait: ${what}`)
  for (const { promise, where } of found.broken.slice(0, 100)) console.log(`  BROKEN ${promise}: ${where}`)
}
process.exit(broken ? 1 : 0)
