// The mesh's part (CAF-O4, CAR-O4a): retries on and off where a replica dies again and again, and its breaker beside ours where one
// answers nonsense.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { allOf, sleep } from '@jumun/testing/cast'
import { businessOf, castOf } from '../command.ts'
import { clientOf } from '../demo-client.ts'
import { figuresOf } from '../deploy/figures.ts'
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
  readonly trouble: string
  readonly mesh: string
  readonly tally: Tally
  readonly fate: Fate
  /** How often the proxy asked another, and left one out. */
  readonly retries: number
  readonly ejections: number
}
export interface Retrying {
  readonly rounds: readonly Round[]
  readonly wrong: readonly string[]
}

const { safe, unarrived, outliers } = meshFigures

/** One of the addresses of a service where nobody listens: a process that has died, before anybody has noticed. */
const deadPort = 1
/** One that takes what it is asked, and answers 503 to all of it. */
const broken = async () => {
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(503, { 'content-type': 'text/plain' }).end('broken')
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return { port: (server.address() as AddressInfo).port, close: () => (server.closeAllConnections(), server.close()) }
}

const round = async (
  stage: Stage,
  trouble: string,
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
  const [retries, ejections] = [await counted('upstream_rq_retry'), await counted('outlier_detection.ejections_enforced_total')]
  stage.envoy.serve(
    sick.service,
    stage.pods(sick.service).map(p => p.port),
  )
  await quiet(ask)
  settings.log?.(`${trouble}, ${mesh}: ${tally.requests} requests`)
  return { trouble, mesh, tally, fate: await fateOf(ask, wares.at, tally, before), retries, ejections }
}

export const retrying = async (stage: Stage, settings: Omit<RetrySettings, 'system'>): Promise<Retrying> => {
  const [paying] = Object.keys((await figuresOf(businessOf(stage.system.name).system)).scaled) as [string]
  const front = stage.system.contexts.find(c => c.level === 'core')!.name
  const bad = await broken()
  try {
    const dead = { service: front, port: deadPort }
    const ill = { service: paying, port: bad.port }
    const one = `one of two addresses of ${front} is dead`
    const two = `one of two of ${paying} answers 503`
    const rounds = [
      await round(stage, one, 'no retry', {}, dead, settings),
      await round(stage, one, 'what may be asked twice', { retry: { ...safe, safe: true } }, dead, settings),
      await round(stage, one, 'and what did not arrive', { retry: { ...unarrived, safe: false } }, dead, settings),
      await round(stage, two, 'our breaker alone', {}, ill, settings),
      await round(stage, two, 'and that of the mesh', { outliers }, ill, settings),
    ]
    const wrong = (await stage.audit()).map(what => `audit: ${what}`)
    for (const { mesh, fate } of rounds) {
      if (fate.lost) wrong.push(`${mesh}: ${fate.lost} orders were promised and are lost`)
      if (fate.doubled) wrong.push(`${mesh}: ${fate.doubled} orders are there that nobody was promised`)
    }
    const share = (i: number) => availability(rounds[i]!.tally)
    if (!(share(2) > share(0))) wrong.push('retries made nothing better')
    if (!(served(rounds[4]!) > served(rounds[3]!))) wrong.push('the breaker of the mesh made nothing better')
    return { rounds, wrong }
  } finally {
    bad.close()
  }
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
    ['trouble', 'mesh', 'requests', 'availability', 'failed', 'put off', 'served at once', 'retries', 'left out', 'lost', 'doubled'],
    rounds.map(r => [
      r.trouble,
      r.mesh,
      r.tally.requests,
      `${availability(r.tally).toFixed(2)} %`,
      sum(r.tally.failed),
      sum(r.tally.putOff),
      `${served(r).toFixed(1)} %`,
      r.retries,
      r.ejections,
      r.fate.lost,
      r.fate.doubled,
    ]),
  )
