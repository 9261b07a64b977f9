import { existsSync } from 'node:fs'
import { placeFrom, Refusal, rehearse } from '@jumun/host'
import { businesses, businessOf, command, exitCodes, systemsNamed } from './command.ts'

const usage = `npm run rehearse [-- system …] [--data DIR] [--store URL …]

  Tries the code of now on data of before, best on a copy (npm run backup): folds every item again, and works out what would become of
  every timer, every answer that is owed, and every event that is put aside or not heard yet. Nothing is written, and nobody outside is asked.
  It names what could not be done, the items that would be in another state, and fields that would have another value.
  --data DIR    where the copy lies (data)
  --store URL   a database instead, in the words of npm start; store=URL for one context, more than once`

const most = 100
await command(usage, { data: { type: 'string' }, store: { type: 'string', multiple: true } }, async (values, positionals) => {
  const contexts = new Set(Object.values(businesses).flatMap(b => b.system.contexts.map(c => c.name)))
  const where = placeFrom('store', values.store ?? [], contexts, values.data ?? process.env['JUMUN_DATA'] ?? 'data')
  const isThere = (name: string) => where.stores.size > 0 || existsSync(`${where.data}/${name}`)
  const names = systemsNamed(positionals, Object.keys(businesses).filter(isThere))
  const missing = names.find(name => !isThere(name))
  if (!names.length || missing)
    throw new Refusal(`There is nothing at ${where.data}${missing ? `/${missing}` : ''}. Name the folder with --data DIR.`)
  let troubles = 0
  for (const name of names) {
    const { items, timers, events, wrong, otherwise, values } = await rehearse(businessOf(name).system, where)
    troubles += wrong.length + otherwise.length
    const verdict =
      wrong.length + otherwise.length ? `${wrong.length} cannot be done, ${otherwise.length} go another way` : 'all go the same way'
    console.log(`${name}: ${items} items, ${timers} timers, ${events} events that wait: ${verdict}`)
    if (values.length) console.log(`  ${values.length} fields have other values, as it should be where a fold was changed for that`)
    for (const { where: at, why } of wrong.slice(0, most)) console.log(`  CANNOT ${at}: ${why}`)
    for (const { where: at, was, is } of otherwise.slice(0, most)) console.log(`  OTHERWISE ${at}: ${is} instead of ${was}`)
    for (const { where: at, field, was, is } of values.slice(0, most))
      console.log(`  VALUE ${at}: ${field} is ${JSON.stringify(is)} instead of ${JSON.stringify(was)}`)
  }
  return troubles ? exitCodes.wrong : exitCodes.fine
})
