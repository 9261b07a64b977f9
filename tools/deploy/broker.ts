// A broker of one's own, where the cluster has none: three times Kafka, which agree among themselves (KRaft), each with a volume.
import { type Files, namespace as ofOurs } from './manifests.ts'
import type { Manifest } from './workload.ts'

/** The release that the tests of this repository run. */
const image = 'apache/kafka:4.3.1'
const [port, quorumPort, replicas] = [9092, 9093, 3]
const namespace = 'kafka'
const labels = { 'app.kubernetes.io/name': 'kafka' }
const of = (pod: string | number): string => `${typeof pod === 'number' ? `kafka-${pod}` : pod}.brokers.${namespace}.svc.cluster.local`

/** What the image makes its `server.properties` of. Of three copies two must have an event before it is told: one broker may be away. */
const settings = {
  CLUSTER_ID: 'Jumun-broker-of-ones-A', // 16 bytes as base64, the same for all of them
  KAFKA_PROCESS_ROLES: 'broker,controller',
  KAFKA_LISTENERS: `PLAINTEXT://:${port},CONTROLLER://:${quorumPort}`,
  KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://${of('$(POD_NAME)')}:${port}`,
  KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
  KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
  KAFKA_CONTROLLER_QUORUM_VOTERS: Array.from({ length: replicas }, (_, i) => `${i}@${of(i)}:${quorumPort}`).join(),
  KAFKA_LOG_DIRS: '/var/lib/kafka/data',
  KAFKA_DEFAULT_REPLICATION_FACTOR: '3',
  KAFKA_MIN_INSYNC_REPLICAS: '2',
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '3',
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '3',
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '2',
  KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
}
const field = (name: string, path: string) => ({ name, valueFrom: { fieldRef: { fieldPath: path } } })
const probe = (more: object) => ({ tcpSocket: { port: 'kafka' }, ...more })

const brokers: Manifest = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'kafka', labels },
  spec: {
    serviceName: 'brokers',
    replicas,
    podManagementPolicy: 'Parallel', // none is ready before most of them have found each other
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        automountServiceAccountToken: false,
        terminationGracePeriodSeconds: 60,
        securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'kafka',
            image,
            ports: [
              { name: 'kafka', containerPort: port },
              { name: 'quorum', containerPort: quorumPort },
            ],
            env: [
              field('POD_NAME', 'metadata.name'),
              field('KAFKA_NODE_ID', "metadata.labels['apps.kubernetes.io/pod-index']"),
              ...Object.entries(settings).map(([name, value]) => ({ name, value })),
            ],
            readinessProbe: probe({ periodSeconds: 5 }),
            livenessProbe: probe({ initialDelaySeconds: 120, periodSeconds: 10, failureThreshold: 6 }),
            resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '2Gi' } },
            // its image writes its settings below /opt/kafka, so the root is not read-only
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            volumeMounts: [{ name: 'data', mountPath: '/var/lib/kafka' }],
          },
        ],
      },
    },
    volumeClaimTemplates: [
      { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '8Gi' } } } },
    ],
  },
}
const service = (name: string, spec: object): Manifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, labels },
  spec: { selector: labels, ...spec },
})
const others: readonly Manifest[] = [
  service('brokers', {
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    ports: [
      { name: 'kafka', port },
      { name: 'quorum', port: quorumPort },
    ],
  }),
  service('kafka-kafka-bootstrap', { ports: [{ name: 'kafka', port }] }),
  {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'kafka' },
    spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
  },
]
/** Who may speak to the brokers: the namespaces of these systems; among themselves they agree. */
const network = (systems: readonly string[]): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'brokers' },
  spec: {
    podSelector: { matchLabels: labels },
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [{ namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: systems }] } }],
        ports: [{ port: 'kafka' }],
      },
      { from: [{ podSelector: { matchLabels: labels } }], ports: [{ port: 'kafka' }, { port: 'quorum' }] },
    ],
  },
})

/** The files of deploy/kubernetes/broker. */
export const brokerFiles = (systems: readonly string[]): Files => ({
  'broker/kustomization.yaml': [
    {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      namespace,
      resources: ['namespace.yaml', 'kafka.yaml'],
    },
  ],
  'broker/namespace.yaml': [ofOurs(namespace)],
  'broker/kafka.yaml': [...others, network(systems), brokers],
})
