// One process of a system in Kubernetes: its deployment, its service, and what keeps it safe.
import type { Volume } from './figures.ts'
import { meshFigures } from './mesh.ts'

export type Manifest = { readonly [field: string]: unknown }

/** Where every process listens in a cluster, as the originals did (specification COM-100). */
export const port = 8080
/** How long a process may take to end what it has begun, in s (COM-102), with the pause before. */
const patience = 30
/** How long a pod that is about to end is still asked by those who have not heard, in s. */
export const goodbye = 5

export const labelsOf = (system: string, name: string, level: string): { readonly [label: string]: string } => ({
  'app.kubernetes.io/name': name,
  'app.kubernetes.io/part-of': system,
  'app.kubernetes.io/component': level,
})
const selectorOf = (system: string, name: string) => ({ 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': system })

/** The published figures of all probes, in s (COM-100). */
const probe = (path: string, delay: number, failures: number) => ({
  httpGet: { path: `/actuator/health/${path}`, port: 'http' },
  initialDelaySeconds: delay,
  timeoutSeconds: 2,
  periodSeconds: 5,
  failureThreshold: failures,
})

/** How much of a CPU a process asks for. */
export const share = 0.2
/** What a process asks for and may take. */
const resources = { requests: { cpu: `${share * 1000}m`, memory: '192Mi' }, limits: { memory: '512Mi' } }

export interface Workload {
  readonly system: string
  readonly name: string
  readonly level: string
  readonly volume?: Volume | undefined
}

const container = ({ system, name, volume }: Workload) => ({
  name: 'jumun',
  image: 'jumun',
  args: [`${system}/${name}`],
  ports: [{ name: 'http', containerPort: port }],
  envFrom: [{ configMapRef: { name: 'jumun' } }, { secretRef: { name: 'jumun' } }],
  resources,
  readinessProbe: probe('readiness', 10, 10),
  livenessProbe: probe('liveness', 120, 5),
  lifecycle: { preStop: { sleep: { seconds: goodbye } } },
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  volumeMounts: [
    { name: 'tmp', mountPath: '/tmp' },
    { name: 'data', mountPath: '/data' },
    { name: 'secret', mountPath: '/run/secrets/jumun', readOnly: true },
    ...(volume ? [{ name: volume.volume, mountPath: volume.path }] : []),
  ],
})

/** A process as a deployment of one replica; its data lie in databases, its folder is for what may be lost. */
const deployment = (w: Workload): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: w.name, labels: labelsOf(w.system, w.name, w.level) },
  spec: {
    replicas: 1,
    // the old one stays until the new one has done everything once
    minReadySeconds: meshFigures.warm / 1000,
    selector: { matchLabels: selectorOf(w.system, w.name) },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
    template: {
      metadata: { labels: labelsOf(w.system, w.name, w.level) },
      spec: {
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        terminationGracePeriodSeconds: patience + goodbye,
        securityContext: { runAsNonRoot: true, runAsUser: 10_001, fsGroup: 10_001, seccompProfile: { type: 'RuntimeDefault' } },
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'kubernetes.io/hostname',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: selectorOf(w.system, w.name) },
          },
        ],
        containers: [container(w)],
        volumes: [
          { name: 'tmp', emptyDir: {} },
          { name: 'data', emptyDir: {} },
          // said, although it is so where nothing is said: podman does not know that
          { name: 'secret', secret: { secretName: 'jumun-secret', optional: false } },
          ...(w.volume ? [{ name: w.volume.volume, persistentVolumeClaim: { claimName: w.volume.claim } }] : []),
        ],
      },
    },
  },
})

/** The address of a process within its cluster; that of the gateway for the world, too. */
const service = ({ system, name, level }: Workload): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, labels: labelsOf(system, name, level) },
  spec: {
    type: name === 'gateway' ? 'LoadBalancer' : 'ClusterIP',
    selector: selectorOf(system, name),
    ports: [{ name: 'http', port, targetPort: 'http', protocol: 'TCP' }],
  },
})

/** Nobody who drains nodes takes away more than one at once. */
const budget = ({ system, name, level }: Workload): Manifest => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name, labels: labelsOf(system, name, level) },
  spec: { maxUnavailable: 1, selector: { matchLabels: selectorOf(system, name) } },
})

export const workload = (w: Workload): Manifest[] => [deployment(w), service(w), budget(w)]
