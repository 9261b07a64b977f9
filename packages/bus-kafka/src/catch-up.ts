import { type Consumer as Client, ListOffsetTimestamps } from '@platformatic/kafka'
import { alone, type Clock, type Consumer, LocalBus, type Replica, type Source } from '@jumun/core/runtime'
import { letGo, says, type Topic, within } from './kafka.ts'
import { epochOf, type Hearing, placeOf, readerOf, tearOf } from './share.ts'
import type { Reach } from './tail.ts'

const patience = 10_000
const tellAgain = 60_000

export interface CatchingUp extends Hearing, Replica {
  /** The log of another context, or what stands for it; undefined: it cannot be reached. */
  readonly sources: (context: string) => Source | undefined
  /** The consumer as far as what it wants lies in logs: the originals have none. */
  readonly logged: Consumer
}

/** Where each partition of the topic begins and ends now. */
export const reachOf = async (to: Pick<Hearing, 'cluster' | 'topic' | 'context' | 'clock'>): Promise<readonly Reach[]> => {
  const reader = readerOf(to)
  try {
    const list = async (timestamp: bigint) =>
      (await within(to.clock, patience, reader.listOffsets({ topics: [to.topic], timestamp }))).get(to.topic)!
    const first = await list(ListOffsetTimestamps.EARLIEST)
    const end = await list(ListOffsetTimestamps.LATEST)
    return first.map((f, i) => ({ first: Number(f), end: Number(end[i]!) }))
  } finally {
    await letGo(to.clock, reader)
  }
}

/** How a context stands to the topic. */
interface Standing {
  /** How often the topic was torn before. */
  readonly tear: number
  readonly reach: readonly Reach[]
  /** By partition where it goes on. */
  readonly kept: readonly number[]
  /** Partitions that no longer hold all that it has not heard. */
  readonly missing: readonly number[]
  /** Partitions that have lost what it had heard: by each, where it is to go on. */
  readonly torn: ReadonlyMap<number, number>
}
const standing = async (to: CatchingUp, topic: Topic): Promise<Standing> => {
  const { consumer } = to
  const tear = await consumer.progress(tearOf(topic))
  const places = Array.from({ length: topic.partitions }, (_, partition) => placeOf(topic, partition, tear))
  // the places first: another replica may move them on meanwhile, and then the ends with them
  const kept = await Promise.all(places.map(place => consumer.progress(place)))
  const epochs = await Promise.all(places.map(place => consumer.progress(epochOf(place))))
  const reach = await reachOf(to)
  const missing = kept.flatMap((at, partition) => (at < reach[partition]!.first ? [partition] : []))
  const torn = new Map<number, number>()
  const reader = readerOf(to)
  try {
    for (const [partition, at] of kept.entries()) {
      const { first, end } = reach[partition]!
      if (at < first || !at) continue
      const parted = epochs[partition] ? await partingOf(reader, to.clock, topic, partition, at, epochs[partition]! - 1) : undefined
      if (parted !== undefined || at > end) torn.set(partition, Math.max(first, Math.min(at, parted ?? first)))
    }
  } finally {
    await letGo(to.clock, reader)
  }
  return { tear, reach, kept, missing, torn }
}
/** Up to where the partition is still what was read of it; undefined: up to the place. `epoch`: that of the leader under which the last was written. */
const partingOf = async (
  reader: Client,
  clock: Clock,
  topic: Topic,
  partition: number,
  at: number,
  epoch: number,
): Promise<number | undefined> => {
  const leader = (await within(clock, patience, reader.metadata({ topics: [topic.name] }))).topics.get(topic.name)!.partitions[partition]!
    .leader
  const asked = { partition, fetchOffset: BigInt(at), currentLeaderEpoch: -1, lastFetchedEpoch: epoch, partitionMaxBytes: 1 }
  const fetched = reader.fetch({
    node: leader,
    maxWaitTime: 1,
    minBytes: 0,
    maxBytes: 1,
    topics: [{ topicId: topic.id, partitions: [asked] }],
  })
  try {
    const [found] = (await within(clock, patience, fetched)).responses.flatMap(r => r.partitions)
    if (asked.lastFetchedEpoch !== epoch) throw new Error('the line was lost while it was asked whether the topic is whole')
    const end = Number(found?.divergingEpoch?.endOffset ?? -1)
    return end < 0 ? undefined : end
  } catch (error) {
    // it knows nothing of that leader: nothing of what was read then is left
    if (says(error, 'OFFSET_OUT_OF_RANGE')) return 0
    throw error
  }
}

