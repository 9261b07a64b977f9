import { type Context, doneStates, list, type System, type Whenever } from '../model/index.ts'
import type { Passing } from './passing.ts'
import type { Recorded, Store, Waiting } from './ports.ts'

/** The stores of a system, by context. */
export type Stores = ReadonlyMap<string, Store>

/** What many cases ask of the stores in the same words, asked once. */
export class Look {
  private readonly stores: Stores
  private readonly known = new Map<string, Promise<any>>()
  constructor(stores: Stores) {
    this.stores = stores
  }
  private once<T>(name: string, ask: () => Promise<T>): Promise<T> {
    const found = this.known.get(name)
    if (found) return found
    const asked = ask()
    this.known.set(name, asked)
    return asked
  }
  aside(context: string): Promise<readonly Waiting[]> {
    return this.once(context, () => this.stores.get(context)!.aside())
  }
  progress(context: string, source: string): Promise<number> {
    return this.once(`${context} ${source}`, () => this.stores.get(context)!.progress(source))
  }
}

/** What a case still waits for, in words, asked of all the stores of its system. */
export const waitsFor = (system: System, stores: Stores, kase: string): Promise<readonly string[]> =>
  waitsOf(system, stores, kase, new Look(stores))

/** What a case still waits for: timers, events put aside, and events that a context has not processed yet. */
export const waitsOf = async (system: System, stores: Stores, kase: string, look: Look, passing?: Passing): Promise<readonly string[]> => {
  const waits: string[] = []
  for (const context of system.contexts) {
    const store = stores.get(context.name)
    if (!store) {
      waits.push(`${context.name} is not here`)
      continue
    }
    for (const { work } of await store.timersOf(kase))
      if (work.kind === 'owed') waits.push(`the answer to ${work.policy}`)
      else if (!(await isDone(context, store, work.type, work.data))) waits.push(work.type)
    for (const w of await look.aside(context.name)) if (w.case === kase) waits.push(`${context.name}: ${w.event.type} put aside`)
    for (const from of stores) {
      const unheard = await unheardOf(system, context, from, store, kase, look, passing)
      if (unheard.length) waits.push(`${context.name} has not heard all of ${from[0]}`)
    }
  }
  return waits
}
export const isAside = async (look: Look, context: string, kase: string): Promise<boolean> =>
  (await look.aside(context)).some(w => w.case === kase)
/** The events of a case in one source that this context is to hear and has not heard. */
export const unheardOf = async (
  system: System,
  context: Context,
  [source, log]: readonly [string, Store],
  store: Store,
  kase: string,
  look: Look,
  passing?: Passing,
): Promise<readonly Recorded[]> => {
  // a place in the log, or, where a broker brought them, the number in the case
  const reached = await look.progress(context.name, source)
  const seen = await store.seen(source, kase)
  const told = await log.eventsOf({ case: kase })
  const unheard = told.filter(
    e => e.position > reached && (e.number === null ? source === context.name : e.number > seen) && hasEffect(system, context, source, e),
  )
  if (passing && source !== context.name) {
    const last = told.findLast(e => e.number !== null && e.number <= seen)
    if (last) passing.heard(context.name, last)
    const first = unheard.find(e => e.number !== null)
    if (first && !(await isAside(look, context.name, kase))) passing.missed(context.name, first)
  }
  return unheard
}
/** What is to be commanded later and is fulfilled already is nothing to wait for. */
const isDone = async (context: Context, store: Store, type: string, data: any): Promise<boolean> => {
  const a = context.aggregates.find(({ decide }) => type in decide)
  if (!a) return false // it waits for ever: nobody can give it
  const item = await store.load(a.name, data[a.key])
  return doneStates(a, a.decide[type]!).includes(item?.state.status ?? 'nothing')
}
/** Does this context do anything about it? Of what has no effect nothing is kept. */
const hasEffect = (system: System, context: Context, source: string, e: Recorded): boolean => {
  const event = system.contexts.find(c => c.name === source)?.events[e.type]
  if (context.views.some(v => v.folds.some(f => f.event === event))) return true
  const { id, time, causes } = e
  const reacts = (p: Whenever): boolean => {
    try {
      return list(p.react({ ...e.data, id: e.item }, { id: `${source}:${id}`, time, causes })).length > 0
    } catch {
      return true // it is put aside for that
    }
  }
  const isFresh = ({ fresh }: Whenever): boolean => fresh === undefined || Date.now() - time <= fresh
  return Object.values(context.policies).some(p => p.kind === 'whenever' && p.event === event && isFresh(p) && reacts(p))
}
