import { Consumer as Client } from '@platformatic/kafka'
import type { Clock, Consumer, Recorded, Trouble } from '@jumun/core/runtime'
import { clientOf, type Cluster, letGo, says, type Topic, within } from './kafka.ts'
import type { Found, Partition } from './partition.ts'
import { type Arrived, namesOf } from './wire.ts'

/** Events that are given to the consumer at once. */
const inFlight = 2000
/** Messages of one partition that wait here at most before more are fetched. */
const ahead = 500
/** A fetch without news ends after so many ms; news end it at once. */
const fetchWait = 500
/** After news so much is gathered before the next fetch, in ms. */
const gather = 10
const partitionBytes = 256 * 1024
const patience = 10_000
/** How long a place may wait before it is kept, in ms; until then a restart delivers again, which changes nothing. */
const keepAfter = 1000
/** How often it is said that a partition stands still, in ms. */
const tellAgain = 60_000
/** How long what is under way may take to end when a share is taken away, in ms: well within the time in which the group expects us back. */
const endTime = 3000

export interface Hearing {
  readonly cluster: Cluster
  readonly topic: string
  readonly context: string
  readonly consumer: Consumer
  readonly clock: Clock
  readonly report: (trouble: Trouble) => void
  /** Asked for each share of a topic: what tells the event of a message that lies there; undefined: nothing that is wanted. */
  readonly reading: (topic: Topic, tear: number) => Promise<Understand>
}
/** The topic ends elsewhere than it did: what was read there is no longer what lies there. */
export class Torn extends Error {}
/** Nothing more is heard until somebody has done something: going on would lose what was promised. */
export class Standstill extends Error {}
export type Understand = (message: Arrived, partition: number, found: Found) => Recorded | undefined

/**
 * By which name the place in a partition is kept: one of a topic that was deleted and made again says nothing about the new one, and neither
 * does one from before the topic was torn (`tear`: how often): places only grow.
 */
export const placeOf = (topic: Topic, partition: number, tear = 0): string =>
  `kafka/${topic.name}/${topic.id}/${tear ? `tear-${tear}/` : ''}${partition}`
/** By which name it is kept how often the topic was torn. */
export const tearOf = (topic: Topic): string => `kafka/${topic.name}/${topic.id}/tears`
/** By which name it is kept under which leader the message before a place was written: its epoch and one, 0 where that is not known. */
export const epochOf = (place: string): string => `${place}/epoch`

/**
 * Throws where the topic has another number of partitions than when it was first used: from then on a case's events would lie in another
 * one than before, be heard before the earlier ones, and make those count as old.
 */
export const keepsPartitions = async (
  topic: Topic,
  to: { progress(source: string): Promise<number> },
  reached: (places: { readonly [source: string]: number }) => Promise<void>,
): Promise<void> => {
  const name = `kafka/${topic.name}/${topic.id}/partitions`
  const known = await to.progress(name)
  if (!known) return reached({ [name]: topic.partitions })
  if (known !== topic.partitions)
    throw new Standstill(
      `the topic ${topic.name} had ${known} partitions and now has ${topic.partitions}: the events of a case would be heard out of their order. Nothing is sent or heard. ` +
        'Stop the processes and delete the topic: it is made anew and filled from the logs; how many partitions it gets is said with partitions= of --bus',
    )
}

/** A client that reads, without a part in the group. */
export const readerOf = ({ cluster, topic, context }: Pick<Hearing, 'cluster' | 'topic' | 'context'>): Client => {
  const reader = new Client({ ...clientOf(cluster, `${topic}.${context}`), groupId: `${topic}.${context}`, autocommit: false })
  reader.topics.track(topic)
  return reader
}

/** The partitions that are ours until the next rebalance: fetches, gives to the consumer in the order of each, keeps the places. */
export class Share {
  private readonly to: Hearing
  private readonly topic: Topic
  private readonly partitions: readonly Partition[]
  private readonly understand: Understand
  private readonly reader: Client
  private readonly commit: (offsets: { partition: number; offset: number }[]) => Promise<void>
  private readonly fail: (error: unknown) => void
  private open = 0
  private live = true
  private turn = 0
  private readonly waiting = new Set<() => void>()
  private failing = false
  private keeping: Promise<void> | undefined

