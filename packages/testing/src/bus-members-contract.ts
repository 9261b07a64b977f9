import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { aggregate, command, context, event, otherwise, policy, systemOf, Type, whenever } from '@jumun/core/model'
import { type Consumer, Inbox, Node, type Recorded, type Store, systemClock, tablesOf } from '@jumun/core/runtime'
import type { OpenedBus } from './bus-contract.ts'
import { noon } from './given.ts'
import { memoryStore } from './memory-store.ts'

/** One process of a context, as far as the bus goes. */
export interface Member {
  stop(): Promise<void>
  /** Gone at once, without a word to anybody: its process was killed. */
  die(): Promise<void>
}
/** A bus between processes, over the logs of some contexts. */
export interface OpenedBetween extends Required<Pick<OpenedBus, 'committed' | 'done' | 'close'>> {
  /** One more process of the consumer's context. */
  join(consumer: Consumer): Promise<Member>
  /** What lies between the processes: killed, it comes back with all that it had acknowledged. */
  readonly broker: { kill(): Promise<void>; restart(): Promise<void> }
  /** What lies between the processes now is thrown away, as it is when it is old. */
  forget(): Promise<void>
}

const patience = 90_000
const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  const end = Date.now() + patience
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${patience} ms for: ${holds.toString()}`)
    await new Promise(done => setTimeout(done, 10))
  }
}
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1)

// ---- a shop that takes orders, and a kitchen that cooks each once and in its order, whichever of its processes does it
const Id = Type.Integer()
const Ordered = event('Ordered', { orderId: Id, n: Id, poison: Type.Optional(Type.Boolean()) })
const Cook = command('Cook', { orderId: Id, n: Id })
const Cooked = event('Cooked', { orderId: Id, n: Id })
const Dish = aggregate('dish', {
  key: 'orderId',
  commands: { Cook },
  events: { Cooked },
  states: ['There'],
  fields: { orderId: Id, n: Id },
  decide: { Cook: { by: policy, from: ['nothing', 'There'], done: otherwise, then: (_, wish) => Cooked(wish) } },
  evolve: { Cooked: (_, e) => ({ ...e, status: 'There' }) },
})
const parts = { port: 1, level: 'core', team: 'team' } as const
const shop = context('shop', { ...parts, events: { Ordered } })

/** A kitchen of that name with one store; each process of it is a node and an inbox. What is poisoned it cannot stomach until it is cured. */
const kitchenOf = (name: string, log: (source: string) => Store) => {
  let cured = false
  const cook = whenever(Ordered, ({ orderId, n, poison }) => {
    if (poison && !cured) throw new Error('poison')
    return Cook({ orderId, n })
  })
  const kitchen = context(name, { ...parts, events: { Cooked }, commands: { Cook }, aggregates: [Dish], policies: { cook } })
  const system = systemOf('town', { title: { en: 'Town', ko: '동네' }, color: '#000', contexts: [shop, kitchen], reasons: {}, roles: [] })
  const store = memoryStore(tablesOf(kitchen))
  const startProcess = async () => {
    const node = new Node(system, kitchen, { store, clock: systemClock, ask: { ask: () => Promise.resolve({ kind: 'unreachable' }) } })
    const inbox = new Inbox(node)
    await inbox.start()
    void inbox.retryAside(100)
    return { node, inbox }
  }
  return {
    store,
    startProcess,
    cure: () => void (cured = true),
    progress: (source: string) => store.progress(source),
    /** What was cooked: by order the numbers in the order in which it was. */
    cooked: async () => {
      const cooked = new Map<number, number[]>()
      for (const { data } of await store.read(0, 1_000_000)) cooked.set(data.orderId, [...(cooked.get(data.orderId) ?? []), data.n])
      return cooked
    },
    /** What should have been: each order's own numbers, once and in order. */
    asked: async () => {
      const asked = new Map<number, number[]>()
      for (const { data } of await log('shop').read(0, 1_000_000)) asked.set(data.orderId, [...(asked.get(data.orderId) ?? []), data.n])
      return asked
    },
  }
}
type Kitchen = ReturnType<typeof kitchenOf>
const sorted = (cooked: ReadonlyMap<number, readonly number[]>) => [...cooked].toSorted(([a], [b]) => a - b)

interface Scene extends OpenedBetween {
  readonly kitchen: (name?: string) => Kitchen
  /** One more process of the kitchen; what it is brought waits for `opened` first. */
  readonly start: (kitchen: Kitchen, opened?: Promise<void>) => Promise<Member & { readonly heard: Recorded[]; readonly inbox: Inbox }>
  /** So many orders order once more. */
  readonly order: (orders: number, data?: object) => Promise<void>
  /** Waits until each order was cooked as often as it was asked for, and all places say so; then looks that it was once each, and in order. */
  readonly allCooked: (kitchen: Kitchen) => Promise<void>
}

/** What a bus between processes promises to a context that has several of them, whatever dies, as tests. */
export const busMembersContract = (name: string, open: (log: (source: string) => Store | undefined) => Promise<OpenedBetween>): void => {
  const on = (sentence: string, test: (scene: Scene) => Promise<void>): void => {
    it(sentence, async () => {
      const logs = new Map<string, Store>([['shop', memoryStore([])]])
      const log = (source: string) => logs.get(source)!
      const opened = await open(source => logs.get(source))
      const members = new Set<Member>()
      const asked = new Map<number, number>()
      const scene: Scene = {
        ...opened,
        kitchen: (of = 'kitchen') => {
          const kitchen = kitchenOf(of, log)
          logs.set(of, kitchen.store)
          return kitchen
        },
        start: async (kitchen, door) => {
          const { node, inbox } = await kitchen.startProcess()
          const heard: Recorded[] = []
          const member = await opened.join({
            context: inbox.context,
            wants: inbox.wants,
            deliver: async e => {
              heard.push(e)
              await door
              await inbox.deliver(e)
            },
            progress: source => inbox.progress(source),
            reached: places => inbox.reached(places),
            assigned: () => inbox.assigned(),
          })
          const end = (how: 'stop' | 'die') => async () => {
            members.delete(process)
            if (how === 'die') await member.die()
            node.stopped = true
            if (how === 'stop') await member.stop()
            await node.stop()
          }
          const process = { heard, inbox, stop: end('stop'), die: end('die') }
          members.add(process)
          return process
        },
        order: async (orders, data = {}) => {
          const events = range(orders).map(order => {
            const n = (asked.get(order) ?? 0) + 1
            asked.set(order, n)
            return toldBy('shop', order, n, data)
          })
          await log('shop').commit({ events, public: events.map(() => true) })
          opened.committed('shop')
        },
        allCooked: async kitchen => {
          const total = async (of: Promise<Map<number, number[]>>) => [...(await of).values()].reduce((sum, n) => sum + n.length, 0)
          await until(async () => (await total(kitchen.cooked())) >= (await total(kitchen.asked())))
          await until(async () => opened.done(kitchen.progress, 'shop', await log('shop').head()))
          assert.deepEqual(sorted(await kitchen.cooked()), sorted(await kitchen.asked()))
        },
      }
      try {
        await test(scene)
      } finally {
        for (const member of members) await member.stop()
        await opened.close()
      }
    })
  }

  describe(`${name} keeps its promises to a context of several processes`, () => {
    on('two processes share the events; each is done once, and each order in its order', async ({ kitchen, start, order, allCooked }) => {
      const its = kitchen()
      const [a, b] = [await start(its), await start(its)]
      // both are at work: none of them was given everything before the other came
      for (let i = 0; !(a.heard.length && b.heard.length); i++) {
        assert.ok(i < 500, 'one of them is given nothing')
        await order(40)
        await until(() => a.heard.length + b.heard.length >= 40 * (i + 1))
      }
      for (let i = 0; i < 10; i++) await order(40)
      await allCooked(its)
    })
    on(
      'one more process in the middle of work takes its share, and nothing is lost or done twice',
      async ({ kitchen, start, order, allCooked }) => {
        const its = kitchen()
        const { opened, open: openDoor } = door()
        const a = await start(its, opened)
        for (let i = 0; i < 5; i++) await order(40)
        await until(() => a.heard.length >= 200)
        const b = await start(its)
        openDoor()
        await until(async () => {
          await order(10)
          return b.heard.length > 0
        })
        await allCooked(its)
      },
    )
    on('one that is stopped in the middle of work leaves the rest to the other', async ({ kitchen, start, order, allCooked }) => {
      const its = kitchen()
      const [a, b] = [await start(its), await start(its)]
      for (let i = 0; i < 10; i++) await order(40)
      await until(() => a.heard.length + b.heard.length >= 100)
      const stopping = a.stop()
      for (let i = 0; i < 5; i++) await order(40)
      await stopping
      await allCooked(its)
      const before = a.heard.length
      await order(40)
      await allCooked(its)
      assert.equal(a.heard.length, before)
    })
    on('one that dies in the middle of work leaves the rest to the other within seconds', async ({ kitchen, start, order, allCooked }) => {
      const its = kitchen()
      const { opened } = door() // what the dying one was given it never does
      const a = await start(its, opened)
      await order(40)
      await until(() => a.heard.length >= 40)
      const b = await start(its)
      await until(async () => {
        await order(10)
        return b.heard.length > 0 // both have their share, and the one its unfinished work
      })
      await a.die()
      for (let i = 0; i < 5; i++) await order(40)
      await allCooked(its)
    })
    on('what lies between them is killed while they work, and comes back', async ({ kitchen, start, order, allCooked, broker }) => {
      const its = kitchen()
      const [a, b] = [await start(its), await start(its)]
      for (let i = 0; i < 5; i++) await order(40)
      await until(() => a.heard.length + b.heard.length >= 50)
      await broker.kill()
      for (let i = 0; i < 5; i++) await order(40) // orders are taken all the same
      await broker.restart()
      for (let i = 0; i < 5; i++) await order(40)
      await allCooked(its)
    })
    on(
      'who joins late is brought everything from the first event on, beside those who work',
      async ({ kitchen, start, order, allCooked }) => {
        const its = kitchen()
        await start(its)
        for (let i = 0; i < 10; i++) await order(40)
        await allCooked(its)
        const late = kitchen('loyalty')
        await start(late)
        await start(late)
        for (let i = 0; i < 5; i++) await order(40)
        await allCooked(late)
        await allCooked(its)
      },
    )
    on('who joins when the first events lie in the logs alone is brought everything, without a gap or a double', async scene => {
      const { kitchen, start, order, allCooked, forget } = scene
      const its = kitchen()
      await start(its)
      for (let i = 0; i < 10; i++) await order(40)
      await allCooked(its)
      await forget()
      for (let i = 0; i < 5; i++) await order(40)
      await allCooked(its)
      const late = kitchen('loyalty')
      const two = [await start(late), await start(late)]
      for (let i = 0; i < 5; i++) await order(40)
      await allCooked(late)
      await allCooked(its)
      for (const member of two) await member.stop()
      for (let i = 0; i < 5; i++) await order(40)
      await allCooked(its)
      await forget()
      await order(40)
      await start(late)
      await allCooked(late) // it was away for longer than anything is kept on the way
    })
    on(
      'a poisoned event parks its order and nothing else, whoever is given the order afterwards',
      async ({ kitchen, start, order, allCooked }) => {
        const its = kitchen()
        const [a, b] = [await start(its), await start(its)]
        await until(async () => {
          await order(8)
          return a.heard.length > 0 && b.heard.length > 0
        })
        await order(40)
        await allCooked(its)
        const before = (await its.asked()).get(1)!.length
        const sick = range(8)
        await order(sick.length, { poison: true }) // some are given to the one, some to the other
        await until(async () => (await its.store.aside()).length === sick.length)
        const othersAreDone = async () => {
          const [cooked, asked] = [await its.cooked(), await its.asked()]
          return [...asked].every(([of, n]) => sick.includes(of) || cooked.get(of)!.length === n.length)
        }
        for (let i = 0; i < 5; i++) await order(40)
        await until(othersAreDone)
        await a.stop()
        for (let i = 0; i < 5; i++) await order(40)
        await until(othersAreDone)
        await until(async () => (await its.store.aside()).length === sick.length * 11)
        for (const of of sick)
          assert.deepEqual(
            (await its.store.aside()).filter(w => w.case === `orderId/${of}`).map(w => w.event.data.n),
            range(11).map(n => before + n),
          )
        its.cure()
        for (const of of sick)
          await b.inbox.retry('shop', `orderId/${of}`, { time: noon, actor: 'operator', action: 'retry', reason: 'cured', detail: {} })
        await allCooked(its)
      },
    )
  })
}

/** A door that stays shut until it is opened. */
const door = () => {
  let open!: () => void
  const opened = new Promise<void>(done => (open = done))
  return { opened, open }
}
const toldBy = (source: string, order: number, n: number, data: object) => ({
  id: `order/${order}/${n}`,
  type: 'Ordered',
  data: { orderId: order, n, ...data },
  source,
  aggregate: 'order',
  key: order,
  item: order,
  case: `orderId/${order}`,
  time: noon,
  cause: `request-${n}`,
  causes: [],
  actor: '손님',
})
