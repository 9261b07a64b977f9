// A release under load (CAF-O6, CAF-O7, COM-102): every process is replaced while people order, with readiness and without.
import { allOf, sleep } from '@jumun/testing/cast'
import { castOf } from '../command.ts'
import { clientOf } from '../demo-client.ts'
import type { Manners } from '../engines/index.ts'
import { besiege, type Besieged, besiegedBadly } from './besiegers.ts'
import { crowdOf, type Fate, fateOf, noticed, quiet, type Tally } from './crowd.ts'
import { readiness, Stage } from './stage.ts'

export interface RollingSettings {
  readonly system: string
  readonly users: number
  /** How long each of them pauses between two orders, in ms. */
  readonly pause: number
  /** How many more ask by siege, GET and POST by turns; 0: nobody. */
  readonly besiegers: number
  /** How long an old process is still there when nobody is sent to it any more, in ms. */
  readonly goodbye: number
  /** How long a new process is looked at beside the old one, and gets less than its share, in ms (minReadySeconds, slow start). */
  readonly warm: number
  /** How long people order while nothing is released, in ms: what is put off then, the machine puts off. */
  readonly calm?: number
  /** How long a person's request may take in all, in ms; left out: as long as usual. */
  readonly requestTime?: number
  /** Whose processes are replaced; left out: everybody's. */
  readonly only?: readonly string[] | undefined
  readonly acts?: readonly Act[]
  readonly log?: (text: string) => void
}
export const acts = ['nothing is released', 'with readiness', 'without readiness'] as const
export type Act = (typeof acts)[number]

export interface Release {
  readonly act: Act
  /** How many processes were replaced. */
  readonly replaced: number
  readonly tally: Tally
  readonly fate: Fate
  readonly besieged: Besieged | undefined
  /** What must not be, whatever the act. */
  readonly wrong: readonly string[]
}

const mannersIn = (act: Act, { warm }: Pick<RollingSettings, 'warm'>): Manners => ({
  notes: 'gateway',
  // who was ready stays so for ten noes, as published (COM-100): a machine that has much to do is no reason to ask nobody
  ...(act === 'without readiness' ? {} : { health: { ...readiness, failures: 10 }, warm }),
})

/** One after the other. */
const oneByOne = () => {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work)
    last = mine.catch(() => {}) // said to whoever waits for it
    return mine
  }
}

/**
 * The new process is there and ready before the old one goes; or, where nobody asks for readiness, counts as ready when it is begun. Services
 * are replaced side by side, as a cluster does, but this machine starts one process at a time.
 */
const replace = async (
  stage: Stage,
  service: string,
  act: Act,
  { goodbye, warm }: Pick<RollingSettings, 'goodbye' | 'warm'>,
  inTurn: ReturnType<typeof oneByOne>,
): Promise<number> => {
  const old = stage.pods(service)
  for (const pod of old) {
    await inTurn(async () => {
      const fresh = await stage.start(service)
      if (act === 'with readiness') return stage.ready(fresh)
      await stage.end(pod, 0)
      await fresh.process.ready
    })
    if (act === 'without readiness') continue
    await sleep(warm)
    await stage.end(pod, goodbye)
  }
  return old.length
}
const replaceAll = async (
  stage: Stage,
  act: Act,
  settings: Omit<RollingSettings, 'system'>,
): Promise<{ readonly replaced: number; readonly wrong: readonly string[] }> => {
  if (act === 'nothing is released') {
    await sleep(settings.calm ?? 0)
    return { replaced: 0, wrong: [] }
  }
  const inTurn = oneByOne()
  const services = stage.services.filter(s => !settings.only || settings.only.includes(s))
  const ended = await Promise.allSettled(services.map(service => replace(stage, service, act, settings, inTurn)))
  return {
    replaced: ended.reduce((all, e) => all + (e.status === 'fulfilled' ? e.value : 0), 0),
    wrong: ended.flatMap(e => (e.status === 'rejected' ? [String(e.reason)] : [])),
  }
}