/**
 * Resolves when all that this context has not heard yet lies on the topic. Where the topic no longer has it, it is read from the logs of
 * those who said it, by one of the replicas: first it is noted where the topic ends, then the logs are read to their ends, then the noted
 * ends are kept as the places to go on from. Whatever was sent before the note lay in a log before it; what comes twice is known by its number.
 * Who hears originals goes on from what is left of the topic: it is all that there is of theirs.
 *
 * Where the topic has lost what was heard of it already, it goes on from where the two part: what is written there now is new, and those
 * whose messages were lost send them again.
 */
export const catchUp = async (to: CatchingUp, topic: Topic, live: () => boolean): Promise<void> => {
  const isBehind = ({ missing, torn }: Standing): boolean => missing.length > 0 || torn.size > 0
  const first = await standing(to, topic)
  if (!isBehind(first)) return
  if (first.torn.size)
    to.report({
      what: `the topic has lost messages that ${to.context} has heard; it goes on from where they are missing`,
      about: topic.name,
    })
  if (first.missing.length)
    to.report({ what: `the topic no longer has all that ${to.context} has not heard; it is read from the logs`, about: topic.name })
  const turn = alone(to, 'catch-up', async () => {
    let now = await standing(to, topic)
    if (now.torn.size) {
      const name = (partition: number) => placeOf(topic, partition, now.tear + 1)
      const places = now.kept.map((at, partition) => [name(partition), now.torn.get(partition) ?? at] as const)
      await to.consumer.reached({ ...Object.fromEntries(places.filter(([, at]) => at > 0)), [tearOf(topic)]: now.tear + 1 })
      now = await standing(to, topic)
    }
    return now.missing.length ? fromLogs(to, topic, now) : { stop: async () => {} }
  })
  try {
    while (live() && isBehind(await standing(to, topic))) await to.clock.sleep(500)
  } finally {
    await turn.stop()
  }
}

const fromLogs = async (to: CatchingUp, topic: Topic, { tear, reach, missing }: Standing): Promise<{ stop(): Promise<void> }> => {
  const from = reach.map(r => (to.logged.wants.size < to.consumer.wants.size ? r.first : r.end))
  const { logged: consumer, clock, report, sources } = to
  /** By source, up to where its log was read when it had nothing more. */
  const read = new Map<string, number>()
  const source = (name: string): Source | undefined => {
    const log = sources(name)
    return (
      log && {
        head: () => log.head(),
        eventsOf: of => log.eventsOf(of),
        read: async (after, limit) => {
          const events = await log.read(after, limit)
          if (!events.length) read.set(name, after)
          return events
        },
      }
    )
  }
  await consumer.assigned?.()
  const bus = new LocalBus(source, clock, (what, error) => report({ what, about: to.context, error }), 250)
  const reading = await bus.consume(consumer)
  let stopped = false
  const waitingFor = async (): Promise<readonly string[]> => {
    const left: string[] = []
    for (const name of consumer.wants.keys()) if (!(read.has(name) && (await consumer.progress(name)) >= read.get(name)!)) left.push(name)
    return left
  }
  const finish = async () => {
    let tellAt = clock.now()
    while (!stopped) {
      try {
        const left = await waitingFor()
        if (!left.length) {
          await consumer.reached(Object.fromEntries(missing.map(partition => [placeOf(topic, partition, tear), from[partition]!])))
          return
        }
        const unknown = left.filter(name => !sources(name))
        if (unknown.length && clock.now() >= tellAt) {
          const what = `what the topic no longer has lies in the log of ${unknown.join(', ')}, which cannot be reached: the topic waits until it can`
          report({ what, about: to.context })
          tellAt = clock.now() + tellAgain
        }
      } catch (error) {
        report({ what: 'catching up is held up; it is tried again', about: to.context, error })
      }
      await clock.sleep(200)
    }
  }
  const finishing = finish()
  return {
    stop: async () => {
      stopped = true
      await reading.stop()
      await finishing
    },
  }
}
