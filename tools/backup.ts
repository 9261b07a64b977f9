/**
 * npm run backup [-- --at URL] [--reason WHY]
 *
 * Asks running systems for a copy of everything as it is at this moment. It lies in a new folder under `--backups` of whoever runs them; to restore
 * it, stop the systems and start them with `--data` on that folder, or on a copy of it. The token of an operator comes from JUMUN_TOKEN.
 */
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { at: { type: 'string', default: 'http://localhost:8088' }, reason: { type: 'string', default: 'a backup' } } })
const { JUMUN_TOKEN: token } = process.env
const answer = await fetch(`${values.at}/operations/backup`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
  body: JSON.stringify({ reason: values.reason }),
  signal: AbortSignal.timeout(600_000),
}).catch((error: Error) => {
  console.error(`Nothing answers at ${values.at} (${error.message}). Start the systems, or name their gateway with --at URL.`)
  console.error('Systems that are stopped are backed up by copying their folder.')
  process.exit(1)
})
const body: any = await answer.json()
if (!answer.ok) {
  console.error(body.detail ?? `it answered ${answer.status}`)
  process.exit(1)
}
console.log(`${body.files} files in ${body.folder}`)
