import type { Context } from '@jumun/core/model'
import { foresee, type HoldKind, type Store, type Timer } from '@jumun/core/runtime'
import type { Act, HeldName, TaskName, TaskNote, TimerName } from '@jumun/http'
import type { Live } from './running.ts'

/** What may be held in a context, by kind: whom it hears, what reacts to that, and whom its solid lines ask. */
const namesOf = ({ inbox, node }: Live): { readonly [kind in HoldKind]: readonly string[] } => {
  const { policies, name, externals } = node.context
  const others = node.system.contexts.filter(c => c.name !== name).map(c => c.name)
  return {
    source: [...inbox.wants.keys()],
    policy: Object.keys(policies).filter(p => policies[p]!.kind === 'whenever'),
    breaker: [...others, ...externals.map(x => x.name)],
  }
}
/** The guards are as the operators' notes say: also after a start, and after another replica's act. */
export const applyHolds = ({ inbox, ask }: Live): void => {
  const forced = new Set(inbox.holds.list().flatMap(h => (h.kind === 'breaker' ? [h.name] : [])))
  for (const name of forced) ask.guard(name).forced = true
  for (const guard of ask.guards.values()) if (guard.forced && !forced.has(guard.name)) guard.release()
}
/** Holds something back, or lets it go. A text: why not; the names that there are. */
export const hold = async (live: Live, { kind, name }: HeldName, held: boolean, act: Act): Promise<true | string> => {
  const names = namesOf(live)[kind] ?? []
  if (!names.includes(name)) return `there is no ${kind} "${name}"; there are: ${names.join(', ') || 'none'}`
  const changed = await live.inbox.holds.set(kind, name, held, act)
  if (kind !== 'breaker') return true
  applyHolds(live)
  // one that has opened by itself is closed, too
  if (!held && !changed) {
    await live.store.commit({ audit: act })
    live.ask.guard(name).release()
  }
  return true
}

/** What a time limit would do is known before it rings: one that would do nothing yet would be gone. */
const whyNot = async ({ node }: Live, timer: Timer): Promise<string | undefined> => {
  if (timer.work.kind === 'owed') return undefined
  const { type, data } = timer.work
  const becomes = await foresee(node, { type, data }, timer.id)
  if (becomes.kind === 'refused') return `${type} would be refused: ${becomes.reason}`
  return becomes.kind === 'events' && becomes.events.length === 0 ? `${type} would do nothing now, and be gone` : undefined
}
/** Rings a timer now. False: there is none; a text: why it does not ring, or is not done with. */
export const forward = async (live: Live, { case: kase, timer: id }: TimerName, act: Act): Promise<boolean | string> => {
  const timer = (await live.store.timersOf(kase)).find(t => t.id === id)
  if (!timer) return false
  return (await whyNot(live, timer)) ?? (await live.node.ringing.forward(timer, act)) ?? true
}

// ---- tasks: what was said of them
const note = 'tasks'
/** What operators have said of tasks, by collection and number. */
export const taskNotes = async (store: Store): Promise<{ readonly [task: string]: TaskNote }> =>
  JSON.parse((await store.noted(note)) ?? '{}')
export const taskKey = ({ collection, item }: TaskName): string => `${collection}/${item}`
/** Gives a task an owner and a deadline, or says how it was resolved. False: there is no such item. */
export const noteTask = async (live: Live, task: TaskName, said: TaskNote, act: Act): Promise<boolean> => {
  const { of, tasks } = (live.node.context.routes as Context['routes'])[task.collection] ?? {}
  if (!of || !tasks?.length || !(await live.store.byId(of.name, task.item))) return false
  await live.store.commit({ audit: act })
  const notes = await taskNotes(live.store)
  const key = taskKey(task)
  await live.store.note(note, JSON.stringify({ ...notes, [key]: { ...notes[key], ...said } }))
  return true
}
