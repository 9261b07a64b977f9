import type { Aggregate } from '../model/index.ts'
import { type Item, type Key, type Recorded, type Store, Unavailable } from './ports.ts'
import type { Understanding } from './understanding.ts'

/** Aggregates of which the states in the store are not all of the present folds. */
export type Stale = ReadonlyMap<string, Aggregate>

/** The state that an item's events make, by the present folds. Throws where they cannot, in words. */
export const foldAgain = (a: Aggregate, key: Key, story: readonly Recorded[]): any => {
  let state: any
  for (const e of story) {
    const fold = a.evolve[e.type]
    if (!fold) throw new Error(`${a.name}/${key} cannot be folded again: it has no fold for ${e.type}`)
    try {
      state = fold(state, e.data)
    } catch (error) {
      throw new Error(`${a.name}/${key} cannot be folded again: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      })
    }
  }
  if (!a.states.includes(state?.status))
    throw new Error(`${a.name}/${key} cannot be folded again: that leads to the status ${state?.status}, which is not one of its states`)
  return state
}

/**
 * A store as the present model reads it: what lies there in words of before is said in those of now, and a state that may be of older folds is
 * folded again from its events, whoever asks for it. Where the model says nothing about its past and no state is stale, it is the store itself.
 */
export const inPresentWords = (store: Store, understanding: Understanding | undefined, stale: Stale): Store => {
  if (!understanding && !stale.size) return store
  const told = (events: readonly Recorded[]): readonly Recorded[] => (understanding ? events.map(understanding.event) : events)
  const eventsOf: Store['eventsOf'] = async of => told(await store.eventsOf(of))
  const fresh = async <I extends Pick<Item, 'version' | 'state'>>(a: Aggregate, key: Key, item: I): Promise<I> => {
    const story = (await eventsOf({ aggregate: a.name, key })).slice(0, item.version)
    if (story.length < item.version) throw new Unavailable(`the events of ${a.name}/${key} are not all there yet`)
    return { ...item, state: foldAgain(a, key, story) }
  }
  const { timer, waiting } = understanding ?? { timer: t => t, waiting: w => w }
  return {
    load: (of, key) => {
      const a = stale.get(of)
      return a ? store.load(of, key).then(item => item && fresh(a, key, item)) : store.load(of, key)
    },
    byId: (of, id) => {
      const a = stale.get(of)
      return a ? store.byId(of, id).then(item => item && fresh(a, item.key, item)) : store.byId(of, id)
    },
    list: async query => {
      const a = stale.get(query.of)
      if (!a) return store.list(query)
      // what is not rewritten yet is found by the names that its states had
      const before = Object.entries(a.was).flatMap(([name, now]) => (query.states?.includes(now) ? [name] : []))
      const page = await store.list(before.length ? { ...query, states: [...query.states!, ...before] } : query)
      return { ...page, items: await Promise.all(page.items.map(i => fresh(a, i.key, i))) }
    },
    eventsOf,
    read: async (after, limit) => told(await store.read(after, limit)),
    due: async (now, limit, lease) => {
      const found = await store.due(now, limit, lease)
      return { ...found, timers: found.timers.map(timer) }
    },
    timersOf: async of => (await store.timersOf(of)).map(timer),
    timers: async (offset, limit) => {
      const found = await store.timers(offset, limit)
      return { ...found, timers: found.timers.map(timer) }
    },
    aside: async () => (await store.aside()).map(waiting),
    row: (view, key) => store.row(view, key),
    allot: of => store.allot(of),
    commit: unit => store.commit(unit),
    marked: id => store.marked(id),
    keyed: name => store.keyed(name),
    head: () => store.head(),
    progress: source => store.progress(source),
    seen: (source, kase) => store.seen(source, kase),
    isAside: (source, position) => store.isAside(source, position),
    audits: (offset, limit) => store.audits(offset, limit),
    forget: before => store.forget(before),
    lease: (name, holder, ms) => store.lease(name, holder, ms),
    noted: name => store.noted(name),
    note: (name, text) => store.note(name, text),
    dump: () => store.dump(),
    fill: things => store.fill(things),
    rewrite: change => store.rewrite(change),
    counts: () => store.counts(),
    close: () => store.close(),
  }
}
