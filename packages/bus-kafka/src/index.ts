import type { Bus, Clock, Consumer, Source, Store, Trouble } from '@jumun/core/runtime'
import { reachOf } from './catch-up.ts'
import { type Classic, classicFields, forOriginals, fromOriginals } from './classic.ts'
import { hear } from './hear.ts'
import { type Cluster, letGo, type Topic, topicName, topicOf } from './kafka.ts'
import { placeOfRelay, relay } from './relay.ts'
import { placeOf, readerOf, tearOf, type Understand } from './share.ts'
import { heldBy } from './tail.ts'
import { fromMessage, kindOf } from './wire.ts'

export type { Classic } from './classic.ts'
export { type Message, toMessage } from './wire.ts'
export { cutTopic, type Cutting, unreadOn } from './cut.ts'
export { partitionFor } from './tail.ts'
/** Who of a group gets which partitions. */
export { roundRobinAssigner } from '@platformatic/kafka'
export type { Cluster } from './kafka.ts'

export interface KafkaBus extends Cluster {
  readonly system: string
  readonly context: string
  readonly store: Store
  /** The logs of the other contexts, for what the topic no longer has; undefined: not to be reached now. */
  readonly sources: (context: string) => Source | undefined
  /** Brings the context its own events, from its own log: its internal ones are never on the topic. */
  readonly own: Bus
  readonly clock: Clock
  readonly report: (trouble: Trouble) => void
  /** How this process is known among the replicas of its context. */
  readonly holder?: string
  readonly classic?: Classic
}

/** The bus of one context through the Kafka topic of its system. It sends from the start; it hears what `bus` is asked to bring. */
export const kafkaBus = (
  to: KafkaBus,
): {
  readonly bus: Bus
  /** Something was committed here: it is sent at once. */
  committed(): void
  /** How many events of the own log are not on the topic yet, and how many messages of the topic the context has not done. Rejects where Kafka is away. */
  lag(): Promise<{ readonly toSend: number; readonly toHear: number }>
  stop(): Promise<void>
} => {
  const { system, context, store, clock } = to
  const topic = topicName(to, system)
  const with_ = { ...to, cluster: to, topic, holder: to.holder ?? clock.id() }
  const sending = relay({ ...with_, ...(to.classic ? { more: forOriginals(to.classic) } : {}) })
  const originals = to.classic && fromOriginals(to.classic)
  const added = to.classic ? classicFields : []
  const hearing = new Set<{ stop(): Promise<void> }>()
  let heard: Consumer | undefined
  const bus: Bus = {
    consume: async consumer => {
      const own = only(consumer, source => source === context)
      const others = only(consumer, source => source !== context)
      const running: { stop(): Promise<void> }[] = []
      if (own.wants.size) running.push(await to.own.consume(own))
      const reading = async (there: Topic, tear: number): Promise<Understand> => {
        const base = originals ? await countsFrom(others, there, tear) : 0
        const wanted = ({ source, type }: { source: string; type: string }) => others.wants.get(source)?.has(type)
        return (message, partition, { offset, sent }) => {
          const kind = kindOf(system, message)
          if (kind) return wanted(kind) ? fromMessage(kind.source, kind.type, message, added) : undefined
          const theirs = originals?.(message, there, partition, offset, sent, base)
          return theirs && wanted(theirs) ? theirs : undefined
        }
      }
      const logged = only(others, source => !to.classic?.originals.includes(source))
      if (others.wants.size) running.push(hear({ ...with_, consumer: others, logged, reading }))
      heard = others
      const consumption = {
        stop: async () => {
          hearing.delete(consumption)
          await Promise.all(running.map(r => r.stop()))
        },
      }
      hearing.add(consumption)
      return consumption
    },
  }
  return {
    bus,
    committed: () => sending.committed(),
    lag: async () => {
      const there = await topicOf(to, topic, clock)
      const toSend = (await store.head()) - (await store.progress(placeOfRelay(there)))
      let toHear = 0
      const tear = heard ? await heard.progress(tearOf(there)) : 0
      if (heard?.wants.size)
        for (const [partition, { end }] of (await reachOf(with_)).entries())
          toHear += Math.max(0, end - (await heard.progress(placeOf(there, partition, tear))))
      return { toSend, toHear }
    },
    stop: async () => {
      await Promise.all([...hearing].map(h => h.stop()))
      await sending.stop()
    },
  }
}

/** The highest position of a context's log that its topic has anything of; 0 where there is none. Rejects where Kafka is away. */
export const toldOnTopic = async (cluster: Cluster, system: string, context: string, clock: Clock): Promise<number> => {
  const topic = topicName(cluster, system)
  const there = await topicOf(cluster, topic, clock)
  const to = { cluster, topic, context, clock }
  const reader = readerOf(to)
  try {
    return (await heldBy(reader, clock, there, await reachOf(to), { system, context }, { read: async () => [] }, 0)).highest
  } finally {
    await letGo(clock, reader)
  }
}

/** From where on the originals' messages on this topic are numbered: above all that were numbered on one before it, or before it was torn. */
const countsFrom = async (consumer: Consumer, topic: Topic, tear: number): Promise<number> => {
  const [here, all] = [`classic/${topic.id}${tear ? `/${tear}` : ''}`, 'classic']
  const before = await consumer.progress(here)
  if (before) return before
  const base = (await consumer.progress(all)) + 1
  await consumer.reached({ [all]: base + mostMessages, [here]: base })
  return base
}
/** More than a topic ever holds. */
const mostMessages = 2 ** 40

/** The consumer as far as it wants these sources. */
const only = (consumer: Consumer, is: (source: string) => boolean): Consumer => ({
  context: consumer.context,
  wants: new Map([...consumer.wants].filter(([source]) => is(source))),
  deliver: e => consumer.deliver(e),
  ...(consumer.unreadable ? { unreadable: message => consumer.unreadable!(message) } : {}),
  assigned: async () => consumer.assigned?.(),
  progress: source => consumer.progress(source),
  reached: places => consumer.reached(places),
})