  /** `commit` tells the group; `fail` is called where fetching again is no help. */
  constructor(
    to: Hearing,
    topic: Topic,
    partitions: readonly Partition[],
    understand: Understand,
    commit: Share['commit'],
    fail: Share['fail'],
  ) {
    this.to = to
    this.topic = topic
    this.partitions = partitions
    this.understand = understand
    this.commit = commit
    this.fail = fail
    this.reader = readerOf(to)
    if (partitions.length) void this.fetchOn()
  }
  /** Takes no more, lets what is under way end for a while, keeps the places. */
  async stop(): Promise<void> {
    this.live = false
    this.moved()
    const end = this.to.clock.now() + endTime
    while (this.open && this.to.clock.now() < end) await this.movedWithin(100)
    await this.keeping
    await this.keep()
    void letGo(this.to.clock, this.reader) // whoever waits for our share does not wait for this
  }

  private async fetchOn(): Promise<void> {
    const { report, topic, context } = this.to
    for (let failures = 0; this.live; ) {
      let going = true
      const fetching = async (node: number, partitions: readonly Partition[]) => {
        try {
          while (this.live && going)
            if (await this.fetch(node, partitions)) {
              failures = 0
              if (this.live) await this.to.clock.sleep(gather)
            } else await this.movedWithin(1000)
        } finally {
          going = false
        }
      }
      const ended = await Promise.allSettled(
        await this.byLeader().then(
          leaders => [...leaders].map(([node, partitions]) => fetching(node, partitions)),
          error => [Promise.reject(error)],
        ),
      )
      const error = ended.flatMap(e => (e.status === 'rejected' ? [e.reason as unknown] : []))[0]
      if (!this.live || !error) continue
      if (
        error instanceof Torn ||
        says(error, 'OFFSET_OUT_OF_RANGE', 'UNKNOWN_TOPIC_ID', 'UNKNOWN_TOPIC_OR_PARTITION', 'INCONSISTENT_TOPIC_ID')
      )
        return this.fail(error)
      if (failures++ % 30 === 0) report({ what: 'Kafka cannot be read now; it is tried again', about: `${topic} ${context}`, error })
      await this.movedWithin(Math.min(2000, 100 * 2 ** failures))
    }
  }
  private async byLeader(): Promise<Map<number, Partition[]>> {
    const metadata = await within(this.to.clock, patience, this.reader.metadata({ topics: [this.topic.name], forceUpdate: true }))
    const leaders = new Map<number, Partition[]>()
    for (const p of this.partitions) {
      const { leader } = metadata.topics.get(this.topic.name)!.partitions[p.number]!
      leaders.set(leader, [...(leaders.get(leader) ?? []), p])
    }
    return leaders
  }
  /** False: there is no room. */
  private async fetch(node: number, partitions: readonly Partition[]): Promise<boolean> {
    const wanted = partitions.filter(p => p.buffered < ahead)
    if (!wanted.length) return false
    const asked = wanted.map(p => ({
      partition: p.number,
      fetchOffset: BigInt(p.fetched),
      currentLeaderEpoch: -1,
      lastFetchedEpoch: p.epoch,
      partitionMaxBytes: partitionBytes,
    }))
    const response = await within(
      this.to.clock,
      fetchWait + patience,
      this.reader.fetch({
        node,
        maxWaitTime: fetchWait,
        minBytes: 1,
        maxBytes: 4 * 1024 * 1024,
        topics: [{ topicId: this.topic.id, partitions: asked }],
      }),
    )
    // where a connection was lost the client forgets what we said, and asks without it: that answer says nothing about a tear
    if (asked.some(({ lastFetchedEpoch }, i) => lastFetchedEpoch !== wanted[i]!.epoch)) return true
    if (!this.live) return true
    for (const { partitionIndex, records, divergingEpoch } of response.responses.flatMap(r => r.partitions)) {
      if (divergingEpoch && divergingEpoch.endOffset >= 0n)
        throw new Torn(`partition ${partitionIndex} of ${this.topic.name} has lost what was read from it`)
      const p = wanted.find(w => w.number === partitionIndex)
      for (const batch of (p && records) ?? []) {
        const first = Number(batch.firstOffset)
        p!.epoch = Math.max(p!.epoch, batch.partitionLeaderEpoch)
        const control = (batch.attributes & 0b10_0000) !== 0
        const sent = Number(batch.firstTimestamp)
        if (!control)
          for (const message of batch.records)
            p!.push({ offset: first + message.offsetDelta, message, sent: sent + Number(message.timestampDelta) })
        p!.push({ offset: first + batch.lastOffsetDelta, message: undefined, sent }) // what transactions and compaction leave behind
      }
    }
    this.pump()
    return true
  }

