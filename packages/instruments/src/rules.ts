import type { System } from '@jumun/core/model'

/** A line that a monitoring system works out all the time, or one that it calls somebody for. Expressions are PromQL. */
export interface Recording {
  readonly record: string
  readonly expr: string
  readonly labels?: { readonly [label: string]: string }
}
export interface Alert {
  readonly alert: string
  readonly expr: string
  /** How long it must be so. */
  readonly for: string
  /** `page`: somebody is woken; `ticket`: it is looked at on the next day. */
  readonly severity: 'page' | 'ticket'
  /** What is wrong, in a sentence. */
  readonly summary: string
  /** What to do about it. */
  readonly action: string
  /** The heading of docs/operating/runbooks.md under which it stands how one notices, what one does, and when it is over. */
  readonly runbook: Runbook
}
export type Runbook =
  | 'Requests fail'
  | 'Something does not run'
  | 'The provider of payments is down'
  | 'Events wait'
  | 'Poison events'
  | 'Something is held back'
  | 'A task waits for somebody'
  | 'The clock is wrong'
  | 'The disk is full'
  | 'The certificate ends'
export interface Group {
  readonly name: string
  readonly rules: readonly (Recording | Alert)[]
}

/** Whom the solid lines ask that are bought rather than built: the contexts of that level, and what is not ours. */
const generalTargets = (systems: readonly System[]): string =>
  [...new Set(systems.flatMap(s => s.contexts.flatMap(c => [...(c.level === 'general' ? [c.name] : []), ...c.externals.map(x => x.name)])))]
    .sort()
    .join('|')

/**
 * The share of requests that may go wrong (specification §11; docs/decisions/120), and what is burnt of it so many times as fast as would
 * use it up in 30 days. A page needs a long and a short window: it is bad, and it still is.
 */
const objectives = {
  core: { budget: 0.00001, fast: 14.4, slow: 6 },
  supporting: { budget: 0.4, fast: 2.25, slow: 1.25 },
  general: { budget: 0.01, fast: 14.4, slow: 6 },
} as const
type Class = keyof typeof objectives
const windows = ['5m', '30m', '1h', '6h'] as const

const badOf = (of: Class, window: string, targets: string): string =>
  of === 'general'
    ? `sum(increase(jumun_asks_total{target=~"${targets}",outcome=~"late|unreachable|refusedOpen"}[${window}]))`
    : `sum(increase(jumun_service_requests_total{level="${of}",outcome="bad"}[${window}]))`
const allOf = (of: Class, window: string, targets: string): string =>
  of === 'general'
    ? `sum(increase(jumun_asks_total{target=~"${targets}",outcome!="opened"}[${window}]))`
    : `sum(increase(jumun_service_requests_total{level="${of}"}[${window}]))`
const shares = (targets: string): readonly Recording[] =>
  (Object.keys(objectives) as Class[]).flatMap(of =>
    windows.map(window => ({
      record: `jumun:bad_share:${window}`,
      labels: { level: of },
      expr: `${badOf(of, window, targets)} / (${allOf(of, window, targets)} > 0)`,
    })),
  )
/** More than five requests have gone wrong: one of a thousand at night is no outage, whatever share it is. */
const some = (of: Class, window: string, targets: string): string => `(${badOf(of, window, targets)} > 5)`
const burns = (of: Class, speed: 'fast' | 'slow', long: string, short: string, targets: string): string => {
  const limit = Number((objectives[of].budget * objectives[of][speed]).toPrecision(6))
  const share = (window: string) => `jumun:bad_share:${window}{level="${of}"} > ${limit}`
  return `${share(long)} and ${share(short)} and on() ${some(of, long, targets)}`
}

const burning = (targets: string): readonly Alert[] => [
  {
    alert: 'JumunCoreBurnsFast',
    expr: burns('core', 'fast', '1h', '5m', targets),
    for: '1m',
    severity: 'page',
    summary: 'Taking orders fails so often that two days’ worth of the year’s allowance goes in an hour.',
    action: 'Look which problems are sent (jumun_problems_total of the core contexts) and at the log of that context by their trace.',
    runbook: 'Requests fail',
  },
  {
    alert: 'JumunCoreBurnsSlowly',
    expr: `(${burns('core', 'slow', '6h', '30m', targets)}) unless on() (${burns('core', 'fast', '1h', '5m', targets)})`,
    for: '15m',
    severity: 'ticket',
    summary: 'Taking orders fails now and then, and has for hours.',
    action: 'The same as for the fast one, without haste.',
    runbook: 'Requests fail',
  },
  {
    alert: 'JumunSupportingBurns',
    expr: burns('supporting', 'slow', '6h', '30m', targets),
    for: '15m',
    severity: 'ticket',
    summary: 'Half of what supporting contexts are asked fails, and has for hours.',
    action: 'Look at /operations/contexts which of them is down, and start it. Orders are taken meanwhile.',
    runbook: 'Requests fail',
  },
  {
    alert: 'JumunGeneralBurns',
    expr: burns('general', 'fast', '1h', '5m', targets),
    for: '1m',
    severity: 'page',
    summary: 'The provider of payments, or whoever else is bought, does not answer most of the time.',
    action: 'Look at the provider’s own page of its state; customers are told to pay in a moment, and what is unknown is asked again.',
    runbook: 'The provider of payments is down',
  },
]

