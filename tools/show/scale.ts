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
  /** How many order until there are `goal` replicas, and a tenth of them until there is one again. */
  readonly users: number
  readonly pause: number
  readonly goal: number
  /** Every so many ms the CPU is looked at (15 s in Kubernetes), and for so many nothing more was needed before any is ended (300 s there). */
  readonly every: number
  readonly settle: number
  readonly goodbye: number
  /** Other figures than those of the manifests. */
  readonly figures?: Scale | undefined
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

/** Starts and ends replicas of a service as the autoscaler decides, until it is told to end. */
const autoscale = (stage: Stage, service: string, figures: Scale, { every, settle, goodbye, log = () => {} }: ScaleSettings) => {
  const steps: Step[] = []
  const patience = new Patience(settle)
  const seen = new Map<Pod, number>()
  const ready = new Set<Pod>(stage.pods(service))
  const began = performance.now()
  let isOver = false
  const endings: Promise<void>[] = []
  const look = async (): Promise<void> => {
    let last = performance.now()
    while (!isOver) {
      await sleep(every)
      const pods = stage.pods(service)
      const now = performance.now()
      const usages = pods.map((pod): Usage => {
        const time = cpuTimeOf(pod.process.pid)
        const before = seen.get(pod)
        seen.set(pod, time)
        return ready.has(pod) && before !== undefined ? (100 * (time - before)) / (now - last) / share : undefined
      })
      last = now
      const many = patience.calm(wanted(usages, figures), pods.length, now)
      const known = usages.filter(u => u !== undefined)
      const cpu = known.reduce((a, b) => a + b, 0) / Math.max(1, known.length)
      if (many === pods.length) continue
      steps.push({ at: (now - began) / 1000, from: pods.length, to: many, cpu })
      log(`${pods.length} → ${many} at ${cpu.toFixed(0)} % of the CPU that is asked for`)
      for (let i = pods.length; i < many; i++) {
        const pod = await stage.start(service)
        endings.push(stage.ready(pod).then(() => void ready.add(pod)))
      }
      for (const pod of pods.slice(many)) endings.push(stage.end(pod, goodbye))
    }
  }
  const done = look()
  done.catch(() => {}) // said by end()
  return {
    steps,
    end: async () => {
      isOver = true
      await done
      await Promise.all(endings)
    },
  }
}

export const scale = async (settings: ScaleSettings): Promise<Scaling> => {
  const { system, users, pause, goal, patience = 300_000 } = settings
  const [[service, published]] = Object.entries((await figuresOf(businessOf(system).system)).scaled) as [[string, Scale]]
  const figures = settings.figures ?? published
  const stage = await Stage.open({ system, replicas: () => figures.least, manners: { health: readiness } })
  try {
    const { wares } = await castOf(system)
    const ask = clientOf(() => stage.front)
    const before = new Set((await allOf(ask, wares.at)).map(o => Number(o.id)))
    const others = stage.services.filter(s => s !== service).flatMap(s => stage.pods(s).map(p => p.process.pid))
    const scaler = autoscale(stage, service, figures, settings)
    const trickle = await crowdOf(ask, wares, Math.max(1, Math.round(users / 10)), pause)
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
    const after = stage.services.filter(s => s !== service).flatMap(s => stage.pods(s).map(p => p.process.pid))
    if (after.join() !== others.join()) wrong.push('a process of another service was started again')
    return { service, figures, steps: scaler.steps, tally, fate, wrong }
  } finally {
    await stage.close()
  }
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

/** A report as people read it. */
export const scaleWords = ({ service, figures, steps, tally, fate }: Scaling): string =>
  [
    `${service}: ${figures.least} to ${figures.most} at ${figures.cpu} % of ${share * 1000}m CPU`,
    tableOf(
      ['after s', 'replicas', 'CPU of what is asked for'],
      steps.map(({ at, from, to, cpu }) => [at.toFixed(0), `${from} → ${to}`, `${cpu.toFixed(0)} %`]),
    ),
    tableOf(
      ['requests', 'availability', 'failed', 'put off', 'orders', 'lost', 'doubled', 's', 'median ms'],
      [
        [
          tally.requests,
          `${availability(tally).toFixed(2)} %`,
          sum(tally.failed),
          sum(tally.putOff),
          fate.orders,
          fate.lost,
          fate.doubled,
          tally.seconds.toFixed(0),
          tally.median.toFixed(0),
        ],
      ],
    ),
  ].join('\n\n')
