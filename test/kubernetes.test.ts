// The manifests of all systems before a real API server: strict validation, Pod Security, scheduling and rollouts; containers are played.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { settingsFrom } from '@jumun/host'
import { patience } from '@jumun/http'
import { product, systems } from '@jumun/systems'
import { figuresOf } from '../tools/deploy/figures.ts'
import { differing, folder, rendered } from '../tools/deploy/files.ts'
import { manifestsOf } from '../tools/deploy/manifests.ts'
import { type Kubernetes, needs, serveMetrics, startKubernetes } from '../tools/engines/index.ts'

test('what lies in deploy/kubernetes is what the models say', async () => {
  assert.deepEqual(differing(await rendered(Object.values(systems))), [])
})

test('a mesh gives up a connection that nobody uses before the process behind it does, which would answer nobody on it', async () => {
  for (const system of Object.values(systems)) {
    const rules = manifestsOf(system, await figuresOf(system))[`components/mesh/${system.name}/mesh.yaml`]!.filter(
      m => m!['kind'] === 'DestinationRule',
    )
    assert.equal(rules.length, system.contexts.length + 1)
    for (const { spec } of rules as any[]) {
      const { idleTimeout } = spec.trafficPolicy.connectionPool.http
      assert.match(idleTimeout, /^\d+s$/)
      assert.ok(1000 * Number.parseInt(idleTimeout, 10) < patience.keepAlive, idleTimeout)
    }
  }
})

test('an old process stays until the mesh gives the new one its whole share, which begins with little', async () => {
  for (const system of Object.values(systems)) {
    const files = manifestsOf(system, await figuresOf(system))
    const all = Object.values(files).flat() as any[]
    const warm = all.filter(m => m.kind === 'DestinationRule').map(m => m.spec.trafficPolicy.loadBalancer)
    const kept = all.filter(m => m.kind === 'Deployment').map(m => m.spec.minReadySeconds)
    assert.equal(kept.length, system.contexts.length + 1)
    assert.equal(warm.length, system.contexts.length + 1)
    for (const { simple, warmup } of warm) {
      assert.equal(simple, 'LEAST_REQUEST')
      assert.ok(
        kept.every(s => s > 0 && `${s}s` === warmup.duration),
        `${kept} ${warmup.duration}`,
      )
    }
  }
})

test('each process understands the settings of its config map, and finds every other context by them', async () => {
  for (const system of Object.values(systems)) {
    const [map] = manifestsOf(system, await figuresOf(system))[`base/${system.name}/config.yaml`]!
    const environment = { ...(map!['data'] as { [name: string]: string }), JUMUN_STORE: 'postgres://user:password@postgres:5432/jumun' }
    for (const process of [...system.contexts.map(c => c.name), 'gateway']) {
      const { peers, host, port, access } = settingsFrom([`${system.name}/${process}`], environment, product)
      assert.deepEqual([host, port, access], ['0.0.0.0', 8080, 'guarded'])
      for (const { name } of system.contexts) assert.deepEqual(peers.get(name), [`http://${name}:8080`])
    }
  }
})

