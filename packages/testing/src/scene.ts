/**
 * What the stories of a system that sells have in common: who comes and what they are told, what goes on around them, and how it ends:
 * everything comes to rest, and all promises are read.
 */
import { hours, type Message } from '@jumun/core/model'
import { type Caller, type Recorded } from '@jumun/core/runtime'
import {
  actor,
  hasHappened,
  type Heard,
  itemsOf,
  outcomeOf,
  type Outdoors,
  paidFor,
  type Place,
  post,
  press,
  soon,
  withLyingProvider,
  wordOf,
} from './play.ts'
import { type Promised, toldTruly } from './promises.ts'
import type { Build, Stage, Story } from './simulate.ts'
import { type Faults, goodWeather, type World } from './world.ts'

/** How a system sells: what is asked for where, and how it is paid. */
export interface Trade<W extends object> {
  /** As whom a customer comes, and what is theirs. */
  readonly role: string
  readonly claims: (wish: W) => Caller['claims']
  /** The whole wish of whom only this matters to. */
  readonly wish: (part: Partial<W>) => W
  readonly place: Place
  /** What is made there, the field that names it, and the event that says who has asked for it. */
  readonly of: string
  readonly key: string
  readonly requested: string
  readonly pay: (id: number) => Message
  readonly cancel: (id: number) => Message
  /** Where payments are kept, and what of them waits for an operator. */
  readonly payments: Place
  readonly payment: string
  readonly stuck: string
  readonly retry: (id: number) => Message
  /** One word for what somebody was told (`wordOf`). */
  readonly word?: (heard: Heard) => string
}

/** Somebody who wants something. */
export interface Customer<W> {
  readonly key: string
  readonly who: Caller
  readonly wish: W
  /** In a word each: all that they were told; of that, what was the answer to the order itself, and to paying it. */
  readonly told: string[]
  readonly ordered: string[]
  readonly paid: string[]
  /** When they heard the last of it. */
  heardAt: number
  /** The number of what they have made. */
  id: number | undefined
  cancelled: boolean
  hears(said: Heard, doing: string): string
  /** Asks for it, always with the same key. */
  orders(patience?: number, doing?: string): Promise<string>
  pays(): Promise<string>
  /** Who has not heard a number yet has made the first. */
  cancels(patience?: number): Promise<Heard>
  /** Orders, and again where that was neither a yes nor a no, so often at most; a part (0 to 1) of them walks away each time. */
  insists(tries: number, patience: () => number, leaves: number): Promise<void>
  /** Orders, tries again, pays, gives up, cancels, twice if need be, within so many ms. */
  life(of?: { readonly pays?: () => Promise<unknown>; readonly within?: number }): Promise<void>
}
const isSure = (heard: string | undefined): boolean => heard === '201' || heard === '4xx'

const customerOf = <W extends object>(s: Stage, t: Trade<W>, key: string, part: Partial<W>): Customer<W> => {
  const w = s.world
  const wish = t.wish(part)
  const me: Customer<W> = {
    key,
    who: actor(key, t.role, t.claims(wish)),
    wish,
    told: [],
    ordered: [],
    paid: [],
    heardAt: 0,
    id: undefined,
    cancelled: false,
    hears: (said, doing) => {
      const heard = (t.word ?? wordOf)(said)
      me.told.push(heard)
      if (heard !== 'lost' && heard !== 'down') me.heardAt = w.now
      if (typeof said !== 'string' && said.key !== undefined) me.id = said.key as number
      w.note(`${t.role} ${key} ${doing}: ${heard}${typeof said !== 'string' && said.kind === 'problem' ? ` ${said.reason}` : ''}`)
      return heard
    },
    orders: async (patience = 3000, doing = 'orders') => {
      const heard = me.hears(await post(s, me.who, t.place, wish, { key, patience }), doing)
      me.ordered.push(heard)
      return heard
    },
    pays: async () => {
      const heard = me.hears(await press(s, me.who, t.place, t.pay(me.id!)), 'pays')
      me.paid.push(heard)
      return heard
    },
    cancels: patience => {
      me.cancelled = true
      return press(s, me.who, t.place, t.cancel(me.id ?? 1), patience)
    },
    insists: async (tries, patience, leaves) => {
      for (let n = 0; n < tries; n++) {
        if (isSure(await me.orders(patience())) || w.chance(leaves)) break
        await w.step(undefined, w.chance(0.3) ? w.between(1000, 700_000) : w.between(5, 4000))
      }
    },
    life: of => lifeOf(w, me, of),
  }
  return me
}

