import { Refusal } from '@jumun/host'
import { command, exitCodes, systemsNamed } from './command.ts'

const usage = `npm run reconcile -- SYSTEM … [--day 2026-11-28] [--at URL] [--reason WHY]

  Compares a day, in Seoul, of running systems with the list of whoever takes their money, and names every difference; each is an operator's
  task from then on. It is done every night by itself. The token of an operator comes from JUMUN_TOKEN.
  --day DAY      yesterday, where nothing is said
  --at URL       their gateway (http://localhost:8088)
  --reason WHY   what is written down beside it (a reconciliation by hand)`

const options = {
  day: { type: 'string' },
  at: { type: 'string', default: 'http://localhost:8088' },
  reason: { type: 'string', default: 'a reconciliation by hand' },
} as const
/** Yesterday in Seoul. */
const yesterday = () => new Date(Date.now() + 9 * 3_600_000 - 86_400_000).toISOString().slice(0, 10)

await command(usage, options, async ({ day = yesterday(), at, reason }, names) => {
  if (!names.length) throw new Refusal('Name the systems whose money is to be compared.')
  const { JUMUN_TOKEN: token } = process.env
  let differs = 0
  for (const name of systemsNamed(names)) {
    const answer = await fetch(`${at}/operations/money/${name}/reconcile`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ day, reason }),
      signal: AbortSignal.timeout(600_000),
    }).catch((error: Error) => error)
    if (answer instanceof Error) {
      console.error(`Nothing answers at ${at} (${answer.message}). Start the systems, or name their gateway with --at URL.`)
      return exitCodes.wrong
    }
    const body = (await answer.json().catch(() => ({}))) as {
      detail?: string
      underWay?: boolean
      compared?: number
      others?: number
      provider?: string
      differences?: any[]
    }
    if (body.underWay) {
      console.log(`${name} on ${day}: the list is long; it is gone on with, and what differs becomes a task of operators.`)
      continue
    }
    if (!body.differences) {
      console.error(`${name}: ${body.detail ?? answer.status} The sandbox has no list of its own: it is compared by npm run audit.`)
      return exitCodes.wrong
    }
    differs += body.differences.length
    console.log(
      `${name} on ${day} by ${body.provider}: ${body.compared} charges, ${body.differences.length} differ (${body.others} are of others)`,
    )
    for (const d of body.differences) console.log(`  ${d.what} ${d.key}: ours ${d.ours}, theirs ${d.theirs}${d.isNew ? '' : ' (known)'}`)
  }
  return differs ? exitCodes.wrong : exitCodes.fine
})
