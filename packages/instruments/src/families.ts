import { catalog, type Metric, type MetricName, type Reading } from './catalog.ts'

type Labels = { readonly [label: string]: string }
/** One line of the text. */
interface Value {
  readonly labels: Labels
  readonly value: number
  readonly metricName?: string
}
/** All that is told under one name, in the form that prom-client's registries take. */
export interface Family {
  readonly name: string
  readonly help: string
  readonly type: Metric['kind']
  readonly aggregator: 'sum'
  get(): Promise<Family & { readonly values: readonly Value[] }>
}

const buckets = {
  seconds: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.61, 1, 2, 5, 30, 300],
  events: [1, 2, 3, 5, 10, 50],
} as const

/** How often something was as large as this: observed often, told seldom. */
export class Spread {
  private readonly bounds: readonly number[]
  private readonly counts: Float64Array
  private sum = 0
  constructor(bounds: readonly number[]) {
    this.bounds = bounds
    this.counts = new Float64Array(bounds.length + 1)
  }
  observe(value: number): void {
    const { bounds, counts } = this
    let i = 0
    while (i < bounds.length && value > bounds[i]!) i++
    counts[i]!++
    this.sum += value
  }
  /** The middle of what was observed; null: nothing was. */
  get mean(): number | null {
    const count = this.counts.reduce((sum, n) => sum + n, 0)
    return count ? this.sum / count : null
  }
  values(name: string, labels: Labels): Value[] {
    let below = 0
    const steps = [...this.counts].map((count, i): Value => {
      below += count
      return {
        metricName: `${name}_bucket`,
        labels: { ...labels, le: i < this.bounds.length ? String(this.bounds[i]) : '+Inf' },
        value: below,
      }
    })
    return [...steps, { metricName: `${name}_sum`, labels, value: this.sum }, { metricName: `${name}_count`, labels, value: below }]
  }
}
/** How often something happened. */
export class Count {
  value = 0
  inc(): void {
    this.value++
  }
}
type Kinds<K extends Metric['kind']> = { [N in MetricName]: (typeof catalog)[N]['kind'] extends K ? N : never }[MetricName]

/** The numbers of one place: what is counted as it happens, and what is read when somebody looks. */
export class Families {
  private readonly spreads = new Map<string, { readonly name: string; readonly labels: Labels; readonly spread: Spread }>()
  private readonly counts = new Map<string, { readonly name: string; readonly labels: Labels; readonly count: Count }>()
  private readonly sources: (() => readonly Reading[] | Promise<readonly Reading[]>)[] = []
  private reading: Promise<readonly Reading[]> | undefined

  /** The spread of these labels' values, in the order in which the catalog names them. Whoever observes often keeps it. */
  spread(name: Kinds<'histogram'>, ...values: readonly string[]): Spread {
    const id = `${name} ${values.join('\n')}`
    let found = this.spreads.get(id)
    if (!found) this.spreads.set(id, (found = { name, labels: labelled(name, values), spread: new Spread(buckets[catalog[name].unit]) }))
    return found.spread
  }
  count(name: Kinds<'counter'>, ...values: readonly string[]): Count {
    const id = `${name} ${values.join('\n')}`
    let found = this.counts.get(id)
    if (!found) this.counts.set(id, (found = { name, labels: labelled(name, values), count: new Count() }))
    return found.count
  }
  /** What was counted under a name, as it stands. Nothing is read for it. */
  counted(name: Kinds<'counter'>): readonly { readonly labels: Labels; readonly value: number }[] {
    return [...this.counts.values()].filter(c => c.name === name).map(({ labels, count }) => ({ labels, value: count.value }))
  }
  /** What was observed under a name. */
  observed(name: Kinds<'histogram'>): readonly { readonly labels: Labels; readonly spread: Spread }[] {
    return [...this.spreads.values()].filter(s => s.name === name)
  }
  /** Asked when somebody looks. */
  reads(source: () => readonly Reading[] | Promise<readonly Reading[]>): void {
    this.sources.push(source)
  }

  /** Every family of the catalog; those of which there is nothing to tell have no values. */
  all(): readonly Family[] {
    return Object.entries<Metric>(catalog).map(([name, { kind, meaning }]): Family => {
      const head = { name, help: meaning, type: kind, aggregator: 'sum' } as const
      const family: Family = { ...head, get: async () => ({ ...head, get: family.get, values: await this.values(name) }) }
      return family
    })
  }
  private async values(name: string): Promise<readonly Value[]> {
    const read = (await this.readings()).filter(r => r.name === name)
    return [
      ...[...this.spreads.values()].filter(s => s.name === name).flatMap(s => s.spread.values(name, s.labels)),
      ...[...this.counts.values()].filter(c => c.name === name).map(({ labels, count }) => ({ labels, value: count.value })),
      ...read.map(({ labels = {}, value }) => ({ labels, value })),
    ]
  }
  /** Each source is asked once for all families that are told together. */
  private readings(): Promise<readonly Reading[]> {
    this.reading ??= Promise.all(this.sources.map(async source => source()))
      .then(all => all.flat())
      .finally(() => setImmediate(() => (this.reading = undefined)))
    return this.reading
  }
}
const labelled = (name: MetricName, values: readonly string[]): Labels => {
  const { labels }: Metric = catalog[name]
  if (labels.length !== values.length) throw new Error(`${name} has the labels ${labels.join(', ')}`)
  return Object.fromEntries(labels.map((label, i) => [label, values[i]!]))
}