const lifeOf = async <W>(w: World, me: Customer<W>, { pays = me.pays, within = 4000 }: Parameters<Customer<W>['life']>[0] = {}) => {
  await w.step(undefined, w.between(0, 3000))
  await me.insists(5, () => (w.chance(2 * w.faults.lost) ? 300 : 3000), 0.35)
  if (me.id === undefined) return
  for (let tries = 0; tries < 2 && me.told.at(-1)?.startsWith('503') && w.chance(0.3); tries++) {
    if (tries) await w.step(undefined, w.between(5, 60_000))
    await pays()
  }
  if (!w.chance(0.4)) return
  await w.step(undefined, w.between(0, within))
  me.cancelled = true
  for (let k = w.between(1, 3); k > 0; k--) await me.cancels(2000)
}

/** What goes on around the people of a story. */
const around = (s: Stage) => {
  const w = s.world
  let people = 0
  return {
    /** From now on the weather is good, but for this. */
    weather: (faults?: Partial<Faults>): void => {
      w.faults = faults ? { ...goodWeather, ...faults } : goodWeather
    },
    /** So much time passes (ms). */
    pass: (time: number, steps = 200_000): Promise<boolean> => w.run({ steps, time }),
    /** Time passes until this has happened, two seconds at most. */
    until: (event: string | (() => boolean), time = 2000): Promise<boolean> =>
      w.run({ steps: 5000, time, until: typeof event === 'string' ? () => hasHappened(w, event) : event }),
    soon: <T>(work: Promise<T>): Promise<T> => soon(w, work),
    /** All processes of a context die, and come back after so many ms. */
    dies: (context: string, back: number | (() => number)): void => {
      for (const p of w.processes.filter(p => p.context === context)) w.kill(p, typeof back === 'number' ? back : back())
    },
    /** Who has died is back: of a context, or of all. */
    back: (context?: string): void => {
      for (const p of w.processes) if (!context || p.context === context) w.revive(p)
    },
    /** Somebody goes about their day. */
    lives: (life: Promise<unknown>): void => {
      people++
      void life.then(() => void people--)
    },
    /** Nobody wants anything any more, or there were so many steps. */
    gone: (steps: number): Promise<boolean> => w.run({ steps, until: () => people === 0 }),
    must: (holds: unknown, wrong: string): void => {
      if (!holds) w.wrong(wrong)
    },
    wrong: (all: readonly string[]): void => {
      for (const one of all) w.wrong(one)
    },
  }
}

/** Customers of this trade on a stage. */
const crowd = <W extends object>(s: Stage & Outdoors, t: Trade<W>) => {
  const customers: Customer<W>[] = []
  const come = (key: string, part: Partial<W> = {}): Customer<W> => {
    const me = customerOf(s, t, key, part)
    customers.push(me)
    return me
  }
  return {
    customers: customers as readonly Customer<W>[],
    /** Somebody comes. */
    come,
    /** Two come, one after the other, for the same. */
    two: (part: Partial<W> = {}) => [come('first', part), come('second', part)] as const,
    /** No message is said to be sent before it is. */
    sentFirst: (facts: readonly Recorded[]): void => {
      const isEarly = ({ type, data }: Recorded) => type === 'MessageSent' && !s.sent.has(data.messageId)
      if (facts.some(isEarly)) s.world.wrong('MessageSent was said before the message was sent')
    },
    /** What somebody has made: its numbers and states, and what was taken for it. */
    madeBy: async ({ key }: Customer<W>, facts: readonly Recorded[], told: readonly string[]) => {
      const ids = facts.filter(e => e.type === t.requested && e.actor === key).map(e => e.data[t.key] as number)
      return { ids, states: await Promise.all(ids.map(id => s.state(t.place[0], t.of, id))), ...paidFor(s.provider, told, ids) }
    },
  }
}
/** A stage with its customers, and what goes on around them. */
export type Scene<W extends object> = Stage & Outdoors & ReturnType<typeof around> & ReturnType<typeof crowd<W>>
export const sceneOf = <W extends object, S extends Stage & Outdoors>(s: S, t: Trade<W>): S & Scene<W> => ({
  ...s,
  ...around(s),
  ...crowd(s, t),
})

