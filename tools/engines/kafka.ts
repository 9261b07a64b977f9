// Apache Kafka: one broker that is its own controller (KRaft), from Maven's jars.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { javaOf, missingJava } from './java.ts'
import { type Line, lineTo } from './line.ts'
import type { Missing } from './missing.ts'
import { type Engine, freePort, greet, type Place, startEngine } from './process.ts'

const version = '4.3.1'
const clusterId = 'anVtdW4tZW5naW5lcy1rYQ'

export interface Kafka extends Engine {
  /** The same broker over a line that can be cut: who begins here is sent on nowhere else. */
  readonly overLine: string
  readonly line: Line
  /** The same broker for who logs in (SASL SCRAM-SHA-256), with name and password in the address. */
  readonly withLogin: string
}

export const missingKafka = (): Missing | undefined => missingJava('kafka', { compiler: false })

/** Files that speak for those who meet at an encrypted listener. */
export interface Papers {
  /** The authority that signed the broker and its client; and one that nobody knows. */
  readonly ca: string
  readonly strange: string
  /** Who may come in without a password. */
  readonly cert: string
  readonly key: string
}
/** A broker that lets nobody in unseen, too. */
export interface GuardedKafka extends Kafka {
  /** Host and port: encrypted, for who logs in (PLAIN, SCRAM-SHA-256, SCRAM-SHA-512; `jumun`, `jumun-secret`). */
  readonly encrypted: string
  /** Host and port: encrypted, for who has a certificate of its authority. */
  readonly mutual: string
  readonly papers: Papers
}