const running: readonly Alert[] = [
  {
    alert: 'JumunDown',
    expr: 'up{job="jumun"} == 0',
    for: '1m',
    severity: 'page',
    summary: 'A process does not answer.',
    action: 'Start it again; what it had accepted is on disk. Its log says why it ended.',
    runbook: 'Something does not run',
  },
  {
    alert: 'JumunContextStopped',
    expr: 'jumun_context_up == 0',
    for: '5m',
    severity: 'ticket',
    summary: 'A context of a running process is stopped.',
    action: 'GET /operations/contexts says why, also who has stopped it. Start it there.',
    runbook: 'Something does not run',
  },
  {
    alert: 'JumunBreakerOpen',
    expr: '(max_over_time(jumun_breaker_state[1m]) == 2) unless on(system, context, target) (jumun_breaker_forced == 1)',
    for: '1m',
    severity: 'page',
    summary: 'The breaker around a solid line is open: whoever is asked there does not answer.',
    action: 'Look after the target. The breaker closes by itself with the first answer; nothing needs to be released.',
    runbook: 'The provider of payments is down',
  },
  {
    alert: 'JumunBreakerForced',
    expr: 'jumun_breaker_forced == 1',
    for: '1h',
    severity: 'ticket',
    summary: 'An operator holds a breaker open, and has for an hour.',
    action: 'Release it (POST …/breakers/{target}/release) when its reason is gone: /operations/audits has it.',
    runbook: 'Something is held back',
  },
  {
    alert: 'JumunErrors',
    expr:
      'sum by (system, context) (rate(jumun_service_requests_total{level!="core",outcome="bad"}[5m])) > ' +
      '0.05 * sum by (system, context) (rate(jumun_service_requests_total{level!="core"}[5m])) and ' +
      'sum by (system, context) (increase(jumun_service_requests_total{level!="core",outcome="bad"}[5m])) > 5',
    for: '5m',
    severity: 'ticket',
    summary: 'More than a twentieth of what a context is asked ends in an error.',
    action: 'The log of that context has each error with its trace.',
    runbook: 'Requests fail',
  },
]
const working: readonly Alert[] = [
  {
    alert: 'JumunConsumerLags',
    expr: 'jumun_consumer_lag_events > 100 unless on(system, context, source) (jumun_consumer_paused == 1)',
    for: '5m',
    severity: 'page',
    summary: 'A context has not heard for minutes what another one tells.',
    action: 'Look whether it runs (/operations/contexts), what is put aside (/operations/causes), and at jumun_policy_seconds.',
    runbook: 'Events wait',
  },
  {
    alert: 'JumunPaused',
    expr: 'jumun_consumer_paused == 1 or jumun_policy_paused == 1',
    for: '1h',
    severity: 'ticket',
    summary: 'An operator lets events wait, and has for an hour.',
    action: 'Resume it (POST …/sources or policies/{name}/resume) when its reason is gone: /operations/audits has it.',
    runbook: 'Something is held back',
  },
  {
    alert: 'JumunCasesParked',
    expr: 'jumun_parked_cases > 0',
    for: '5m',
    severity: 'ticket',
    summary: 'Cases are put aside because something of them cannot be processed.',
    action: 'GET /operations/causes groups them by why; try an edit with preview, then retry all of a cause.',
    runbook: 'Poison events',
  },
  {
    alert: 'JumunTimersLate',
    expr: 'jumun_timers_late_seconds > 60',
    for: '2m',
    severity: 'page',
    summary: 'Time limits do not ring.',
    action: 'Look at the event loop (nodejs_eventloop_lag_seconds), at the store, and at the clock of the machine.',
    runbook: 'The clock is wrong',
  },
  {
    alert: 'JumunClockWrong',
    expr: 'abs(jumun_clock_seconds - timestamp(jumun_clock_seconds)) > 30',
    for: '2m',
    severity: 'page',
    summary: 'The clock of a machine is not that of Prometheus: time limits ring too early or too late.',
    action: 'Let a time service set it, by small steps if it is ahead. Nothing needs to be started again.',
    runbook: 'The clock is wrong',
  },
  {
    alert: 'JumunPaymentsUnknown',
    expr: 'jumun_payments_unknown > 0',
    for: '15m',
    severity: 'ticket',
    summary: 'The provider has not said for a quarter of an hour whether a payment was charged.',
    action: 'It is asked again by itself. Look for it there by the key of the payment; nothing is charged twice.',
    runbook: 'The provider of payments is down',
  },
  {
    alert: 'JumunTasksWait',
    expr: 'jumun_tasks > 0 unless on(system, context, collection) (jumun_tasks_overdue > 0)',
    for: '10m',
    severity: 'ticket',
    summary: 'Something needs an operator: a refund that is stuck, a delivery that is overdue.',
    action: 'GET /operations/tasks lists them with their items; give each an owner and a deadline.',
    runbook: 'A task waits for somebody',
  },
  {
    alert: 'JumunTasksOverdue',
    expr: 'jumun_tasks_overdue > 0',
    for: '10m',
    severity: 'page',
    summary: 'What an operator has promised to bring to an end by now is still open.',
    action: 'GET /operations/tasks names the owner; resolve it, or give it another owner and deadline.',
    runbook: 'A task waits for somebody',
  },
]
const keeping: readonly Alert[] = [
  {
    alert: 'JumunDiskFull',
    expr: 'jumun_disk_free_bytes < 0.1 * jumun_disk_bytes',
    for: '5m',
    severity: 'page',
    summary: 'Less than a tenth of the disk is free.',
    action: 'Make room or move the data (npm run move) before nothing can be written any more.',
    runbook: 'The disk is full',
  },
  {
    alert: 'JumunCannotWrite',
    expr: 'max_over_time(jumun_store_unwritable[1m]) == 1',
    for: '1m',
    severity: 'page',
    summary: 'A context cannot write: it takes no order.',
    action: 'The disk is full, or its database is away: the log says which. It goes on by itself.',
    runbook: 'The disk is full',
  },
  {
    alert: 'JumunCertificateEnds',
    expr: 'jumun_certificate_ends_seconds - time() < 7 * 86400',
    for: '5m',
    severity: 'page',
    summary: 'The certificate of the gateway ends within a week: then nobody gets in.',
    action: 'Put the new one in the place of the old one; it is read again within a second.',
    runbook: 'The certificate ends',
  },
]

