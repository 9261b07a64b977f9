import { compatibilityPartitioner, Producer, stringSerializers } from '@platformatic/kafka'
import { alone, type Committed, type Recorded, type Replica, type Store } from '@jumun/core/runtime'
import { reachOf } from './catch-up.ts'
import { clientOf, type Cluster, letGo, safetyOf, type Topic, topicOf, within, worryAbout } from './kafka.ts'
import { keepsPartitions, readerOf, Standstill } from './share.ts'
import { heldBy } from './tail.ts'
import { type Message, toMessage } from './wire.ts'

/** Events that are read and sent at once, and how large that may be in all (bytes); a topic takes a megabyte by default. */
const most = 1000
const mostBytes = 600_000
const headerBytes = 700
/** A send that is not acknowledged by then (ms) is taken for lost: the place is kept before it, and a new producer sends it again. */
const sendTime = 15_000
/** After a send so much is gathered for the next, in ms: what comes alone leaves at once, and a batch costs the broker hardly more than a message. */
const gather = 10
/** How long the place may wait before it is kept, in ms; who follows sends again what lies between, which changes nothing. */
const keepAfter = 1000
/** A relay without news looks again after so many ms: another replica may have committed. */
const poll = 100
/** How often it is looked who leads the partitions, in ms. */
const lookAfter = 5000
const mostPause = 2000

export interface Sending extends Replica {
  readonly cluster: Cluster
  readonly system: string
  readonly topic: string
  readonly context: string
  readonly store: Store
  /** What the value carries beside the event's own fields. */
  readonly more?: (e: Recorded) => object
}

/** By which name the place in its own log is kept, up to which all public events are on the topic. A topic that is made anew gets all of them. */
export const placeOfRelay = (topic: Topic): string => `relay:kafka/${topic.name}/${topic.id}`

/**
 * Sends the public events of a context's log to the topic of its system, in the order of the log. The log is the outbox: while Kafka is
 * away everything waits in it. One replica at a time sends; one batch at a time is on its way, so that none overtakes another.
 */
export const relay = (to: Sending): { committed(): void; stop(): Promise<void> } => {
  let running: Run | undefined
  const turns = alone(to, 'relay', async () => {
    const run = (running = new Run(to))
    return {
      stop: () => {
        if (running === run) running = undefined
        return run.stop()
      },
    }
  })
  return { committed: () => running?.wakeUp(), stop: () => turns.stop() }
}

/** What one holder of the lease does. */
class Run {
  private readonly to: Sending
  private producer: Producer<string, string, string, string> | undefined
  private at = 0
  private kept = 0
  private woken = false
  private stopped = false
  private wake = () => {}
  private readonly done: Promise<void>
  private keeping: Promise<void> | undefined
  private isLost = false
  private examined = false
  private leaders: string | undefined
  private looked = 0

  constructor(to: Sending) {
    this.to = to
    this.done = this.run()
  }
  wakeUp(): void {
    this.woken = true
    this.wake()
  }
  async stop(): Promise<void> {
    this.stopped = true
    this.wakeUp()
    await this.done
    await this.keeping
  }

