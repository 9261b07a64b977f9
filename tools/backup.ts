import { command, exitCodes } from './command.ts'

const usage = `npm run backup [-- --at URL] [--reason WHY]

  Asks running systems for a copy of everything as it is at this moment. It lies in a new folder under --backups of whoever runs them; to
  restore it, stop the systems and start them with --data on that folder, or on a copy of it. Systems that are stopped are backed up by
  copying their folder. The token of an operator comes from JUMUN_TOKEN.
  --at URL       their gateway (http://localhost:8088)
  --reason WHY   what is written down beside it (a backup)`

const options = { at: { type: 'string', default: 'http://localhost:8088' }, reason: { type: 'string', default: 'a backup' } } as const
await command(usage, options, async ({ at, reason }) => {
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
})