if (needs(['kubernetes'], 'the manifests before a real API server'))
  describe('the manifests before a real API server', () => {
    let cluster: Kubernetes
    before(async () => {
      cluster = await startKubernetes()
    })
    after(() => cluster?.stop())
    const kubectl = (...words: string[]) => cluster.kubectl(...words)
    const apply = (path: string, ...more: string[]) => kubectl('apply', '--validate=strict', ...more, '-k', join(folder, path))
    const json = async (...words: string[]) => JSON.parse(await kubectl('get', ...words, '-o', 'json')) as { readonly items: any[] }
    /** A manifest of the café with something else in it. */
    const changed = async (from: RegExp, to: string, kind = 'Deployment'): Promise<string> => {
      const all = (await kubectl('kustomize', join(folder, 'base/cafeteria'))).split('\n---\n')
      const one = all.find(m => m.includes(`kind: ${kind}`) && m.includes('\n  name: payment'))!
      assert.match(one, from)
      const file = join(cluster.dir, 'changed.yaml')
      writeFileSync(file, one.replace(from, to))
      return file
    }

    for (const name of Object.keys(systems))
      test(`BRD-O8: ${name} is made by one command, field by field as the server knows them`, async t => {
        t.diagnostic(cluster.version)
        await apply(`base/${name}`)
        const { items } = await json('deployments', '-n', name)
        const processes = [...systems[name]!.contexts.map(c => c.name), 'gateway']
        assert.deepEqual(new Set(items.map(d => d.metadata.name)), new Set(processes))
        const { items: services } = await json('services', '-n', name)
        assert.deepEqual(
          new Set(services.map(s => `${s.metadata.name} ${s.spec.type} ${s.spec.ports[0].port}`)),
          new Set(processes.map(p => `${p} ${p === 'gateway' ? 'LoadBalancer' : 'ClusterIP'} 8080`)),
        )
        for (const { metadata, spec } of items) {
          const { readinessProbe, livenessProbe } = spec.template.spec.containers[0]
          const figures = (p: any) => [p.httpGet.path, p.initialDelaySeconds, p.timeoutSeconds, p.periodSeconds, p.failureThreshold]
          assert.deepEqual(figures(readinessProbe), ['/actuator/health/readiness', 10, 2, 5, 10], metadata.name)
          assert.deepEqual(figures(livenessProbe), ['/actuator/health/liveness', 120, 2, 5, 5], metadata.name)
          assert.deepEqual(spec.strategy.rollingUpdate, { maxUnavailable: '25%', maxSurge: '25%' })
          assert.equal(spec.replicas, 1)
        }
      })
    test('COM-103: the published figures of each autoscaler, and ours where there are none', async () => {
      const { items } = await json('hpa', '-A')
      const said = items.map(({ metadata, spec }) => {
        const [{ resource }] = spec.metrics
        return `${metadata.namespace}/${spec.scaleTargetRef.name} ${spec.minReplicas}-${spec.maxReplicas} at ${resource.target.averageUtilization} %`
      })
      assert.deepEqual(said.sort(), [
        'air/reservationmgmt 1-5 at 30 %',
        'bread/pay 1-10 at 50 %',
        'cafeteria/payment 1-10 at 15 %',
        'cars/billing 1-10 at 15 %',
        'delivery/ordering 1-5 at 50 %',
      ])
    })
    test('COM-104: each setting comes from the config map, the address of every other context by itself', async () => {
      const { items } = await json('configmaps', '-n', 'cars', '--field-selector', 'metadata.name=jumun')
      const { data } = items[0]
      for (const { name } of systems['cars']!.contexts) assert.match(data.JUMUN_PEERS, new RegExp(`(^| )${name}=http://${name}:8080( |$)`))
      const { items: all } = await json('deployments', '-n', 'cars')
      for (const d of all) assert.deepEqual(d.spec.template.spec.containers[0].env, undefined, 'nothing is set past the map')
      const known = readFileSync(join(import.meta.dirname, '../docs/operating/settings.md'), 'utf8')
      for (const name of Object.keys(data)) assert.ok(known.includes(`\`${name}\``), `${name} is a setting`)
    })
    test('COM-102: pods are ready, and a new image comes in beside the old one until the rollout is complete', async () => {
      await kubectl('-n', 'cafeteria', 'wait', '--for=condition=Available', 'deployment', '--all', '--timeout=60s')
      await kubectl('-n', 'cafeteria', 'set', 'image', 'deployment/order', 'jumun=jumun:2')
      assert.match(await kubectl('-n', 'cafeteria', 'rollout', 'status', 'deployment/order', '--timeout=60s'), /successfully rolled out/)
      // the new one was there before the old one went, and as long beside it as it is to be looked at
      const { items } = await json('events', '-n', 'cafeteria', '--field-selector', 'reason=ScalingReplicaSet,involvedObject.name=order')
      const scaled = (how: RegExp): number[] => items.filter(e => how.test(e.message)).map(e => Date.parse(e.lastTimestamp))
      const [ups, downs] = [scaled(/^Scaled up /), scaled(/^Scaled down /)]
      assert.deepEqual([ups.length, downs.length], [2, 1], items.map(e => e.message).join())
      assert.ok(downs[0]! - Math.max(...ups) >= 9000, `it went ${downs[0]! - Math.max(...ups)} ms after the new one came`)
      await kubectl('-n', 'cafeteria', 'scale', 'deployment/order', '--replicas=4')
      assert.match(await kubectl('-n', 'cafeteria', 'rollout', 'status', 'deployment/order', '--timeout=60s'), /successfully rolled out/)
    })
    test('CAF-O5: the autoscaler counts one, two, four and back to one of payment, by the published figures; the others stay one', async () => {
      // in percent of the 200m that a pod asks for, by how many there are: what is published is the steps, not what was measured
      let busy: { readonly [pods: number]: number } = { 1: 29, 2: 27, 4: 15 }
      const metrics = await serveMetrics(cluster, pods => 2 * (busy[pods.length] ?? 15))
      try {
        const seen = new Set<number>()
        const replicas = async (): Promise<number> =>
          Number(await kubectl('-n', 'cafeteria', 'get', 'deployment', 'payment', '-o', 'jsonpath={.spec.replicas}'))
        const until = async (many: number): Promise<void> => {
          for (const end = Date.now() + 120_000; ; ) {
            const now = await replicas()
            seen.add(now)
            if (now === many) return
            assert.ok(
              Date.now() < end,
              `${many} were never wanted, but ${[...seen]}: ${await kubectl('-n', 'cafeteria', 'describe', 'hpa')}`,
            )
          }
        }
        await until(4)
        assert.match(
          await kubectl('-n', 'cafeteria', 'rollout', 'status', 'deployment/payment', '--timeout=60s'),
          /successfully rolled out/,
        )
        const events = await json('events', '-n', 'cafeteria', '--field-selector', 'reason=SuccessfulRescale')
        const sizes = events.items.map(e => Number(/New size: (\d+)/.exec(e.message)?.[1]))
        assert.deepEqual(new Set(sizes), new Set([2, 4]))
        busy = { 1: 2, 2: 2, 3: 2, 4: 2 }
        await until(1)
        const { items } = await json('deployments', '-n', 'cafeteria')
        for (const { metadata, spec } of items.filter(d => !['order', 'payment'].includes(d.metadata.name)))
          assert.equal(spec.replicas, 1, metadata.name)
        assert.ok(metrics.asked() > 0)
      } finally {
        metrics.close()
      }
    })
    test('AIR-O4: the airline’s schedules lie on the published volume, whose claim says how much and for how many', async () => {
      const { items } = await json('pvc', '-n', 'air')
      assert.deepEqual(
        items.map(({ metadata, spec }) => [metadata.name, spec.accessModes, spec.resources.requests.storage]),
        [['air-claim', ['ReadWriteMany'], '1Gi']],
      )
      const { items: all } = await json('deployments', '-n', 'air', '--field-selector', 'metadata.name=schedulemgmt')
      const { containers, volumes } = all[0].spec.template.spec
      assert.ok(volumes.some((v: any) => v.persistentVolumeClaim?.claimName === 'air-claim'))
      assert.ok(containers[0].volumeMounts.some((m: any) => m.mountPath === '/tmp/air'))
    })
    test('CAR-O10, AIR-O5: three brokers in a namespace of their own, each with a volume of eight gigabytes, at the address that the settings name', async () => {
      await apply('broker')
      const { items } = await json('pvc', '-n', 'kafka')
      assert.deepEqual(
        new Set(items.map(({ metadata, spec }) => `${metadata.name} ${spec.accessModes} ${spec.resources.requests.storage}`)),
        new Set([0, 1, 2].map(i => `data-kafka-${i} ReadWriteOnce 8Gi`)),
      )
      const { items: services } = await json('services', '-n', 'kafka')
      const { items: maps } = await json('configmaps', '-A', '--field-selector', 'metadata.name=jumun')
      const addresses = new Set(services.map(s => `kafka://${s.metadata.name}.kafka:${s.spec.ports[0].port}`))
      for (const { data } of maps) assert.ok(addresses.has(data.JUMUN_BUS), data.JUMUN_BUS)
      assert.doesNotMatch(await kubectl('kustomize', join(folder, 'broker')), /zookeeper/i)
      const { items: pods } = await json('pods', '-n', 'kafka')
      assert.deepEqual(new Set(pods.map(p => p.metadata.labels['apps.kubernetes.io/pod-index'])), new Set(['0', '1', '2']))
    })
    test('COM-105: without databases each context has a volume of its own, and one process at a time', async () => {
      await apply('overlays/files/bread', '--dry-run=server')
      const text = await kubectl('kustomize', join(folder, 'overlays/files/bread'))
      assert.equal(text.match(/kind: PersistentVolumeClaim/g)?.length, systems['bread']!.contexts.length)
      assert.equal(text.match(/type: Recreate/g)?.length, systems['bread']!.contexts.length)
      assert.doesNotMatch(text, /kind: HorizontalPodAutoscaler|JUMUN_BUS/)
    })
    test('a misspelt field is refused, in each kind', async () => {
      const wrong = [
        await changed(/replicas: 1/, 'replcas: 1'),
        await changed(/targetPort: http/, 'targtPort: http', 'Service'),
        await changed(/maxReplicas: 10/, 'maxReplicas: 10\n  maxReplica: 10', 'HorizontalPodAutoscaler'),
      ]
      for (const file of wrong)
        await assert.rejects(kubectl('apply', '--dry-run=server', '--validate=strict', '-f', file), /unknown field|invalid/)
    })
    test('Pod Security: a process that could become root is let in by nobody', async () => {
      const pod = join(cluster.dir, 'pod.yaml')
      const { items } = await json('pods', '-n', 'cafeteria')
      const { spec } = items[0]
      const made = (securityContext: object) =>
        JSON.stringify({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'x', namespace: 'cafeteria' },
          spec: { ...spec, nodeName: undefined, securityContext },
        })
      writeFileSync(pod, made(spec.securityContext))
      await kubectl('create', '--dry-run=server', '-f', pod)
      writeFileSync(pod, made({}))
      await assert.rejects(kubectl('create', '--dry-run=server', '-f', pod), /violates PodSecurity "restricted/)
    })
  })
