import { Admin, type BaseOptions, ConfigResourceTypes, findErrorBy } from '@platformatic/kafka'
import type { Clock } from '@jumun/core/runtime'

/** Where Kafka is, and how to be let in. */
export interface Cluster {
  /** `host:port` of some of its brokers; the others are found through them. */
  readonly brokers: readonly string[]
  readonly login?: {
    readonly username: string
    readonly password: string
    readonly mechanism?: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512'
  }
  /** Encrypted; with an object: as `node:tls` takes it (`ca`, `cert`, `key`). */
  readonly tls?: boolean | object
  /** Goes before the names of topics and groups. */
  readonly prefix?: string
  /** For a topic that is not there yet; who wants others makes the topic beforehand, and never changes the number of partitions. */
  readonly partitions?: number
  readonly replicas?: number
  /** So many of the replicas must have a message before it is acknowledged; not said, two where there are three or more. */
  readonly minInSync?: number
}
/** The topic of a system. */
export const topicName = ({ prefix }: Cluster, system: string): string => (prefix ? `${prefix}.${system}` : system)

/** What every client of ours is given. It is to give up early: patience is in our loops, which also see that it ends. */
export const clientOf = ({ brokers, login, tls }: Cluster, name: string): BaseOptions => ({
  clientId: name,
  bootstrapBrokers: [...brokers],
  retries: 3,
  retryDelay: 100,
  connectTimeout: 3000,
  ...(login ? { sasl: { mechanism: login.mechanism ?? 'SCRAM-SHA-256', username: login.username, password: login.password } } : {}),
  ...(tls ? { tls: tls === true ? {} : tls } : {}),
})

/** What Kafka is asked, and answers within so many ms or not at all: some calls of the client never settle. */
export const within = async <T>(clock: Clock, ms: number, work: Promise<T>): Promise<T> => {
  let cancel = () => {}
  const late = new Promise<never>(
    (_, reject) => (cancel = clock.alarm(ms, () => reject(new Error(`Kafka did not answer within ${ms} ms`)))),
  )
  try {
    return await Promise.race([work, late])
  } finally {
    cancel()
  }
}
/** Lets go of a client, whatever it is at. */
export const letGo = async (clock: Clock, client: { close(force?: boolean): Promise<void> }, ...force: [] | [true]): Promise<void> => {
  await within(clock, 3000, client.close(...force)).catch(() => {}) // nobody needs it any longer
}
/** Whether this is what Kafka complained about. */
export const says = (error: unknown, ...names: readonly string[]): boolean =>
  names.some(name => findErrorBy(error as Error, 'apiId', name) !== null)

/** A topic as it is now. One that is deleted and made again has another id. */
export interface Topic {
  readonly name: string
  readonly id: string
  readonly partitions: number
}

const week = 7 * 86_400_000
const patience = 10_000

/** What is said about a topic that was made by others, or for fewer brokers: an acknowledged message may lie on one disk alone. */
export const worryAbout = (replicas: number, minInSync: number): string | undefined =>
  replicas > 1 && minInSync < 2
    ? `its min.insync.replicas is ${minInSync} of ${replicas} replicas, so a message that was acknowledged may lie on one disk alone: set it to 2`
    : undefined

/** How many replicas a topic has, and how many of them must have a message before it is acknowledged. */
export const safetyOf = async (
  cluster: Cluster,
  name: string,
  clock: Clock,
): Promise<{ readonly replicas: number; readonly minInSync: number }> => {
  const admin = new Admin({ ...clientOf(cluster, name), autocreateTopics: false })
  try {
    const { topics } = await within(clock, patience, admin.metadata({ topics: [name] }))
    const resources = [{ resourceType: ConfigResourceTypes.TOPIC, resourceName: name, configurationKeys: ['min.insync.replicas'] }]
    const [found] = await within(clock, patience, admin.describeConfigs({ resources }))
    const replicas = Math.min(...topics.get(name)!.partitions.map(p => p.replicas.length))
    return { replicas, minInSync: Number(found?.configs.find(c => c.name === 'min.insync.replicas')?.value ?? 1) }
  } finally {
    await letGo(clock, admin)
  }
}

/** The topic, made where it is not there. */
export const topicOf = async (cluster: Cluster, name: string, clock: Clock): Promise<Topic> => {
  const admin = new Admin({ ...clientOf(cluster, name), autocreateTopics: false })
  try {
    const there = async (): Promise<Topic> => {
      const found = (await within(clock, patience, admin.metadata({ topics: [name], forceUpdate: true }))).topics.get(name)!
      return { name, id: found.id, partitions: found.partitionsCount }
    }
    try {
      return await there()
    } catch (error) {
      if (!/Unknown topic/.test(String(error))) throw error
    }
    // what the broker gives where nobody says how many; where that is three or more, two must have it
    const replicas = cluster.replicas ?? (await replicasOf(admin, clock).catch(() => 1))
    const inSync = cluster.minInSync ?? (replicas >= 3 ? 2 : undefined)
    try {
      await within(
        clock,
        patience,
        admin.createTopics({
          topics: [name],
          partitions: cluster.partitions ?? 12,
          replicas: cluster.replicas ?? -1,
          configs: [
            { name: 'retention.ms', value: String(week) },
            { name: 'cleanup.policy', value: 'delete' },
            ...(inSync ? [{ name: 'min.insync.replicas', value: String(inSync) }] : []),
          ],
        }),
      )
    } catch (error) {
      if (!says(error, 'TOPIC_ALREADY_EXISTS')) throw error
    }
    return await there()
  } finally {
    await letGo(clock, admin)
  }
}

/** How many replicas a broker gives a topic where nobody says. */
const replicasOf = async (admin: Admin, clock: Clock): Promise<number> => {
  const { brokers } = await within(clock, patience, admin.metadata({ topics: [] }))
  const [broker] = brokers.keys()
  const resources = [
    { resourceType: ConfigResourceTypes.BROKER, resourceName: String(broker), configurationKeys: ['default.replication.factor'] },
  ]
  const [found] = await within(clock, patience, admin.describeConfigs({ resources }))
  return Number(found?.configs.find(c => c.name === 'default.replication.factor')?.value ?? 1)
}
