// Looks at a running installation with Prometheus, with the rules of deploy/observe, and says in lines what it sees.
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { command, exitCodes, whole } from './command.ts'
import { engine, prometheus } from './engines/index.ts'

const usage = `npm run observe [-- --target localhost:8088] [--port 9090] [--every 15] [--token FILE] [--once]

  Starts Prometheus on a running installation with the rules of deploy/observe, and says every few seconds what it sees:
  what is asked and how it goes, what waits, and which alerts fire. Its own pages are at http://localhost:9090.

  --target A,B   whom to ask for numbers: the gateway, and contexts in processes of their own   (localhost:8088)
  --port N       where Prometheus listens                                                     (9090)
  --every S      how often numbers are asked for, in seconds                                  (15)
  --token FILE   a token with the role metrics, where access is guarded
  --once         says it once, after two rounds, and ends: with 1 where an alert fires`

const configOf = (targets: readonly string[], every: number, token: string | undefined): string =>
  JSON.stringify({
    global: { scrape_interval: `${every}s`, evaluation_interval: `${every}s` },
    rule_files: ['rules.yml'],
    scrape_configs: [
      { job_name: 'jumun', static_configs: [{ targets }], ...(token ? { authorization: { credentials_file: token } } : {}) },
    ],
  })

interface Series {
  readonly metric: { readonly [label: string]: string }
  readonly value: readonly [number, string]
}
const asker =
  (port: number) =>
  async (query: string): Promise<readonly Series[]> => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(query)}`)
    const { data } = (await answer.json()) as { data?: { result: readonly Series[] } }
    return data?.result ?? []
  }
/** What is said, and of what. */
const lines: readonly (readonly [what: string, query: string, unit: string])[] = [
  ['processes that answer', 'sum(up{job="jumun"})', ''],
  ['requests a second', 'sum(rate(jumun_service_requests_total[2m]))', ''],
  ['bad answers, a share of', 'max(jumun:bad_share:5m)', ''],
  ['answers, 99th percentile', 'histogram_quantile(0.99, sum by (le) (rate(jumun_http_request_seconds_bucket[2m])))', ' s'],
  ['events not heard yet', 'max(jumun_consumer_lag_events)', ''],
  ['from event to effect, 99th percentile', 'histogram_quantile(0.99, sum by (le) (rate(jumun_event_delay_seconds_bucket[2m])))', ' s'],
  ['breakers open', 'count(jumun_breaker_state == 2)', ''],
  ['cases put aside', 'sum(jumun_parked_cases)', ''],
  ['payments unknown', 'sum(jumun_payments_unknown)', ''],
  ['tasks of operators', 'sum(jumun_tasks)', ''],
]
const figure = (found: readonly Series[], unit: string): string => {
  const n = Number(found[0]?.value[1] ?? 0)
  return Number.isFinite(n) ? `${Number(n.toPrecision(3))}${unit}` : '-'
}
/** Says what is seen. Resolves to the names of alerts that fire. */
const look = async (port: number): Promise<readonly string[]> => {
  const ask = asker(port)
  const said = await Promise.all(lines.map(async ([what, query, unit]) => `  ${what.padEnd(40)}${figure(await ask(query), unit)}`))
  const firing = await ask('ALERTS{alertstate="firing"}')
  const about = ({ metric: { alertname, severity, system, context, source, target } }: Series) =>
    `  ${severity === 'page' ? 'PAGE  ' : 'ticket'} ${alertname} ${[system, context, source ?? target].filter(Boolean).join('/')}`
  console.log([new Date().toISOString(), ...said, ...(firing.length ? firing.map(about) : ['  no alert']), ''].join('\n'))
  return firing.map(f => f.metric['alertname']!)
}
const ready = async (port: number, ended: () => string | undefined): Promise<void> => {
  for (let tries = 0; ; tries++) {
    const why = ended()
    if (why !== undefined) throw new Error(`Prometheus has ended: ${why}`)
    const is = await fetch(`http://127.0.0.1:${port}/-/ready`).catch(() => undefined)
    if (is?.ok) return
    if (tries > 300) throw new Error('Prometheus is not ready after a minute')
    await sleep(200)
  }
}

const options = {
  target: { type: 'string', default: 'localhost:8088' },
  port: { type: 'string', default: '9090' },
  every: { type: 'string', default: '15' },
  token: { type: 'string' },
  once: { type: 'boolean', default: false },
} as const
if (import.meta.main)
  await command(usage, options, async values => {
    const here = engine('prometheus')
    if (!here.runs) {
      console.error(
        `${here.why}: ${here.how} brings it. Without it: curl ${values.target.split(',')[0]}/metrics, and docs/operating/alerts.md.`,
      )
      return exitCodes.wrong
    }
    const [port, every] = [whole('--port', values.port), whole('--every', values.every)]
    const folder = mkdtempSync(join(tmpdir(), 'jumun-observe-'))
    cpSync(join(import.meta.dirname, '../deploy/observe/rules.yml'), join(folder, 'rules.yml'))
    writeFileSync(join(folder, 'prometheus.yml'), configOf(values.target.split(','), every, values.token))
    const own = [`--config.file=${join(folder, 'prometheus.yml')}`, `--storage.tsdb.path=${join(folder, 'data')}`]
    const child = spawn(prometheus()!, [...own, `--web.listen-address=127.0.0.1:${port}`], { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', text => (said = (said + text).slice(-1000)))
    let ended: string | undefined
    const gone = new Promise<void>(done =>
      child.once('close', () => {
        ended = said
        done()
      }),
    )
    const stop = () => void child.kill()
    process.once('SIGINT', stop).once('SIGTERM', stop)
    try {
      await ready(port, () => ended)
      console.log(`Prometheus asks ${values.target} every ${every} s: http://localhost:${port}. Ctrl-C ends it.\n`)
      for (let round = 1; ended === undefined; round++) {
        await Promise.race([sleep(every * 1000), gone])
        if (ended !== undefined || (values.once && round < 3)) continue
        const firing = await look(port)
        if (values.once) return firing.length ? exitCodes.wrong : exitCodes.fine
      }
      return exitCodes.fine
    } finally {
      child.kill()
      await gone
      rmSync(folder, { recursive: true, force: true })
    }
  })
