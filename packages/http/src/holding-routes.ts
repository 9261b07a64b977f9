import { Type } from '@jumun/core/model'
import type { Exchange } from './exchange.ts'
import { inputOf } from './input.ts'
import { actOf, type Desk, href, self, send } from './operations-desk.ts'
import type { HeldName, Operations, TaskName, TimerName } from './operations.ts'
import { Problem } from './problem.ts'

const text = (most: number) => Type.String({ minLength: 1, maxLength: most })
const timer = inputOf({ timer: text(1000), case: text(300) })
const owner = inputOf({ owner: text(200), deadline: text(40) })

/** Nothing of that name; or why it cannot be done as things are. */
const settled = (done: boolean | string): void => {
  if (done === false) throw new Problem('not-found')
  if (typeof done === 'string') throw new Problem('no-such-act', { detail: { why: done } })
}
const timeOf = (said: string): number => {
  const time = Date.parse(said)
  if (!/^\d{4}-\d\d-\d\dT/.test(said) || Number.isNaN(time))
    throw new Problem('malformed', { errors: [{ field: 'deadline', word: 'form' }] })
  return time
}

/** What operators hold back and let go, timers that they set forward, and tasks to which they give an owner. */
export const holdingRoutes = ({ act }: Desk, operations: Pick<Operations, 'hold' | 'letGo' | 'forward' | 'noteTask' | 'tasks'>): void => {
  const kinds = { sources: 'source', policies: 'policy', breakers: 'breaker' } as const
  for (const [folder, kind] of Object.entries(kinds) as [keyof typeof kinds, HeldName['kind']][]) {
    const verbs = kind === 'breaker' ? (['force', 'release'] as const) : (['pause', 'resume'] as const)
    for (const [i, verb] of verbs.entries())
      act(`/operations/contexts/:system/:context/${folder}/:name/${verb}`, async x => {
        const { system, context, name } = x.params
        const what: HeldName = { system, context, kind, name }
        const said = actOf(x, verb, what)
        settled(await (i === 0 ? operations.hold(what, said) : operations.letGo(what, said)))
        send(x, 200, { ...what, held: i === 0, ...self(x, '/contexts') })
      })
  }
  act('/operations/timers/:system/:context/forward', async x => {
    const { system, context } = x.params
    const read = timer.read(x.body ?? {}) as Pick<TimerName, 'timer' | 'case'>
    const what: TimerName = { system, context, case: read.case, timer: read.timer }
    settled(await operations.forward(what, actOf(x, 'forward', what)))
    send(x, 200, { ...what, done: true, ...self(x, '/timers') })
  })
  taskRoutes(act, operations)
}
const taskRoutes = (act: Desk['act'], operations: Pick<Operations, 'noteTask'>): void => {
  const path = '/operations/tasks/:system/:context/:collection/:item'
  const taskOf = ({ params: { system, context, collection, item } }: Exchange): TaskName => {
    if (!/^[1-9]\d{0,15}$/.test(item)) throw new Problem('not-found')
    return { system, context, collection, item: Number(item) }
  }
  act(`${path}/assign`, async x => {
    const task = taskOf(x)
    const read = owner.read(x.body ?? {}) as { owner: string; deadline: string }
    const said = { owner: read.owner, deadline: timeOf(read.deadline) }
    settled(await operations.noteTask(task, said, actOf(x, 'assign', { ...task, ...said })))
    send(x, 200, { ...task, owner: said.owner, deadline: new Date(said.deadline).toISOString(), ...self(x, '/tasks') })
  })
  act(`${path}/resolve`, async x => {
    const task = taskOf(x)
    const by = actOf(x, 'resolve', task)
    const resolved = { how: by.reason, actor: by.actor, time: by.time }
    settled(await operations.noteTask(task, { resolved }, by))
    send(x, 200, { ...task, resolved: { ...resolved, time: new Date(by.time).toISOString() }, _links: { self: href(x, '/tasks') } })
  })
}
