import { existsSync } from 'node:fs'
import { auditData, placeFrom, Refusal } from '@jumun/host'
import { businesses, businessOf, command, exitCodes, systemsNamed } from './command.ts'

const usage = `npm run audit [-- system …] [--data DIR] [--store URL …] [--json]

  Reads the stores of running or stopped systems and names every broken promise.
  --data DIR    where the files lie (data)
  --store URL   a database instead, in the words of npm start; store=URL for one context, more than once
  --json        a line of JSON for each system`

const options = { data: { type: 'string' }, store: { type: 'string', multiple: true }, json: { type: 'boolean' } } as const
await command(usage, options, async (values, positionals) => {
  const data = values.data ?? process.env['JUMUN_DATA'] ?? 'data'
  const contexts = new Set(Object.values(businesses).flatMap(b => b.system.contexts.map(c => c.name)))
  const where = placeFrom('store', values.store ?? [], contexts, data)
  const isThere = (name: string) => where.stores.size > 0 || existsSync(`${where.data}/${name}`)
  const names = systemsNamed(positionals, Object.keys(businesses).filter(isThere))
  const missing = names.find(name => !isThere(name))
  if (!names.length || missing)
    throw new Refusal(`There is nothing at ${where.data}${missing ? `/${missing}` : ''}. Name the folder with --data DIR.`)
  let broken = 0
  for (const name of names) {
    const found = await auditData(businessOf(name), where)
    broken += found.broken.length
    if (values.json) {
      console.log(JSON.stringify(found))
      continue
    }
    const verdict = found.broken.length ? `${found.broken.length} promises broken` : 'every promise kept'
    console.log(`${name}: ${found.cases} cases, ${found.items} items, ${found.rows} rows, ${found.events} events: ${verdict}`)
    for (const [what, n] of Object.entries(found.waiting)) console.log(`  ${n} wait: ${what}`)
    for (const { promise, where: at } of found.broken.slice(0, 100)) console.log(`  BROKEN ${promise}: ${at}`)
  }
  return broken ? exitCodes.wrong : exitCodes.fine
})
