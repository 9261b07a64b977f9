import type { Node } from '@jumun/core/runtime'
import { type Count, Families, type Reading, type Spread } from '@jumun/instruments'
import { AggregatorRegistry, collectDefaultMetrics, type Metric, Registry } from 'prom-client'
import type { Work } from './bare-server.ts'
import { type Page, pageOf, sendCached } from './pages.ts'
import { Problem } from './problem.ts'

/** What the metrics know of a guard: the breaker around one solid line. */
export interface GuardLike {
  readonly name: string
  readonly state: 'closed' | 'open' | 'trial'
  readonly counts: { readonly [name: string]: number }
  /** An operator holds it open. */
  readonly forced?: boolean
}

let ofProcess: Registry | undefined
/** Memory, event loop, garbage collection: once for the whole process. */
const processMetrics = (): Registry => {
  if (ofProcess) return ofProcess
  ofProcess = new Registry()
  collectDefaultMetrics({ register: ofProcess })
  return ofProcess
}

/** The numbers of one server: of a context, or of what a gateway does itself. */
export class Metrics {
  readonly registry = new Registry()
  readonly families: Families
  private readonly requests = new Map<string, Spread>()
  private readonly served: { readonly [outcome in 'good' | 'bad' | 'excused']: Count } | undefined
  private readonly outcomes = new Map<string, Count>()

  /** `families`: those that are counted elsewhere, too, such as in the runtime of the context. */
  constructor(
    system: string,
    context: string,
    {
      node,
      guards,
      inFlight,
      families = new Families(),
    }: {
      readonly node?: Node
      readonly guards?: () => Iterable<GuardLike>
      readonly inFlight: () => number
      readonly families?: Families | undefined
    },
  ) {
    this.families = families
    this.registry.setDefaultLabels({ system, context })
    if (node) {
      const of = (outcome: string) => families.count('jumun_service_requests_total', node.context.level, outcome)
      this.served = { good: of('good'), bad: of('bad'), excused: of('excused') }
    }
    for (const family of families.all()) this.registry.registerMetric(family as unknown as Metric)
    families.reads(() => [
      { name: 'jumun_http_requests_in_flight', value: inFlight() },
      { name: 'jumun_clock_seconds', value: Date.now() / 1000 },
    ])
    if (node)
      families.reads(async () => {
        try {
          return Object.entries(await node.store.counts()).map(([kind, value]) => ({
            name: 'jumun_store_entries',
            labels: { kind },
            value,
          }))
        } catch {
          return [] // a store that is away has no numbers
        }
      })
    if (guards) families.reads(() => [...guards()].flatMap(readingsOf))
  }
  /** One answered request; `slug`: of its problem. */
  request(method: string, route: string, status: number, seconds: number, slug: string | undefined): void {
    this.served?.[outcomeOf(status, slug)].inc()
    const name = `${method} ${status} ${route}`
    let spread = this.requests.get(name)
    if (!spread) this.requests.set(name, (spread = this.families.spread('jumun_http_request_seconds', method, route, String(status))))
    spread.observe(seconds)
  }
  /** A command of a person, and what became of it. */
  command(type: string, outcome: string): void {
    const name = `${type} ${outcome}`
    let count = this.outcomes.get(name)
    if (!count) this.outcomes.set(name, (count = this.families.count('jumun_commands_total', type, outcome)))
    count.inc()
  }
  /** A problem document was sent. */
  problem(slug: string): void {
    this.families.count('jumun_problems_total', slug).inc()
  }
}
/** What a request counts as for the one who promises to answer: that the provider of payments is away is the provider's. */
const outcomeOf = (status: number, slug: string | undefined): 'good' | 'bad' | 'excused' =>
  status < 500 ? 'good' : slug === 'payment-unavailable' || slug === 'payment-unknown' ? 'excused' : 'bad'
const states = { closed: 0, trial: 1, open: 2 } as const
const readingsOf = ({ name: target, state, counts, forced }: GuardLike): Reading[] => [
  { name: 'jumun_breaker_state', labels: { target }, value: states[state] },
  { name: 'jumun_breaker_forced', labels: { target }, value: forced ? 1 : 0 },
  ...Object.entries(counts).map(([outcome, value]): Reading => ({ name: 'jumun_asks_total', labels: { target, outcome }, value })),
]

/** The metrics of several registries as one text, each name once. */
const textOf = async (registries: readonly Registry[]): Promise<string> => {
  const all = await Promise.all([processMetrics(), ...registries].map(async r => (await r.getMetricsAsJSON()) as any))
  return AggregatorRegistry.aggregate(all).metrics()
}

/**
 * `/metrics`, for the roles `operator` and `metrics`. The text costs far more than a request may: it is made at most once in `age` ms,
 * however many ask, and none is made for whoever may not read it.
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