  /** Gives what there is room for, one of each partition in turn. */
  private pump(): void {
    const { length } = this.partitions
    for (let empty = 0; this.live && this.open < inFlight && empty < length; ) {
      const p = this.partitions[this.turn++ % length]!
      const found = p.stands ? undefined : p.take()
      if (!found) empty++
      else {
        empty = 0
        this.give(p, found)
      }
    }
    this.keepSoon()
    this.moved()
  }
  private give(p: Partition, found: Found): void {
    const { offset, message } = found
    let event: Recorded | undefined
    try {
      event = message && this.understand(message, p.number, found)
    } catch (error) {
      if (error instanceof Standstill) return this.standStill(p, error)
      return this.putAside(p, found, error)
    }
    if (!event) return p.close(offset)
    this.waitFor(p, offset, this.to.consumer.deliver(event), `${event.type} of ${event.source}`, event.case)
  }
  /** What should have been an event, and is none, is for an operator to look at. */
  private putAside(p: Partition, { offset, message, sent }: Found, error: unknown): void {
    const { consumer, report } = this.to
    const within = placeOf(this.topic, p.number)
    const why = error instanceof SyntaxError ? 'its value is no JSON' : (error as Error).message
    if (!consumer.unreadable) {
      report({ what: 'a message on the topic is none of ours and is passed over', about: `${within} ${offset}`, error })
      return p.close(offset)
    }
    const told = { within, place: offset + 1, sent, why, names: namesOf(message!) }
    this.waitFor(p, offset, consumer.unreadable(told), 'a message', `${within} ${offset}`)
  }
  private waitFor(p: Partition, offset: number, work: Promise<void>, what: string, about: string): void {
    this.open++
    work.then(
      () => {
        this.open--
        p.close(offset)
        this.pump()
      },
      error => {
        this.open-- // the consumer stopped; the event itself stays open, so it is brought again
        if (this.live) this.to.report({ what: `${this.to.context} did not take ${what}`, about, error })
      },
    )
  }

  /** What cannot be told from what follows it stays, and its partition with it; the others go on. It is said once in a while. */
  private standStill(p: Partition, error: Standstill): void {
    p.stands = true
    const tell = (): void => {
      if (!this.live) return
      this.to.report({ what: `a partition stands still: ${error.message}`, about: `${placeOf(this.topic, p.number)} ${this.to.context}` })
      this.to.clock.alarm(tellAgain, tell)
    }
    tell()
  }
  private keepSoon(): void {
    if (!this.live || this.keeping || !this.partitions.some(p => p.done > p.kept)) return
    this.keeping = this.to.clock
      .sleep(keepAfter)
      .then(() => this.keep())
      .finally(() => {
        this.keeping = undefined
        this.keepSoon()
      })
  }
  private async keep(): Promise<void> {
    try {
      const moved = this.partitions.filter(p => p.done > p.kept).map(p => ({ p, done: p.done, epoch: p.epoch }))
      const places = moved.flatMap(({ p, done, epoch }) => [
        [p.place, done] as const,
        ...(epoch > p.keptEpoch ? [[epochOf(p.place), epoch + 1] as const] : []),
      ])
      if (moved.length) await this.to.consumer.reached(Object.fromEntries(places))
      for (const { p, done, epoch } of moved) {
        p.kept = done
        p.keptEpoch = epoch
      }
      const news = this.partitions.filter(p => p.kept > p.told).map(p => ({ partition: p.number, offset: p.kept, p }))
      if (!news.length) return
      await this.commit(news)
      for (const { p, offset } of news) p.told = offset
      this.failing = false
    } catch (error) {
      if (!this.failing) this.to.report({ what: `${this.to.context} could not keep its place`, about: this.topic.name, error })
      this.failing = true
    }
  }

  /** There may be room now, or nothing left to wait for. */
  private moved(): void {
    for (const wake of this.waiting) wake()
  }
  private movedWithin(ms: number): Promise<void> {
    return new Promise(done => {
      const wake = () => {
        this.waiting.delete(wake)
        cancel()
        done()
      }
      const cancel = this.to.clock.alarm(ms, wake)
      this.waiting.add(wake)
    })
  }
}
