// How processes are let into Kafka: every way that --bus knows, tried against a real broker's encrypted listeners, from the address as it is given to events that arrive.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { kafkaBus } from '@jumun/bus-kafka'
import { type Consumer, LocalBus, type Recorded, type Store, systemClock, type Trouble } from '@jumun/core/runtime'
import { memoryStore, noon } from '@jumun/testing'
import { needs, startGuardedKafka } from '../../../tools/engines/index.ts'
import { brokersOf } from './broker.ts'

const until = async (holds: () => boolean, troubles: readonly Trouble[]): Promise<void> => {
  const end = Date.now() + 60_000
  while (!holds()) {
    if (Date.now() > end)
      throw new Error(`waited a minute for: ${holds.toString()}; ${troubles.map(t => `${t.what}: ${String(t.error)}`).join('; ')}`)
    await new Promise(done => setTimeout(done, 20))
  }
}
const order = async (store: Store, orders: number): Promise<void> => {
  const events = Array.from({ length: orders }, (_, i) => ({
    id: `order/${i + 1}/1`,
    type: 'Ordered',
    data: { orderId: i + 1 },
    source: 'shop',
    aggregate: 'order',
    key: i + 1,
    item: i + 1,
    case: `orderId/${i + 1}`,
    time: noon,
    cause: 'm',
    causes: [],
    actor: '손님',
  }))
  await store.commit({ events, public: events.map(() => true) })
}

if (needs(['kafka'], 'the doors of Kafka')) {
  const kafka = await startGuardedKafka()
  after(() => kafka.stop())
  const { encrypted, mutual, papers } = kafka
  let systems = 0

  /** A shop that tells, and a page that hears, both let in by this address. */
  const town = async (address: string) => {
    const cluster = brokersOf(address)!
    const system = `doors-${++systems}`
    const troubles: Trouble[] = []
    const open = (context: string, store: Store) =>
      kafkaBus({
        ...cluster,
        partitions: 2,
        system,
        context,
        store,
        own: new LocalBus(() => store, systemClock),
        sources: () => undefined,
        clock: systemClock,
        report: trouble => void troubles.push(trouble),
      })
    const [shop, page] = [memoryStore([]), memoryStore([])]
    const heard: Recorded[] = []
    const consumer: Consumer = {
      context: 'page',
      wants: new Map([['shop', new Set(['Ordered'])]]),
      deliver: async e => void heard.push(e),
      progress: source => page.progress(source),
      reached: async progress => void (await page.commit({ progress })),
    }
    const [sender, listener] = [open('shop', shop), open('page', page)]
    await listener.bus.consume(consumer)
    await order(shop, 20)
    sender.committed()
    return { troubles, heard, stop: () => Promise.all([sender.stop(), listener.stop()]) }
  }

  const open: { readonly [who: string]: string } = {
    ...Object.fromEntries(
      ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'].map(mechanism => [
        `who has a password, by ${mechanism}`,
        `kafka+tls://jumun:jumun-secret@${encrypted}?ca=${papers.ca}&mechanism=${mechanism}`,
      ]),
    ),
    'who has a certificate of its authority': `kafka+tls://${mutual}?ca=${papers.ca}&cert=${papers.cert}&key=${papers.key}`,
  }
  for (const [who, address] of Object.entries(open))
    test(`${who} is let in, over an encrypted line whose authority is a file`, async () => {
      const { heard, troubles, stop } = await town(address)
      await until(() => heard.length >= 20, troubles)
      assert.equal(new Set(heard.map(e => e.id)).size, 20)
      await stop()
    })

  const closed: { readonly [who: string]: string } = {
    ...Object.fromEntries(
      ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'].map(mechanism => [
        `who has a wrong password, by ${mechanism},`,
        `kafka+tls://jumun:wrong@${encrypted}?ca=${papers.ca}&mechanism=${mechanism}`,
      ]),
    ),
    'a broker whose authority nobody knows': `kafka+tls://jumun:jumun-secret@${encrypted}`,
    'a broker of another authority': `kafka+tls://jumun:jumun-secret@${encrypted}?ca=${papers.strange}`,
    'who has no certificate': `kafka+tls://${mutual}?ca=${papers.ca}`,
    'who does not encrypt': `kafka://jumun:jumun-secret@${encrypted}`,
  }
  for (const [who, address] of Object.entries(closed))
    test(`${who} is not taken: both sides of the bus say so, nothing is heard, and they can be stopped`, async () => {
      const { heard, troubles, stop } = await town(address)
      const said = (what: RegExp) => troubles.some(t => what.test(t.what))
      await until(() => said(/cannot be sent/) && said(/cannot be heard/), troubles)
      assert.deepEqual(heard, [])
      assert.doesNotMatch(JSON.stringify(troubles.map(t => [t, String(t.error)])), /jumun-secret|wrong/)
      await stop()
    })
}
