import { ListOffsetTimestamps } from '@platformatic/kafka'
import { alone, type Consumer, LocalBus, type Replica, type Source } from '@jumun/core/runtime'
import { letGo, type Topic, within } from './kafka.ts'
import { type Hearing, placeOf, readerOf } from './share.ts'

const patience = 10_000
const tellAgain = 60_000

export interface CatchingUp extends Hearing, Replica {
  /** The log of another context, or what stands for it; undefined: it cannot be reached. */
  readonly sources: (context: string) => Source | undefined
  /** The consumer as far as what it wants lies in logs: the originals have none. */
  readonly logged: Consumer
}

/** Where each partition of the topic begins and ends now. */
export const reachOf = async (
  to: Pick<Hearing, 'cluster' | 'topic' | 'context' | 'clock'>,
): Promise<readonly { readonly first: number; readonly end: number }[]> => {
  const reader = readerOf(to)
  try {
    const list = async (timestamp: bigint) => (await within(to.clock, patience, reader.listOffsets({ topics: [to.topic], timestamp }))).get(to.topic)!
    const first = await list(ListOffsetTimestamps.EARLIEST)
    const end = await list(ListOffsetTimestamps.LATEST)
    return first.map((f, i) => ({ first: Number(f), end: Number(end[i]!) }))
  } finally {
    await letGo(to.clock, reader)
  }
}

/**
 * Resolves when all that this context has not heard yet lies on the topic. Where the topic no longer has it, it is read from the logs of
 * those who said it, by one of the replicas: first it is noted where the topic ends, then the logs are read to their ends, then the noted
 * ends are kept as the places to go on from. Whatever was sent before the note lay in a log before it; what comes twice is known by its number.
 * Who hears originals goes on from what is left of the topic: it is all that there is of theirs.
 */
export const catchUp = async (to: CatchingUp, topic: Topic, live: () => boolean): Promise<void> => {
  const behind = async () => {
    const reach = await reachOf(to)
    const missing: number[] = []
    for (const [partition, { first, end }] of reach.entries()) {
      const kept = await to.consumer.progress(placeOf(topic, partition))
      if (kept > end)
        throw new Error(
          `the topic ${topic.name} ends before what was heard of it; if that stays so, it has lost messages: delete it, and it is made anew from the logs`,
        )
      if (kept < first) missing.push(partition)
    }
    return { missing, from: reach.map(r => (to.logged.wants.size < to.consumer.wants.size ? r.first : r.end)) }
  }
  if (!(await behind()).missing.length) return
  to.report({ what: `the topic no longer has all that ${to.context} has not heard; it is read from the logs`, about: topic.name })
  const turn = alone(to, 'catch-up', async () => {
    const { missing, from } = await behind()
    return missing.length ? await fromLogs(to, topic, missing, from) : { stop: async () => {} }
  })
  try {
    while (live() && (await behind()).missing.length) await to.clock.sleep(500)
  } finally {
    await turn.stop()
  }
}

const fromLogs = async (to: CatchingUp, topic: Topic, missing: readonly number[], from: readonly number[]): Promise<{ stop(): Promise<void> }> => {
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
          await consumer.reached(Object.fromEntries(missing.map(partition => [placeOf(topic, partition), from[partition]!])))
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
