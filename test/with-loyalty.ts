// The product as a process, as run.ts starts it, with the one line more that adds the team that came later.
import { systemOf } from '@jumun/core/model'
import { addresses, Host, settingsFrom } from '@jumun/host'
import { around } from '@jumun/systems'
import { cafeteria } from '@jumun/systems/cafeteria'
import { loyalty } from '../systems/cafeteria/loyalty/index.ts'

const businesses = { cafeteria: around(systemOf('cafeteria', { ...cafeteria, contexts: [...cafeteria.contexts, loyalty] })) }
const host = new Host(settingsFrom(process.argv.slice(2), process.env, businesses), businesses)
await host.start()
console.log(JSON.stringify(addresses(host)))
process.on('SIGTERM', () => void host.stop().then(() => process.exit(0)))
