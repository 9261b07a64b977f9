import { compatibilityPartitioner, type Consumer as Client } from '@platformatic/kafka'
import type { Clock, Recorded, Store } from '@jumun/core/runtime'
import { type Topic, within } from './kafka.ts'
import { type Arrived, kindOf, positionOf } from './wire.ts'

/** Messages that are looked at first, from the end of a partition backwards; then eight times as many, and so on up to the last. */
const near = 500
const most = 200_000
const patience = 10_000
const bytes = 1024 * 1024

/** What lies in a part of a partition, and when that was put there (ms since 1970). */
interface Lying {
  readonly offset: number
  readonly sent: number
  readonly message: Arrived
}
/** Where a partition begins and ends. */
export interface Reach {
  readonly first: number
  readonly end: number
}

/** The messages of a partition from an offset on, until `to` or for as long as they are wanted. */
export async function* lyingIn(
  reader: Client,
  clock: Clock,
  topic: Topic,
  partition: number,
  from: number,
  to: number,
): AsyncGenerator<Lying> {
  for (let at = from; at < to; ) {
    const leader = (await within(clock, patience, reader.metadata({ topics: [topic.name] }))).topics.get(topic.name)!.partitions[partition]!
      .leader
    const asked = { partition, fetchOffset: BigInt(at), currentLeaderEpoch: -1, lastFetchedEpoch: -1, partitionMaxBytes: bytes }
    const fetched = within(
      clock,
      patience,
      reader.fetch({ node: leader, maxWaitTime: 100, minBytes: 1, maxBytes: bytes, topics: [{ topicId: topic.id, partitions: [asked] }] }),
    )
    const batches = (await fetched).responses.flatMap(r => r.partitions).flatMap(p => p.records ?? [])
    for (const batch of batches) {
      const first = Number(batch.firstOffset)
      for (const message of batch.records) {
        const offset = first + message.offsetDelta
        if (offset >= at && offset < to) yield { offset, sent: Number(batch.firstTimestamp) + Number(message.timestampDelta), message }
      }
      at = Math.max(at, first + batch.lastOffsetDelta + 1)
    }
    if (!batches.length) return
  }
}

/** The last message of a context in one partition: the position in its log, 0 where there is none, and since when (ms since 1970) it would still be there. */
interface Last {
  readonly position: number
  readonly since: number
}
/** Whose messages are meant. */
interface Said {
  readonly system: string
  readonly context: string
}
const lastOf = async (reader: Client, clock: Clock, topic: Topic, said: Said, partition: number, { first, end }: Reach): Promise<Last> => {
  let since = Infinity
  for (let size = near, to = end; to > first; size *= 8) {
    const from = Math.max(first, end - size)
    let position = 0
    for await (const { message, sent, offset } of lyingIn(reader, clock, topic, partition, from, to)) {
      if (offset === from) since = sent
      if (kindOf(said.system, message)?.source === said.context) position = Math.max(position, positionOf(message) ?? 0)
    }
    if (position || end - from >= most) return { position, since }
    to = from
  }
  // nothing was ever taken away from one that begins with its first message: whatever was sent to it would be there
  return { position: 0, since: first ? since : 0 }
}

/** By partition the last event up to a position that was sent there. */
const lastSent = async (store: Pick<Store, 'read'>, topic: Topic, at: number): Promise<ReadonlyMap<number, Recorded>> => {
  const page = 1000
  const sent = new Map<number, Recorded>()
  for (let to = at; to > 0 && sent.size < topic.partitions && at - to < most; to -= page) {
    const events = (await store.read(Math.max(0, to - page), Math.min(page, to))).toReversed()
    for (const e of events) {
      const partition = partitionOf(topic, e)
      if (e.number !== null && !sent.has(partition)) sent.set(partition, e)
    }
  }
  return sent
}
/** Where the producer puts it. */
const partitionOf = (topic: Topic, e: Recorded): number => partitionFor(e.case, topic.partitions)
/** The partition of a case, where there are so many. */
export const partitionFor = (kase: string, partitions: number): number =>
  compatibilityPartitioner(undefined as never, Buffer.from(kase)) % partitions

export interface Held {
  /** Up to here everything that was sent is there, or was there as long as the topic keeps things. */
  readonly whole: number
  /** The highest position of this context's log that anything on the topic has. */
  readonly highest: number
}
/**
 * How much of what a context has sent its topic still holds. `at`: up to where it has sent. A broker may lose what it acknowledged (a power
 * cut before it was on disk, a leader that was behind, a disk that was restored): the last message of each partition tells.
 */
export const heldBy = async (
  reader: Client,
  clock: Clock,
  topic: Topic,
  reach: readonly Reach[],
  said: Said,
  store: Pick<Store, 'read'>,
  at: number,
): Promise<Held> => {
  const sent = await lastSent(store, topic, at)
  let whole = at
  let highest = 0
  for (const [partition, its] of reach.entries()) {
    const last = await lastOf(reader, clock, topic, said, partition, its)
    highest = Math.max(highest, last.position)
    const ours = sent.get(partition)
    if (!ours || last.position >= ours.position) continue
    // older than everything that is left: the topic has let it go, as it does
    if (!last.position && ours.time < last.since) continue
    whole = Math.min(whole, last.position)
  }
  return { whole, highest }
}
