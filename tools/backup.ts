import { join } from 'node:path'
import { backUpDatabases, placeFrom, Refusal } from '@jumun/host'
import { businesses, command, exitCodes, systemsNamed } from './command.ts'

const usage = `npm run backup [-- --at URL] [--reason WHY]
npm run backup -- SYSTEM … --store URL [--to FOLDER] [--data DIR]

  A copy of everything as it is at one moment, while all goes on. What runs on files of one machine is asked for it (the first form): the copy lies in a
  new folder under --backups of whoever runs it. What lies in databases of one PostgreSQL or MariaDB server is read from there (the second form): the
  copy lies in FOLDER. To restore either: stop everything, and start with --data on a copy of the folder, or take it into an empty database
  with npm run move -- SYSTEM --from FOLDER --to URL; where there is Kafka delete the topic, it is filled from the logs. Systems on files that
  are stopped are backed up by copying their folder. The token of an operator comes from JUMUN_TOKEN.
  --at URL       their gateway (http://localhost:8088)
  --reason WHY   what is written down beside it (a backup)
  --store URL    in the words of npm start: postgres://…, mariadb://…
  --to FOLDER    a new folder (backups/ and the moment)
  --data DIR     of the process that takes payments: what the provider said is noted there (data)`

/** Asks whoever runs the systems. */
const askFor = async (at: string, reason: string): Promise<number> => {
  const { JUMUN_TOKEN: token } = process.env
  const failed = (words: string) => {
    console.error(words)
    return exitCodes.wrong
  }
  let answer: Response
  try {
    answer = await fetch(`${at}/operations/backup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ reason }),
      signal: AbortSignal.timeout(600_000),
    })
  } catch (error) {
    return failed(`Nothing answers at ${at} (${(error as Error).message}). Start the systems, or name their gateway with --at URL.`)
  }
  const body = (await answer.json().catch(() => ({}))) as { detail?: string; files?: number; folder?: string }
  if (!answer.ok || !body.folder) return failed(body.detail ?? `${at} answered ${answer.status}, and not as Jumun does.`)
  console.log(`${body.files} files in ${body.folder}`)
  return exitCodes.fine
}

const options = {
  at: { type: 'string', default: 'http://localhost:8088' },
  reason: { type: 'string', default: 'a backup' },
  store: { type: 'string', multiple: true },
  to: { type: 'string' },
  data: { type: 'string', default: 'data' },
} as const
await command(usage, options, async ({ at, reason, store = [], to, data }, names) => {
  if (!store.length) {
    if (names.length || to)
      throw new Refusal('Say with --store where the databases of the systems are; what runs on files is asked with --at.')
    return askFor(at, reason)
  }
  if (!names.length) throw new Refusal('Name the systems that are to be copied.')
  const contexts = new Set(Object.values(businesses).flatMap(b => b.system.contexts.map(c => c.name)))
  const place = placeFrom('store', store, contexts, data)
  const folder = to ?? join('backups', new Date().toISOString().replaceAll(':', '-'))
  for (const name of systemsNamed(names))
    await backUpDatabases(businesses[name]!.system, { ...place, data }, folder, words => console.log(words))
  console.log(`All of it as it was at one moment: ${folder}`)
  return exitCodes.fine
})
