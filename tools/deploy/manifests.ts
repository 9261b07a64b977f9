// A system in Kubernetes as files, from its model: kustomize bases and overlays by their paths below deploy/kubernetes.
import type { System } from '@jumun/core/model'
import type { Figures, Scale, Volume } from './figures.ts'
import { meshFigures } from './mesh.ts'
import { labelsOf, type Manifest, port, workload } from './workload.ts'

/** Contents by path. */
export type Files = { readonly [path: string]: readonly Manifest[] }

const kustomization = (parts: object): Manifest => ({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', ...parts })

/** Everything of it lies in a namespace of its name, in which a process may do no more than ours do. */
export const namespace = (system: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: system,
    labels: Object.fromEntries(['enforce', 'audit', 'warn'].map(what => [`pod-security.kubernetes.io/${what}`, 'restricted'])),
  },
})

/** All settings but secrets; the addresses of the other contexts, one by one, so that one alone can be another (COM-104). */
const config = ({ name, contexts }: System): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'jumun' },
  data: {
    JUMUN_HOST: '0.0.0.0',
    JUMUN_PORT: String(port),
    JUMUN_PEERS: contexts.map(c => `${c.name}=http://${c.name}:${port}`).join(' '),
    JUMUN_BUS: 'kafka://kafka-kafka-bootstrap.kafka:9092',
    JUMUN_ACCESS: 'guarded',
    JUMUN_ISSUER: 'https://id.example.com',
    JUMUN_AUDIENCE: 'jumun',
    JUMUN_PUBLIC_BASE: `https://${name}.example.com`,
    JUMUN_SYSTEM_SECRET: '/run/secrets/jumun/system.key',
    JUMUN_MESSAGES: '-',
    JUMUN_LOG: 'info',
  },
})

const scaler = (system: string, context: string, { least, most, cpu }: Scale): Manifest => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: context, labels: labelsOf(system, context, 'autoscaler') },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: context },
    minReplicas: least,
    maxReplicas: most,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpu } } }],
  },
})

const from = (...peers: object[]) => [{ from: peers, ports: [{ port: 'http' }] }]
/** Who may ask whom: the world the gateway, a system its own contexts, whoever watches all of them. */
const network = (system: string): Manifest[] => {
  const policy = (name: string, selector: object, ingress: object[]): Manifest => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec: { podSelector: selector, policyTypes: ['Ingress'], ingress },
  })
  const own = { podSelector: { matchLabels: { 'app.kubernetes.io/part-of': system } } }
  const watchers = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }
  return [
    policy('nobody', {}, []),
    policy('own', { matchLabels: { 'app.kubernetes.io/part-of': system } }, from(own, watchers)),
    policy('world', { matchLabels: { 'app.kubernetes.io/name': 'gateway' } }, [{ ports: [{ port: 'http' }] }]),
  ]
}
const ingress = (system: string): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'gateway' },
  spec: {
    tls: [{ hosts: [`${system}.example.com`], secretName: 'gateway-tls' }],
    rules: [
      {
        host: `${system}.example.com`,
        http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'gateway', port: { name: 'http' } } } }] },
      },
    ],
  },
})
/** The volume of a published deployment: what its class and its server are is the cluster's (AIR-O4). */
const claim = ({ claim: name, size, mode }: Volume): Manifest => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name },
  spec: { accessModes: [mode], resources: { requests: { storage: size } } },
})

/** The main form: each context a deployment of its own on databases, with Kafka between them. */
const base = (system: System, { scaled, volumes }: Figures): Files => {
  const { name } = system
  const processes = [...system.contexts.map(c => ({ name: c.name, level: c.level as string })), { name: 'gateway', level: 'gateway' }]
  const files: { [path: string]: readonly Manifest[] } = {
    'namespace.yaml': [namespace(name)],
    'config.yaml': [config(system)],
    'network.yaml': network(name),
    'ingress.yaml': [ingress(name)],
  }
  for (const p of processes) {
    const volume = volumes[p.name]
    const scale = scaled[p.name]
    files[`${p.name}.yaml`] = [
      ...workload({ system: name, ...p, volume }),
      ...(scale ? [scaler(name, p.name, scale)] : []),
      ...(volume ? [claim(volume)] : []),
    ]
  }
  files['kustomization.yaml'] = [kustomization({ namespace: name, resources: Object.keys(files) })]
  return Object.fromEntries(Object.entries(files).map(([path, all]) => [`base/${name}/${path}`, all]))
}

/** `patches` of a kustomization on every deployment. */
const onEach = (operations: readonly object[]): object => ({
  target: { kind: 'Deployment' },
  patch: JSON.stringify(operations),
})
const remove = (kind: string): object => ({
  target: { kind },
  patch: JSON.stringify({ $patch: 'delete', apiVersion: 'v1', kind, metadata: { name: 'all' } }),
})

