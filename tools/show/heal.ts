// Self-healing (COM-101, CAR-O7): one of two processes falls ill under load and is replaced; beside it the crash loop of the original.
import { spawn } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { allOf, sleep, until } from '@jumun/testing/cast'
import { businessOf, castOf } from '../command.ts'
import { clientOf } from '../demo-client.ts'
import { figuresOf } from '../deploy/figures.ts'
import { freePort, tied } from '../engines/process.ts'
import { availability, crowdOf, type Fate, fateOf, noticed, quiet, sum, type Tally } from './crowd.ts'
import { backOff, lookAfter, type Mishap, type Patient, published, saysItLives } from './kubelet.ts'
import { type Pod, readiness, Stage } from './stage.ts'
import { tableOf } from './table.ts'

export interface HealSettings {
  readonly system: string
  readonly users: number
  readonly pause: number
  /** How long it is between two probes, in ms; five noes are too many. */
  readonly every: number
  readonly goodbye: number
  readonly log?: (text: string) => void
}
export interface Healing {
  /** Who fell ill. */
  readonly service: string
  readonly mishap: Mishap
  /** How long it took until nobody was sent to the ill one any more, in ms. */
  readonly leftOut: number
  readonly tally: Tally
  readonly fate: Fate
  /** How often the application of the original was started again meanwhile, and what it answered. */
  readonly loop: { readonly seconds: number; readonly restarts: number; readonly asked: number; readonly answered: number }
  readonly wrong: readonly string[]
}

/** The container of the original: in place of the application a shell that says for ten seconds that it lives (`second`: how long one is here). */
const crashLoop = (folder: string, second: number, port: number) => {
  const file = join(folder, 'healthy')
  const script = `touch ${file}; sleep ${(10 * second) / 1000}; rm -f ${file}; sleep ${(600 * second) / 1000}`
  const begin = () => {
    const [program, ...args] = [...tied(), 'sh', '-c', script]
    return spawn(program, args, { stdio: 'ignore', detached: true })
  }
  let child = begin()
  let [asked, answered, restarts] = [0, 0, 0]
  const end = () => {
    try {
      process.kill(-child.pid!, 'SIGKILL') // the shell, and what it sleeps by
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  const patient: Patient = {
    name: 'as in the original',
    lives: async () => {
      asked++
      if (await saysItLives(port)) answered++
      return existsSync(file)
    },
    again: async () => {
      end()
      restarts++
      child = begin()
      await until(() => existsSync(file), 10_000, 5)
    },
  }
  return { patient, end, seen: () => ({ restarts, asked, answered }) }
}

const patientOf = (stage: Stage, pod: Pod, ill: string, goodbye: number): Patient => ({
  name: pod.name,
  lives: () => saysItLives(pod.port),
  again: async () => {
    await sleep(goodbye) // preStop
    await stage.terminate(pod)
    rmSync(ill, { force: true }) // a new container has a new disk
    stage.again(pod, ['--fault-switch', ill])
    await stage.ready(pod)
  },
})

/** Who falls ill: whom the figures of the originals scale and heal. */
const patientIn = async (system: string): Promise<string> => Object.keys((await figuresOf(businessOf(system).system)).scaled)[0]!

export const heal = async (settings: HealSettings): Promise<Healing> => {
  const { system } = settings
  const service = await patientIn(system)
  const stage = await Stage.open({ system, replicas: name => (name === service ? 2 : 1), manners: { health: readiness } })
  try {
    return await healing(stage, settings)
  } finally {
    await stage.close()
  }
}

/** Lets one fall ill on a stage where whom it falls on has a double, and where Envoy asks for readiness. */
export const healing = async (
  stage: Stage,
  { users, pause, every, goodbye, log = () => {} }: Omit<HealSettings, 'system'>,
): Promise<Healing> => {
  const service = await patientIn(stage.system.name)
  const switchOf = (pod: Pod) => join(stage.data, `${pod.name}-is-ill`)
  const second = every / 5
  const loop = crashLoop(stage.data, second, await freePort())
  try {
    // with the switch, which no process has that was not given it
    for (const pod of stage.pods(service)) {
      await stage.terminate(pod)
      stage.again(pod, ['--fault-switch', switchOf(pod)])
      await stage.ready(pod)
    }
    const { wares } = await castOf(stage.system.name)
    const ask = clientOf(() => stage.front)
    const before = new Set((await allOf(ask, wares.at)).map(o => Number(o.id)))
    const crowd = await crowdOf(ask, wares, users, pause)
    const from = performance.now()
    const others = stage.services.filter(s => s !== service).flatMap(s => stage.pods(s))
    const watched = [...stage.pods(service), ...others].map(pod => patientOf(stage, pod, switchOf(pod), goodbye))
    const care = lookAfter([...watched, loop.patient], { every, failures: published.failures, waits: backOff(second) })
    await until(() => crowd.tally().promised.size >= users, 60_000)
    const [ill] = stage.pods(service) as [Pod]
    const fell = performance.now()
    writeFileSync(switchOf(ill), '')
    log(`${ill.name} is ill from now on`)
    await until(async () => !(await stage.envoy.asked(service)).includes(ill.port), 60_000, 20)
    const leftOut = performance.now() - fell
    const isBack = await until(() => care.mishaps.some(m => m.name === ill.name), 40 * every + 120_000, 20)
    await until(() => loop.seen().restarts >= 3, 60 * every)
    await care.end()
    const seconds = (performance.now() - from) / 1000
    const tally = await crowd.end()
    const wrong: string[] = isBack ? [] : [`${ill.name} was not replaced`]
    if (!(await quiet(ask))) wrong.push('not everything was heard within two minutes')
    const fate = await fateOf(ask, wares.at, tally, before)
    wrong.push(...(await stage.audit()).map(what => `audit: ${what}`), ...noticed(tally))
    if (fate.lost) wrong.push(`${fate.lost} orders were promised and are lost`)
    if (fate.doubled) wrong.push(`${fate.doubled} orders are there that nobody was promised`)
    for (const { name } of care.mishaps)
      if (name !== ill.name && name !== loop.patient.name) wrong.push(`${name} was started again, and was not ill`)
    const mishap = care.mishaps.find(m => m.name === ill.name)!
    return { service, mishap, leftOut, tally, fate, loop: { seconds, ...loop.seen() }, wrong }
  } finally {
    loop.end()
  }
}

/** A report as people read it. */
export const healWords = ({ service, mishap, leftOut, tally, fate, loop }: Healing): string => {
  const s = (ms: number) => (ms / 1000).toFixed(1)
  const ours = [
    `one of two of ${service}`,
    1,
    `${mishap.noes} noes, ${s(mishap.ended - mishap.ill)} s`,
    s(mishap.back - mishap.ended),
    `${availability(tally).toFixed(2)} %`,
    sum(tally.failed),
    sum(tally.putOff),
    fate.orders,
    fate.lost,
    fate.doubled,
  ]
  const theirs = [
    'as in the original',
    loop.restarts,
    'five noes each',
    '–',
    `${loop.answered} of ${loop.asked} asked`,
    '–',
    '–',
    0,
    '–',
    '–',
  ]
  return [
    tableOf(
      ['ill', 'replaced', 'after', 'works again after s', 'availability', 'failed', 'put off', 'orders', 'lost', 'doubled'],
      [ours, theirs],
    ),
    `Nobody was sent to the ill one any more after ${s(leftOut)} s.`,
  ].join('\n\n')
}
