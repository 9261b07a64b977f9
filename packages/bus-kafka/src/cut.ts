import { Admin } from '@platformatic/kafka'
import type { Clock } from '@jumun/core/runtime'
import { reachOf } from './catch-up.ts'
import { clientOf, type Cluster, letGo, says, topicName, within } from './kafka.ts'
import type { Reach } from './tail.ts'

const patience = 10_000
const glance = 250

/** A topic whose messages are to go, and who need not have read them. */
export interface Cutting {
  readonly cluster: Cluster
  readonly system: string
  /** Contexts that find in logs whatever they have not read. */
  readonly inLogs: readonly string[]
  readonly clock: Clock
}

const withTopic = async <T>(
  { cluster, system, clock }: Cutting,
  work: (admin: Admin, topic: string) => Promise<T>,
): Promise<T | undefined> => {
  const topic = topicName(cluster, system)
  const admin = new Admin({ ...clientOf(cluster, `${topic}.cut`), autocreateTopics: false })
  try {
    await within(clock, patience, admin.metadata({ topics: [topic], forceUpdate: true }))
    return await work(admin, topic)
  } catch (error) {
    if (/Unknown topic/.test(String(error))) return undefined
    throw error
  } finally {
    await letGo(clock, admin)
  }
}
const reach = ({ cluster, clock }: Cutting, topic: string): Promise<readonly Reach[]> => reachOf({ cluster, topic, context: 'cut', clock })

/** Groups that have begun to read the topic and have not read all that lies there. */
const behind = async (to: Cutting, admin: Admin, topic: string): Promise<readonly string[]> => {
  const { clock, inLogs } = to
  const spared = inLogs.map(context => `${topic}.${context}`)
  const groups = [...(await within(clock, patience, admin.listGroups({}))).keys()].filter(group => !spared.includes(group))
  if (!groups.length) return []
  // what they have read first: the ends only grow
  const read = await within(clock, patience, admin.listConsumerGroupOffsets({ groups }))
  const ends = await reach(to, topic)
  return read.flatMap(({ groupId, topics }) => {
    const at = new Map(topics.find(t => t.name === topic)?.partitions.map(p => [p.partitionIndex, Number(p.committedOffset)]))
    if (![...at.values()].some(offset => offset >= 0)) return []
    const left = ends.reduce((sum, { first, end }, i) => sum + Math.max(0, end - Math.max(first, at.get(i) ?? 0)), 0)
    return left ? [`${groupId} has ${left} messages of the topic ${topic} to read`] : []
  })
}
/** Who has still to read of the topic, in words; they are given some seconds, for nobody sends any more. Rejects where Kafka is away. */
export const unreadOn = async (to: Cutting): Promise<readonly string[]> =>
  (await withTopic(to, async (admin, topic) => {
    for (const end = to.clock.now() + patience; ; await to.clock.sleep(glance)) {
      const left = await behind(to, admin, topic)
      if (!left.length || to.clock.now() > end) return left
    }
  })) ?? []

/**
 * Takes all messages that lie on the topic of a system away, while nobody sends. Offsets go on from where they are. Rejects where Kafka is
 * away, or does not let us.
 */
export const cutTopic = async (to: Cutting): Promise<void> => {
  await withTopic(to, async (admin, name) => {
    const partitions = (await reach(to, name)).flatMap(({ first, end }, partition) =>
      first < end ? [{ partition, offset: BigInt(end) }] : [],
    )
    if (!partitions.length) return
    try {
      await within(to.clock, patience, admin.deleteRecords({ topics: [{ name, partitions }] }))
    } catch (error) {
      if (says(error, 'POLICY_VIOLATION'))
        throw new Error(`the topic ${name} is compacted, and Kafka deletes no messages of such a one: set its cleanup.policy to delete`)
      throw error
    }
  })
}
