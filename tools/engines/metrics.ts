// How busy pods are, told to the autoscaler of Kubernetes where nothing runs in them: its metrics API, as a stand-in behind the API server.
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Kubernetes } from './kubernetes.ts'

const group = 'metrics.k8s.io'
const version = `${group}/v1beta1`
const resource = { name: 'pods', singularName: '', namespaced: true, kind: 'PodMetrics', verbs: ['get', 'list'] }
const discovery = { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: version, resources: [resource] }

export interface Metrics {
  /** How often the autoscaler has asked. */
  asked(): number
  close(): void
}

/** Tells of each pod of a namespace what `usage` says of it: thousandths of a CPU, by its container; undefined: nothing. */
export const serveMetrics = async (
  { certificate, dir, kubectl }: Kubernetes,
  usage: (pods: readonly string[]) => number | undefined,
): Promise<Metrics> => {
  let asked = 0
  const listOf = async (namespace: string, selector: string): Promise<object> => {
    asked++
    const { items } = JSON.parse(await kubectl('get', 'pods', '-n', namespace, '-l', selector, '-o', 'json')) as { items: any[] }
    const cpu = usage(items.map(p => p.metadata.name))
    const told = items.map(({ metadata: { name }, spec }) => ({
      metadata: { name, namespace },
      timestamp: new Date().toISOString(),
      window: '1s',
      containers: spec.containers.map((c: any) => ({ name: c.name, usage: { cpu: `${cpu}m`, memory: '100Mi' } })),
    }))
    return { kind: 'PodMetricsList', apiVersion: version, metadata: {}, items: cpu === undefined ? [] : told }
  }
  const answer = async (url: URL): Promise<object | undefined> => {
    const [, namespace] = /\/namespaces\/([^/]+)\/pods$/.exec(url.pathname) ?? []
    if (namespace) return listOf(namespace, url.searchParams.get('labelSelector') ?? '')
    return url.pathname === `/apis/${version}` ? discovery : undefined
  }
  const server = createServer({ key: readFileSync(certificate.key), cert: readFileSync(certificate.cert) }, (request, response) => {
    const say = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    answer(new URL(request.url!, 'https://localhost')).then(
      body => say(body ? 200 : 404, body ?? {}),
      error => say(500, { message: String(error) }),
    )
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const name = 'metrics'
  const items = [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: 'kube-system' },
      spec: { type: 'ExternalName', externalName: 'localhost', ports: [{ port }] },
    },
    {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: `v1beta1.${group}` },
      spec: {
        service: { name, namespace: 'kube-system', port },
        group,
        version: 'v1beta1',
        groupPriorityMinimum: 100,
        versionPriority: 100,
        insecureSkipTLSVerify: true,
      },
    },
  ]
  const file = join(dir, 'metrics.json')
  writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }))
  await kubectl('apply', '-f', file)
  await kubectl('wait', '--for=condition=Available', 'apiservice', `v1beta1.${group}`, '--timeout=60s')
  return { asked: () => asked, close: () => (server.closeAllConnections(), void server.close()) }
}
