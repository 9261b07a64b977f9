// The alert rules: each is played its outage, as numbers that somebody has written down and as the product itself tells it.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { alertsIn, boardExpressions, catalog, type Metric, rulesFile, rulesFor } from '@jumun/instruments'
import { systems } from '@jumun/systems'
import { needs, promtool } from '../tools/engines/index.ts'
import { folder } from './hosted.ts'
import { playedOutages } from './played-outages.ts'

const groups = rulesFor(Object.values(systems))
const alerts = alertsIn(groups).map(a => a.alert)

/** A series as promtool takes it: its value from minute to minute. */
interface Line {
  readonly series: string
  readonly values: string
}
/** Which alerts fire in the minute that is asked about. */
interface Played {
  readonly name: string
  readonly lines: readonly Line[]
  readonly minute: number
  readonly fires: readonly string[]
}
/** Plays them all to the rules, by the tool that comes with Prometheus. Returns what it says where something is otherwise. */
const play = (where: string, all: readonly Played[]): string => {
  writeFileSync(join(where, 'rules.yml'), rulesFile(groups))
  const tests = all.map(({ name, lines, minute, fires }) => ({
    name,
    interval: '1m',
    input_series: lines,
    promql_expr_test: [
      {
        expr: 'group by (alertname) (ALERTS{alertstate="firing"})',
        eval_time: `${minute}m`,
        exp_samples: fires.map(alertname => ({ labels: `{alertname="${alertname}"}`, value: 1 })),
      },
    ],
  }))
  // JSON is YAML, too
  writeFileSync(join(where, 'tests.yml'), JSON.stringify({ rule_files: ['rules.yml'], evaluation_interval: '1m', tests }))
  const { status, stdout, stderr } = spawnSync(promtool()!, ['test', 'rules', 'tests.yml'], { cwd: where, encoding: 'utf8' })
  return status === 0 ? '' : stdout + stderr || 'promtool failed and said nothing'
}

const cafe = (context: string, more = '') => `{system="cafeteria",context="${context}"${more}}`
const served = (level: string, context: string, outcome: string) =>
  `jumun_service_requests_total${cafe(context, `,level="${level}",outcome="${outcome}"`)}`
