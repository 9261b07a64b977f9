import { existsSync } from 'node:fs'
import { checkModel, placeFrom, Refusal } from '@jumun/host'
import { businesses, businessOf, command, exitCodes, systemsNamed } from './command.ts'

const usage = `npm run check-model [-- system …] [--data DIR] [--store URL …]

  Compares the models of now with data that is there, and says what a start would say: what it refuses and the line to write for it, what
  is folded or filled again, and what processes of the version before could not read beside it. Starts nothing, and changes nothing.
  --data DIR    where the files lie (data)
  --store URL   a database instead, in the words of npm start; store=URL for one context, more than once`

await command(usage, { data: { type: 'string' }, store: { type: 'string', multiple: true } }, async (values, positionals) => {
  const data = values.data ?? process.env['JUMUN_DATA'] ?? 'data'
  const contexts = new Set(Object.values(businesses).flatMap(b => b.system.contexts.map(c => c.name)))
  const where = placeFrom('store', values.store ?? [], contexts, data)
  const isThere = (name: string) => where.stores.size > 0 || existsSync(`${where.data}/${name}`)
  const names = systemsNamed(positionals, Object.keys(businesses).filter(isThere))
  const missing = names.find(name => !isThere(name))
  if (!names.length || missing)
    throw new Refusal(`There is nothing at ${where.data}${missing ? `/${missing}` : ''}. Name the folder with --data DIR.`)
  let refused = 0
  for (const name of names)
    for (const { context, refuse, note, unreadable } of await checkModel(businessOf(name).system, where)) {
      refused += refuse.length
      console.log(`${name}/${context}: ${refuse.length ? 'does not start' : note.length ? 'starts, changed' : 'starts'}`)
      for (const why of refuse) console.log(`  REFUSED ${why}.`)
      for (const what of note) console.log(`  ${what}`)
      for (const what of unreadable) console.log(`  not beside the version before: ${what}`)
    }
  return refused ? exitCodes.wrong : exitCodes.fine
})
