// Envoy, the proxy of a mesh: before each service a port of this machine, behind it whoever serves it now.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { meshFigures } from '../deploy/mesh.ts'
import { type Engine, freePort, startEngine } from './process.ts'
import { envoy } from './python.ts'

/** What the proxy does beside handing on. Times in ms. */
export interface Manners {
  /** It asks everybody by itself whether they are to be asked by others; left out: who is named is asked. */
  readonly health?: { readonly path: string; readonly every: number; readonly failures: number } | undefined
  /** It asks another where one has failed. `safe`: only what may be asked twice (GET, HEAD, OPTIONS). */
  readonly retry?: { readonly attempts: number; readonly on: string; readonly within: number; readonly safe: boolean } | undefined
  /** Who fails so many times on end is left out for a while. */
  readonly outliers?: { readonly failures: number; readonly every: number; readonly outFor: number; readonly share: number } | undefined
  /** Who has least to do is asked, and who is new gets little at first, and its whole share after so long; left out: everybody by turns. */
  readonly warm?: number | undefined
  /** It writes down what the callers of this service were answered. */
  readonly notes?: string | undefined
}
/** What somebody was answered. `status` 0: they did not wait for it; `why`: whose answer it was, in Envoy's words. */
export interface Noted {
  readonly method: string
  readonly status: number
  readonly location: string | null
  readonly retryAfter: string | null
  readonly agent: string | null
  readonly why: string
}
export interface Envoy extends Engine {
  /** Where a service is asked. */
  portOf(service: string): number
  /** Who serves it from now on, by their ports. */
  serve(service: string, ports: readonly number[]): void
  /** Whom it would ask now. */
  asked(service: string): Promise<readonly number[]>
  /** What it counted, by the name of the number. */
  counted(pattern: string): Promise<ReadonlyMap<string, number>>
  /** What was answered since it has the manners that it has now, as far as it is to note that. */
  noted(): Promise<readonly Noted[]>
  /** From now on it has these manners; it is started again for that. */
  behave(manners: Manners): Promise<void>
}

const type = (name: string) => `type.googleapis.com/envoy.${name}`
const address = (port: number) => ({ socket_address: { address: '127.0.0.1', port_value: port } })
const ms = (n: number) => `${n / 1000}s`

const routesOf = (service: string, { retry }: Manners) => {
  const plain = { match: { prefix: '/' }, route: { cluster: service, timeout: '15s' } }
  if (!retry) return [plain]
  const method = { name: ':method', string_match: { safe_regex: { regex: 'GET|HEAD|OPTIONS' } } }
  const policy = { num_retries: retry.attempts, per_try_timeout: ms(retry.within), retry_on: retry.on }
  const other = [{ name: 'envoy.retry_host_predicates.previous_hosts', typed_config: { '@type': type(previous) } }]
  const again = {
    match: { prefix: '/', ...(retry.safe ? { headers: [method] } : {}) },
    route: { ...plain.route, retry_policy: { ...policy, retry_host_predicate: other, host_selection_retry_max_attempts: 3 } },
  }
  return [again, plain]
}
const previous = 'extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate'

/** How often the notes are written, in ms. */
const flush = 200
const flushes = ['--file-flush-interval-msec', String(flush)]
const notesTo = (path: string) => ({
  name: 'notes',
  typed_config: {
    '@type': type('extensions.access_loggers.file.v3.FileAccessLog'),
    path,
    log_format: {
      json_format: {
        method: '%REQ(:METHOD)%',
        status: '%RESPONSE_CODE%',
        location: '%RESP(LOCATION)%',
        retryAfter: '%RESP(RETRY-AFTER)%',
        agent: '%REQ(USER-AGENT)%',
        why: '%RESPONSE_CODE_DETAILS%',
      },
    },
  },
})
const listenerOf = (service: string, port: number, notes: string, manners: Manners) => ({
  name: service,
  address: address(port),
  filter_chains: [
    {
      filters: [
        {
          name: 'http',
          typed_config: {
            '@type': type('extensions.filters.network.http_connection_manager.v3.HttpConnectionManager'),
            stat_prefix: service,
            ...(manners.notes === service ? { access_log: [notesTo(notes)] } : {}),
            route_config: { virtual_hosts: [{ name: service, domains: ['*'], routes: routesOf(service, manners) }] },
            http_filters: [{ name: 'router', typed_config: { '@type': type('extensions.filters.http.router.v3.Router') } }],
          },
        },
      ],
    },
  ],
})