/** For a cluster without databases: each context on files of its own, events over HTTP; one process at a time has a file. */
const onFiles = (system: System): Files => {
  const { name, contexts } = system
  const file = (context: string): Manifest => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: `data-${context}` },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '8Gi' } } },
  })
  const stays = { op: 'replace', path: '/spec/strategy', value: { type: 'Recreate' } }
  const patches = contexts.map(c => ({
    target: { kind: 'Deployment', name: c.name },
    patch: JSON.stringify([
      stays,
      {
        op: 'replace',
        path: '/spec/template/spec/volumes/1',
        value: { name: 'data', persistentVolumeClaim: { claimName: `data-${c.name}` } },
      },
    ]),
  }))
  return {
    [`overlays/files/${name}/volumes.yaml`]: contexts.map(c => file(c.name)),
    [`overlays/files/${name}/kustomization.yaml`]: [
      kustomization({
        namespace: name,
        resources: [`../../../base/${name}`, 'volumes.yaml'],
        patches: [
          { target: { kind: 'ConfigMap', name: 'jumun' }, patch: JSON.stringify([{ op: 'remove', path: '/data/JUMUN_BUS' }]) },
          remove('HorizontalPodAutoscaler'),
          onEach([{ op: 'remove', path: '/spec/template/spec/containers/0/envFrom/1' }]),
          ...patches,
        ],
      }),
    ],
  }
}

const { safe, unarrived, outliers, idle, warm } = meshFigures
const seconds = (ms: number): string => `${ms / 1000}s`
const retriesOf = ({ attempts, within, on }: typeof safe | typeof unarrived): object => ({
  attempts,
  perTryTimeout: seconds(within),
  retryOn: on,
})

const within = (c: string, system: string): string => `${c}.${system}.svc.cluster.local`
const ruleOf = (c: string, system: string): Manifest => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata: { name: c },
  spec: {
    host: within(c, system),
    trafficPolicy: {
      loadBalancer: { simple: 'LEAST_REQUEST', warmup: { duration: seconds(warm) } },
      outlierDetection: {
        consecutive5xxErrors: outliers.failures,
        interval: seconds(outliers.every),
        baseEjectionTime: seconds(outliers.outFor),
        maxEjectionPercent: outliers.share,
      },
      connectionPool: { http: { http1MaxPendingRequests: 256, maxRequestsPerConnection: 0, idleTimeout: seconds(idle) } },
    },
  },
})
/** Retried in one place only: what may be asked twice, and of commands what surely did not arrive. */
const routeOf = (c: string, system: string): Manifest => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: c },
  spec: {
    hosts: [within(c, system)],
    http: [
      {
        match: [{ method: { regex: 'GET|HEAD|OPTIONS' } }],
        route: [{ destination: { host: within(c, system) } }],
        retries: retriesOf(safe),
      },
      { route: [{ destination: { host: within(c, system) } }], retries: retriesOf(unarrived) },
    ],
  },
})
const topicOf = (name: string): Manifest => ({
  apiVersion: 'kafka.strimzi.io/v1beta2',
  kind: 'KafkaTopic',
  metadata: { name, namespace: 'kafka', labels: { 'strimzi.io/cluster': 'kafka' } },
  spec: { partitions: 12, replicas: 3, config: { 'min.insync.replicas': 2, 'retention.ms': 604_800_000 } },
})
const monitorOf = (name: string): Manifest => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
  metadata: { name },
  spec: {
    selector: { matchLabels: { 'app.kubernetes.io/part-of': name } },
    endpoints: [
      { port: 'http', path: '/metrics', interval: '15s', authorization: { credentials: { name: 'jumun-monitor', key: 'token' } } },
    ],
  },
})

/** With Kafka by Strimzi, Prometheus by its operator, and a mesh by Istio: each where the cluster has it. */
const components = (system: System): Files => {
  const { name, contexts } = system
  const all = [...contexts.map(c => c.name), 'gateway']
  const part = (folder: string, file: string, manifests: readonly Manifest[], settings: object = { namespace: name }): Files => ({
    [`components/${folder}/${name}/${file}`]: manifests,
    [`components/${folder}/${name}/kustomization.yaml`]: [
      { apiVersion: 'kustomize.config.k8s.io/v1alpha1', kind: 'Component', ...settings, resources: [file] },
    ],
  })
  return {
    ...part(
      'mesh',
      'mesh.yaml',
      all.flatMap(c => [ruleOf(c, name), routeOf(c, name)]),
    ),
    ...part('strimzi', 'topic.yaml', [topicOf(name)], {}),
    ...part('prometheus', 'monitor.yaml', [monitorOf(name)]),
  }
}

/** All files of a system. */
export const manifestsOf = (system: System, figures: Figures): Files => ({
  ...base(system, figures),
  ...onFiles(system),
  ...components(system),
})
