// Apache Kafka: one broker that is its own controller (KRaft), from Maven's jars.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { javaOf, missingJava } from './java.ts'
import { type Line, lineTo } from './line.ts'
import type { Missing } from './missing.ts'
import { type Engine, freePort, greet, type Place, startEngine } from './process.ts'

const version = '4.3.1'

export interface Kafka extends Engine {
  /** The same broker over a line that can be cut: who begins here is sent on nowhere else. */
  readonly overLine: string
  readonly line: Line
  /** The same broker for who logs in (SASL SCRAM-SHA-256), with name and password in the address. */
  readonly withLogin: string
}

export const missingKafka = (): Missing | undefined => missingJava('kafka', { compiler: false })

/** A broker that creates no topics by itself. */
export const startKafka = async (place: Place = {}): Promise<Kafka> => {
  const java = javaOf('kafka', '384m')
  const ports = { controller: await freePort(), login: await freePort(), far: await freePort() }
  const line = await lineTo(ports.far)
  const config = (data: string, port: number, file: string) => {
    writeFileSync(file, properties(data, { ...ports, port, line: line.port }))
    return file
  }
  const engine = await startEngine(
    {
      name: 'kafka',
      url: port => `kafka://127.0.0.1:${port}`,
      prepare: (data, dir) => {
        const file = config(data, 9092, join(dir, 'format.properties'))
        const login = 'SCRAM-SHA-256=[name=jumun,password=jumun-secret]'
        return [
          ...java,
          'kafka.tools.StorageTool',
          'format',
          '--cluster-id',
          'anVtdW4tZW5naW5lcy1rYQ',
          '--config',
          file,
          '--add-scram',
          login,
        ]
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

/** How many brokers it tells of: it answers before it counts itself, and creates no topic before that. */
const brokers = (port: number) => {
  const metadata = Buffer.from('\0\0\0\x13\0\x03\0\x01\0\0\0\0\0\x05jumun\0\0\0\0', 'latin1')
  return greet(port, metadata, answer => (answer.length < 12 ? undefined : answer.readInt32BE(8)))
}

const properties = (
  data: string,
  { port, controller, login, far, line }: Record<'port' | 'controller' | 'login' | 'far' | 'line', number>,
) =>
  Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controller}`,
    listeners: `PLAIN://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller},LOGIN://127.0.0.1:${login},LINE://127.0.0.1:${far}`,
    'advertised.listeners': `PLAIN://127.0.0.1:${port},LOGIN://127.0.0.1:${login},LINE://127.0.0.1:${line}`,
    'listener.security.protocol.map': 'PLAIN:PLAINTEXT,CONTROLLER:PLAINTEXT,LOGIN:SASL_PLAINTEXT,LINE:PLAINTEXT',
    'inter.broker.listener.name': 'PLAIN',
    'controller.listener.names': 'CONTROLLER',
    'sasl.enabled.mechanisms': 'SCRAM-SHA-256',
    'listener.name.login.scram-sha-256.sasl.jaas.config': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'log.dirs': data,
    'auto.create.topics.enable': false,
    // one broker, and four partitions instead of fifty: each is a folder of files to open
    'offsets.topic.num.partitions': 4,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    // a killed broker may register again only after its old session: 2.1 s to the restart instead of 11.5
    'broker.session.timeout.ms': 1000,
    'broker.heartbeat.interval.ms': 200,
    // a rebalance of the new kind takes one heartbeat: under a second instead of five
    'group.consumer.min.heartbeat.interval.ms': 500,
    'group.consumer.heartbeat.interval.ms': 500,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