const clusterOf = (service: string, file: string, { health, outliers, warm }: Manners) => ({
  name: service,
  type: 'EDS',
  ...(warm ? { lb_policy: 'LEAST_REQUEST', least_request_lb_config: { slow_start_config: { slow_start_window: ms(warm) } } } : {}),
  connect_timeout: '1s',
  eds_cluster_config: { eds_config: { resource_api_version: 'V3', path_config_source: { path: file } } },
  // who is named no more is asked no more, however well they are; and never is somebody asked who says no because too many do
  ignore_health_on_host_removal: true,
  common_lb_config: { healthy_panic_threshold: { value: 0 } },
  circuit_breakers: { thresholds: [{ max_connections: 1024, max_pending_requests: 1024, max_requests: 1024, max_retries: 100 }] },
  typed_extension_protocol_options: {
    'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
      '@type': type('extensions.upstreams.http.v3.HttpProtocolOptions'),
      // before the process behind it closes what nobody uses
      common_http_protocol_options: { idle_timeout: ms(meshFigures.idle) },
      explicit_http_config: { http_protocol_options: {} },
    },
  },
  ...(health
    ? {
        health_checks: [
          {
            timeout: '2s',
            interval: ms(health.every),
            no_traffic_interval: ms(health.every),
            unhealthy_threshold: health.failures,
            healthy_threshold: 1,
            http_health_check: { path: health.path, host: 'localhost' },
          },
        ],
      }
    : {}),
  ...(outliers
    ? {
        outlier_detection: {
          consecutive_5xx: outliers.failures,
          interval: ms(outliers.every),
          base_ejection_time: ms(outliers.outFor),
          max_ejection_percent: outliers.share,
          enforcing_success_rate: 0,
        },
      }
    : {}),
})

/** Whole or not at all: it is read when it is moved to where it is looked for. */
const put = (file: string, content: object): void => {
  writeFileSync(`${file}.new`, JSON.stringify(content))
  renameSync(`${file}.new`, file)
}
/** What an Envoy is told: in files that it reads again when they are moved there. */
class Told {
  readonly config: string
  /** What was answered, a line each. */
  readonly notes: string
  readonly ports = new Map<string, number>()
  private readonly folder: string

  constructor(dir: string) {
    this.config = join(dir, 'envoy.json')
    this.notes = join(dir, 'notes.log')
    this.folder = join(dir, 'endpoints')
    mkdirSync(this.folder)
  }
  private fileOf(service: string): string {
    return join(this.folder, `${service}.json`)
  }
  serve(service: string, of: readonly number[]): void {
    const endpoints = [{ lb_endpoints: of.map(port => ({ endpoint: { address: address(port) } })) }]
    put(this.fileOf(service), {
      resources: [{ '@type': type('config.endpoint.v3.ClusterLoadAssignment'), cluster_name: service, endpoints }],
    })
  }
  noted(): readonly Noted[] {
    if (!existsSync(this.notes)) return []
    return readFileSync(this.notes, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map(line => JSON.parse(line) as Noted)
  }
  configure(admin: number, wanted: Manners): void {
    put(this.config, {
      node: { id: 'jumun', cluster: 'jumun' },
      admin: { address: address(admin) },
      static_resources: {
        listeners: [...this.ports].map(([service, port]) => listenerOf(service, port, this.notes, wanted)),
        clusters: [...this.ports.keys()].map(service => clusterOf(service, this.fileOf(service), wanted)),
      },
    })
  }
}
const versionOf = async (port: number): Promise<string | undefined> => {
  const said = (await (await fetch(`http://127.0.0.1:${port}/server_info`)).json()) as { version: string; state: string }
  return said.state === 'LIVE' ? `Envoy ${said.version.split('/')[1]}` : undefined
}

/** Starts it before these services, which nobody serves yet. */
export const startEnvoy = async (services: readonly string[], manners: Manners = {}): Promise<Envoy> => {
  const dir = mkdtempSync(join(tmpdir(), 'jumun-envoy-'))
  const told = new Told(dir)
  for (const service of services) told.ports.set(service, await freePort())
  for (const service of services) told.serve(service, [])
  const admin = await freePort()
  told.configure(admin, manners)
  const ask = async (path: string): Promise<any> => (await fetch(`http://127.0.0.1:${admin}${path}`)).json()
  const engine = await startEngine(
    {
      name: 'envoy',
      url: port => `http://127.0.0.1:${port}`,
      run: () => [envoy(), '-c', told.config, ...'--concurrency 1 --disable-hot-restart --log-level warning'.split(' '), ...flushes],
      version: versionOf,
    },
    { dir, port: admin },
  )
  return {
    dir,
    url: engine.url,
    version: engine.version,
    get pid() {
      return engine.pid
    },
    kill: engine.kill,
    restart: engine.restart,
    stop: async () => {
      await engine.stop()
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
    },
    portOf: service => told.ports.get(service)!,
    serve: (service, of) => told.serve(service, of),
    asked: async service => {
      const { cluster_statuses: all } = await ask('/clusters?format=json')
      const hosts: any[] = all.find((c: any) => c.name === service)?.host_statuses ?? []
      return hosts.filter(h => isAsked(h.health_status)).map(h => h.address.socket_address.port_value)
    },
    counted: async pattern => {
      const { stats } = await ask(`/stats?format=json&filter=${encodeURIComponent(pattern)}`)
      return new Map((stats as any[]).filter(s => typeof s.value === 'number').map(s => [s.name, s.value]))
    },
    noted: async () => {
      await sleep(2 * flush)
      return told.noted()
    },
    behave: async wanted => {
      told.configure(admin, wanted)
      rmSync(told.notes, { force: true })
      await engine.restart()
    },
  }
}
const isAsked = (status: any): boolean =>
  status.eds_health_status === 'HEALTHY' && !status.failed_active_health_check && !status.failed_outlier_check
