// What a cluster does for a system, on one machine: processes instead of pods, and Envoy before the pods of each service.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { System } from '@jumun/core/model'
import { sleep, until } from '@jumun/testing/cast'
import { auditData } from '@jumun/host'
import { type Arrangement, arrange } from '../arrangement.ts'
import { businessOf } from '../command.ts'
import { launch, type Launched } from '../demo-process.ts'
import { type Envoy, freePort, type Manners, startEnvoy } from '../engines/index.ts'

/** A replica: a process of a service, which keeps its name when it is started again. */
export interface Pod {
  readonly service: string
  readonly name: string
  readonly port: number
  process: Launched
  /** How often it was started again. */
  restarts: number
}
export interface StageSettings {
  readonly system: string
  /** How many serve a service at first. */
  readonly replicas: (service: string) => number
  readonly manners: Manners
  /** Of the product, for every process. */
  readonly settings?: readonly string[]
}

/** How a proxy asks whether somebody is to be asked, in ms: as often as it must be for people to see nothing. */
export const readiness = { path: '/actuator/health/readiness', every: 250, failures: 2 } as const
/** How long a process may take to start, or to end what it has begun, in ms. */
const patience = 60_000

export class Stage {
  readonly system: System
  readonly data: string
  readonly envoy: Envoy
  readonly engines: Arrangement
  private readonly settings: StageSettings
  private readonly all = new Map<string, Pod[]>()
  private born = 0
  private constructor(settings: StageSettings, engines: Arrangement, envoy: Envoy) {
    this.settings = settings
    this.system = businessOf(settings.system).system
    this.engines = engines
    this.envoy = envoy
    this.data = mkdtempSync(join(tmpdir(), `jumun-show-${settings.system}-`))
  }

  /** Starts PostgreSQL, Kafka, Envoy, and so many of each context and of the gateway; resolves when Envoy asks all of them. */
  static async open(settings: StageSettings): Promise<Stage> {
    const engines = await arrange('postgres', settings.system)
    let envoy: Envoy | undefined
    let stage: Stage | undefined
    try {
      const { contexts } = businessOf(settings.system).system
      envoy = await startEnvoy([...contexts.map(c => c.name), 'gateway'], settings.manners)
      stage = new Stage(settings, engines, envoy)
      const pods = await Promise.all(
        stage.services.flatMap(service => Array.from({ length: settings.replicas(service) }, () => stage!.start(service))),
      )
      await Promise.all(pods.map(pod => stage!.ready(pod)))
      return stage
    } catch (error) {
      if (stage) await stage.close()
      else await Promise.all([envoy?.stop(), engines.stop()])
      throw error
    }
  }
  /** The contexts, and the gateway last: who stands before others is replaced after them. */
  get services(): readonly string[] {
    return [...this.system.contexts.map(c => c.name), 'gateway']
  }
  /** Where the world asks. */
  get front(): string {
    return `http://127.0.0.1:${this.envoy.portOf('gateway')}`
  }
  get versions(): string {
    const { databases, kafka } = this.engines
    return [this.envoy, ...databases.values(), ...(kafka ? [kafka] : [])].map(e => e.version).join(', ')
  }
  pods(service: string): readonly Pod[] {
    return this.all.get(service) ?? []
  }

  /** Starts one more of a service, which Envoy is told of at once: where it asks for readiness, others are not sent there before that. */
  async start(service: string, own: readonly string[] = []): Promise<Pod> {
    const name = `${service}-${++this.born}`
    const port = await freePort()
    const pod: Pod = { service, name, port, restarts: 0, process: this.launch(service, name, port, own) }
    this.name(service, [...this.pods(service), pod])
    return pod
  }
  /** Starts the process of a pod again, where it was. */
  again(pod: Pod, own: readonly string[] = []): void {
    pod.restarts++
    pod.process = this.launch(pod.service, pod.name, pod.port, own)
  }
  private launch(service: string, name: string, port: number, own: readonly string[]): Launched {
    const { envoy, data, engines } = this
    const peers = this.system.contexts.map(c => `${c.name}=http://127.0.0.1:${envoy.portOf(c.name)}`).join()
    const places = ['--data', data, '--port', String(port), '--peers', peers, '--public-base', this.front]
    return launch(`${this.system.name}/${service}`, {
      data: join(data, 'processes', name),
      settings: [...places, ...engines.settings, ...(this.settings.settings ?? []), ...own],
    })
  }
  private name(service: string, pods: Pod[]): void {
    this.all.set(service, pods)
    this.envoy.serve(
      service,
      pods.map(p => p.port),
    )
  }
  /** Resolves when Envoy sends others to it. */
  async ready(pod: Pod): Promise<void> {
    await pod.process.ready
    const isAsked = await until(async () => (await this.envoy.asked(pod.service)).includes(pod.port), patience)
    if (!isAsked) throw new Error(`${pod.name} is not ready after ${patience / 1000} s`)
  }
  /** Envoy sends nobody there any more. */
  forget(pod: Pod): void {
    this.name(
      pod.service,
      this.pods(pod.service).filter(p => p !== pod),
    )
  }
  /** As Kubernetes ends a pod: others are not sent there any more, a pause until everybody has heard of it (preStop), SIGTERM, the end. */
  async end(pod: Pod, goodbye: number): Promise<void> {
    this.forget(pod)
    await sleep(goodbye)
    await this.terminate(pod)
  }
  /** SIGTERM, and SIGKILL to whoever does not end in time. Throws where it ended in another way than it should. */
  async terminate(pod: Pod): Promise<void> {
    const late = setTimeout(() => void pod.process.kill(), patience)
    await pod.process.stop()
    clearTimeout(late)
    const how = await pod.process.ended
    if (how !== 0) throw new Error(`asked to stop ${pod.name} ended with ${how}; its last words: ${this.lastWords(pod)}`)
  }
  private lastWords(pod: Pod): string {
    return readFileSync(join(this.data, 'processes', pod.name, 'error.log'), 'utf8').slice(-500) || 'none'
  }

  /** The broken promises of all contexts: none where everything fits. */
  async audit(): Promise<readonly string[]> {
    const where = { data: this.data, stores: this.engines.stores }
    const { broken } = await auditData(businessOf(this.system.name), where)
    return broken.map(({ promise, where: place }) => `${promise} (${place})`)
  }
  async close(): Promise<void> {
    await Promise.all([...this.all.values()].flat().map(pod => pod.process.kill()))
    await this.envoy.stop()
    await this.engines.stop()
    rmSync(this.data, { recursive: true, force: true, maxRetries: 5 })
  }
}
