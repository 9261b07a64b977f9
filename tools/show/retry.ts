// The mesh's part (CAF-O4): retries off and on, where one of two addresses of a service is dead and nobody has noticed yet.
import { allOf, sleep } from '@jumun/testing/cast'
import { castOf } from '../command.ts'
import { clientOf } from '../demo-client.ts'
import { meshFigures } from '../deploy/mesh.ts'
import type { Manners } from '../engines/index.ts'
import { availability, crowdOf, type Fate, fateOf, quiet, sum, type Tally } from './crowd.ts'
import { Stage } from './stage.ts'
import { tableOf } from './table.ts'

export interface RetrySettings {
  readonly system: string
  readonly users: number
  readonly pause: number
  /** How long each act is, in ms. */
  readonly long: number
  readonly log?: (text: string) => void
}
export interface Round {
  readonly mesh: string
  readonly tally: Tally
  readonly fate: Fate
  /** How often the proxy asked another. */
  readonly retries: number
}
export interface Retrying {
  readonly rounds: readonly Round[]
  readonly wrong: readonly string[]
}

const { safe, unarrived } = meshFigures

/** One of the addresses of a service where nobody listens: a process that has died, before anybody has noticed. */
const deadPort = 1
const round = async (
  stage: Stage,
  mesh: string,
  manners: Manners,
  sick: { service: string; port: number },
  settings: Omit<RetrySettings, 'system'>,
): Promise<Round> => {
  const { wares } = await castOf(stage.system.name)
  const ask = clientOf(() => stage.front)
  stage.envoy.serve(
    sick.service,
    stage.pods(sick.service).map(p => p.port),
  )
  await stage.envoy.behave(manners)
  for (const service of stage.services) for (const pod of stage.pods(service)) await stage.ready(pod)
  await quiet(ask)
  const before = new Set((await allOf(ask, wares.at)).map(o => Number(o.id)))
  stage.envoy.serve(sick.service, [...stage.pods(sick.service).map(p => p.port), sick.port])
  const crowd = await crowdOf(ask, wares, settings.users, settings.pause)
  await sleep(settings.long)
  const tally = await crowd.end()
  const counted = async (what: string) => [...(await stage.envoy.counted(`${what}$`)).values()].reduce((a, b) => a + b, 0)
  const retries = await counted('upstream_rq_retry')
  stage.envoy.serve(
    sick.service,
    stage.pods(sick.service).map(p => p.port),
  )
  await quiet(ask)
  settings.log?.(`${mesh}: ${tally.requests} requests`)
  return { mesh, tally, fate: await fateOf(ask, wares.at, tally, before), retries }
}

export const retrying = async (stage: Stage, settings: Omit<RetrySettings, 'system'>): Promise<Retrying> => {
  const dead = { service: stage.system.contexts.find(c => c.level === 'core')!.name, port: deadPort }
  const rounds = [
    await round(stage, 'no retry', {}, dead, settings),
    await round(stage, 'what may be asked twice', { retry: { ...safe, safe: true } }, dead, settings),
    await round(stage, 'and what did not arrive', { retry: { ...unarrived, safe: false } }, dead, settings),
  ]
  const wrong = (await stage.audit()).map(what => `audit: ${what}`)
  for (const { mesh, fate } of rounds) {
    if (fate.lost) wrong.push(`${mesh}: ${fate.lost} orders were promised and are lost`)
    if (fate.doubled) wrong.push(`${mesh}: ${fate.doubled} orders are there that nobody was promised`)
  }
  if (!(availability(rounds[2]!.tally) > availability(rounds[0]!.tally))) wrong.push('retries made nothing better')
  return { rounds, wrong }
}
/** Of a hundred who ordered, how many were served at once. */
const served = ({ tally }: Round): number => {
  const asked =
    tally.promised.size + sum(tally.putOff) + [...tally.failed].reduce((all, [what, n]) => all + (what.startsWith('POST') ? n : 0), 0)
  return asked ? (100 * tally.promised.size) / asked : 0
}

export const retry = async (settings: RetrySettings): Promise<Retrying> => {
  const stage = await Stage.open({ system: settings.system, replicas: () => 1, manners: {} })
  try {
    return await retrying(stage, settings)
  } finally {
    await stage.close()
  }
}

/** A report as people read it. */
export const retryWords = ({ rounds }: Retrying): string =>
  tableOf(
    ['asked again', 'requests', 'availability', 'failed', 'put off', 'served at once', 'retries', 'lost', 'doubled'],
    rounds.map(r => [
      r.mesh,
      r.tally.requests,
      `${availability(r.tally).toFixed(2)} %`,
      sum(r.tally.failed),
      sum(r.tally.putOff),
      `${served(r).toFixed(1)} %`,
      r.retries,
      r.fate.lost,
      r.fate.doubled,
    ]),
  )
