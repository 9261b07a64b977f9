import { type Aggregate, hours, list, type Message, type System } from '@jumun/core/model'
import { audit, type Caller, type CasePromises, check, isOpen } from '@jumun/core/runtime'
import { type Heard, itemsOf, outcomeOf, outdoors, type Place, post, press, wordOf } from './play.ts'
import type { Provider } from './provider.ts'
import { wishesFor } from './sample.ts'
import { type Build, type Outcome, type Stage, stage, type Story } from './simulate.ts'
import { type Faults, goodWeather } from './world.ts'

/** What somebody comes for. */
export interface Errand {
  readonly who: Caller
  readonly place: Place
  readonly wish: object
}
/** What a system's common story needs to be told. */
export interface Telling {
  /** The n-th who comes, and what for. `pick` takes one of several, by the seed. */
  comes(n: number, pick: <T>(some: readonly T[]) => T): Errand
  /** How many come (3). */
  readonly customers?: number
  /** Who works there: again and again each does something that the tables let them do. */
  readonly staff: readonly Caller[]
  /** What is read at the end, of every case and of the provider's books: the same that the audit reads on disk. */
  readonly promises: CasePromises
  /** What else must hold at the end. */
  also?(stage: Stage): Promise<readonly string[]>
}

interface Deed {
  readonly place: Place
  readonly wish: Message<'command'>
}
/** What somebody may do now, with the wishes that the states suggest; `key`: of this item alone. */
const deedsOf = async (s: Stage, who: Caller, of?: { readonly place: Place; readonly key: unknown }): Promise<readonly Deed[]> => {
  const now = s.world.now
  const deeds: Deed[] = []
  for (const context of s.system.contexts)
    for (const [collection, routes] of Object.entries(context.routes)) {
      if (routes.of.kind !== 'aggregate' || (of && (of.place[0] !== context.name || of.place[1] !== collection))) continue
      const a: Aggregate = routes.of
      const known = new Set([...Object.values(routes.commands ?? {}), ...list(routes.delete)].map(c => c.type))
      for (const state of await itemsOf(s, context.name, a.name))
        for (const type of known) {
          if (of && state[a.key] !== of.key) continue
          if (!isOpen(a, type, who, state, now)) continue
          const wish = wishesFor(a, type, state).find(w => w[a.key] === state[a.key]) ?? {
            ...wishesFor(a, type, state)[0],
            [a.key]: state[a.key],
          }
          if (check(a, type, who, state, wish) === 'decide')
            deeds.push({ place: [context.name, collection], wish: { kind: 'command', type, data: wish } })
        }
    }
  return deeds
}

/** Asks, asks again with the same key where they were not told a yes or a no, and thinks better of it now and then. */
const customer = async (s: Stage, n: number, { who, place, wish }: Errand): Promise<void> => {
  const w = s.world
  await w.step(undefined, w.between(0, 3000))
  let key: unknown
  for (let tries = 0; tries < 5; tries++) {
    const said: Heard = await post(s, who, place, wish, { key: `k${n}`, patience: w.chance(2 * w.faults.lost) ? 300 : 3000 })
    const heard = wordOf(said)
    w.note(`${who.actor} asks: ${heard}${typeof said !== 'string' && said.kind === 'problem' ? ` ${said.reason}` : ''}`)
    if (w.faults === goodWeather && heard !== '201' && heard !== '4xx') w.wrong(`in good weather somebody is told ${heard}`)
    if (typeof said !== 'string' && said.key !== undefined) key = said.key
    if (heard === '201' || heard === '4xx' || w.chance(0.35)) break
    await w.step(undefined, w.chance(0.3) ? w.between(1000, 700_000) : w.between(5, 4000))
  }
  if (key === undefined || !w.chance(0.4)) return
  await w.step(undefined, w.between(0, 4000))
  const deeds = await deedsOf(s, who, { place, key })
  if (deeds.length) await did(s, who, w.pick(deeds))
}
const did = async (s: Stage, who: Caller, { place, wish }: Deed): Promise<void> => {
  const heard = wordOf(await press(s, who, place, wish, 2000))
  s.world.note(`${who.actor} ${wish.type} ${JSON.stringify(wish.data)}: ${heard}`)
}
const worker = async (s: Stage, who: Caller): Promise<void> => {
  for (let i = 0; i < 8; i++) {
    await s.world.step(undefined, s.world.between(50, 5000))
    const deeds = await deedsOf(s, who)
    if (deeds.length) await did(s, who, s.world.pick(deeds))
  }
}
/** What waits for a person is looked after, now that everything works. */
const lookAfter = async (s: Stage, staff: readonly Caller[]): Promise<void> => {
  for (let round = 0; round < 3; round++) {
    let isDone = true
    for (const context of s.system.contexts)
      for (const [collection, routes] of Object.entries(context.routes))
        for (const state of routes.tasks && routes.of.kind === 'aggregate' ? await itemsOf(s, context.name, routes.of.name) : []) {
          if (!routes.tasks!.includes(state.status)) continue
          isDone = false
          for (const who of staff)
            for (const deed of await deedsOf(s, who, { place: [context.name, collection], key: state[(routes.of as Aggregate).key] }))
              void did(s, who, deed)
        }
    if (isDone) return
    await s.calm(hours(2))
  }
}
/** The audit of a system, made in the middle of a story; says what it finds. */
export const readAudit = async (s: Stage, provider: Provider, promises: CasePromises): Promise<void> => {
  const stores = new Map(s.system.contexts.map(c => [c.name, s.of(c.name).store]))
  const { broken } = await audit(s.system, stores, promises, provider.books(), async () => {})
  for (const { promise, where } of broken) s.world.wrong(`${promise} (${where.replace(/\d+/g, 'n')})`)
}

/**
 * The story of a system that nobody has written another one for: customers come in a storm, the staff do whatever the tables let them do, then
 * everything comes to rest, the audit reads all promises, and a month later everything is heard once more.
 */
export const commonStory =
  (system: System, telling: Telling): Story =>
  async (seed: number, faults: Faults, build: Build): Promise<Outcome> => {
    const { there, outside } = outdoors(build)
    const s = stage(system, seed, goodWeather, build, () => 2, outside)
    const w = s.world
    for (const context of system.contexts)
      for (const { type, data } of context.seed) {
        const first = s.of(context.name).replicas[0]!.node
        const work = first.handle({ type, data }, { id: `seed/${type}/${JSON.stringify(data)}`, caller: anyone, causes: [], inline: false })
        await w.run({ steps: 200, time: 1000 })
        await work
      }
    w.faults = faults
    let people = 0
    const lives = (life: Promise<void>): void => {
      people++
      void life.then(() => void people--)
    }
    for (let n = 0; n < (telling.customers ?? 3); n++)
      lives(
        customer(
          s,
          n,
          telling.comes(n, some => w.pick(some)),
        ),
      )
    for (const who of telling.staff) lives(worker(s, who))
    await w.run({ steps: 8000, until: () => people === 0 })
    await w.run({ steps: 600 })
    await s.calm(hours(6))
    await lookAfter(s, telling.staff)
    await readAudit(s, there.provider, telling.promises)
    for (const wrong of (await telling.also?.(s)) ?? []) w.wrong(wrong)
    await s.everythingAgain()
    return outcomeOf(s)
  }
const anyone: Caller = { actor: 'somebody', roles: [], claims: {}, anyone: true }