/** What both a crowd and those who besiege were told. */
const together = (tally: Tally, besieged: Besieged | undefined): Pick<Tally, 'promised' | 'failed' | 'putOff'> =>
  besieged
    ? {
        promised: new Set([...tally.promised, ...besieged.promised]),
        failed: new Map([...tally.failed, ...[...besieged.failed].map(([what, n]) => [`${what} (siege)`, n] as const)]),
        putOff: new Map([...tally.putOff, ['siege', besieged.putOff]]),
      }
    : tally

/** Plays one act on a stage where Envoy has the manners for it. */
const play = async (stage: Stage, act: Act, settings: Omit<RollingSettings, 'system'>): Promise<Release> => {
  const { users, pause, besiegers } = settings
  const { wares } = await castOf(stage.system.name)
  const ask = clientOf(() => stage.front)
  const before = new Set((await allOf(ask, wares.at)).map(o => Number(o.id)))
  const others = besiegers ? await besiege(stage, besiegers, pause) : undefined
  const crowd = await crowdOf(ask, wares, users, pause)
  const { replaced, wrong: unlike } = await replaceAll(stage, act, settings)
  const besieged = await others?.end()
  const tally = await crowd.end()
  const wrong = [...unlike]
  if (!(await quiet(ask))) wrong.push('not everything was heard within two minutes')
  const fate = await fateOf(ask, wares.at, together(tally, besieged), before, besieged?.gone)
  if (fate.lost) wrong.push(`${fate.lost} orders were promised and are lost`)
  if (fate.doubled) wrong.push(`${fate.doubled} orders are there that nobody was promised`)
  if (act !== 'without readiness') wrong.push(...noticed(tally), ...(besieged ? besiegedBadly(besieged) : []))
  return { act, replaced, tally, fate, besieged, wrong }
}
const audited = async (stage: Stage, release: Release): Promise<Release> => ({
  ...release,
  wrong: [...release.wrong, ...(await stage.audit()).map(what => `audit: ${what}`)],
})

/** Replaces the processes of a stage on which each has a double. */
export const releases = async (stage: Stage, settings: Omit<RollingSettings, 'system'>): Promise<readonly Release[]> => {
  const all: Release[] = []
  for (const act of settings.acts ?? acts) {
    await stage.envoy.behave(mannersIn(act, settings))
    for (const service of stage.services) for (const pod of stage.pods(service)) await stage.ready(pod)
    settings.log?.(`${act} …`)
    all.push(await audited(stage, await play(stage, act, settings)))
  }
  return all
}

const opened = (settings: RollingSettings): Promise<Stage> => {
  const { system, only, requestTime } = settings
  return Stage.open({
    system,
    replicas: service => (only && !only.includes(service) ? 1 : 2),
    manners: mannersIn('with readiness', settings),
    settings: requestTime === undefined ? [] : ['--request-time', String(requestTime)],
  })
}
export const rolling = async (settings: RollingSettings): Promise<readonly Release[]> => {
  const stage = await opened(settings)
  try {
    settings.log?.(`${stage.versions}; ${stage.services.map(s => `${stage.pods(s).length} of ${s}`).join(', ')}`)
    return await releases(stage, settings)
  } finally {
    await stage.close()
  }
}

/** After so many releases all stores are read. */
const auditEvery = 10
/** Releases again and again, with readiness; each is told when it is over. */
export const releasesAgain = async (
  settings: RollingSettings,
  from: number,
  to: number,
  tell: (release: Release) => void,
): Promise<void> => {
  if (from >= to) return
  const stage = await opened(settings)
  try {
    for (let n = from + 1; n <= to; n++) {
      const release = await play(stage, 'with readiness', settings)
      tell(n === to || n % auditEvery === 0 ? await audited(stage, release) : release)
    }
  } finally {
    await stage.close()
  }
}