const asked = (outcome: string) => `jumun_asks_total${cafe('payment', `,target="psp",outcome="${outcome}"`)}`
const long = 700
/** Everything is well, for hours: six hundred requests a minute, each of which asks for a payment. */
const well: readonly Line[] = [
  { series: 'up{job="jumun",instance="localhost:8088"}', values: `1x${long}` },
  { series: served('core', 'order', 'good'), values: `0+600x${long}` },
  { series: served('core', 'order', 'bad'), values: `0x${long}` },
  { series: served('supporting', 'drink', 'good'), values: `0+600x${long}` },
  { series: served('supporting', 'drink', 'bad'), values: `0x${long}` },
  { series: asked('answered'), values: `0+600x${long}` },
  { series: asked('unreachable'), values: `0x${long}` },
  { series: asked('refusedOpen'), values: `0x${long}` },
  { series: asked('opened'), values: `0x${long}` },
  { series: `jumun_context_up{system="cafeteria",context="drink",level="supporting"}`, values: `1x${long}` },
  { series: `jumun_breaker_state${cafe('payment', ',target="psp"')}`, values: `0x${long}` },
  { series: `jumun_breaker_forced${cafe('payment', ',target="psp"')}`, values: `0x${long}` },
  // what one context has not heard yet goes up and down
  {
    series: `jumun_consumer_lag_events${cafe('drink', ',source="order"')}`,
    values: Array(long / 5)
      .fill('0 12 40 7 3')
      .join(' '),
  },
  { series: `jumun_consumer_paused${cafe('drink', ',source="order"')}`, values: `0x${long}` },
  { series: `jumun_policy_paused${cafe('drink', ',policy="ordered"')}`, values: `0x${long}` },
  { series: `jumun_parked_cases${cafe('drink')}`, values: `0x${long}` },
  // one at a time is asked about again for a minute or two
  {
    series: `jumun_payments_unknown${cafe('payment', ',item="payment"')}`,
    values: Array(long / 5)
      .fill('0 1 1 0 0')
      .join(' '),
  },
  { series: `jumun_tasks_overdue${cafe('payment', ',collection="payments"')}`, values: `0x${long}` },
  { series: `jumun_tasks${cafe('payment', ',collection="payments"')}`, values: `0x${long}` },
  {
    series: `jumun_timers_late_seconds${cafe('order')}`,
    values: Array(long / 5)
      .fill('0 0 4 0 1')
      .join(' '),
  },
  { series: `jumun_disk_free_bytes${cafe('order')}`, values: `40e9x${long}` },
  { series: `jumun_disk_bytes${cafe('order')}`, values: `100e9x${long}` },
  { series: `jumun_store_unwritable${cafe('order')}`, values: `0x${long}` },
  { series: `jumun_clock_seconds${cafe('order')}`, values: `1+60x${long}` },
  { series: 'jumun_certificate_ends_seconds{system="jumun",context="gateway"}', values: `${90 * 86_400}x${long}` },
]
/** An outage: after an hour (or so many minutes) in which all was well some lines go on otherwise. Undefined: nothing fires. */
const outages: readonly (readonly [
  what: string,
  fires: string | undefined,
  lines: { readonly [series: string]: string },
  minutes: number,
  begins?: number,
])[] = [
  ['nothing at all', undefined, {}, 60],
  ['a process that is killed', 'JumunDown', { 'up{job="jumun",instance="localhost:8088"}': '0' }, 3],
  ['a process that is started anew', undefined, { 'up{job="jumun",instance="localhost:8088"}': '0 1x100' }, 3],
  [
    'a context that is stopped',
    'JumunContextStopped',
    { 'jumun_context_up{system="cafeteria",context="drink",level="supporting"}': '0' },
    7,
  ],
  [
    'a provider that is away for three minutes',
    'JumunBreakerOpen',
    { [`jumun_breaker_state${cafe('payment', ',target="psp"')}`]: '2 1 2 2 1 2x100', [asked('refusedOpen')]: '0+500x100' },
    3,
  ],
  [
    'a breaker that an operator holds open',
    'JumunBreakerForced',
    { [`jumun_breaker_state${cafe('payment', ',target="psp"')}`]: '2', [`jumun_breaker_forced${cafe('payment', ',target="psp"')}`]: '1' },
    62,
  ],
  ['a provider that does not answer half of the time', 'JumunGeneralBurns', { [asked('unreachable')]: '0+600x100' }, 40],
  ['one error in a thousand orders', 'JumunCoreBurnsFast', { [served('core', 'order', 'bad')]: '0+0.6x100' }, 40],
  ['one error in ten thousand orders, for hours', 'JumunCoreBurnsSlowly', { [served('core', 'order', 'bad')]: '0+0.06x300' }, 300, 360],
  ['three errors in a night', undefined, { [served('core', 'order', 'bad')]: '0 1 1 2 2 3x100' }, 20],
  ['one in six answers of the drinks context is an error', 'JumunErrors', { [served('supporting', 'drink', 'bad')]: '0+120x100' }, 12],
  [
    'two errors of a context that is hardly asked',
    undefined,
    { [served('supporting', 'drink', 'good')]: `${600 * 60}x100`, [served('supporting', 'drink', 'bad')]: '0 1 2x100' },
    12,
  ],
  [
    'a context that hears nothing any more',
    'JumunConsumerLags',
    { [`jumun_consumer_lag_events${cafe('drink', ',source="order"')}`]: '0+600x100' },
    8,
  ],
  [
    'a consumer that an operator pauses',
    'JumunPaused',
    {
      [`jumun_consumer_lag_events${cafe('drink', ',source="order"')}`]: '0+600x100',
      [`jumun_consumer_paused${cafe('drink', ',source="order"')}`]: '1',
    },
    62,
  ],
  ['a policy that an operator forgets', 'JumunPaused', { [`jumun_policy_paused${cafe('drink', ',policy="ordered"')}`]: '1' }, 62],
  ['a pause of ten minutes', undefined, { [`jumun_consumer_paused${cafe('drink', ',source="order"')}`]: '1' }, 10],
  ['an event that cannot be processed', 'JumunCasesParked', { [`jumun_parked_cases${cafe('drink')}`]: '1' }, 7],
  ['time limits that do not ring', 'JumunTimersLate', { [`jumun_timers_late_seconds${cafe('order')}`]: '0+60x100' }, 6],
  [
    'a payment of which nobody says anything',
    'JumunPaymentsUnknown',
    { [`jumun_payments_unknown${cafe('payment', ',item="payment"')}`]: '1' },
    17,
  ],
  ['a refund that is stuck', 'JumunTasksWait', { [`jumun_tasks${cafe('payment', ',collection="payments"')}`]: '1' }, 12],
  [
    'a task whose deadline is over',
    'JumunTasksOverdue',
    {
      [`jumun_tasks${cafe('payment', ',collection="payments"')}`]: '1',
      [`jumun_tasks_overdue${cafe('payment', ',collection="payments"')}`]: '1',
    },
    12,
  ],
  ['a disk that fills', 'JumunDiskFull', { [`jumun_disk_free_bytes${cafe('order')}`]: '11e9-0.5e9x20' }, 10],
  ['a clock that jumps two minutes ahead', 'JumunClockWrong', { [`jumun_clock_seconds${cafe('order')}`]: `${3600 + 120}+60x20` }, 5],
  ['a clock that is set back', 'JumunClockWrong', { [`jumun_clock_seconds${cafe('order')}`]: `${3600 - 120}+60x20` }, 5],
  [
    'a certificate of six days',
    'JumunCertificateEnds',
    { 'jumun_certificate_ends_seconds{system="jumun",context="gateway"}': String(6 * 86_400) },
    10,
  ],
  ['a database that is away', 'JumunCannotWrite', { [`jumun_store_unwritable${cafe('order')}`]: '1' }, 4],
]
/** The values of a series by minute, of which the last goes on. */
const unfolded = (text: string, minutes: number): readonly number[] => {
  const values = text.split(/\s+/).flatMap(part => {
    const [, from, step = '0', times = '0'] = /^([\d.e]+)([+-][\d.e]+)?(?:x(\d+))?$/.exec(part)!
    return Array.from({ length: Number(times) + 1 }, (_, i) => Number(from) + i * Number(step))
  })
  return Array.from({ length: minutes }, (_, i) => values[Math.min(i, values.length - 1)]!)
}
const playedOf = ([name, fires, lines, minutes, begins = 60]: (typeof outages)[number]): Played => {
  for (const series of Object.keys(lines))
    assert.ok(
      well.some(l => l.series === series),
      `${series} is not in what is well`,
    )
  return {
    name,
    fires: fires ? [fires] : [],
    minute: begins + minutes,
    lines: well.map(({ series, values }) => {
      const before = unfolded(values, begins)
      const then = lines[series]
      // a line of "600 more each minute" goes on from where it was
      const after = then === undefined ? unfolded(values, begins + minutes + 1).slice(begins) : unfolded(then, minutes + 1)
      return { series, values: [...before, ...after].join(' ') }
    }),
  }
}
/** A supporting context whose answers are all errors, for six hours; and one of ten minutes before. */
const lasting: readonly Played[] = [
  {
    name: 'a supporting context that answers nothing but errors for hours',
    fires: ['JumunErrors', 'JumunSupportingBurns'],
    minute: 400,
    lines: well.map(l =>
      l.series === served('supporting', 'drink', 'good')
        ? { ...l, values: `0x${long}` }
        : l.series === served('supporting', 'drink', 'bad')
          ? { ...l, values: `0+600x${long}` }
          : l,
    ),
  },
]

