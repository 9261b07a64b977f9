// What does not end by itself, and what is to happen when.
import type { Operations, Paged, Task, TimerState } from '@jumun/http'
import { forward, noteTask, taskNotes } from '../holding.ts'
import type { Host } from '../host.ts'
import { waitOfTimer } from '../history.ts'
import type { Reach } from './reach.ts'

/** So many items of a state are looked at. */
const page = 1000

/** The tasks of one context of this process. */
const tasksIn = async (host: Host, { board, system, context, live }: ReturnType<Reach['everyLive']>[number]): Promise<readonly Task[]> => {
  const notes = await taskNotes(live.store)
  const at = host.addressOf(board.places.get(context)!) ?? `${host.address}${board.prefix}`
  const tasks: Task[] = []
  for (const [collection, c] of Object.entries(live.node.context.routes)) {
    if (!c.tasks?.length || c.of.kind !== 'aggregate') continue
    const all = { of: c.of.name, hidden: true, sort: [], offset: 0, limit: page }
    const states = c.tasks.filter(t => typeof t === 'string')
    const asked = [
      ...(states.length ? [live.store.list({ ...all, where: {}, states })] : []),
      ...c.tasks.flatMap(t => (typeof t === 'string' ? [] : [live.store.list({ ...all, where: { ...t } })])),
    ]
    for (const i of (await Promise.all(asked)).flatMap(p => p.items)) {
      const { owner = null, deadline = null, resolved } = notes[`${collection}/${i.id}`] ?? {}
      if (resolved) continue
      tasks.push({
        system,
        context,
        what: `${c.item} is ${i.state.status}`,
        case: `${c.of.key}/${i.key}`,
        since: null,
        href: `${at}/${collection}/${i.id}`,
        collection,
        item: i.id,
        owner,
        deadline,
        overdue: deadline !== null && deadline < Date.now(),
      })
    }
  }
  return tasks
}

export const tasksOf = ({
  host,
  everyLive,
  liveOf,
  everyPeer,
  peerOf,
  theirs,
}: Reach): Pick<Operations, 'tasks' | 'noteTask' | 'timers' | 'forward'> => ({
  tasks: async () => [
    ...(await Promise.all(everyLive().map(live => tasksIn(host, live)))).flat(),
    ...(await theirs(there => there.tasks())),
  ],
  noteTask: async (task, said, act) => {
    const live = liveOf(task.system, task.context)
    return live ? noteTask(live, task, said, act) : ((await peerOf(task.system, task.context)?.noteTask(task, said, act)) ?? false)
  },
  timers: async (offset, limit): Promise<Paged<TimerState>> => {
    // contexts one after another, each by time: a page over several stores without reading them whole
    const items: TimerState[] = []
    let total = 0
    const add = async (page: (from: number, most: number) => Promise<Paged<TimerState>>) => {
      const found = await page(Math.max(0, offset - total), limit - items.length)
      if (offset < total + found.total) items.push(...found.items)
      total += found.total
    }
    for (const { system, context, live } of everyLive())
      await add(async (from, most) => {
        const found = await live.store.timers(from, most)
        return {
          items: found.timers.map(t => ({ system, context, id: t.id, case: t.case, at: t.at, what: waitOfTimer(t).what })),
          total: found.total,
        }
      })
    for (const { there } of everyPeer()) await add((from, most) => there.timers(from, most).catch(() => ({ items: [], total: 0 })))
    return { items: items.slice(0, limit), total }
  },
  forward: async (timer, act) => {
    const live = liveOf(timer.system, timer.context)
    return live ? forward(live, timer, act) : ((await peerOf(timer.system, timer.context)?.forward(timer, act)) ?? false)
  },
})
