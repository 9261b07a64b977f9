// The real engines for tests: which of them can run here, and what happens to a suite that needs another.
import { test } from 'node:test'
import { missingKafka } from './kafka.ts'
import { missingKubernetes } from './kubernetes.ts'
import { missingMariadb } from './mariadb.ts'
import type { Missing } from './missing.ts'
import { missingMongo } from './mongo.ts'
import { missingPodman } from './podman.ts'
import { missingPostgres } from './postgres.ts'
import { missingPrometheus } from './prometheus.ts'
import { environments } from './python.ts'
import { missingRegistry } from './registry.ts'
import { missingSiege } from './siege.ts'
import { missingStripeMock } from './stripe-mock.ts'

export { type Envoy, type Manners, type Noted, startEnvoy } from './envoy.ts'
export { javaOf } from './java.ts'
export { type Kafka, startGuardedKafka, startKafka, startKafkaCluster } from './kafka.ts'
export { type Line, lineTo } from './line.ts'
export { type Kubernetes, kustomized, startKubernetes } from './kubernetes.ts'
export { type Metrics, serveMetrics } from './metrics.ts'
export { startMariadb } from './mariadb.ts'
export { startMongo } from './mongo.ts'
export { type Containers, containers } from './podman.ts'
export { startPostgres } from './postgres.ts'
export { type Engine, freePort, type Place } from './process.ts'
export { prometheus, promtool } from './prometheus.ts'
export { startRegistry } from './registry.ts'
export { siege, type Siege } from './siege.ts'
export { checker, schemathesis, schemathesisVersion, teller } from './python.ts'
export { stripeMock } from './stripe-mock.ts'

const missing = { postgres: missingPostgres, mariadb: missingMariadb, kafka: missingKafka, mongo: missingMongo }
export type EngineName = keyof typeof missing
export const engineNames = Object.keys(missing) as EngineName[]
/** What suites need: engines, and tools that are no engines and are not started. */
const tools = {
  schemathesis: () => environments.schemathesis.missing(),
  'python-client': () => environments['python-client'].missing(),
  'python-checks': () => environments['python-checks'].missing(),
  podman: missingPodman,
  prometheus: missingPrometheus,
  kubernetes: missingKubernetes,
  'stripe-mock': missingStripeMock,
  envoy: () => environments.envoy.missing(),
  siege: missingSiege,
  'docker-registry': missingRegistry,
}
export type Need = EngineName | keyof typeof tools
export const allNeeds: readonly Need[] = [...engineNames, ...(Object.keys(tools) as (keyof typeof tools)[])]

/** Whether an engine or a tool can run here; otherwise why it cannot, and what brings it. */
export const engine = (name: Need): { readonly runs: true } | ({ readonly runs: false } & Missing) => {
  const lacking = { ...missing, ...tools }[name]()
  return lacking ? { runs: false, ...lacking } : { runs: true }
}

/**
 * Whether a suite can be registered. Otherwise it says on stderr that the suite is left out, and why: a line that begins with `left out:`.
 * With JUMUN_ENGINES=all nothing may be left out: a test that fails is registered in its place.
 *
 *     if (needs(['postgres'], 'a store on PostgreSQL')) storeContract(…)
 */
export const needs = (names: readonly Need[], suite: string): boolean => {
  const reasons = names.flatMap(name => {
    const it = engine(name)
    return it.runs ? [] : [`${it.why}; ${it.how}`]
  })
  if (!reasons.length) return true
  const line = `left out: ${suite} (${reasons.join('; ')})`
  if (process.env['JUMUN_ENGINES'] === 'all')
    test(suite, () => {
      throw new Error(line)
    })
  else process.stderr.write(`${line}\n`)
  return false
}