const papersIn = (dir: string): Papers & { readonly broker: string } => {
  const at = (name: string) => join(dir, name)
  const openssl = (...said: string[]) => execFileSync('openssl', said, { cwd: dir, stdio: 'ignore' })
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  for (const name of ['ca', 'strange'])
    openssl('req', '-x509', ...fresh, '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`), '-subj', `/CN=${name}`)
  for (const name of ['broker', 'client']) {
    const alternative = ['-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost']
    const by = ['-CA', at('ca.pem'), '-CAkey', at('ca.key')]
    openssl(
      'req',
      '-x509',
      ...fresh,
      ...by,
      '-keyout',
      at(`${name}.key`),
      '-out',
      at(`${name}.crt`),
      '-subj',
      `/CN=${name}`,
      ...alternative,
    )
  }
  writeFileSync(at('broker.pem'), readFileSync(at('broker.key'), 'utf8') + readFileSync(at('broker.crt'), 'utf8'))
  return { ca: at('ca.pem'), strange: at('strange.pem'), cert: at('client.crt'), key: at('client.key'), broker: at('broker.pem') }
}

/** A broker with encrypted listeners besides: one for passwords, one for certificates. Needs `openssl`. */
export const startGuardedKafka = async (): Promise<GuardedKafka> => {
  const dir = mkdtempSync(join(tmpdir(), 'jumun-kafka-papers-'))
  const remove = () => rmSync(dir, { recursive: true, force: true })
  try {
    const { broker, ...papers } = papersIn(dir)
    const ports = { encrypted: await freePort(), mutual: await freePort() }
    const kafka = await startKafka({}, { ...ports, ca: papers.ca, broker })
    const { stop } = kafka
    return Object.defineProperties({} as GuardedKafka, {
      ...Object.getOwnPropertyDescriptors(kafka),
      encrypted: { value: `127.0.0.1:${ports.encrypted}` },
      mutual: { value: `127.0.0.1:${ports.mutual}` },
      papers: { value: papers },
      stop: { value: () => stop().finally(remove) },
    })
  } catch (error) {
    remove()
    throw error
  }
}

/** The encrypted listeners, and whom the broker is and trusts there. */
interface Guard {
  readonly encrypted: number
  readonly mutual: number
  readonly ca: string
  readonly broker: string
}

/** A broker that creates no topics by itself. */
export const startKafka = async (place: Place = {}, guard?: Guard): Promise<Kafka> => {
  const java = javaOf('kafka', '384m')
  const ports = { controller: await freePort(), login: await freePort(), far: await freePort() }
  const line = await lineTo(ports.far)
  const config = (data: string, port: number, file: string) => {
    writeFileSync(file, properties(data, { ...ports, port, line: line.port }, guard))
    return file
  }
  const engine = await startEngine(
    {
      name: 'kafka',
      url: port => `kafka://127.0.0.1:${port}`,
      prepare: (data, dir) => {
        const file = config(data, 9092, join(dir, 'format.properties'))
        const logins = ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap(how => ['--add-scram', `${how}=[name=jumun,password=jumun-secret]`])
        return [...java, 'kafka.tools.StorageTool', 'format', '--cluster-id', clusterId, '--config', file, ...logins]
      },
      run: (data, port, dir) => [...java, 'kafka.Kafka', config(data, port, join(dir, 'server.properties'))],
      version: async port => ((await brokers(port)) > 0 ? `Apache Kafka ${version}` : undefined),
    },
    place,
  ).catch(async error => {
    await line.close()
    throw error
  })
  return {
    ...engine,
    get pid() {
      return engine.pid
    },
    line,
    overLine: `kafka://127.0.0.1:${line.port}`,
    withLogin: `kafka://jumun:jumun-secret@127.0.0.1:${ports.login}`,
    stop: async () => {
      await engine.stop()
      await line.close()
    },
  }
}

/** Several brokers that are one Kafka. */
export interface KafkaCluster {
  readonly nodes: readonly Engine[]
  /** All of them, as clients are told: `host:port`. */
  readonly brokers: readonly string[]
  stop(): Promise<void>
}

/** Three brokers that are their own controllers. A topic has three replicas unless somebody says otherwise; any one of them may be killed. */
export const startKafkaCluster = async (): Promise<KafkaCluster> => {
  const size = 3
  const java = javaOf('kafka', '256m')
  const ports: { readonly controller: number; readonly broker: number }[] = []
  for (let i = 0; i < size; i++) ports.push({ controller: await freePort(), broker: await freePort() })
  const voters = ports.map(({ controller }, i) => `${i + 1}@127.0.0.1:${controller}`).join()
  const starting = ports.map(({ controller, broker }, i) => {
    const config = (data: string, file: string) => {
      const own = {
        listeners: `PLAIN://127.0.0.1:${broker},CONTROLLER://127.0.0.1:${controller}`,
        'node.id': i + 1,
        'controller.quorum.voters': voters,
        'advertised.listeners': `PLAIN://127.0.0.1:${broker}`,
        'listener.security.protocol.map': 'PLAIN:PLAINTEXT,CONTROLLER:PLAINTEXT',
        'log.dirs': data,
        'default.replication.factor': size,
        'offsets.topic.replication.factor': size,
      }
      writeFileSync(file, written({ ...usual, ...own }))
      return file
    }
    return startEngine(
      {
        name: `kafka-${i + 1}`,
        url: port => `kafka://127.0.0.1:${port}`,
        prepare: (data, dir) => {
          const file = config(data, join(dir, 'format.properties'))
          return [...java, 'kafka.tools.StorageTool', 'format', '--cluster-id', clusterId, '--config', file]
        },
        run: (data, _, dir) => [...java, 'kafka.Kafka', config(data, join(dir, 'server.properties'))],
        version: async port => ((await brokers(port)) > 1 ? `Apache Kafka ${version}` : undefined),
      },
      { port: broker },
    )
  })
  const nodes = await Promise.all(starting).catch(async error => {
    for (const node of await Promise.allSettled(starting)) if (node.status === 'fulfilled') await node.value.stop()
    throw error
  })
  return {
    nodes,
    brokers: ports.map(({ broker }) => `127.0.0.1:${broker}`),
    stop: async () => void (await Promise.all(nodes.map(node => node.stop()))),
  }
}

/** How many brokers it tells of: it answers before it counts itself, and creates no topic before that. */
const brokers = (port: number) => {
  const metadata = Buffer.from('\0\0\0\x13\0\x03\0\x01\0\0\0\0\0\x05jumun\0\0\0\0', 'latin1')
  return greet(port, metadata, answer => (answer.length < 12 ? undefined : answer.readInt32BE(8)))
}

const properties = (
  data: string,
  { port, controller, login, far, line }: Record<'port' | 'controller' | 'login' | 'far' | 'line', number>,
  guard: Guard | undefined,
) => {
  const encrypted = guard ? [`ENCRYPTED://127.0.0.1:${guard.encrypted}`, `MUTUAL://127.0.0.1:${guard.mutual}`] : []
  return written({
    ...usual,
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controller}`,
    listeners: [
      `PLAIN://127.0.0.1:${port}`,
      `CONTROLLER://127.0.0.1:${controller}`,
      `LOGIN://127.0.0.1:${login}`,
      `LINE://127.0.0.1:${far}`,
      ...encrypted,
    ].join(),
    'advertised.listeners': [`PLAIN://127.0.0.1:${port}`, `LOGIN://127.0.0.1:${login}`, `LINE://127.0.0.1:${line}`, ...encrypted].join(),
    'listener.security.protocol.map':
      'PLAIN:PLAINTEXT,CONTROLLER:PLAINTEXT,LOGIN:SASL_PLAINTEXT,LINE:PLAINTEXT,ENCRYPTED:SASL_SSL,MUTUAL:SSL',
    ...(guard ? guarded(guard) : {}),
    'listener.name.login.sasl.enabled.mechanisms': 'SCRAM-SHA-256',
    'listener.name.login.scram-sha-256.sasl.jaas.config': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'log.dirs': data,
  })
}
/** What is the same wherever it runs. */
const usual = {
  'process.roles': 'broker,controller',
  'inter.broker.listener.name': 'PLAIN',
  'controller.listener.names': 'CONTROLLER',
  'auto.create.topics.enable': false,
  // one broker, and four partitions instead of fifty: each is a folder of files to open
  'offsets.topic.num.partitions': 4,
  'offsets.topic.replication.factor': 1,
  'transaction.state.log.num.partitions': 4,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'group.initial.rebalance.delay.ms': 0,
  // what was deleted is gone from the disk in seconds instead of six minutes, and also soon after a start
  'log.retention.check.interval.ms': 1000,
  'log.initial.task.delay.ms': 500,
  'log.segment.delete.delay.ms': 100,
  // a killed broker may register again only after its old session: 2.1 s to the restart instead of 11.5
  'broker.session.timeout.ms': 1000,
  'broker.heartbeat.interval.ms': 200,
  // a rebalance of the new kind takes one heartbeat: under a second instead of five
  'group.consumer.min.heartbeat.interval.ms': 500,
  'group.consumer.heartbeat.interval.ms': 500,
}
const written = (properties: { readonly [name: string]: string | number | boolean }): string =>
  Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
const guarded = ({ ca, broker }: Guard) => ({
  'ssl.keystore.type': 'PEM',
  'ssl.keystore.location': broker,
  'ssl.truststore.type': 'PEM',
  'ssl.truststore.location': ca,
  'listener.name.mutual.ssl.client.auth': 'required',
  'listener.name.encrypted.sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
  'listener.name.encrypted.plain.sasl.jaas.config':
    'org.apache.kafka.common.security.plain.PlainLoginModule required user_jumun="jumun-secret";',
  'listener.name.encrypted.scram-sha-256.sasl.jaas.config': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
  'listener.name.encrypted.scram-sha-512.sasl.jaas.config': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
})
