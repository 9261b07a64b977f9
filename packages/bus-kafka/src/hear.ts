import { Consumer as Client } from '@platformatic/kafka'
import { catchUp, type CatchingUp } from './catch-up.ts'
import { clientOf, letGo, type Topic, topicOf, within } from './kafka.ts'
import { Partition } from './partition.ts'
import { epochOf, keepsPartitions, placeOf, Share, tearOf } from './share.ts'

/** Who is not heard of for so long (ms) is taken for dead, and its share goes to the others. */
const session = 6000
const heartbeat = 1000
const rebalance = 10_000
/** Nobody answers a member for so long, and it begins anew. */
const patience = 600_000
/** Nobody answers a heartbeat for so long, and the client says so. It forgets its timer when it is let go: what keeps a process must be short. */
const stalls = 2 * session
const joinTime = 30_000
const commitTime = 3000
const mostPause = 2000

/**
 * A consumer's part in the group of its context: it hears its share of the topic, whatever becomes of the broker or of other members.
 * Where it goes on is kept in the consumer's own database; what the group is told is for those who look at the group from outside.
 */
export const hear = (to: CatchingUp): { stop(): Promise<void> } => {
  const { clock, report, topic: name, context } = to
  let stopped = false
  let stop = () => {}
  const stopping = new Promise<void>(done => (stop = done))
  const run = async () => {
    for (let failures = 0; !stopped; ) {
      try {
        const topic = await topicOf(to.cluster, name, clock)
        await keepsPartitions(topic, to.consumer, places => to.consumer.reached(places))
        await catchUp(to, topic, () => !stopped)
        if (!stopped) await member(to, topic, stopping, () => (failures = 0))
      } catch (error) {
        if (failures++ % 30 === 0) report({ what: 'Kafka cannot be heard now; it is tried again', about: `${name} ${context}`, error })
        await Promise.race([clock.sleep(Math.min(mostPause, 100 * 2 ** failures)), stopping])
      }
    }
  }
  const running = run()
  return {
    stop: () => {
      stopped = true
      stop()
      return running
    },
  }
}

/** One membership. Resolves when it was stopped, rejects where it cannot go on. */
const member = async (to: CatchingUp, topic: Topic, stopping: Promise<void>, joined: () => void): Promise<void> => {
  const { clock, consumer, context } = to
  let share: Share | undefined
  let over = false
  let fail!: (error: unknown) => void
  const failed = new Promise<never>((_, reject) => (fail = reject))
  failed.catch(() => {}) // it may come when nobody waits any longer
  const end = async () => {
    const ending = share
    share = undefined
    await ending?.stop()
  }
  let turn = Promise.resolve()
  const inTurn = (work: () => Promise<void>): Promise<void> => (turn = turn.then(work).catch(fail))

  const client = new Client({
    ...clientOf(to.cluster, `${topic.name}.${context}`),
    groupId: `${topic.name}.${context}`,
    autocommit: false,
    sessionTimeout: session,
    rebalanceTimeout: rebalance,
    heartbeatInterval: heartbeat,
    // While nobody answers nothing is better than to stay: a broker that comes back takes who was a member as it is, but lets a new one
    // wait until the old session is over. Where the group answers and refuses, the client joins anew by itself.
    heartbeatStallTimeout: stalls,
    requestTimeout: 2 * rebalance,
    // asked before each (re)join: the group waits for us until what is under way has ended and its place is kept
    protocolsMetadata: async () => {
      await inTurn(end)
      return Buffer.alloc(0)
    },
  })
  client.topics.track(topic.name)
  client.on('error', fail)
  let unheard: NodeJS.Timeout | undefined
  client.on('consumer:heartbeat:stalled', () => {
    clearTimeout(unheard)
    if (!over) unheard = setTimeout(() => fail(new Error('the group did not answer for too long')), patience - stalls)
  })
  client.on('consumer:heartbeat:end', () => clearTimeout(unheard))
  const commit = async (offsets: { partition: number; offset: number }[]) => {
    const told = offsets.map(({ partition, offset }) => ({ topic: topic.name, partition, offset: BigInt(offset), leaderEpoch: -1 }))
    if (client.isActive()) await within(clock, commitTime, client.commit({ offsets: told })).catch(() => {}) // told again with the next
  }
  client.on('consumer:group:join', ({ assignments, generationId }) => {
    void inTurn(async () => {
      await end()
      if (over || generationId !== client.generationId) return
      await consumer.assigned?.()
      const mine = (assignments ?? []).flatMap(a => (a.topic === topic.name ? a.partitions : []))
      const tear = await consumer.progress(tearOf(topic))
      const partitionOf = async (number: number) => {
        const place = placeOf(topic, number, tear)
        return new Partition(number, place, await consumer.progress(place), (await consumer.progress(epochOf(place))) - 1)
      }
      share = new Share(to, topic, await Promise.all(mine.map(partitionOf)), await to.reading(topic, tear), commit, fail)
      joined()
    })
  })
  try {
    await Promise.race([within(clock, joinTime, client.joinGroup({})), failed, stopping])
    await Promise.race([failed, stopping])
  } finally {
    over = true
    clearTimeout(unheard)
    await inTurn(end)
    await letGo(clock, client, true)
  }
}
