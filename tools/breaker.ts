import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allOf, sleep, until } from '@jumun/testing/cast'
import { auditData, promisesOf, readLedger } from '@jumun/host'
import { businessOf, castOf, command, exitCodes, positive, systemsNamed, whole } from './command.ts'
import { clientOf } from './demo-client.ts'
import { launch } from './demo-process.ts'

interface BreakerSettings {
  readonly system: string
  readonly seconds: number
  readonly customers: number
  /** The card of the n-th order: by default every one is good, as published. */
  readonly card?: (n: number) => string | undefined
  /** Goes on, half a minute at most, until the answers are these: on a busy machine a second is not much. */
  readonly enough?: (answers: ReadonlyMap<string, number>) => boolean
}
export interface BreakerReport {
  /** How often each answer was given: 201, 503, and whatever there must not be. */
  readonly answers: ReadonlyMap<string, number>
  /** How often each breaker opened. */
  readonly opened: ReadonlyMap<string, number>
  readonly orders: number
  /** What the orders cost, and what the provider has. */
  readonly worth: number
  readonly money: number
  readonly unsettled: number
  readonly broken: readonly { readonly promise: string; readonly where: string }[]
}
/**
 * The published test of the circuit breaker: a provider that takes 400 to 620 ms for every payment, and customers who order as soon as the
 * last order is answered. Those who were put off go home; then what is paid is compared with what was ordered.
 */
export const breaker = async ({
  system,
  seconds,
  customers,
  card = () => undefined,
  enough = () => true,
}: BreakerSettings): Promise<BreakerReport> => {
  const { at, payments, open, won } = (await castOf(system)).wares
  const data = mkdtempSync(join(tmpdir(), `jumun-breaker-${system}-`))
  const server = launch(system, { data, settings: ['--payment-delay', '400-620'] })
  try {
    const { gateway } = await server.ready
    const ask = clientOf(() => gateway)
    const next = await open(ask)
    const answers = new Map<string, number>()
    const start = performance.now()
    const isOver = () => performance.now() - start > (enough(answers) ? seconds : seconds + 30) * 1000
    let orders = 0
    const customer = async (): Promise<void> => {
      while (!isOver()) {
        const answer = await ask('POST', at, { ...(await next()), paymentToken: card(++orders) })
        const bare = answer?.status === 503 && !/^\d+$/.test(String(answer.headers['retry-after']))
        const kind = answer ? `${answer.status}${bare ? ' without Retry-After' : ''}` : 'no answer'
        answers.set(kind, (answers.get(kind) ?? 0) + 1)
        if (answer?.status !== 201) await sleep(Math.random() * 1000) // less than they are asked to wait, but nobody hammers
      }
    }
    await Promise.all(Array.from({ length: customers }, customer))
    const metrics = String((await ask('GET', '/metrics'))?.body)
    const opened = new Map(
      [...metrics.matchAll(/^jumun_asks_total\{([^}]*outcome="opened"[^}]*)\} (\d+)/gm)].map(m => [
        /target="([^"]*)"/.exec(m[1]!)?.[1] ?? '',
        Number(m[2]),
      ]),
    )
    // who was put off goes home: what was charged meanwhile goes back
    for (const { id, status, puStatus } of await allOf(ask, `${at}/search/unpaid`))
      if ((puStatus ?? status) === 'AwaitingPayment') await ask('POST', `${at}/${id}/cancel`)
    // what was never sent is looked for once more, in an hour
    const unsettled = async () => (await allOf(ask, `${payments}/search/unsettled`)).filter(p => p.status !== 'unsent').length
    // what somebody has still to hear, or could not do yet, may move money
    const isQuiet = async () => {
      const contexts = (await ask('GET', '/operations/contexts'))?.body.contexts as
        | readonly { readonly lag: { readonly [source: string]: number } }[]
        | undefined
      return contexts?.every(c => Object.values(c.lag).every(n => n === 0)) === true
    }
    await until(async () => (await isQuiet()) && (await unsettled()) === 0 && (await isQuiet()), 120_000, 250)
    const paid = (await allOf(ask, at)).map(won)
    const left = await unsettled()
    await server.stop()

    const { bookKey } = promisesOf(businessOf(system))
    let money = 0
    for (const e of readLedger(join(data, system, 'sandbox-psp.db')))
      if (bookKey(e) !== undefined) money += e.kind === 'refund' ? -e.amt : e.status === 'captured' ? e.amt : 0
    const awake = setInterval(() => {}, 1000) // an audit that reads again waits on a timer that keeps no process alive
    const { broken } = await auditData(businessOf(system), data).finally(() => clearInterval(awake))
    return { answers, opened, orders: paid.filter(Boolean).length, worth: paid.reduce((a, b) => a + b, 0), money, unsettled: left, broken }
  } finally {
    await server.stop()
    rmSync(data, { recursive: true, force: true })
  }
}
/** What must not be: any answer but 201 and 503 with Retry-After, money that does not fit, a broken promise. */
export const faultsOf = ({ answers, worth, money, unsettled, broken }: BreakerReport): readonly string[] => [
  ...[...answers].filter(([kind]) => kind !== '201' && kind !== '503').map(([kind, n]) => `${n} × ${kind}`),
  ...(worth === money ? [] : [`the orders cost ${worth} won, the provider has ${money}`]),
  ...(unsettled ? [`${unsettled} payments are not settled`] : []),
  ...broken.map(({ promise, where }) => `audit: ${promise} (${where})`),
]

const usage = `npm run breaker -- [system …] [--seconds 60] [--customers 100]

  The published test of the circuit breaker: every payment takes 400 to 620 ms, and so many customers order for so long.`
const options = { seconds: { type: 'string', default: '60' }, customers: { type: 'string', default: '100' } } as const
if (import.meta.main)
  await command(usage, options, async (values, positionals) => {
    const [seconds, customers] = [positive('--seconds', values.seconds), whole('--customers', values.customers)]
    let isKept = true
    for (const system of systemsNamed(positionals)) {
      console.log(`${system}: every payment takes 400–620 ms, ${customers} customers for ${seconds} s`)
      const report = await breaker({ system, seconds, customers })
      const total = [...report.answers.values()].reduce((a, b) => a + b, 0)
      for (const [kind, n] of [...report.answers].sort(([a], [b]) => a.localeCompare(b)))
        console.log(`  ${String(n).padStart(8)}  answered with ${kind} (${((100 * n) / total).toFixed(1)} %)`)
      for (const [target, n] of report.opened) console.log(`  ${String(n).padStart(8)}  breaker in front of ${target} opened`)
      console.log(`  ${String(report.orders).padStart(8)}  orders; they cost ${report.worth} won, the provider has ${report.money}`)
      const faults = faultsOf(report)
      console.log(
        faults.length
          ? `  WRONG: ${faults.slice(0, 20).join('\n         ')}`
          : '  Every answer was 201, or 503 with Retry-After; what is paid is what was ordered.',
      )
      isKept = isKept && faults.length === 0
    }
    return isKept ? exitCodes.fine : exitCodes.wrong
  })
