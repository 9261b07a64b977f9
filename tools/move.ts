/**
 * npm run move -- [system …] --from PLACE --to PLACE [--data DIR]
 *
 * Takes everything that happened to another kind of store. A place is a folder of embedded files, or a database in the words of
 * `npm start -- --store` (`postgres://…`, `order=mysql://…`, more than once). Stop the systems first; the old place stays as it was.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { moveSystem, placeFrom, Refusal } from '@jumun/host'
import { systems } from '@jumun/systems'

try {
  const { values, positionals } = parseArgs({
    options: { from: { type: 'string', multiple: true }, to: { type: 'string', multiple: true }, data: { type: 'string' } },
    allowPositionals: true,
  })
  const { from = [], to = [], data = 'data' } = values
  if (!from.length || !to.length)
    throw new Refusal('Say where from and where to: npm run move -- --from data --to postgres://user@host:5432/jumun. Stop the systems first.')
  const unknown = positionals.find(name => !(name in systems))
  if (unknown) throw new Refusal(`There is no system "${unknown}". There are: ${Object.keys(systems).join(', ')}.`)
  const contexts = new Set(Object.values(systems).flatMap(s => s.contexts.map(c => c.name)))
  const [source, target] = [placeFrom('from', from, contexts, data), placeFrom('to', to, contexts, data)]
  const isThere = (name: string) => source.stores.size > 0 || existsSync(`${source.data}/${name}`)
  const wanted = Object.entries(systems).filter(([name]) => (positionals.length ? positionals.includes(name) : isThere(name)))
  if (!wanted.length) throw new Refusal(`There is nothing at ${source.data}.`)
  for (const [, system] of wanted) await moveSystem(system, source, target, words => console.log(words))
  console.log('Everything was taken along. Start the systems at the new place; the old one can be kept as a backup.')
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(error.message)
  process.exit(1)
}
