import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allOf, type Ask, between, chance, type House, isUnsure, sleep, until, type Verdict } from '@jumun/testing/cast'
import { auditData, promisesOf, readLedger } from '@jumun/host'
import { businessOf, castOf, command, exitCodes, positive, systemsNamed, whole } from './command.ts'
import { clientOf } from './demo-client.ts'
import { type Addresses, launch, type Launched } from './demo-process.ts'
import { settled, working } from './stage.ts'

export interface CrashSettings {
  readonly system: string
  /** How often it is killed. */
  readonly times: number
  /** It lives at most so long before it is killed again. */
  readonly seconds: number
  /** It is not killed before so many more were promised something, unless that takes longer than a quarter of a minute. */
  readonly promises?: number
  readonly customers: number
  /** Cards that answer late or never: what they leave behind takes the reconciler a while. */
  readonly badCards: boolean
  /** How to start it: a process that is killed, and stopped in the end. By default the system alone. */
  readonly start?: (data: string) => Launched
  readonly log?: (text: string) => void
}
/** What was done, what became of everything, what was found, and all that is not as it should be. */
export interface CrashReport {
  readonly done: { readonly [what: string]: number | string }
  readonly fates: Verdict['fates']
  readonly found: { readonly [what: string]: number }
  readonly wrong: readonly string[]
}

/**
 * Lets the people of a system work against a real process, kills it again and again, and at the end counts what became of everything that
 * anybody was told.
 */
export const crash = async (settings: CrashSettings): Promise<CrashReport> => {
  const { system, times, seconds, promises = 0, customers, badCards, start = data => launch(system, { data }), log = () => {} } = settings
  const data = mkdtempSync(join(tmpdir(), `jumun-crash-${system}-`))
  const wrong: string[] = []
  const starts: number[] = []
  const counts = {
    requests: 0,
    'connections lost': 0,
    'answered with yes': 0,
    'kills at random': 0,
    'kills after an answer': 0,
    'kills while starting': 0,
  }
  let server!: Launched
  let at: Addresses | undefined
  let opened = Promise.withResolvers<void>()
  let isOver = false
  let visitors = 0
  /** Called with every promise: whoever wants to kill at that very moment. */
  let onPromise: (() => void) | undefined

  const open = async (): Promise<void> => {
    const from = performance.now()
    server = start(data)
    const addresses = await server.ready
    starts.push(performance.now() - from)
    at = addresses
    opened.resolve()
  }
  const kill = async (): Promise<void> => {
    at = undefined
    opened = Promise.withResolvers()
    await server.kill()
  }
  /** The answer has just arrived: whatever was promised has to be on the disk. */
  const killAfterPromise = async (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const wait = chance(0.5) ? 0 : between(0, 3)
    let isShot = false
    const shoot = () => {
      onPromise = undefined
      if (!isShot) resolve(kill())
      isShot = true
    }
    onPromise = () => {
      onPromise = undefined
      if (wait === 0) shoot()
      else setTimeout(shoot, wait)
    }
    const late = setTimeout(shoot, 5000) // nobody is promised anything any more: at random then
    await promise
    clearTimeout(late)
  }
  const send = clientOf(() => at!.gateway)
  const ask: Ask = async (method, path, body, headers) => {
    while (!at) await opened.promise // as a person would wait
    counts.requests++
    const answer = await send(method, path, body, headers)
    if (!answer) {
      counts['connections lost']++
      await sleep(5)
    }
    return answer
  }
  const house: House = {
    ask,
    first: 1_000_000,
    badCards,
    leaves: 0,
    isOver: () => isOver,
    did: () => {},
    promised: () => {
      counts['answered with yes']++
      onPromise?.()
    },
    wrong: what => void wrong.push(what),
  }
  const cast = (await castOf(system)).cast(house)
  const comeAndGo = async (): Promise<void> => {
    while (!isOver) {
      await cast.customer(visitors++)
      await sleep(between(0, 15))
    }
  }

  try {
    await open()
    await cast.open?.()
    const goHome = working(cast)
    const people = Array.from({ length: customers }, comeAndGo)
    for (let i = 0; i < times; i++) {
      const promised = counts['answered with yes']
      await sleep(between(100, seconds * 1000))
      await until(() => counts['answered with yes'] >= promised + promises, 15_000, 5)
      const how = chance(0.5) ? 'kills at random' : 'kills after an answer'
      counts[how]++
      await (how === 'kills at random' ? kill() : killAfterPromise())
      if (chance(0.15)) {
        counts['kills while starting']++
        server = start(data)
        await sleep(between(50, 700))
        await server.kill()
      }
      await open()
      log(`${i + 1} of ${times} kills, ${visitors} customers, started in ${starts.at(-1)!.toFixed(0)} ms`)
    }
    await sleep(300)
    isOver = true
    await Promise.all(people)
    log(`${visitors} customers; waiting until nothing waits`)
    const { verdict, waits } = await settled(cast, 60_000, send)
    const left = waits ? (await Promise.all(cast.waiting.map(path => allOf(send, path)))).flat().filter(item => !isUnsure(item)) : []
    if (left.length) wrong.push(`${left.length} things still wait: ${JSON.stringify(left[0]).slice(0, 300)}`)
    await goHome()
    await cast.close?.()
    await server.stop()
    const ended = await server.ended
    if (ended !== 0) wrong.push(`asked to stop it ended with ${ended}`)

    wrong.push(...verdict.wrong.map(({ fault, what }) => `${fault}: ${what}`))
    const money = await booksOf(system, data, verdict)
    wrong.push(...money.wrong)
    const awake = setInterval(() => {}, 1000) // an audit that reads again waits on a timer that keeps no process alive
    const audit = await auditData(businessOf(system), data).catch(
      (error: Error) => void wrong.push(`audit: it does not read: ${error.message}`),
    )
    clearInterval(awake)
    wrong.push(...(audit?.broken ?? []).map(({ promise, where }) => `audit: ${promise} (${where})`))
    const sorted = starts.slice(1).sort((a, b) => a - b)
    const countOf = (fault: string) => verdict.wrong.filter(w => w.fault === fault).length
    return {
      done: {
        customers: visitors,
        ...counts,
        'restart, median': `${sorted[sorted.length >> 1]?.toFixed(0)} ms`,
        'restart, longest': `${sorted.at(-1)?.toFixed(0)} ms`,
        'audit: events read': audit?.events ?? 0,
        ...Object.fromEntries(Object.entries(audit?.waiting ?? {}).map(([what, n]) => [`audit: waits for ${what}`, n])),
      },
      fates: verdict.fates,
      found: {
        lost: countOf('lost'),
        doubled: countOf('doubled'),
        contradictory: countOf('contradictory'),
        unfinished: countOf('unfinished'),
        'charged twice': money.twice,
        'money that does not fit': money.wrong.length,
        'promises broken by the audit': audit?.broken.length ?? 0,
      },
      wrong,
    }
  } finally {
    await server.kill()
    if (wrong.length) log(`the data stay in ${data}`)
    else rmSync(data, { recursive: true, force: true })
  }
}

