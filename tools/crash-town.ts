import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { goodWeather, World } from '@jumun/testing'
import { auditData, Refusal } from '@jumun/host'
import { type Arrangement, type ArrangementName, arrange, arrangements } from './arrangement.ts'
import { type Ask, between, type House, sleep } from '@jumun/testing/cast'
import { booksOf, type CrashReport, wordsOf } from './crash.ts'
import { businessOf, castOf, command, exitCodes, positive, systemsNamed, whole } from './command.ts'
import { clientOf } from './demo-client.ts'
import { delaysOf, type Outage } from './delays.ts'
import { settled, working } from './stage.ts'
import { type Town, townOf } from './town.ts'

export interface CrashTownSettings {
  readonly system: string
  readonly arrangement: ArrangementName
  /** How often something is killed. */
  readonly kills: number
  /** How often the line between one service and the broker is cut. */
  readonly cuts: number
  /** What may be killed, where that is not everything. */
  readonly only?: readonly string[]
  /** The longest time between two of them. */
  readonly seconds: number
  readonly customers: number
  readonly badCards: boolean
  /** What is killed, when, and for how long: the same seed, the same plan. */
  readonly seed: number
  readonly log?: (text: string) => void
}

/** Something that can go away and come back. */
interface Victim {
  readonly name: string
  readonly kind: 'service' | 'gateway' | 'broker' | 'database' | 'line'
  isAway: boolean
  goAway(): Promise<void>
  /** Resolves when it works again. */
  comeBack(): Promise<unknown>
}
interface Misfortune {
  /** How long it lets itself be waited for, and how long it lasts, in ms. */
  readonly after: number
  readonly lasts: number
  /** At the moment in which somebody is promised something. */
  readonly atPromise: boolean
  readonly victim: Victim
}

/** What will happen. A service that is one of two may stay away for long; an engine is missed by all. */
const planOf = (victims: readonly Victim[], { seed, kills, cuts, seconds, only }: CrashTownSettings): readonly Misfortune[] => {
  const dice = new World(seed, goodWeather)
  const of = (kind: Victim['kind']) => victims.filter(v => v.kind === kind)
  const kinds = (['service', 'database', 'broker', 'gateway', 'service', 'service', 'database', 'broker', 'service'] as const).filter(
    k => of(k).length && (!only || only.includes(k)),
  )
  const deck: Victim['kind'][] = Array.from({ length: kills }, (_, i) => kinds[i % kinds.length]!)
  if (of('line').length) deck.push(...Array<'line'>(cuts).fill('line'))
  for (let i = deck.length - 1; i > 0; i--) {
    const j = dice.between(0, i + 1)
    ;[deck[i], deck[j]] = [deck[j]!, deck[i]!]
  }
  return deck.map(kind => ({
    victim: dice.pick(of(kind)),
    after: dice.between(200, seconds * 1000),
    lasts: kind === 'service' ? dice.between(0, 2000 * seconds) : dice.between(200, 6000),
    atPromise: dice.chance(0.5),
  }))
}

/** What a town consists of, as far as it can be taken away. A process that ends without having been told to is `wrong`. */
const victimsOf = (town: Town, { databases, kafka }: Arrangement, data: string, wrong: (what: string) => void): readonly Victim[] => {
  const services = town.inhabitants.map((who): Victim => {
    const watch = () => {
      const { process } = who
      void process.ended.then(how => {
        if (!victim.isAway && who.process === process) wrong(`${who.name} ended by itself with ${how}`)
      })
    }
    let lives = 0
    const victim: Victim = {
      name: who.name,
      kind: who.name === 'gateway' ? 'gateway' : 'service',
      isAway: false,
      goAway: () => who.process.kill(),
      comeBack: () => {
        const said = join(data, 'processes', who.name, 'out.log')
        if (existsSync(said)) renameSync(said, `${said}.${++lives}`) // what it said before it died is worth reading
        const ready = who.start()
        watch()
        return ready
      },
    }
    watch()
    return victim
  })
  const engines = [...databases, ...(kafka ? [['kafka', kafka] as const] : [])].map(
    ([name, engine]): Victim => ({
      name,
      kind: name === 'kafka' ? 'broker' : 'database',
      isAway: false,
      goAway: () => engine.kill(),
      comeBack: () => engine.restart(),
    }),
  )
  const line: Victim[] = kafka
    ? [
        {
          name: 'line to kafka',
          kind: 'line',
          isAway: false,
          goAway: async () => kafka.line.cut(),
          comeBack: async () => kafka.line.mend(),
        },
      ]
    : []
  return [...services, ...engines, ...line]
}

