import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { aggregate, command, context, event, otherwise, policy, systemOf, Type, whenever } from '@jumun/core/model'
import { type Bus, type Clock, type Consumer, Inbox, Node, type Recorded, type Store, systemClock, tablesOf } from '@jumun/core/runtime'
import { noon } from './given.ts'
import { memoryStore } from './memory-store.ts'

/** A bus over the logs of some contexts. A context that has no log yet is one that is not there yet. */
export interface OpenedBus {
  readonly bus: Bus
  /** Told after each commit, as the runtime tells it; a bus need not listen. */
  readonly committed?: (source: string) => void
  /** Whose time goes by; left out: the machine's. */
  readonly clock?: Clock
  /** Lets time go by until it holds, and fails where it never does; left out: a minute of the machine's time. */
  readonly until?: (holds: () => boolean) => Promise<void>
  /** Whether these places say that all of that source up to this position is done; left out: its place is the position in its log. */
  readonly done?: (progress: Consumer['progress'], source: string, position: number) => Promise<boolean>
  close(): Promise<void>
}

const aMinute = async (holds: () => boolean): Promise<void> => {
  const end = Date.now() + 60_000
  while (!holds()) {
    if (Date.now() > end) throw new Error(`waited a minute for: ${holds.toString()}`)
    await new Promise(done => setTimeout(done, 2))
  }
}

/** A context that listens. What it kept of its place outlives a stop; what it heard is written down in the order in which it was brought. */
class Listener implements Consumer {
  readonly context: string
  readonly wants: Consumer['wants']
  readonly heard: Recorded[] = []
  readonly places = new Map<string, number>()
  inFlight = 0
  most = 0
  /** What it does with an event; it takes as long as this. */
  take: (e: Recorded) => Promise<void> = () => Promise.resolve()

  constructor(context: string, wants: { readonly [source: string]: readonly string[] }) {
    this.context = context
    this.wants = new Map(Object.entries(wants).map(([source, types]) => [source, new Set(types)]))
  }
  async deliver(e: Recorded): Promise<void> {
    this.heard.push(e)
    this.most = Math.max(this.most, ++this.inFlight)
    try {
      await this.take(e)
    } finally {
      this.inFlight--
    }
  }
  async progress(source: string): Promise<number> {
    return this.places.get(source) ?? 0
  }
  async reached(places: { readonly [source: string]: number }): Promise<void> {
    for (const [source, position] of Object.entries(places)) this.places.set(source, position)
  }
  /** The numbers of a case in the order in which they came first: a bus may bring an event again. */
  numbers(kase = 'orderId/1'): (number | null)[] {
    const seen = new Set<number>()
    return this.heard.flatMap(e => (e.case !== kase || seen.has(e.position) || !seen.add(e.position) ? [] : [e.number]))
  }
}

/** A door that stays shut until it is opened. */
const door = () => {
  let open!: () => void
  const opened = new Promise<void>(done => (open = done))
  return { opened, open }
}

interface Happening {
  readonly type?: string
  readonly order?: number
  readonly internal?: boolean
  readonly data?: object
}
/** Commits these events of orders in one unit. */
const write = async (store: Store, source: string, ...happened: readonly Happening[]): Promise<readonly Recorded[]> => {
  const head = await store.head()
  return store.commit({
    public: happened.map(h => !h.internal),
    events: happened.map(({ type = 'Ordered', order = 1, data = {} }, i) => ({
      id: `order/${order}/${head + i + 1}`,
      type,
      data: { orderId: order, ...data },
      source,
      aggregate: 'order',
      key: order,
      item: order,
      case: `orderId/${order}`,
      time: noon,
      cause: 'request-1',
      causes: ['shop:cart/1/1'],
      actor: '손님',
      trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    })),
  })
}
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1)
const orders = (n: number): Happening[] => range(n).map(order => ({ order }))

interface Scene {
  readonly bus: Bus
  readonly clock: Clock
  /** The log of a context, made when it is first asked for. */
  readonly log: (source: string) => Store
  /** Commits, and tells the bus. */
  readonly write: (source: string, ...happened: readonly Happening[]) => Promise<readonly Recorded[]>
  readonly until: (holds: () => boolean) => Promise<void>
  /** Waits until the places that were kept say that all of that source's log is done. */
  readonly settled: (progress: Consumer['progress'], source?: string) => Promise<void>
  /** The work, while time goes by. */
  readonly during: <T>(work: Promise<T>) => Promise<T>
  /** Starts a consumer; what it gives back stops it. */
  readonly start: (consumer: Consumer) => Promise<() => Promise<void>>
}

