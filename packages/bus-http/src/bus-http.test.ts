import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { context, systemOf } from '@jumun/core/model'
import { type Bus, LocalAsk, Node, type Recorded, type Store, systemClock } from '@jumun/core/runtime'
import { busContract, memoryStore } from '@jumun/testing'
import { contextServer, identity, type Peer, peerAt } from '@jumun/http'
import { HttpBus, remoteSource } from './index.ts'

/** A context that is nothing but its log, in a server of its own. */
const serverOf = async (name: string, store: Store) => {
  const shop = context(name, { port: 1, level: 'core', team: 'team' })
  const system = systemOf('town', { title: { en: 'Town', ko: '동네' }, color: '#000', contexts: [shop], reasons: {}, roles: [] })
  const node = new Node(system, shop, { store, clock: systemClock, ask: new LocalAsk(() => undefined, {}) })
  const waiting = new Set<() => void>()
  const server = contextServer({
    node,
    system,
    base: () => 'http://localhost',
    access: 'open',
    identity: identity(),
    peers: {
      store,
      news: ms =>
        new Promise<void>(done => {
          const wake = () => {
            clearTimeout(late)
            waiting.delete(wake)
            done()
          }
          const late = setTimeout(wake, Math.min(ms, 100))
          waiting.add(wake)
        }),
      part: async kase => ({ context: name, events: await store.eventsOf({ case: kase }), waits: [] }),
      inside: {},
    },
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  return {
    peer: peerAt([`http://127.0.0.1:${(server.server.address() as AddressInfo).port}`]),
    committed: () => {
      for (const wake of waiting) wake()
    },
    close: () => server.close(),
  }
}

/** Every context in a process of its own, as far as one process can show it: the others' logs are reached over sockets alone. */
const overHttp = async (log: (source: string) => Store | undefined) => {
  const servers = new Map<string, Awaited<ReturnType<typeof serverOf>>>()
  const starting = new Map<string, Promise<void>>()
  const reach = (source: string): Peer | undefined => {
    const store = log(source)
    if (store && !starting.has(source))
      starting.set(
        source,
        serverOf(source, store).then(server => void servers.set(source, server)),
      )
    return servers.get(source)?.peer
  }
  const buses: HttpBus[] = []
  const bus: Bus = {
    consume: consumer => {
      const { context: own } = consumer
      const here = (source: string) => (source === own ? log(source) : undefined)
      const made = new HttpBus({ here, peers: reach, ours: new Set([own]), clock: systemClock, report: () => {}, poll: 100 })
      buses.push(made)
      return made.consume(consumer)
    },
  }
  return {
    bus,
    committed: (source: string) => {
      servers.get(source)?.committed()
      for (const b of buses) b.committed(source)
    },
    close: async () => {
      await Promise.all(starting.values())
      for (const server of servers.values()) await server.close()
    },
  }
}
busContract('the bus over HTTP', overHttp)

const happened = (number: number, isPublic: boolean): [Omit<Recorded, 'number' | 'position'>, boolean] => [
  {
    id: `order/1/${number}`,
    type: isPublic ? 'Ordered' : 'Held',
    data: { orderId: 1, phoneNumber: '01012345678' },
    source: 'shop',
    aggregate: 'order',
    key: 1,
    item: 1,
    case: 'orderId/1',
    time: 5,
    cause: 'request',
    causes: [],
    actor: 'guest',
  },
  isPublic,
]
const shop = async () => {
  const store = memoryStore([])
  const both = [happened(1, false), happened(2, true)]
  await store.commit({ events: both.map(([e]) => e), public: both.map(([, isPublic]) => isPublic) })
  return { store, ...(await serverOf('shop', store)) }
}

test('of an internal event others learn only that its place is taken', async () => {
  const { peer, close } = await shop()
  try {
    const events = await remoteSource(() => peer, false).read(0, 10)
    assert.deepEqual(events[0], { position: 1, number: null, type: '' })
    assert.equal(events[1]!.type, 'Ordered')
    assert.equal(await remoteSource(() => peer).head(), 2)
  } finally {
    await close()
  }
})
test('a reader that is stopped does not wait for what may never come', async () => {
  const { peer, close } = await shop()
  try {
    const source = remoteSource(() => peer)
    const read = source.read(2, 10)
    source.close()
    assert.deepEqual(await read, [])
  } finally {
    await close()
  }
})
test('a log that nobody named is not silently empty', async () => {
  await assert.rejects(remoteSource(() => undefined).read(0, 10), /--peers/)
})