suite('the rules read what the product tells', () => {
  /** The names and labels that expressions of rules and boards ask for. */
  const read = [...groups.flatMap(g => g.rules.map(r => r.expr)), ...boardExpressions()].flatMap(expr =>
    [...expr.matchAll(/\b(jumun_\w+?)(?:_bucket|_sum|_count)?\b(?:\{([^}]*)\})?/g)].map(([, name, labels = '']) => ({
      name: name!,
      labels: [...labels.matchAll(/(\w+)(?==|!)/g)].map(m => m[1]!),
    })),
  )
  test('every name and label that a rule or a board asks for is in the catalog', () => {
    assert.ok(read.length > 50)
    for (const { name, labels } of read) {
      const metric = (catalog as { readonly [name: string]: Metric })[name]
      assert.ok(metric, `${name} is in no catalog`)
      for (const label of labels) assert.ok(['system', 'context', ...metric.labels].includes(label), `${name} has no label ${label}`)
    }
  })
  test('every alert is played an outage', () =>
    assert.deepEqual(
      alerts.filter(a => ![...outages.map(o => o[1]), ...lasting.flatMap(p => p.fires)].includes(a)),
      [],
    ))
  test('the page tells of every alert what to do', () => {
    const page = readFileSync(join(import.meta.dirname, '../docs/operating/alerts.md'), 'utf8')
    for (const alert of alerts) assert.ok(page.includes(alert), alert)
  })
})

if (needs(['prometheus'], 'alert rules'))
  suite('alerts', () => {
    test('the rules are understood by Prometheus', t => {
      const where = folder(t)
      writeFileSync(join(where, 'rules.yml'), rulesFile(groups))
      const { status, stdout, stderr } = spawnSync(promtool()!, ['check', 'rules', 'rules.yml'], { cwd: where, encoding: 'utf8' })
      assert.equal(status, 0, stdout + stderr)
      const config = join(import.meta.dirname, '../deploy/observe/prometheus.yml')
      assert.equal(spawnSync(promtool()!, ['check', 'config', config]).status, 0)
    })
    test('each fires in its outage and in no other', t => assert.equal(play(folder(t), [...outages.map(playedOf), ...lasting]), ''))
    test('a rule that is missing is noticed', t => {
      const some = outages.slice(0, 4).map(playedOf)
      const said = play(
        folder(t),
        some.map((p): Played => ({ ...p, fires: p.fires.length ? [] : ['JumunDown'] })),
      )
      assert.equal(said.match(/got: /g)?.length, some.length, said)
    })
    test('the product tells what the rules read, while its outages are played to it', { timeout: 120_000 }, async t => {
      const all = await playedOutages(t)
      const outOfReach = ['JumunDown', 'JumunCoreBurnsSlowly'] // a killed process tells nothing; the slow one reads what the fast one reads
      assert.deepEqual(
        alerts.filter(a => ![...outOfReach, ...all.flatMap(p => p.fires)].includes(a)),
        [],
      )
      assert.equal(
        play(
          folder(t),
          all.map(({ name, series, fires }) => ({ name, lines: series, minute: 70, fires: [...fires].sort() })),
        ),
        '',
      )
    })
  })