/** All rules, for these systems. */
export const rulesFor = (systems: readonly System[]): readonly Group[] => {
  const targets = generalTargets(systems)
  return [
    { name: 'jumun-shares', rules: shares(targets) },
    { name: 'jumun-objectives', rules: burning(targets) },
    { name: 'jumun-running', rules: running },
    { name: 'jumun-working', rules: working },
    { name: 'jumun-keeping', rules: keeping },
  ]
}
export const alertsIn = (groups: readonly Group[]): readonly Alert[] => groups.flatMap(g => g.rules.filter(r => 'alert' in r))

/** Where a heading is found, as those who show Markdown name it. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-')
const text = (value: string): string => JSON.stringify(value)
/** The rules as the file that Prometheus reads. */
export const rulesFile = (groups: readonly Group[]): string => {
  const lines = (rule: Recording | Alert): readonly string[] =>
    'alert' in rule
      ? [
          `      - alert: ${rule.alert}`,
          `        expr: ${text(rule.expr)}`,
          `        for: ${rule.for}`,
          '        labels:',
          `          severity: ${rule.severity}`,
          '        annotations:',
          `          summary: ${text(rule.summary)}`,
          `          action: ${text(rule.action)}`,
          `          runbook_url: docs/operating/runbooks.md#${anchorOf(rule.runbook)}`,
        ]
      : [
          `      - record: ${rule.record}`,
          `        expr: ${text(rule.expr)}`,
          ...(rule.labels ? ['        labels:', ...Object.entries(rule.labels).map(([n, v]) => `          ${n}: ${v}`)] : []),
        ]
  const all = groups.flatMap(({ name, rules }) => [`  - name: ${name}`, '    rules:', ...rules.flatMap(lines)])
  return ['# Written from packages/instruments/src/rules.ts by npm run docs.', 'groups:', ...all, ''].join('\n')
}

/** docs/operating/alerts.md. */
export const alertsPage = (groups: readonly Group[]): string => `# Alerts

<!-- Written from packages/instruments/src/rules.ts by npm run docs. -->

What \`deploy/observe/rules.yml\` calls somebody for: \`page\` at once, \`ticket\` on the next day. Each was played its outage, by written numbers and on the
running product (\`test/alerts.test.ts\`), and fires in no other. How much may go wrong before somebody is called: [decision 120](../decisions/120-what-may-go-wrong.md).

| alert | who | after | what is wrong | what to do | runbook |
|---|---|---|---|---|---|
${alertsIn(groups)
  .map(a => `| ${a.alert} | ${a.severity} | ${a.for} | ${a.summary} | ${a.action} | [${a.runbook}](runbooks.md#${anchorOf(a.runbook)}) |`)
  .join('\n')}
`
