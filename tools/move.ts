import { existsSync } from 'node:fs'
import { moveSystem, placeFrom, Refusal } from '@jumun/host'
import { businesses, command, systemsNamed } from './command.ts'

const usage = `npm run move -- [system …] --from PLACE --to PLACE [--data DIR]

  Takes everything that happened to another kind of store. A place is a folder of embedded files, or a database in the words of
  npm start -- --store (postgres://…, order=mariadb://…, more than once). Stop the systems first; the old place stays as it was.`

const options = {
  from: { type: 'string', multiple: true },
  to: { type: 'string', multiple: true },
  data: { type: 'string', default: 'data' },
} as const
await command(usage, options, async ({ from = [], to = [], data }, positionals) => {
  if (!from.length || !to.length)
    throw new Refusal(
      'Say where from and where to: npm run move -- --from data --to postgres://user@host:5432/jumun. Stop the systems first.',
    )
  const contexts = new Set(Object.values(businesses).flatMap(b => b.system.contexts.map(c => c.name)))
  const [source, target] = [placeFrom('from', from, contexts, data), placeFrom('to', to, contexts, data)]
  const wanted = systemsNamed(
    positionals,
    Object.keys(businesses).filter(name => source.stores.size > 0 || existsSync(`${source.data}/${name}`)),
  )
  if (!wanted.length) throw new Refusal(`There is nothing at ${source.data}.`)
  for (const name of wanted) await moveSystem(businesses[name]!.system, source, target, words => console.log(words))
  console.log('Everything was taken along. Start the systems at the new place; the old one can be kept as a backup.')
})
