import type { Node } from '@jumun/core/runtime'
import { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Work } from './context-server.ts'
import { type Page, pageOf, sendCached } from './pages.ts'
import { Problem } from './problem.ts'

/** What the metrics know of a guard: the breaker around one solid line. */
export interface GuardLike {
  readonly name: string
  readonly state: 'closed' | 'open' | 'trial'
  readonly counts: { readonly [name: string]: number }
}

let ofProcess: Registry | undefined
/** Memory, event loop, garbage collection: once for the whole process. */
const processMetrics = (): Registry => {
  if (ofProcess) return ofProcess
  ofProcess = new Registry()
  collectDefaultMetrics({ register: ofProcess })
  return ofProcess
}

/** The numbers of one context. */
export class Metrics {
  readonly registry = new Registry()
  private readonly commands: Counter
  private readonly requests: Histogram
  private readonly children = new Map<string, { observe(seconds: number): void }>()
  private readonly outcomes = new Map<string, { inc(): void }>()

  constructor(
    system: string,
    context: string,
    { node, guards, inFlight }: { readonly node?: Node; readonly guards?: () => Iterable<GuardLike>; readonly inFlight: () => number },
  ) {
    const registers = [this.registry]
    this.registry.setDefaultLabels({ system, context })
    this.requests = new Histogram({
      name: 'jumun_http_request_seconds',
      help: 'Requests by route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.61, 1, 2],
      registers,
    })
    this.commands = new Counter({
      name: 'jumun_commands_total',
      help: 'Commands of people by what became of them',
      labelNames: ['command', 'outcome'],
      registers,
    })
    new Gauge({
      name: 'jumun_http_requests_in_flight',
      help: 'Requests that are being answered',
      registers,
      collect() {
        this.set(inFlight())
      },
    })
    if (node) {
      new Gauge({
        name: 'jumun_store_entries',
        help: 'What the store holds, by kind',
        labelNames: ['kind'],
        registers,
        async collect() {
          try {
            for (const [kind, n] of Object.entries(await node.store.counts())) this.set({ kind }, n)
          } catch {
            this.reset() // a store that is away has no numbers
          }
        },
      })
    }
    if (guards) {
      new Gauge({
        name: 'jumun_breaker_state',
        help: '0 closed, 1 trial, 2 open',
        labelNames: ['target'],
        registers,
        collect() {
          for (const g of guards()) this.set({ target: g.name }, g.state === 'closed' ? 0 : g.state === 'trial' ? 1 : 2)
        },
      })
      new Gauge({
        name: 'jumun_asks',
        help: 'Solid lines by target and what became of them, since the start',
        labelNames: ['target', 'outcome'],
        registers,
        collect() {
          for (const g of guards()) for (const [outcome, n] of Object.entries(g.counts)) this.set({ target: g.name, outcome }, n)
        },
      })
    }
  }
  /** One answered request. */
  request(method: string, route: string, status: number, seconds: number): void {
    const name = `${method} ${status} ${route}`
    let child = this.children.get(name)
    if (!child) this.children.set(name, (child = this.requests.labels(method, route, String(status))))
    child.observe(seconds)
  }
  /** A command of a person, and what became of it. */
  command(type: string, outcome: string): void {
    const name = `${type} ${outcome}`
    let child = this.outcomes.get(name)
    if (!child) this.outcomes.set(name, (child = this.commands.labels(type, outcome)))
    child.inc()
  }
}

/** The metrics of several registries as one text, each name once. */
const textOf = async (registries: readonly Registry[]): Promise<string> => {
  const all = await Promise.all([processMetrics(), ...registries].map(async r => (await r.getMetricsAsJSON()) as any))
  return AggregatorRegistry.aggregate(all).metrics()
}

/**
 * `/metrics`, for the roles `operator` and `metrics`. The text costs far more than a request may: it is made at most once in `age` ms, however
 * many ask, and none is made for whoever may not read it.
 */
export const metricsWork = (registries: () => readonly Registry[], age = 1000): Work => {
  let made: Promise<Page> | undefined
  let until = 0
  return async x => {
    if (!x.caller.anyone && !x.caller.roles.some(r => r === 'operator' || r === 'metrics')) throw new Problem('role')
    const now = performance.now()
    if (!made || now >= until) {
      until = now + age
      made = textOf(registries()).then(pageOf)
      made.catch(() => (made = undefined))
    }
    sendCached(x, await made, ['content-type', Registry.PROMETHEUS_CONTENT_TYPE])
  }
}
