// Autoscaling (CAF-O5, AIR-O2, COM-103): replicas come and go under load as the autoscaler of Kubernetes decides from their CPU.
import { allOf, sleep, until } from '@jumun/testing/cast'
import { businessOf, castOf } from '../command.ts'
import { clientOf } from '../demo-client.ts'
import { figuresOf, type Scale } from '../deploy/figures.ts'
import { share } from '../deploy/workload.ts'
import { cpuTimeOf, Patience, type Usage, wanted } from './autoscaler.ts'
import { availability, crowdOf, type Fate, fateOf, noticed, quiet, sum, type Tally } from './crowd.ts'
import { type Pod, readiness, Stage } from './stage.ts'
import { tableOf } from './table.ts'

export interface ScaleSettings {
  readonly system: string
  /** How many order until there are `goal` replicas, and a twentieth of them until there is one again, who take four times as long. */
  readonly users: number
  readonly pause: number
  readonly goal: number
  /**
   * Every so many ms the CPU is looked at (15 s in Kubernetes), and for so many nothing more was needed before any is ended (300 s
   * there).
   */
  readonly every: number
  readonly settle: number
  readonly goodbye: number
  /** Other figures than those of the manifests. */
  readonly figures?: Scale | undefined
  /** What is seen of one that is ready, in percent of the CPU that it asks for; left out: what it uses. */
  readonly usage?: ((pod: Pod) => Usage) | undefined
  /** How long either way may take, in ms. */
  readonly patience?: number
  readonly log?: (text: string) => void
}
export interface Step {
  /** Seconds since the load began. */
  readonly at: number
  readonly from: number
  readonly to: number
  /** What was seen of the CPU, in percent of what is asked for, over all that were ready. */
  readonly cpu: number
}
export interface Scaling {
  readonly service: string
  readonly figures: Scale
  readonly steps: readonly Step[]
  readonly tally: Tally
  readonly fate: Fate
  readonly wrong: readonly string[]
}

/** What each process has used of the CPU since it was looked at last, in percent of what it asks for. */
const usageSince = () => {
  const seen = new Map<Pod, { readonly time: number; readonly at: number }>()
  return (pod: Pod): Usage => {
    const now = { time: cpuTimeOf(pod.process.pid), at: performance.now() }
    const before = seen.get(pod)
    seen.set(pod, now)
    return before && (100 * (now.time - before.time)) / (now.at - before.at) / share
  }
}

/** Starts and ends replicas of a service as the autoscaler decides, until it is told to end. */
const autoscale = (
  stage: Stage,
  service: string,
  figures: Scale,
  { every, settle, goodbye, usage = usageSince(), log = () => {} }: Omit<ScaleSettings, 'system'>,
) => {
  const steps: Step[] = []
  const patience = new Patience(settle)
  const ready = new Set<Pod>(stage.pods(service))
  const began = performance.now()
  const comings: Promise<void>[] = []
  let isOver = false
  const whenDone = (work: Promise<void>): void => {
    work.catch(() => {}) // said by end()
    comings.push(work)
  }
  /** One that is ended before it is ready never is. */
  const isReady = async (pod: Pod): Promise<void> => {
    try {
      await stage.ready(pod)
      ready.add(pod)
    } catch (error) {
      if (stage.pods(service).includes(pod)) throw error
    }
  }
  const look = async (): Promise<void> => {
    while (!isOver) {
      await sleep(every)
      const pods = stage.pods(service)
      // what it takes to start is no load
      const usages = pods.map(pod => (ready.has(pod) ? usage(pod) : undefined))
      const now = performance.now()
      const many = patience.calm(wanted(usages, figures), pods.length, now)
      if (many === pods.length) continue
      const known = usages.filter(u => u !== undefined)
      const cpu = known.reduce((a, b) => a + b, 0) / Math.max(1, known.length)
      steps.push({ at: (now - began) / 1000, from: pods.length, to: many, cpu })
      log(`${pods.length} → ${many} at ${cpu.toFixed(0)} % of the CPU that is asked for`)
      for (let i = pods.length; i < many; i++) whenDone(isReady(await stage.start(service)))
      for (const pod of pods.slice(many)) whenDone(stage.end(pod, goodbye))
    }
  }
  const done = look()
  done.catch(() => {}) // said by end()
  return {
    steps,
    end: async () => {
      isOver = true
      await done
      await Promise.all(comings)
    },
  }
}

/** Whom the published figures scale. */
const scaledIn = async (system: string): Promise<readonly [string, Scale]> =>
  Object.entries((await figuresOf(businessOf(system).system)).scaled)[0]!

