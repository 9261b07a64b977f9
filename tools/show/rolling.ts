// A release under load (CAF-O6, CAF-O7, COM-102): every process is replaced while people order, with readiness and without.
import { allOf } from '@jumun/testing/cast'
import { castOf } from '../command.ts'
import { clientOf } from '../demo-client.ts'
import { type Siege, siege } from '../engines/index.ts'
import { availability, crowdOf, type Fate, fateOf, noticed, quiet, sum, type Tally } from './crowd.ts'
import { readiness, Stage } from './stage.ts'
import { tableOf } from './table.ts'

export interface RollingSettings {
  readonly system: string
  /** How often every process is replaced, with readiness; without it is once. */
  readonly times: number
  readonly users: number
  /** How long each of them pauses between two orders, in ms. */
  readonly pause: number
  /** How many more ask by siege, GET and POST by turns; 0: nobody. */
  readonly besiegers: number
  /** How long an old process is still there when nobody is sent to it any more, in ms. */
  readonly goodbye: number
  /** Whose processes are replaced; left out: everybody's. */
  readonly only?: readonly string[] | undefined
  /** With readiness and then without; or just one of them. */
  readonly acts?: readonly Act[]
  readonly log?: (text: string) => void
}
const acts = ['with readiness', 'without readiness'] as const
type Act = (typeof acts)[number]

export interface Release {
  readonly act: Act
  /** How many processes were replaced. */
  readonly replaced: number
  readonly tally: Tally
  readonly fate: Fate
  readonly siege: Siege | undefined
  /** How many siege sent. */
  readonly besiegers: number
  /** What must not be, whatever the act. */
  readonly wrong: readonly string[]
}

/** The new process is there and ready before the old one goes; or, where nobody asks for readiness, counts as ready when it is begun. */
const replace = async (stage: Stage, service: string, act: Act, goodbye: number): Promise<number> => {
  const old = stage.pods(service)
  for (const pod of old) {
    const fresh = await stage.start(service)
    if (act === 'with readiness') await stage.ready(fresh)
    await stage.end(pod, act === 'with readiness' ? goodbye : 0)
    await fresh.process.ready
  }
  return old.length
}

/** Where siege sends its users: an order as published, and the list of them. */
const besieged = async (stage: Stage, { at, open }: Awaited<ReturnType<typeof castOf>>['wares']): Promise<readonly string[]> => {
  const next = await open(clientOf(() => stage.front))
  const orders = await Promise.all(Array.from({ length: 200 }, next))
  return orders.flatMap(order => [`${stage.front}${at} POST ${JSON.stringify(order)}`, `${stage.front}${at}`])
}

const play = async (stage: Stage, act: Act, settings: Omit<RollingSettings, 'system'>): Promise<Release> => {
  const { users, pause, besiegers, goodbye, only, log = () => {} } = settings
  const { wares } = await castOf(stage.system.name)
  const ask = clientOf(() => stage.front)
  const before = new Set((await allOf(ask, wares.at)).map(o => Number(o.id)))
  const urls = besiegers ? await besieged(stage, wares) : []
  const crowd = await crowdOf(ask, wares, users, pause)
  const others = besiegers ? siege(urls, besiegers, (2 * pause) / 1000, stage.data) : undefined
  let replaced = 0
  for (let round = 0; round < (act === 'with readiness' ? settings.times : 1); round++)
    for (const service of stage.services.filter(s => !only || only.includes(s))) {
      replaced += await replace(stage, service, act, goodbye)
      log(
        `${act}, round ${round + 1}: ${service} is replaced; ${crowd.tally().requests} requests, ${[...crowd.tally().putOff].map(([why, n]) => `${n} × ${why}`)}`,
      )
    }
  const sieged = await others?.end()
  const tally = await crowd.end()
  const wrong: string[] = []
  if (!(await quiet(ask))) wrong.push('not everything was heard within two minutes')
  // who asks by siege does not say what they were told
  const fate = besiegers ? { ...(await fateOf(ask, wares.at, tally, before)), doubled: 0 } : await fateOf(ask, wares.at, tally, before)
  wrong.push(...(await stage.audit()).map(what => `audit: ${what}`))
  if (fate.lost) wrong.push(`${fate.lost} orders were promised and are lost`)
  if (fate.doubled) wrong.push(`${fate.doubled} orders are there that nobody was promised`)
  if (act === 'with readiness') {
    wrong.push(...noticed(tally))
    // siege takes everything but 2xx and 3xx for failed, also who was told to come again
    if (sieged?.failed_transactions && !sum(tally.putOff)) wrong.push(`siege: ${sieged.failed_transactions} failed`)
  }
  return { act, replaced, tally, fate, siege: sieged, besiegers, wrong }
}

