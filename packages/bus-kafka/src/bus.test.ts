import { after } from 'node:test'
import { busContract } from '@jumun/testing'
import { type Bus, LocalBus, type Store, systemClock, type Trouble } from '@jumun/core/runtime'
import { needs, startKafka } from '../../../tools/engines/index.ts'
import { reachOf } from './catch-up.ts'
import { kafkaBus } from './index.ts'
import { topicOf } from './kafka.ts'
import { placeOfRelay } from './relay.ts'
import { placeOf } from './share.ts'

if (needs(['kafka'], 'the bus on Kafka')) {
  const kafka = await startKafka()
  after(() => kafka.stop())
  const brokers = [new URL(kafka.url).host]
  let towns = 0

  busContract('the bus on Kafka', async log => {
    const system = `town-${++towns}`
    const contexts = new Map<string, ReturnType<typeof kafkaBus>>()
    const report = (trouble: Trouble) => void troubles.push(trouble)
    const troubles: Trouble[] = []
    const open = (context: string, store: Store) => {
      const found = contexts.get(context)
      if (found) return found
      const own = new LocalBus(() => log(context), systemClock, undefined, 50)
      const opened = kafkaBus({ brokers, system, context, store, own, sources: log, clock: systemClock, report, partitions: 4 })
      contexts.set(context, opened)
      return opened
    }
    const wanted = new Set<string>()
    /** Each context sends what it tells as soon as there is one. */
    const join = () => {
      for (const name of wanted) {
        const store = log(name)
        if (store) open(name, store)
      }
    }
    const joining = setInterval(join, 20)
    const bus: Bus = {
      consume: consumer => {
        for (const source of consumer.wants.keys()) wanted.add(source)
        join()
        return open(consumer.context, log(consumer.context)!).bus.consume(consumer)
      },
    }
    return {
      bus,
      committed: source => {
        wanted.add(source)
        join()
        contexts.get(source)?.committed()
      },
      until: async holds => {
        const end = Date.now() + 60_000
        while (!holds()) {
          if (Date.now() > end)
            throw new Error(`waited a minute for: ${holds.toString()}; ${troubles.map(t => `${t.what} ${t.error}`).join('; ')}`)
          await new Promise(done => setTimeout(done, 5))
        }
      },
      done: async (progress, source, position) => {
        const topic = await topicOf({ brokers }, system, systemClock)
        if ((await log(source)!.progress(placeOfRelay(topic))) < position) return false
        const reach = await reachOf({ cluster: { brokers }, topic: system, context: 'onlooker', clock: systemClock })
        const places = await Promise.all(reach.map((_, partition) => progress(placeOf(topic, partition))))
        return reach.every(({ end }, partition) => places[partition] === end)
      },
      close: async () => {
        clearInterval(joining)
        await Promise.all([...contexts.values()].map(c => c.stop()))
      },
    }
  })
}