  /** Until it is stopped. Whatever fails begins again at the place that is surely on the topic, or an event would be overtaken by its successor. */
  private async run(): Promise<void> {
    const { clock, report, topic, context } = this.to
    for (let failures = 0; !this.stopped; ) {
      try {
        const there = await topicOf(this.to.cluster, topic, clock)
        await keepsPartitions(there, this.to.store, async progress => void (await this.to.store.commit({ progress })))
        await this.examine(topic)
        this.producer = new Producer({
          ...clientOf(this.to.cluster, `${topic}.${context}`),
          serializers: stringSerializers,
          partitioner: compatibilityPartitioner,
          idempotent: true,
          acks: -1,
        })
        this.kept = await this.to.store.progress(placeOfRelay(there))
        this.at = await this.whole(there, this.kept)
        this.isLost = false
        const { producer } = this
        producer.on('client:broker:disconnect', () => (this.isLost ||= producer === this.producer))
        // a broker that was away may come back with less than it had acknowledged: then it is looked what is left
        while (!this.stopped && !this.isLost && !(await this.hasNewLeaders(there.name))) {
          if (await this.sendMore(there)) {
            failures = 0
            if (!this.stopped) await clock.sleep(gather)
          } else if (!this.woken && !this.stopped) await this.rest(poll)
        }
      } catch (error) {
        if (failures++ % 30 === 0)
          report({ what: 'events cannot be sent to Kafka now; they wait in the log', about: `${topic} ${context}`, error })
        if (!this.stopped) await this.rest(Math.min(mostPause, 100 * 2 ** failures))
      } finally {
        if (this.producer) await letGo(clock, this.producer)
      }
    }
  }
  /** Once: whether what is acknowledged is as safe as the cluster can make it. Whoever may not ask is not told. */
  private async examine(topic: string): Promise<void> {
    if (this.examined) return
    this.examined = true
    const { cluster, clock, report, context } = this.to
    const safety = await safetyOf(cluster, topic, clock).catch(() => undefined)
    const worry = safety && worryAbout(safety.replicas, safety.minInSync)
    if (worry) report({ what: worry, about: `${topic} ${context}` })
  }
  /** Up to where the topic holds what was sent to it. */
  private async whole(topic: Topic, at: number): Promise<number> {
    const { clock, report, system, context, store } = this.to
    const reader = readerOf(this.to)
    try {
      const { whole, highest } = await heldBy(reader, clock, topic, await reachOf(this.to), { system, context }, store, at)
      const head = await store.head()
      if (highest > head)
        throw new Standstill(
          `the topic has what ${context} said up to place ${highest} of its log, which ends at ${head}: its database is older than what was told of it. Nothing is sent. ` +
            'Stop the context, give it the database that it had, or bring all contexts of the system back to one moment and delete the topic',
        )
      if (whole < at)
        report({
          what: `the topic has lost messages that it had taken; they are sent again, from ${whole + 1} of ${at} on`,
          about: `${topic.name} ${context}`,
        })
      return whole
    } finally {
      await letGo(clock, reader)
    }
  }
  /** Whether a partition has another leader, or the same one anew, since this was asked last; asked once in a while only. */
  private async hasNewLeaders(name: string): Promise<boolean> {
    const { clock } = this.to
    if (clock.now() < this.looked + lookAfter) return false
    this.looked = clock.now()
    const { topics } = await within(clock, sendTime, this.producer!.metadata({ topics: [name], forceUpdate: true }))
    const leaders = topics
      .get(name)!
      .partitions.map(p => `${p.leader}/${p.leaderEpoch}`)
      .join()
    const isNew = this.leaders !== undefined && leaders !== this.leaders
    this.leaders = leaders
    return isNew
  }
  /** False: there was nothing more. */
  private async sendMore(topic: Topic): Promise<boolean> {
    this.woken = false
    const events = await this.to.store.read(this.at, most)
    if (!events.length) return false
    for (const { messages, position } of this.batches(events)) {
      if (this.stopped) return true
      if (messages.length) await within(this.to.clock, sendTime, this.producer!.send({ messages }))
      this.at = position
      if (this.at > this.kept) this.keeping ??= this.keep(topic)
    }
    return true
  }
  private *batches(events: Committed): Iterable<{ messages: Message[]; position: number }> {
    let messages: Message[] = []
    let bytes = 0
    for (const e of events) {
      if (e.number === null) continue
      const message = toMessage(this.to.topic, this.to.system, e, this.to.more?.(e))
      const size = Buffer.byteLength(message.value) + headerBytes
      if (messages.length && bytes + size > mostBytes) {
        yield { messages, position: e.position - 1 }
        messages = []
        bytes = 0
      }
      messages.push(message)
      bytes += size
    }
    yield { messages, position: events.at(-1)!.position }
  }
  private async keep(topic: Topic): Promise<void> {
    const { clock, store, report, context } = this.to
    while (this.kept < this.at) {
      if (!this.stopped) await clock.sleep(keepAfter)
      const at = this.at
      try {
        await store.commit({ progress: { [placeOfRelay(topic)]: at } })
        this.kept = at
      } catch (error) {
        report({ what: 'the place of the relay could not be kept; it is tried again', about: `${topic.name} ${context}`, error })
        if (this.stopped) break
      }
    }
    this.keeping = undefined
  }
  private rest(ms: number): Promise<void> {
    return new Promise(done => {
      const cancel = this.to.clock.alarm(ms, done)
      this.wake = () => {
        cancel()
        done()
      }
    })
  }
}
