/** What one number of the product is: everything that programs and people need to read it. */
export interface Metric {
  readonly kind: 'counter' | 'gauge' | 'histogram'
  readonly unit: string
  /** Each of them takes few values, all of which the model or the code names: nothing that a caller writes becomes a label. */
  readonly labels: readonly string[]
  readonly meaning: string
}

/** Every number of our own. Those of the process (`process_…`, `nodejs_…`) are prom-client's. All carry `system` and `context` besides. */
export const catalog = {
  jumun_http_request_seconds: {
    kind: 'histogram',
    unit: 'seconds',
    labels: ['method', 'route', 'status'],
    meaning: 'Answered requests by route, as the table of routes writes it, and status; its count is the count of requests.',
  },
  jumun_http_requests_in_flight: { kind: 'gauge', unit: 'requests', labels: [], meaning: 'Requests that are being answered.' },
  jumun_problems_total: {
    kind: 'counter',
    unit: 'answers',
    labels: ['problem'],
    meaning: 'Problem documents that were sent, by what went wrong (the end of their `type`).',
  },
  jumun_service_requests_total: {
    kind: 'counter',
    unit: 'requests',
    labels: ['level', 'outcome'],
    meaning:
      'Requests by how much the business depends on who answers (core, supporting, general): `good`; `bad`, an answer of 500 or more; ' +
      '`excused`, a 503 because the provider of payments did not answer, which counts as its own.',
  },
  jumun_limited_total: {
    kind: 'counter',
    unit: 'requests',
    labels: ['limit'],
    meaning:
      'Requests that the gateway turned away by a limit: of the caller, the address, what it costs, or because there is too much to do.',
  },
  jumun_commands_total: {
    kind: 'counter',
    unit: 'commands',
    labels: ['command', 'outcome'],
    meaning: 'Commands of people by what became of them.',
  },
  jumun_command_seconds: {
    kind: 'histogram',
    unit: 'seconds',
    labels: ['command', 'outcome'],
    meaning:
      'From taking up a command, of anybody, to its commit or refusal, waiting for its turn included; solid lines are not in it. A sample: 20 of each second, then one of 32.',
  },
  jumun_policy_seconds: {
    kind: 'histogram',
    unit: 'seconds',
    labels: ['policy', 'outcome'],
    meaning:
      'One reaction of a policy: `done`; `owed`, the answer is still out; or `failed`, it is tried again or put aside. The same sample.',
  },
  jumun_event_delay_seconds: {
    kind: 'histogram',
    unit: 'seconds',
    labels: ['source'],
    meaning:
      'From the moment at which an event happened to the moment at which this context was done with it, by who told it. The same sample.',
  },
  jumun_events_total: { kind: 'counter', unit: 'events', labels: ['event'], meaning: 'Events that this process committed.' },
  jumun_commit_events: { kind: 'histogram', unit: 'events', labels: [], meaning: 'Events that one commit of an item made.' },
  jumun_consumer_lag_events: {
    kind: 'gauge',
    unit: 'events',
    labels: ['source'],
    meaning: 'Events in the log of a source (on Kafka: of a partition) that this context has not passed yet.',
  },
  jumun_consumer_paused: {
    kind: 'gauge',
    unit: '1 = paused',
    labels: ['source'],
    meaning: 'An operator lets this context wait with what a source tells.',
  },
  jumun_policy_paused: {
    kind: 'gauge',
    unit: '1 = paused',
    labels: ['policy'],
    meaning: 'An operator lets what this policy would do wait.',
  },
  jumun_items: {
    kind: 'gauge',
    unit: 'items',
    labels: ['item', 'state'],
    meaning: 'Items by the state that they are in: orders, payments, drinks …',
  },
  jumun_payments_unknown: {
    kind: 'gauge',
    unit: 'payments',
    labels: ['item'],
    meaning: 'Payments of which the provider has not said yet whether they were charged.',
  },
  jumun_tasks: {
    kind: 'gauge',
    unit: 'items',
    labels: ['collection'],
    meaning: 'Items that need an operator: they do not end by themselves.',
  },
  jumun_tasks_overdue: {
    kind: 'gauge',
    unit: 'items',
    labels: ['collection'],
    meaning: 'Those of them whose deadline, as an operator has set it, is over.',
  },
  jumun_parked_cases: {
    kind: 'gauge',
    unit: 'cases',
    labels: [],
    meaning: 'Cases that are put aside because an event or a timer cannot be processed.',
  },
  jumun_parked_oldest_seconds: {
    kind: 'gauge',
    unit: 'seconds',
    labels: [],
    meaning: 'How long the oldest of them waits; 0: there is none.',
  },
  jumun_timers: { kind: 'gauge', unit: 'timers', labels: [], meaning: 'Timers that are set: time limits, owed answers.' },
  jumun_timers_late_seconds: {
    kind: 'gauge',
    unit: 'seconds',
    labels: [],
    meaning: 'How long ago the time limit that is due longest should have rung; 0: none is due. Answers that are owed are not in it.',
  },
  jumun_breaker_state: {
    kind: 'gauge',
    unit: '0 closed, 1 trial, 2 open',
    labels: ['target'],
    meaning: 'The breaker around the solid line to a target.',
  },
  jumun_breaker_forced: { kind: 'gauge', unit: '1 = forced', labels: ['target'], meaning: 'An operator holds that breaker open.' },
  jumun_asks_total: {
    kind: 'counter',
    unit: 'calls',
    labels: ['target', 'outcome'],
    meaning: 'Solid lines by target and what became of them; `opened`: how often the breaker opened.',
  },
  jumun_store_entries: { kind: 'gauge', unit: 'entries', labels: ['kind'], meaning: 'What the store holds, by kind.' },
  jumun_store_unwritable: {
    kind: 'gauge',
    unit: '1 = it failed',
    labels: [],
    meaning: 'The last commit failed: the disk is full, or the database is away.',
  },
  jumun_disk_free_bytes: { kind: 'gauge', unit: 'bytes', labels: [], meaning: 'Free room on the disk that the embedded store lies on.' },
  jumun_disk_bytes: { kind: 'gauge', unit: 'bytes', labels: [], meaning: 'How large that disk is.' },
  jumun_clock_seconds: {
    kind: 'gauge',
    unit: 'seconds',
    labels: [],
    meaning: 'The clock of the machine, in seconds since 1970: what it is beside that of Prometheus shows which is wrong.',
  },
  jumun_certificate_ends_seconds: {
    kind: 'gauge',
    unit: 'seconds',
    labels: [],
    meaning: 'When the certificate of the gateway ends, in seconds since 1970; there is none where it is not encrypted.',
  },
  jumun_context_up: {
    kind: 'gauge',
    unit: '1 = runs',
    labels: ['level'],
    meaning: 'Whether a context of this process runs, told by its gateway; `level`: core, supporting, general.',
  },
} as const satisfies { readonly [name: string]: Metric }
export type MetricName = keyof typeof catalog

/** What a number is at this moment. */
export interface Reading {
  readonly name: MetricName
  readonly labels?: { readonly [label: string]: string }
  readonly value: number
}

/** docs/operating/metrics.md. */
export const metricsPage = (): string => {
  const rows = Object.entries<Metric>(catalog).map(
    ([name, { kind, unit, labels, meaning }]) =>
      `| \`${name}\` | ${kind} | ${unit} | ${labels.map(l => `\`${l}\``).join(' ')} | ${meaning} |`,
  )
  return `# Metrics

<!-- Written from packages/instruments/src/catalog.ts by npm run docs. -->

\`GET /metrics\` on every port, as Prometheus text; where access is guarded for the roles \`operator\` and \`metrics\`. All of ours carry the labels
\`system\` and \`context\` besides those below (the gateway's own: \`system="jumun", context="gateway"\`). No label takes a value that a caller writes.
What is read from a store is read at most every 15 seconds. Where several processes share a database each tells of all of it: take the \`max\`, not the sum.

| name | kind | unit | labels | meaning |
|---|---|---|---|---|
${rows.join('\n')}

Besides these \`process_…\` and \`nodejs_…\` tell of each process: processor time, memory, event loop, garbage collection.
Rules and boards that read them: [observe](observe.md).
`
}
