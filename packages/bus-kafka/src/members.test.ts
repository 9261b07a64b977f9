// Each member is a thread of its own, which can be ended as a process is: in the middle of anything, without a word to the broker.
import { Admin } from '@platformatic/kafka'
import { after } from 'node:test'
import { isMainThread, type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads'
import { busMembersContract, type Member } from '@jumun/testing'
import { type Consumer, LocalBus, type Source, type Store, systemClock, type Trouble } from '@jumun/core/runtime'
import { needs, startKafka } from '../../../tools/engines/index.ts'
import { reachOf } from './catch-up.ts'
import { kafkaBus } from './index.ts'
import { clientOf, topicOf } from './kafka.ts'
import { placeOfRelay } from './relay.ts'
import { placeOf } from './share.ts'

interface Orders {
  readonly brokers: string[]
  readonly system: string
  readonly context: string
  readonly wants: ReadonlyMap<string, ReadonlySet<string>>
}
interface Call {
  readonly id: number
  readonly of: string
  readonly method: string
  readonly with: readonly unknown[]
}

if (!isMainThread) await beMember(parentPort!, workerData as Orders)
else if (needs(['kafka'], 'the bus on Kafka between processes')) {
  const kafka = await startKafka()
  after(() => kafka.stop())
  const brokers = [new URL(kafka.url).host]
  let towns = 0

  busMembersContract('the bus on Kafka', async log => {
    const system = `members-${++towns}`
    const troubles: Trouble[] = []
    const shop = kafkaBus({
      brokers,
      system,
      context: 'shop',
      store: log('shop')!,
      clock: systemClock,
      partitions: 6,
      sources: () => undefined,
      own: new LocalBus(log, systemClock),
      report: trouble => void troubles.push(trouble),
    })
    const topic = () => topicOf({ brokers, partitions: 6 }, system, systemClock)
    const reach = () => reachOf({ cluster: { brokers }, topic: system, context: 'onlooker', clock: systemClock })
    return {
      join: consumer => startMember({ brokers, system, context: consumer.context, wants: consumer.wants }, consumer, log),
      committed: () => shop.committed(),
      done: async (progress, source, position) => {
        const there = await topic()
        if ((await log(source)!.progress(placeOfRelay(there))) < position) return false
        const places = await Promise.all(
          (await reach()).map(async ({ end }, partition) => (await progress(placeOf(there, partition))) === end),
        )
        return places.every(Boolean)
      },
      broker: { kill: () => kafka.kill(), restart: () => kafka.restart() },
      forget: async () => {
        const admin = new Admin(clientOf({ brokers }, 'age'))
        const partitions = (await reach()).map(({ end }, partition) => ({ partition, offset: BigInt(end) }))
        await admin.deleteRecords({ topics: [{ name: system, partitions }] })
        await admin.close()
      },
      close: () => shop.stop(),
    }
  })
}

/** Starts a thread and answers what it asks its store, its sources and its consumer. */
const startMember = async (orders: Orders, consumer: Consumer, log: (source: string) => Store | undefined): Promise<Member> => {
  const thread = new Worker(new URL(import.meta.url), { workerData: orders, execArgv: ['--no-warnings'] })
  const ended = new Promise<void>(done => thread.once('exit', () => done()))
  thread.on('message', ({ id, of, method, with: args }: Call) => {
    const it: any = of === 'consumer' ? consumer : log(of)
    Promise.resolve(it[method](...args)).then(
      result => thread.postMessage({ id, result }),
      error => thread.postMessage({ id, error: String(error) }),
    )
  })
  thread.on('error', error => console.error(error))
  return {
    stop: async () => {
      thread.postMessage('stop')
      await ended
    },
    die: async () => void (await thread.terminate()),
  }
}

/** What the thread does: hears the topic for a consumer that lives elsewhere. */
async function beMember(port: MessagePort, { brokers, system, context, wants }: Orders): Promise<void> {
  const waiting = new Map<number, { done: (result: any) => void; failed: (error: Error) => void }>()
  let calls = 0
  const ask =
    (of: string, method: string) =>
    (...args: readonly unknown[]): Promise<any> =>
      new Promise((done, failed) => {
        waiting.set(++calls, { done, failed })
        port.postMessage({ id: calls, of, method, with: args } satisfies Call)
      })
  const away = (of: string, ...methods: readonly string[]): any => Object.fromEntries(methods.map(m => [m, ask(of, m)]))
  const bus = kafkaBus({
    brokers,
    system,
    context,
    clock: systemClock,
    partitions: 6,
    store: away(context, 'lease', 'read', 'progress', 'commit', 'head') as Store,
    sources: name => away(name, 'read', 'head', 'eventsOf') as Source,
    own: { consume: async () => ({ stop: async () => {} }) },
    report: () => {},
  })
  port.on('message', (message: 'stop' | { id: number; result?: unknown; error?: string }) => {
    // as the product ends: the client may leave a timer behind that waits for a heartbeat, for as long as it is patient
    if (message === 'stop') return void bus.stop().then(() => process.exit(0))
    const { done, failed } = waiting.get(message.id)!
    waiting.delete(message.id)
    if (message.error) failed(new Error(message.error))
    else done(message.result)
  })
  await bus.bus.consume({ context, wants, ...away('consumer', 'deliver', 'progress', 'reached', 'assigned') })
}