/** What every Bus promises, as tests. `open` makes a bus over logs that it finds by their context. */
export const busContract = (name: string, open: (log: (source: string) => Store | undefined) => Promise<OpenedBus>): void => {
  const on = (sentence: string, test: (scene: Scene) => Promise<void>): void => {
    it(sentence, async () => {
      const logs = new Map<string, Store>()
      const opened = await open(source => logs.get(source))
      const { bus, until = aMinute } = opened
      const running = new Set<() => Promise<void>>()
      const during = async <T>(work: Promise<T>): Promise<T> => {
        let settled = false
        const settle = () => void (settled = true)
        work.then(settle, settle)
        await until(() => settled)
        return work
      }
      const log = (source: string): Store => {
        const store = logs.get(source) ?? memoryStore([])
        logs.set(source, store)
        return store
      }
      const byPosition: OpenedBus['done'] = async (progress, source, position) => (await progress(source)) === position
      const { done = byPosition } = opened
      const scene: Scene = {
        bus,
        settled: async (progress, source = 'shop') => {
          const head = await log(source).head()
          let is = await done(progress, source, head)
          await until(() => {
            if (is) return true
            void done(progress, source, head).then(now => (is = now))
            return is
          })
        },
        clock: opened.clock ?? systemClock,
        log,
        until,
        during,
        write: async (source, ...happened) => {
          const written = await write(log(source), source, ...happened)
          opened.committed?.(source)
          return written
        },
        start: async consumer => {
          log(consumer.context) // who listens has a log of its own
          const consumption = await during(bus.consume(consumer))
          const stop = async () => {
            running.delete(stop)
            await during(consumption.stop())
          }
          running.add(stop)
          return stop
        },
      }
      try {
        await test(scene)
      } finally {
        for (const stop of running) await stop()
        await opened.close()
      }
    })
  }

  // each has a bus of its own, and most of its time it waits
  describe(`${name} keeps the promises of a bus`, { concurrency: 4 }, () => {
    on('every event that is wanted comes, as it lies in the log', async ({ write, start, until }) => {
      const before = await write('shop', { data: { name: '아메리카노', none: null } })
      const listener = new Listener('page', { shop: ['Ordered', 'Canceled'] })
      await start(listener)
      const after = await write('shop', { type: 'Canceled' }, { order: 2 })
      await until(() => listener.heard.length >= 3)
      assert.deepEqual(
        listener.heard.toSorted((a, b) => a.position - b.position),
        [...before, ...after],
      )
    })
    on('what is not wanted does not come', async ({ write, start, until }) => {
      const listener = new Listener('page', { shop: ['Ordered'] })
      await start(listener)
      await write('shop', { type: 'Canceled' }, { order: 2 })
      await write('bank', { order: 3 })
      await write('shop', { order: 4 })
      await until(() => [2, 4].every(order => listener.heard.some(e => e.key === order)))
      assert.equal(listener.heard.length, 2)
    })
    on('each context hears everything that it wants, whoever else listens', async ({ write, start, until }) => {
      const listeners = [
        new Listener('page', { shop: ['Ordered'] }),
        new Listener('kitchen', { shop: ['Ordered'] }),
        new Listener('shop', { shop: ['Ordered'] }),
      ]
      for (const listener of listeners) await start(listener)
      await write('shop', ...orders(5))
      for (const listener of listeners) await until(() => listener.heard.length >= 5)
    })
    on('one context hears several', async ({ write, start, until }) => {
      const listener = new Listener('page', { shop: ['Ordered'], bank: ['Paid'] })
      await start(listener)
      await write('bank', { type: 'Paid' })
      await write('shop', {})
      await until(() => listener.heard.length >= 2)
      assert.deepEqual(new Set(listener.heard.map(e => `${e.source} ${e.type}`)), new Set(['shop Ordered', 'bank Paid']))
    })
    on('internal events never leave their context, which hears them itself', async ({ write, start, until }) => {
      const outside = new Listener('page', { shop: ['Ordered', 'Held'] })
      const inside = new Listener('shop', { shop: ['Ordered', 'Held'] })
      await start(outside)
      await start(inside)
      await write('shop', { type: 'Held', internal: true }, { internal: true }, {})
      await until(() => outside.heard.length >= 1 && inside.heard.length >= 3)
      assert.deepEqual([outside.numbers(), inside.numbers()], [[1], [null, null, 1]])
    })
    on('what is committed while nobody says so comes all the same', async ({ log, start, until }) => {
      const listener = new Listener('page', { shop: ['Ordered'] })
      log('shop')
      await start(listener)
      await write(log('shop'), 'shop', {})
      await until(() => listener.heard.length >= 1)
    })
    on('a context that is not there yet is waited for', async ({ write, start, until }) => {
      const listener = new Listener('page', { shop: ['Ordered'], bank: ['Paid'] })
      await start(listener)
      await write('shop', {})
      await until(() => listener.heard.length >= 1)
      await write('bank', { type: 'Paid' })
      await until(() => listener.heard.length >= 2)
    })

    on('events of one case come in their order', async ({ write, start, until }) => {
      const listener = new Listener('page', { shop: ['Ordered'] })
      await start(listener)
      for (let i = 0; i < 20; i++) await write('shop', ...orders(10))
      await until(() => listener.heard.length >= 200)
      for (const order of range(10)) assert.deepEqual(listener.numbers(`orderId/${order}`), range(20))
    })
    on('a case that takes long holds up no other', async ({ write, start, until }) => {
      const listener = new Listener('page', { shop: ['Ordered'] })
      const { opened, open } = door()
      listener.take = e => (e.key === 1 ? opened : Promise.resolve())
      await start(listener)
      await write('shop', {}, ...orders(50), {})
      await until(() => range(50).every(order => listener.heard.some(e => e.key === order)))
      open()
      await until(() => listener.numbers().length >= 3)
      assert.deepEqual(listener.numbers(), [1, 2, 3])
    })

    on('its place is kept, and after a stop it goes on from there', async ({ write, start, until, settled }) => {
      const listener = new Listener('page', { shop: ['Ordered'] })
      const stop = await start(listener)
      await write('shop', {}, {}, { type: 'Canceled' })
      await until(() => listener.heard.length >= 2)
      await stop()
      await settled(source => listener.progress(source))
      await write('shop', {})
      assert.deepEqual(listener.numbers(), [1, 2])
      await start(listener)
      await until(() => listener.heard.length >= 3)
      assert.deepEqual(
        listener.heard.map(e => e.number),
        [1, 2, 4],
      )
    })
    on('its place is kept while it runs, too', async ({ write, start, settled }) => {
      const listener = new Listener('page', { shop: ['Ordered'] })
      await start(listener)
      await write('shop', ...orders(10))
      await settled(source => listener.progress(source))
    })
    on('its place never passes an event that is not done, nor goes back', async ({ write, start, until, settled }) => {
      const listener = new Listener('page', { shop: ['Ordered'] })
      const kept = new Map<string, number[]>()
      listener.reached = async places => {
        for (const [name, position] of Object.entries(places)) {
          kept.set(name, [...(kept.get(name) ?? []), position])
          listener.places.set(name, position)
        }
      }
      let die!: (why: Error) => void
      const death = new Promise<void>((_, reject) => (die = reject))
      listener.take = e => (e.key === 4 ? death : Promise.resolve())
      const stop = await start(listener)
      await write('shop', ...orders(10))
      await until(() => listener.heard.length >= 10 && kept.size > 0)
      die(new Error('the process died'))
      await stop()
      listener.take = () => Promise.resolve()
      listener.heard.length = 0
      await start(listener)
      await until(() => listener.heard.some(e => e.key === 4))
      await settled(source => listener.progress(source))
      for (const positions of kept.values())
        assert.deepEqual(
          positions,
          positions.toSorted((a, b) => a - b),
        )
    })
    on('what a consumer did not do before it stopped comes again after its start', async ({ write, start, until, settled }) => {
      const listener = new Listener('page', { shop: ['Ordered'] })
      listener.take = e => (e.key === 2 ? Promise.reject(new Error('stopped')) : Promise.resolve())
      const stop = await start(listener)
      await write('shop', ...orders(3))
      await until(() => listener.heard.length >= 3)
      await stop()
      listener.take = () => Promise.resolve()
      listener.heard.length = 0
      await start(listener)
      await until(() => listener.heard.some(e => e.key === 2))
      await settled(source => listener.progress(source))
    })
    on('what was under way when its process died comes again', async ({ write, start, until }) => {
      const dead = new Listener('page', { shop: ['Ordered'] })
      let die!: (why: Error) => void
      const death = new Promise<void>((_, reject) => (die = reject))
      death.catch(() => {})
      dead.take = e => (e.key === 1 ? Promise.resolve() : death)
      const stop = await start(dead)
      await write('shop', ...orders(3))
      await until(() => dead.heard.length >= 3)
      die(new Error('the process died'))
      await stop()
      const born = new Listener('page', { shop: ['Ordered'] })
      for (const [source, place] of dead.places) born.places.set(source, place)
      await start(born)
      await until(() => [2, 3].every(order => born.heard.some(e => e.key === order)))
    })
    on('who joins late hears everything from the first event', async ({ write, start, until }) => {
      const early = new Listener('page', { shop: ['Ordered'] })
      await start(early)
      for (let i = 0; i < 30; i++) await write('shop', ...orders(50))
      await until(() => early.heard.length >= 1500)
      const late = new Listener('loyalty', { shop: ['Ordered'] })
      await start(late)
      await write('shop', { order: 1 })
      await until(() => late.heard.length >= 1501)
      assert.deepEqual(late.numbers(), range(31))
    })
    on('who goes back to the beginning hears everything again, in the same order', async ({ write, start, until }) => {
      const listener = new Listener('page', { shop: ['Ordered'] })
      const stop = await start(listener)
      await write('shop', {}, { order: 2 }, {}, {})
      await until(() => listener.heard.length >= 4)
      await stop()
      listener.places.clear()
      listener.heard.length = 0
      await start(listener)
      await until(() => listener.heard.length >= 4)
      assert.deepEqual(listener.numbers(), [1, 2, 3])
    })
    on('ten thousand events are not in flight at once, and all come', async ({ write, start, until, settled }) => {
      for (const i of range(10)) await write('shop', ...orders(1000).map(o => ({ order: o.order! * 10 + i })))
      const listener = new Listener('page', { shop: ['Ordered'] })
      const { opened, open } = door()
      listener.take = () => opened
      await start(listener)
      await until(() => listener.inFlight > 0)
      let looks = 0
      await until(() => ++looks > 100) // time enough for all of them
      assert.ok(listener.most < 5000, `${listener.most} in flight`)
      open()
      await until(() => listener.heard.length >= 10_000)
      assert.ok(listener.most < 5000, `${listener.most} in flight`)
      await settled(source => listener.progress(source))
    })
    on('a poisoned event parks its case and nothing else', async scene => {
      const { inbox, node, done } = kitchen(scene)
      await inbox.start()
      await scene.start(inbox)
      await scene.write('shop', { data: { poison: true } }, ...orders(5))
      await scene.write('shop', {}, { order: 2 })
      await scene.until(() => done.length >= 5 && (inbox.lanesAside()[0]?.waiting.length ?? 0) >= 3)
      assert.deepEqual(new Set(done), new Set([2, 3, 4, 5]))
      assert.deepEqual(
        inbox.lanesAside().map(l => [l.case, l.waiting.map(w => w.event.number)]),
        [['orderId/1', [1, 2, 3]]],
      )
      await scene.settled(source => node.store.progress(source))
      await scene.during(node.stop())
    })
  })
}