const operator = actor('operator', 'operator')
/** An operator asks again for each refund that was refused. */
export const retried = async <W extends object>(s: Stage, t: Trade<W>): Promise<void> => {
  for (let i = 0; i < 4; i++) {
    const stuck = (await itemsOf(s, t.payments[0], t.payment)).filter(p => p.status === t.stuck)
    for (const p of stuck) void press(s, operator, t.payments, t.retry(p[t.key]), 5000)
    if (!stuck.length) break
    await s.calm(hours(2))
  }
}
/** Nobody was told anything that is not so. `isOver`: this has come to nothing, and its customer knows why. */
export const readTold = async <W extends object, State>(
  s: Scene<W>,
  facts: readonly Recorded[],
  { thing, lives, isOver }: Pick<Promised, 'thing'> & { readonly [of in 'lives' | 'isOver']: (state: State, me: Customer<W>) => boolean },
  also: (me: Customer<W>, ids: readonly number[]) => void,
): Promise<void> => {
  for (const me of s.customers) {
    const { ids, states, ...told } = await s.madeBy(me, facts, me.told)
    s.wrong(toldTruly({ thing, made: ids.length, lives: states.some(o => lives(o, me)), isOver: states.some(o => isOver(o, me)), ...told }))
    also(me, ids)
  }
}

/** Of a system, what its stories are told with. */
export interface Telling<W extends object, S extends Scene<W>, O> {
  readonly trade: Trade<W>
  /** The stage as it is before anything happens, in good weather. */
  readonly open: (seed: number, build: Build, options?: O) => Promise<S>
  /** Everybody comes in a storm, and goes. */
  readonly storm: (s: S, faults: Faults) => Promise<void>
  /** What the stage of a storm is. */
  readonly stormy: (seed: number, faults: Faults) => O
  /** Everything comes to rest, and operators do what waits for them. */
  readonly rest: (s: S) => Promise<void>
  readonly read: (s: S) => Promise<readonly Recorded[]>
  /** `good`: in good weather everybody gets what there is. */
  readonly told: (s: S, facts: readonly Recorded[], good: boolean) => Promise<void>
}
/** What happens in a story; what comes back is asked when all promises are read. */
type Acts<S> = (s: S, faults: Faults, seed: number) => Promise<void | ((facts: readonly Recorded[]) => void | Promise<void>)>

/** A story in good weather, but for what its acts make of it. */
export const sceneIn =
  <W extends object, S extends Scene<W>, O>({ open, rest, read, told }: Telling<W, S, O>) =>
  (acts: Acts<S>, { stage, good = false }: { readonly stage?: O | undefined; readonly good?: boolean } = {}): Story =>
  async (seed, faults, build) => {
    const s = await open(seed, build, stage)
    const also = await acts(s, faults, seed)
    await rest(s)
    const facts = await read(s)
    await told(s, facts, good)
    await also?.(facts)
    return outcomeOf(s)
  }
/** The same with a provider whose adapter is wrong about what was not sent. */
export const lying =
  (story: Story): Story =>
  (seed, faults, build) =>
    story(seed, faults, withLyingProvider(build))

/** A storm, calm, and the promises; `then` what comes after. */
export const stormIn =
  <W extends object, S extends Scene<W>, O>({ open, storm, stormy, rest, read, told }: Telling<W, S, O>) =>
  (then: Acts<S> = async () => {}, { isTold = true } = {}): Story =>
  async (seed, faults, build) => {
    const s = await open(seed, build, stormy(seed, faults))
    s.world.faults = faults
    await storm(s, faults)
    await rest(s)
    const facts = isTold ? await read(s) : []
    if (isTold) await told(s, facts, faults === goodWeather && !s.provider.lies)
    await then(s, faults, seed)
    return outcomeOf(s)
  }
