import { join } from 'node:path'
import { backupsLeft, brokersOf, erasePersonAt, exportPerson, findPerson, placeFrom, Refusal, withStores } from '@jumun/host'
import { businesses, command, exitCodes, systemsNamed } from './command.ts'

const usage = `npm run people -- find|export|erase SYSTEM --phone NUMBER [--data DIR] [--store URL …] [--bus URL] [--backups DIR]

  Finds what is known of a person in a system, prints all of it as JSON, or erases them, with every process of the system stopped. The
  person is named as the system does: by phone number, or by the name or number of a customer.
  --data DIR     where the files lie (data)
  --store URL    a database instead, in the words of npm start; order=URL for one context, more than once
  --bus URL      the broker by which processes tell each other, in the words of npm start: its topic is emptied when a person is erased
  --messages FILE  the file of messages to people (messages.log under --data)
  --backups DIR  where backups lie, which are named and left as they are (backups)`

const options = {
  phone: { type: 'string' },
  data: { type: 'string', default: 'data' },
  store: { type: 'string', multiple: true },
  bus: { type: 'string', default: 'http' },
  backups: { type: 'string', default: 'backups' },
  messages: { type: 'string' },
} as const
await command(usage, options, async ({ phone, data, store = [], bus, backups, messages }, [what, ...names]) => {
  if (what !== 'find' && what !== 'export' && what !== 'erase')
    throw new Refusal(what === undefined ? 'Say what to do.' : `"${what}" is nothing that can be done.`)
  const [name, ...more] = names.length ? systemsNamed(names) : []
  if (name === undefined || more.length) throw new Refusal('Name one system: whoever is called so in another may be somebody else.')
  if (bus !== 'http' && !brokersOf(bus)) throw new Refusal('--bus is http, or kafka://host:port,host:port in the words of npm start.')
  if (!phone?.trim()) throw new Refusal('Say who it is: --phone 01012345678.')
  const { system } = businesses[name]!
  const contexts = new Set(system.contexts.map(c => c.name))
  const settings = placeFrom('store', store, contexts, data)
  if (what !== 'erase') {
    const found = await withStores(system, settings, async stores => (what === 'find' ? findPerson : exportPerson)(system, stores, phone))
    console.log(JSON.stringify(found, undefined, 2))
    return undefined
  }
  const done = await erasePersonAt(system, { ...settings, bus }, messages ?? join(settings.data, 'messages.log'), phone)
  if ('open' in done) {
    for (const open of done.open) console.error(`  ${open}`)
    console.error('This person has cases that are not over yet, or somebody has still to read of them. Nothing was erased.')
    return exitCodes.wrong
  }
  if (done.onTopic !== undefined) {
    console.error(`Erased from ${done.cases} cases of ${name}, but ${done.onTopic}`)
    return exitCodes.wrong
  }
  console.log(`Erased from ${done.cases} cases of ${name}.`)
  for (const left of backupsLeft(backups)) console.log(`  ${left}`)
  return exitCodes.fine
})