export const scale = async (settings: ScaleSettings): Promise<Scaling> => {
  const [, published] = await scaledIn(settings.system)
  const { least } = settings.figures ?? published
  const stage = await Stage.open({ system: settings.system, replicas: () => least, manners: { health: readiness } })
  try {
    return await scaling(stage, settings)
  } finally {
    await stage.close()
  }
}

/** Scales on a stage where there are as many as there are to be at the least. */
export const scaling = async (stage: Stage, settings: Omit<ScaleSettings, 'system'>): Promise<Scaling> => {
  const { users, pause, goal, patience = 300_000 } = settings
  const [service, published] = await scaledIn(stage.system.name)
  const figures = settings.figures ?? published
  const { wares } = await castOf(stage.system.name)
  const ask = clientOf(() => stage.front)
  const before = new Set((await allOf(ask, wares.at)).map(o => Number(o.id)))
  const othersNow = () => stage.services.filter(s => s !== service).flatMap(s => stage.pods(s).map(p => p.process.pid))
  const others = othersNow()
  const scaler = autoscale(stage, service, figures, settings)
  const trickle = await crowdOf(ask, wares, Math.max(1, Math.round(users / 20)), 4 * pause)
  const crowd = await crowdOf(ask, { ...wares, open: async () => trickle.next }, users, pause)
  const count = () => stage.pods(service).length
  const wrong: string[] = []
  if (!(await until(() => count() >= goal, patience))) wrong.push(`there were never ${goal} of ${service}`)
  const loud = await crowd.end()
  if (!(await until(() => count() === figures.least, patience))) wrong.push(`there are still ${count()} of ${service}`)
  await scaler.end()
  const tally = together(loud, await trickle.end())
  if (!(await quiet(ask))) wrong.push('not everything was heard within two minutes')
  const fate = await fateOf(ask, wares.at, tally, before)
  wrong.push(...(await stage.audit()).map(what => `audit: ${what}`), ...noticed(tally))
  if (fate.lost) wrong.push(`${fate.lost} orders were promised and are lost`)
  if (fate.doubled) wrong.push(`${fate.doubled} orders are there that nobody was promised`)
  if (othersNow().join() !== others.join()) wrong.push('a process of another service was started again')
  return { service, figures, steps: scaler.steps, tally, fate, wrong }
}
const together = (a: Tally, b: Tally): Tally => {
  const added = (x: ReadonlyMap<string, number>, y: ReadonlyMap<string, number>) =>
    new Map([...new Set([...x.keys(), ...y.keys()])].map(key => [key, (x.get(key) ?? 0) + (y.get(key) ?? 0)]))
  return {
    requests: a.requests + b.requests,
    good: a.good + b.good,
    failed: added(a.failed, b.failed),
    failures: [...a.failures, ...b.failures],
    putOff: added(a.putOff, b.putOff),
    promised: new Set([...a.promised, ...b.promised]),
    seconds: Math.max(a.seconds, b.seconds),
    median: a.median,
    slowest: Math.max(a.slowest, b.slowest),
  }
}

/** What the originals saw, beside ours. */
const published: readonly (readonly (string | number)[])[] = [
  ['café, payment, 1–10 at 15 % (CAF-O5)', '1 → 2 (45 s) → 4 (60 s)', 5078, '92.45 %', '–', '–', '–', '–', 120],
  ['airline, reservationmgmt, 1–5 at 30 % (AIR-O2)', '1 → 5, and others were started again', 2303, '100.00 %', 0, '–', '–', '–', 42],
]
/** A report as people read it. */
export const scaleWords = ({ service, figures, steps, tally, fate }: Scaling): string =>
  [
    tableOf(
      ['after s', 'replicas', 'CPU of what is asked for'],
      steps.map(({ at, from, to, cpu }) => [at.toFixed(0), `${from} → ${to}`, `${cpu.toFixed(0)} %`]),
    ),
    tableOf(
      ['scaled', 'replicas', 'requests', 'availability', 'failed', 'put off', 'lost', 'doubled', 's'],
      [
        [
          `${service}, ${figures.least}–${figures.most} at ${figures.cpu} % of ${share * 1000}m CPU`,
          [figures.least, ...steps.map(s => s.to)].join(' → '),
          tally.requests,
          `${availability(tally).toFixed(2)} %`,
          sum(tally.failed),
          sum(tally.putOff),
          fate.lost,
          fate.doubled,
          tally.seconds.toFixed(0),
        ],
        ...published,
      ],
    ),
    `${fate.orders} orders.`,
  ].join('\n\n')