/** A running context that cooks what is ordered, and cannot stomach poison. */
const kitchen = ({ clock }: Scene) => {
  const Id = Type.Integer()
  const Ordered = event('Ordered', { orderId: Id, poison: Type.Optional(Type.Boolean()) })
  const Cook = command('Cook', { orderId: Id })
  const Cooked = event('Cooked', { orderId: Id })
  const Dish = aggregate('dish', {
    key: 'orderId',
    commands: { Cook },
    events: { Cooked },
    states: ['There'],
    fields: { orderId: Id },
    decide: { Cook: { by: policy, from: ['nothing', 'There'], done: otherwise, then: (_, wish) => Cooked(wish) } },
    evolve: { Cooked: (_, e) => ({ ...e, status: 'There' }) },
  })
  const cook = whenever(Ordered, ({ orderId, poison }) => {
    if (poison) throw new Error('poison')
    return Cook({ orderId })
  })
  const parts = { port: 1, level: 'core', team: 'team' } as const
  const shop = context('shop', { ...parts, events: { Ordered } })
  const made = context('kitchen', { ...parts, events: { Cooked }, commands: { Cook }, aggregates: [Dish], policies: { cook } })
  const system = systemOf('town', { title: { en: 'Town', ko: '동네' }, color: '#000', contexts: [shop, made], reasons: {}, roles: [] })
  const done: unknown[] = []
  const node = new Node(system, made, {
    store: memoryStore(tablesOf(made)),
    clock,
    ask: { ask: () => Promise.resolve({ kind: 'unreachable' }) },
    committed: events => done.push(...events.map(e => e.key)),
  })
  return { node, inbox: new Inbox(node), done }
}
