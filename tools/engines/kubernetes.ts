// A real control plane of Kubernetes: etcd, the API server, the controllers and the scheduler; kwok plays the nodes, on which nothing runs.
import { execFile, spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from './cache.ts'
import { find } from './find.ts'
import type { Missing } from './missing.ts'
import { type Engine, greet, startEngine } from './process.ts'

const sources = join(import.meta.dirname, 'kubernetes')
const version = /k8s\.io\/kubernetes (v\S+)/.exec(readFileSync(join(sources, 'go.mod'), 'utf8'))![1]!
const kwokVersion = 'v0.8.0'
const programs = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl'] as const

const folder = (): string =>
  join(
    cacheFolder(),
    `kubernetes-${createHash('sha256')
      .update(readFileSync(join(sources, 'go.sum')))
      .update(kwokVersion)
      .digest('hex')
      .slice(0, 8)}`,
  )
const bin = (program: string): string => join(folder(), program)

export const missingKubernetes = (): Missing | undefined => {
  if (!existsSync(bin('kwok.yaml')))
    return { why: 'the control plane of Kubernetes is not built here', how: 'npm run engines -- install kubernetes, with Go 1.26 or later' }
  return find('etcd') ? undefined : { why: 'etcd is not here', how: 'npm run engines -- install kubernetes' }
}
/** A Go that can build it. */
export const hasGo = (): boolean => find('go') !== undefined

/** Builds what go.sum pins, once: some five minutes of two cores. */
export const buildKubernetes = (): void => {
  mkdirSync(cacheFolder(), { recursive: true })
  const draft = mkdtempSync(`${folder()}-`)
  const env = { ...process.env, GOBIN: draft, GOFLAGS: '-buildvcs=false -trimpath', CGO_ENABLED: '0' }
  const go = (cwd: string, ...words: string[]): string => {
    const { status, stdout, stderr } = spawnSync(find('go')!, words, { cwd, env, encoding: 'utf8', maxBuffer: 1e8 })
    if (status !== 0) throw new Error(`go ${words.join(' ')}: ${(stderr || stdout).slice(-1000)}`)
    return stdout.trim()
  }
  try {
    const said = 'k8s.io/component-base/version'
    const [major, minor] = version.slice(1).split('.')
    const flags = `-s -w -X ${said}.gitVersion=${version} -X ${said}.gitMajor=${major} -X ${said}.gitMinor=${minor}`
    for (const program of programs)
      go(sources, 'build', '-mod=mod', '-ldflags', flags, '-o', `${draft}/`, `k8s.io/kubernetes/cmd/${program}`)
    // outside of any module, so that exactly this version is taken
    go('/', 'install', `sigs.k8s.io/kwok/cmd/kwok@${kwokVersion}`)
    const stages = join(go('/', 'list', '-m', '-f', '{{.Dir}}', `sigs.k8s.io/kwok@${kwokVersion}`), 'kustomize/stage')
    const played = [
      'node/fast/node-initialize',
      'node/heartbeat-with-lease/node-heartbeat-with-lease',
      'pod/fast/pod-ready',
      'pod/fast/pod-complete',
      'pod/fast/pod-delete',
    ]
    writeFileSync(join(draft, 'kwok.yaml'), played.map(stage => `---\n${readFileSync(join(stages, `${stage}.yaml`), 'utf8')}`).join('\n'))
    rmSync(folder(), { recursive: true, force: true })
    renameSync(draft, folder())
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

export interface Kubernetes {
  readonly version: string
  readonly dir: string
  /** Of the API server, for whoever stands behind it. */
  readonly certificate: { readonly key: string; readonly cert: string }
  /** Resolves to what it says; rejected with it where it fails. */
  kubectl(...words: string[]): Promise<string>
  stop(): Promise<void>
}

/** The version of a server that asks for TLS and a token. */
const versionOf = (port: number, token: string): Promise<string | undefined> =>
  new Promise((done, failed) => {
    const asked = request(
      { port, path: '/readyz', rejectUnauthorized: false, headers: { authorization: `Bearer ${token}` }, timeout: 2000 },
      answer => {
        answer.resume()
        done(answer.statusCode === 200 ? `Kubernetes ${version}` : undefined)
      },
    )
    asked.on('timeout', () => asked.destroy(new Error('no answer'))).on('error', failed)
    asked.end()
  })
const alive = async (): Promise<string> => 'alive'

/** Debian's etcd cannot report how far a watch is, which streamed lists need. */
const env = { KUBE_FEATURE_WatchListClient: 'false' }
const token = 'a-token-of-this-test'
type Kind = Parameters<typeof startEngine>[0]

const etcdKind: Kind = {
  name: 'etcd',
  url: port => `http://127.0.0.1:${port}`,
  run: (data, port) => [
    find('etcd')!,
    '--data-dir',
    data,
    '--unsafe-no-fsync',
    '--log-level',
    'error',
    '--listen-client-urls',
    `http://127.0.0.1:${port}`,
    '--advertise-client-urls',
    `http://127.0.0.1:${port}`,
    '--listen-peer-urls',
    'http://127.0.0.1:0',
  ],
  version: port =>
    greet(port, Buffer.from('GET /health HTTP/1.0\r\n\r\n'), said => (/"health":"true"/.test(String(said)) ? 'etcd' : undefined)),
}
/** `key`: of the service accounts; `tokens`: who may do what. */
const serverKind = (etcd: string, key: string, tokens: string): Kind => ({
  name: 'kube-apiserver',
  env,
  url: port => `https://127.0.0.1:${port}`,
  run: (_, port, own) => [
    bin('kube-apiserver'),
    '--etcd-servers',
    etcd,
    '--bind-address',
    '127.0.0.1',
    '--secure-port',
    String(port),
    '--cert-dir',
    join(own, 'certs'),
    '--token-auth-file',
    tokens,
    '--authorization-mode',
    'RBAC',
    '--service-account-issuer',
    'https://kubernetes.default.svc',
    '--service-account-key-file',
    key,
    '--service-account-signing-key-file',
    key,
    '--service-cluster-ip-range',
    '10.96.0.0/16',
    '--feature-gates',
    'WatchList=false',
  ],
  version: port => versionOf(port, token),
})
/** What works on what the server says. */
const followers = (key: string): readonly (readonly [name: string, ...words: string[]])[] => [
  [
    'kube-controller-manager',
    '--leader-elect=false',
    '--secure-port',
    '0',
    '--service-account-private-key-file',
    key,
    '--use-service-account-credentials',
    // as in earnest it looks every 15 s, and waits for five minutes before it ends any
    '--horizontal-pod-autoscaler-sync-period=1s',
    '--horizontal-pod-autoscaler-downscale-stabilization=3s',
  ],
  ['kube-scheduler', '--leader-elect=false', '--secure-port', '0'],
  ['kwok', '--config', bin('kwok.yaml'), '--manage-all-nodes', '--node-lease-duration-seconds', '40'],
]

/** Writes what the servers are told: the key of the service accounts and the one token. */
const writeKeys = (key: string, tokens: string): void => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  writeFileSync(key, privateKey)
  writeFileSync(tokens, `${token},admin,1,system:masters\n`)
}
const kubeconfigOf = (server: string): object => ({
  apiVersion: 'v1',
  kind: 'Config',
  'current-context': 'test',
  clusters: [{ name: 'test', cluster: { server, 'insecure-skip-tls-verify': true } }],
  users: [{ name: 'admin', user: { token } }],
  contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
})
const size = { cpu: '16', memory: '64Gi', pods: '110' }
const nodeOf = (i: number): object => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: `node-${i}`, labels: { 'kubernetes.io/os': 'linux' } },
  status: { allocatable: size, capacity: size },
})

