import type { MetricName } from './catalog.ts'

interface Panel {
  readonly title: string
  readonly unit: 'short' | 's' | 'reqps' | 'percentunit' | 'bytes'
  readonly lines: readonly (readonly [expr: string, legend: string])[]
}
const of = (name: MetricName, more = ''): string => `${name}{system=~"$system",context=~"$context"${more}}`
const bucketsOf = (name: MetricName): string => `rate(${name}_bucket{system=~"$system",context=~"$context"}[$__rate_interval])`
const p99 = (name: MetricName, by: string): string => `histogram_quantile(0.99, sum by (le, ${by}) (${bucketsOf(name)}))`
const rate = (name: MetricName, by: string): string => `sum by (${by}) (rate(${of(name)}[$__rate_interval]))`

/** What an operator looks at, from what customers notice to what is behind it. */
const panels: readonly Panel[] = [
  { title: 'Requests', unit: 'reqps', lines: [[rate('jumun_service_requests_total', 'level, outcome'), '{{level}} {{outcome}}']] },
  { title: 'Share of bad ones, one hour', unit: 'percentunit', lines: [['jumun:bad_share:1h', '{{level}}']] },
  { title: 'Answers, 99th percentile by route', unit: 's', lines: [[p99('jumun_http_request_seconds', 'route'), '{{route}}']] },
  { title: 'Problems', unit: 'reqps', lines: [[rate('jumun_problems_total', 'problem'), '{{problem}}']] },
  { title: 'Commands of people', unit: 'reqps', lines: [[rate('jumun_commands_total', 'command, outcome'), '{{command}} {{outcome}}']] },
  {
    title: 'Items by state',
    unit: 'short',
    lines: [[`max by (system, item, state) (${of('jumun_items')}) > 0`, '{{system}} {{item}} {{state}}']],
  },
  { title: 'Commands, 99th percentile', unit: 's', lines: [[p99('jumun_command_seconds', 'command'), '{{command}}']] },
  { title: 'Policies, 99th percentile', unit: 's', lines: [[p99('jumun_policy_seconds', 'policy'), '{{policy}}']] },
  {
    title: 'Policies that fail or are still owed',
    unit: 'reqps',
    lines: [
      [
        `sum by (policy, outcome) (rate(${of('jumun_policy_seconds', ',outcome!="done"').replace('{', '_count{')}[$__rate_interval]))`,
        '{{policy}} {{outcome}}',
      ],
    ],
  },
  {
    title: 'Events not heard yet',
    unit: 'short',
    lines: [[`max by (system, context, source) (${of('jumun_consumer_lag_events')})`, '{{system}}/{{context}} ← {{source}}']],
  },
  {
    title: 'From event to effect, 99th percentile',
    unit: 's',
    lines: [[p99('jumun_event_delay_seconds', 'context, source'), '{{context}} ← {{source}}']],
  },
  { title: 'Breakers (2 = open)', unit: 'short', lines: [[of('jumun_breaker_state'), '{{system}}/{{context}} → {{target}}']] },
  { title: 'Solid lines', unit: 'reqps', lines: [[rate('jumun_asks_total', 'target, outcome'), '{{target}} {{outcome}}']] },
  {
    title: 'What needs a person',
    unit: 'short',
    lines: [
      [`sum by (system, context) (${of('jumun_parked_cases')})`, 'parked {{system}}/{{context}}'],
      [`sum by (system, collection) (${of('jumun_tasks')})`, 'tasks {{system}} {{collection}}'],
      [`sum by (system) (${of('jumun_payments_unknown')})`, 'payments unknown {{system}}'],
    ],
  },
  { title: 'Timers late', unit: 's', lines: [[of('jumun_timers_late_seconds'), '{{system}}/{{context}}']] },
  { title: 'Free room on the disk', unit: 'bytes', lines: [[`min by (system) (${of('jumun_disk_free_bytes')})`, '{{system}}']] },
  { title: 'Event loop, 99th percentile', unit: 's', lines: [['nodejs_eventloop_lag_p99_seconds', '{{instance}}']] },
  { title: 'Memory', unit: 'bytes', lines: [['process_resident_memory_bytes', '{{instance}}']] },
]

const source = { type: 'prometheus', uid: '${datasource}' }
const panelOf = ({ title, unit, lines }: Panel, i: number) => ({
  id: i + 1,
  title,
  type: 'timeseries',
  datasource: source,
  gridPos: { h: 8, w: 12, x: (i % 2) * 12, y: Math.floor(i / 2) * 8 },
  fieldConfig: { defaults: { unit, custom: { fillOpacity: 10 } }, overrides: [] },
  targets: lines.map(([expr, legendFormat], n) => ({ refId: String.fromCharCode(65 + n), datasource: source, expr, legendFormat })),
})
const variable = (name: string, query: string) => ({
  name,
  type: 'query',
  datasource: source,
  query: { query, refId: name },
  definition: query,
  includeAll: true,
  allValue: '.*',
  multi: true,
  refresh: 2,
  current: { text: 'All', value: '$__all' },
})
/** What the board reads, for whoever checks that it is there. */
export const boardExpressions = (): readonly string[] => panels.flatMap(p => p.lines.map(([expr]) => expr))
/** A board for Grafana. */
export const boardFile = (): string =>
  `${JSON.stringify(
    {
      title: 'Jumun',
      uid: 'jumun',
      schemaVersion: 39,
      editable: true,
      time: { from: 'now-1h', to: 'now' },
      refresh: '15s',
      templating: {
        list: [
          { name: 'datasource', type: 'datasource', query: 'prometheus' },
          variable('system', 'label_values(jumun_service_requests_total, system)'),
          variable('context', 'label_values(jumun_service_requests_total{system=~"$system"}, context)'),
        ],
      },
      panels: panels.map(panelOf),
    },
    null,
    2,
  )}\n`