/** Replaces the processes of a stage on which each has a double. */
export const releases = async (stage: Stage, settings: Omit<RollingSettings, 'system'>): Promise<readonly Release[]> => {
  const all: Release[] = []
  for (const act of settings.acts ?? acts) {
    await stage.envoy.behave(act === 'with readiness' ? { health: readiness } : {})
    for (const service of stage.services) for (const pod of stage.pods(service)) await stage.ready(pod)
    all.push(await play(stage, act, settings))
  }
  return all
}

export const rolling = async (settings: RollingSettings): Promise<readonly Release[]> => {
  const { system, only, log = () => {} } = settings
  const stage = await Stage.open({ system, replicas: service => (only && !only.includes(service) ? 1 : 2), manners: { health: readiness } })
  try {
    log(`${stage.versions}; ${stage.services.map(s => `${stage.pods(s).length} of ${s}`).join(', ')}`)
    return await releases(stage, settings)
  } finally {
    await stage.close()
  }
}

const besiegedRow = (act: Act, users: number, s: Siege): readonly (string | number)[] => [
  act,
  users,
  s.transactions,
  `${s.availability.toFixed(2)} %`,
  s.elapsed_time,
  s.data_transferred,
  s.response_time,
  s.transaction_rate,
  s.concurrency,
  s.failed_transactions,
]
/** What the originals printed. */
const published: readonly (readonly (string | number)[])[] = [
  ['café, with readiness (CAF-O7, copied from a template)', 100, 3078, '100 %', 120, 0.34, '5.60', 17.15, 96.02, 0],
  ['café, without readiness (CAF-O6, copied from a template)', 100, 3078, '70.45 %', 120, 0.34, '5.60', 17.15, 96.02, '–'],
  ['airline, release of reservationmgmt (AIR-O1)', 1, 1386, '100 %', '59.0', 0.61, 0.04, 23.48, 0.92, 0],
]
/** A report as people read it. */
export const rollingWords = (played: readonly Release[]): string =>
  [
    tableOf(
      ['release', 'replaced', 'requests', 'availability', 'failed', 'put off', 'orders', 'lost', 'doubled', 's', 'median ms', 'slowest ms'],
      played.map(({ act, replaced, tally, fate, siege: others }) => [
        act,
        replaced,
        tally.requests,
        `${availability(tally).toFixed(2)} %`,
        sum(tally.failed),
        sum(tally.putOff),
        fate.orders,
        fate.lost,
        others ? '–' : fate.doubled, // siege does not say what its users were told
        tally.seconds.toFixed(1),
        tally.median.toFixed(0),
        tally.slowest.toFixed(0),
      ]),
    ),
    ...(played.some(r => r.siege)
      ? [
          tableOf(
            ['beside it siege, GET and POST', 'users', 'hits', 'availability', 's', 'MB', 'response s', 'hits/s', 'concurrency', 'failed'],
            [...played.flatMap(({ act, siege: s, besiegers }) => (s ? [besiegedRow(act, besiegers, s)] : [])), ...published],
          ),
        ]
      : []),
    ...played.map(({ act, tally }) => [...tally.failed].map(([what, n]) => `  ${act}: ${n} × ${what}`).join('\n')).filter(Boolean),
  ].join('\n\n')