/** Starts a cluster of `nodes` played nodes. */
export const startKubernetes = async ({ nodes = 2 } = {}): Promise<Kubernetes> => {
  const dir = mkdtempSync(join(tmpdir(), 'jumun-kubernetes-'))
  const [key, tokens, kubeconfig, played] = [
    join(dir, 'service-account.key'),
    join(dir, 'tokens.csv'),
    join(dir, 'kubeconfig'),
    join(dir, 'nodes.json'),
  ]
  writeKeys(key, tokens)
  const running: Engine[] = []
  const stop = async () => {
    for (const engine of running.toReversed()) await engine.stop()
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  }
  const begin = async (kind: Kind) => {
    const engine = await startEngine(kind, {})
    running.push(engine)
    return engine
  }
  const kubectl = async (...words: string[]): Promise<string> =>
    (await promisify(execFile)(bin('kubectl'), ['--kubeconfig', kubeconfig, ...words], { maxBuffer: 1e8, timeout: 120_000 })).stdout
  try {
    const etcd = await begin(etcdKind)
    const server = await begin(serverKind(etcd.url, key, tokens))
    writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf(server.url)))
    for (const [name, ...words] of followers(key))
      await begin({ name, env, url: () => '', run: () => [bin(name), '--kubeconfig', kubeconfig, ...words], version: alive })
    const items = Array.from({ length: nodes }, (_, i) => nodeOf(i))
    writeFileSync(played, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }))
    await kubectl('apply', '-f', played)
    const [keyFile, cert] = ['key', 'crt'].map(kind => join(server.dir, 'certs', `apiserver.${kind}`)) as [string, string]
    return { version: `Kubernetes ${version}`, dir, certificate: { key: keyFile, cert }, kubectl, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What a folder of kustomize makes, without a cluster. */
export const kustomized = async (folder: string): Promise<string> =>
  (await promisify(execFile)(bin('kubectl'), ['kustomize', folder])).stdout