/** The provider's own books against what is owed: what it has taken is what the living cost. */
export const booksOf = async (
  system: string,
  data: string,
  { owed }: Verdict,
): Promise<{ readonly twice: number; readonly wrong: readonly string[] }> => {
  const { bookKey } = promisesOf(businessOf(system))
  const net = new Map<string, number>()
  const charges = new Map<string, number>()
  for (const entry of readLedger(join(data, system, 'sandbox-psp.db'))) {
    const about = String(bookKey(entry) ?? `other/${entry.reference}`)
    const change = entry.kind === 'refund' ? -entry.amt : entry.status === 'captured' ? entry.amt : 0
    if (change > 0) charges.set(about, (charges.get(about) ?? 0) + 1)
    net.set(about, (net.get(about) ?? 0) + change)
  }
  const has = (about: string) => net.get(about) ?? 0
  const owes = (about: string) => owed.get(about) ?? 0
  const unequal = [...new Set([...net.keys(), ...owed.keys()])].filter(about => has(about) !== owes(about))
  return {
    twice: unequal.filter(about => has(about) > owes(about) && (charges.get(about) ?? 0) > 1).length,
    wrong: unequal.map(about => `money: ${about} owes ${owes(about)}, the provider has ${has(about)}`),
  }
}

const table = (rows: Iterable<readonly [string, number | string]>): string =>
  [...rows].map(([what, n]) => `  ${String(n).padStart(9)}  ${what}`).join('\n')

/** A report as people read it. */
export const wordsOf = ({ done, fates, found, wrong }: CrashReport): string =>
  [
    `\nWhat was done:\n${table(Object.entries(done))}`,
    `What became of it:\n${table([...fates].sort((a, b) => b[1] - a[1]))}`,
    `What was found:\n${table(Object.entries(found))}`,
    wrong.length
      ? `${wrong.length} THINGS ARE WRONG:\n  ${wrong.slice(0, 50).join('\n  ')}\n`
      : 'Nothing lost, nothing doubled, nothing contradictory.\n',
  ].join('\n\n')

const usage = `npm run crash -- [system …] [--times 50] [--seconds 2] [--customers 24]

  Lets the people of a system (cafeteria, where none is named) work against its real process, kills that so many times, each within so many
  seconds, and counts what was lost, doubled or contradictory.`
const options = {
  times: { type: 'string', default: '50' },
  seconds: { type: 'string', default: '2' },
  customers: { type: 'string', default: '24' },
} as const
if (import.meta.main)
  await command(usage, options, async (values, positionals) => {
    const [times, seconds, customers] = [
      whole('--times', values.times),
      positive('--seconds', values.seconds),
      whole('--customers', values.customers),
    ]
    let isKept = true
    for (const system of systemsNamed(positionals, ['cafeteria'])) {
      console.log(`${system}, killed ${times} times:`)
      const report = await crash({ system, times, seconds, customers, badCards: true, log: text => console.error(text) })
      console.log(wordsOf(report))
      isKept = isKept && report.wrong.length === 0
    }
    return isKept ? exitCodes.fine : exitCodes.wrong
  })
