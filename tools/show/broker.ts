// What one sees when the broker is gone and comes back: orders are taken as ever, and what they cause comes later, once.
import { allOf, countOf, sleep, until } from '@jumun/testing/cast'
import { castOf } from '../command.ts'
import { clientOf } from '../demo-client.ts'
import { availability, crowdOf, type Fate, fateOf, noticed, quiet, sum, type Tally } from './crowd.ts'
import { readiness, Stage } from './stage.ts'
import { tableOf } from './table.ts'

export interface BrokerSettings {
  readonly system: string
  readonly users: number
  readonly pause: number
  /** How long the broker is away, in ms. */
  readonly away: number
  readonly log?: (text: string) => void
}
/** What was seen in one part of the play. */
interface Scene {
  readonly name: string
  readonly tally: Tally
  /** How many events waited at its end, by context; `?` where nobody could say. */
  readonly lags: string
}
export interface Outage {
  readonly scenes: readonly Scene[]
  /** How long it took from the broker's start until everybody had heard everything, in ms. */
  readonly caughtUp: number
  readonly fate: Fate
  readonly wrong: readonly string[]
}

/** How many events wait, over all contexts; `?` where a context cannot say, which it cannot without the broker. */
const lagsOf = async (stage: Stage): Promise<string> => {
  const answer = await clientOf(() => stage.front)('GET', '/operations/contexts')
  const contexts = (answer?.body.contexts ?? []) as readonly {
    readonly name: string
    readonly lag: { readonly [of: string]: number } | null
  }[]
  return contexts.map(({ lag }) => (lag ? Object.values(lag).reduce((a, b) => a + b, 0) : '?')).join(' ')
}

export const brokerAway = async (stage: Stage, { users, pause, away, log = () => {} }: Omit<BrokerSettings, 'system'>): Promise<Outage> => {
  const { wares } = await castOf(stage.system.name)
  const kafka = stage.engines.kafka!
  const ask = clientOf(() => stage.front)
  const before = new Set((await allOf(ask, wares.at)).map(o => Number(o.id)))
  const scenes: Scene[] = []
  const scene = async (name: string, during: () => Promise<void>): Promise<void> => {
    const crowd = await crowdOf(ask, { ...wares, open: async () => next }, users, pause)
    await during()
    await until(() => crowd.tally().promised.size > 0, 60_000)
    const lags = await lagsOf(stage)
    scenes.push({ name, tally: await crowd.end(), lags })
    log(`${name}: ${crowd.tally().requests} requests`)
  }
  const next = await wares.open(ask)
  await scene('the broker is there', () => sleep(away / 2))
  await scene('it is gone (SIGKILL)', async () => {
    await kafka.kill()
    await sleep(away)
  })
  let back = 0
  await scene('it is back', async () => {
    await kafka.restart()
    back = performance.now()
    await sleep(away / 2)
  })
  const wrong: string[] = []
  if (!(await quiet(ask))) wrong.push('not everything was heard within two minutes')
  const caughtUp = performance.now() - back
  const all = scenes.map(s => s.tally)
  const promised = new Set(all.flatMap(t => [...t.promised]))
  const failed = new Map(all.flatMap((t, i) => [...t.failed].map(([what, n]) => [`${what} ${i}`, n] as const)))
  const putOff = new Map(all.flatMap((t, i) => [...t.putOff].map(([what, n]) => [`${what} ${i}`, n] as const)))
  const fate = await fateOf(ask, wares.at, { ...all[0]!, promised, failed, putOff }, before)
  wrong.push(
    ...(await stage.audit()).map(what => `audit: ${what}`),
    ...scenes.flatMap(s => noticed(s.tally).map(what => `${s.name}: ${what}`)),
  )
  if (fate.lost) wrong.push(`${fate.lost} orders were promised and are lost`)
  if (fate.doubled) wrong.push(`${fate.doubled} orders are there that nobody was promised`)
  if ((await countOf(ask, wares.payments)) < fate.orders) wrong.push('there are orders without a payment')
  return { scenes, caughtUp, fate, wrong }
}

export const broker = async (settings: BrokerSettings): Promise<Outage> => {
  const stage = await Stage.open({ system: settings.system, replicas: () => 1, manners: { health: readiness } })
  try {
    return await brokerAway(stage, settings)
  } finally {
    await stage.close()
  }
}

/** A report as people read it. */
export const brokerWords = ({ scenes, caughtUp, fate }: Outage): string =>
  [
    tableOf(
      ['', 'requests', 'availability', 'failed', 'put off', 'median ms', 'slowest ms', 'events that wait, by context'],
      scenes.map(({ name, tally, lags }) => [
        name,
        tally.requests,
        `${availability(tally).toFixed(2)} %`,
        sum(tally.failed),
        sum(tally.putOff),
        tally.median.toFixed(0),
        tally.slowest.toFixed(0),
        lags || 'nobody says',
      ]),
    ),
    `${fate.orders} orders, ${fate.lost} lost, ${fate.doubled} doubled; everything was heard ${(caughtUp / 1000).toFixed(1)} s after the broker took work again.`,
  ].join('\n\n')