export const crashTown = async (settings: CrashTownSettings): Promise<CrashReport> => {
  const { arrangement: name, kills, cuts, customers, badCards, seed, log = () => {} } = settings
  const system = businessOf(settings.system).system
  const data = mkdtempSync(join(tmpdir(), `jumun-town-${system.name}-`))
  const wrong: string[] = []
  const outages: Outage[] = []
  const counts = { requests: 0, 'connections lost': 0, 'told to come again': 0, 'answered with yes': 0 }
  let arrangement: Arrangement | undefined
  let town: Town | undefined
  let isOver = false
  let visitors = 0
  /** Called with every promise. */
  let onPromise = () => {}

  try {
    arrangement = await arrange(name, system.name)
    const { kafka } = arrangement
    const cutOff = system.contexts.at(-1)!.name
    town = await townOf({
      system,
      data,
      settings: arrangement.settings,
      ...(kafka
        ? { replicas: Object.fromEntries(system.contexts.map(c => [c.name, 2])), own: { [cutOff]: ['--bus', kafka.overLine] } }
        : {}),
    })
    log(
      `${town.inhabitants.length} processes, ${[...arrangement.databases.values(), ...(kafka ? [kafka] : [])].map(e => e.version).join(', ') || 'no engine'}`,
    )
    const victims = victimsOf(town, arrangement, data, what => void wrong.push(what))
    const front = victims.find(v => v.kind === 'gateway')!

    const send = clientOf(() => town!.gateway)
    const ask: Ask = async (method, path, body, headers) => {
      for (let tries = 1; ; tries++) {
        while (front.isAway) await sleep(20) // as a person would wait
        counts.requests++
        const answer = await send(method, path, body, headers)
        if (!answer) counts['connections lost']++
        if (answer?.status === 503) counts['told to come again']++
        // who only reads looks again
        const isUnclear = !answer || answer.status === 503 || answer.status === 504
        if (!isUnclear || method !== 'GET' || tries === 60) return answer
        await sleep(500)
      }
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
        onPromise()
      },
      wrong: what => void wrong.push(what),
    }
    const cast = (await castOf(system.name)).cast(house)
    const comeAndGo = async (): Promise<void> => {
      while (!isOver) {
        await cast.customer(visitors++)
        await sleep(between(0, 50))
      }
    }
    await cast.open?.()
    const goHome = working(cast)
    const people = Array.from({ length: customers }, comeAndGo)

    const coming: Promise<void>[] = []
    /** An engine that took no work within a minute is started once more: the machine may have had much to do. */
    const back = async (victim: Victim): Promise<void> => {
      for (let tries = 1; ; tries++)
        try {
          return void (await victim.comeBack())
        } catch (error) {
          log(`${victim.name} does not come back: ${(error as Error).message}`)
          if (tries === 3 || victim.kind === 'service') throw error
        }
    }
    const strike = async ({ victim, lasts }: Misfortune): Promise<void> => {
      victim.isAway = true
      const at = Date.now()
      await victim.goAway()
      coming.push(
        sleep(lasts).then(async () => {
          const from = performance.now()
          await back(victim)
          victim.isAway = false
          outages.push({ kind: victim.kind, at, back: Date.now(), start: performance.now() - from })
        }),
      )
      coming.at(-1)!.catch(() => {}) // waited for in the end
    }
    const plan = planOf(victims, settings)
    for (const [i, misfortune] of plan.entries()) {
      await sleep(misfortune.after)
      while (misfortune.victim.isAway) await sleep(20)
      if (misfortune.atPromise) await Promise.race([new Promise<void>(done => (onPromise = done)), sleep(3000)])
      onPromise = () => {}
      await strike(misfortune)
      log(`${i + 1} of ${plan.length}: ${misfortune.victim.name} for ${(misfortune.lasts / 1000).toFixed(1)} s, ${visitors} customers`)
    }
    await Promise.all(coming)
    await sleep(300)
    isOver = true
    await Promise.all(people)
    log(`${visitors} customers; waiting until nothing waits`)
    const over = Date.now()
    const { verdict, waits } = await settled(cast, 120_000, ask)
    const rest = Date.now() - over
    if (waits) wrong.push(`${waits} things still wait: ${cast.waiting.join(' ')}`)
    await goHome()
    await cast.close?.()
    const seen = await clientOf(() => town!.gateway, 180_000)('GET', '/operations/audit') // it asks the processes thousands of questions
    if (seen?.body.kept !== true)
      wrong.push(`the audit of the gateway: ${seen ? `${seen.status} ${JSON.stringify(seen.body).slice(0, 500)}` : 'no answer'}`)
    for (const victim of victims) victim.isAway = true
    await town.stop()
    for (const { name, process } of town.inhabitants) {
      const ended = await process.ended
      if (ended !== 0) wrong.push(`asked to stop ${name} ended with ${ended}`)
    }

    wrong.push(...verdict.wrong.map(({ fault, what }) => `${fault}: ${what}`))
    const money = await booksOf(settings.system, data, verdict)
    wrong.push(...money.wrong)
    const where = { data, stores: arrangement.stores }
    const awake = setInterval(() => {}, 1000) // an audit that reads again waits on a timer that keeps no process alive
    const audit = await auditData(businessOf(system.name), where).catch(
      (error: Error) => void wrong.push(`audit: it does not read: ${error.message}`),
    )
    clearInterval(awake)
    wrong.push(...(audit?.broken ?? []).map(({ promise, where }) => `audit: ${promise} (${where})`))
    const countOf = (fault: string) => verdict.wrong.filter(w => w.fault === fault).length
    return {
      done: {
        customers: visitors,
        ...counts,
        ...Object.fromEntries(
          Map.groupBy(outages, o => o.kind)
            .entries()
            .map(([kind, some]) => [kind === 'line' ? 'cuts of a line to the broker' : `kills of a ${kind}`, some.length]),
        ),
        ...(await delaysOf(system, where, outages)),
        'until all was at rest': `${(rest / 1000).toFixed(1)} s`,
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
    await Promise.all((town?.inhabitants ?? []).map(i => i.process.kill()))
    if (wrong.length) log(`what the processes said stays in ${data} (seed ${seed}, ${kills} kills, ${cuts} cuts)`)
    else rmSync(data, { recursive: true, force: true })
    await arrangement?.stop()
  }
}

const usage = `npm run crash:town [-- --system cafeteria] [--arrangement ${arrangements.join('|')}] [--kills 20] [--cuts 0]
                       [--seconds 6] [--customers 12] [--only service,broker] [--seed n]

  A system as processes on real engines: its people work while services, the broker and the databases are killed, at most so many seconds
  apart. --cuts: how often the line between a service and the broker is cut. The same seed, the same plan.`
const options = {
  system: { type: 'string', default: 'cafeteria' },
  arrangement: { type: 'string', default: 'postgres' },
  kills: { type: 'string', default: '20' },
  cuts: { type: 'string', default: '0' },
  seconds: { type: 'string', default: '6' },
  customers: { type: 'string', default: '12' },
  only: { type: 'string' },
  seed: { type: 'string', default: String(Date.now() % 100_000) },
} as const
if (import.meta.main)
  await command(usage, options, async values => {
    const arrangement = arrangements.find(a => a === values.arrangement)
    if (!arrangement) throw new Refusal(`--arrangement takes ${arrangements.join(', ')}, not "${values.arrangement}".`)
    const [system] = systemsNamed([values.system])
    const number = (name: 'kills' | 'cuts' | 'seed') => whole(`--${name}`, values[name], 0)
    console.log(`${system}, ${arrangement}: ${values.kills} kills, ${values.cuts} cuts, seed ${values.seed}`)
    const report = await crashTown({
      system: system!,
      arrangement,
      kills: number('kills'),
      cuts: number('cuts'),
      seconds: positive('--seconds', values.seconds),
      customers: whole('--customers', values.customers),
      seed: number('seed'),
      badCards: true,
      ...(values.only ? { only: values.only.split(',') } : {}),
      log: text => console.error(text),
    })
    console.log(wordsOf(report))
    return report.wrong.length ? exitCodes.wrong : exitCodes.fine
  })
