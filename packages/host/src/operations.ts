import type { Day, Operations } from '@jumun/http'
import type { Host } from './host.ts'
import { historyOf } from './history.ts'
import { booksOf } from './operating/books.ts'
import { contextsOf } from './operating/contexts.ts'
import { copiesOf } from './operating/copies.ts'
import { parkedOf } from './operating/parked.ts'
import { peopleOf } from './operating/people.ts'
import { reachOf, type Wanted } from './operating/reach.ts'
import { tasksOf } from './operating/tasks.ts'
import { pastOf } from './past.ts'
import { causesOf, together } from './trouble.ts'

/** Of processes that only others ask. */
const nothing: Day = { every: 60, at: [], systems: [] }
/**
 * What operators see and may do, over all systems of this process. Every act is kept in the store of the context that it concerns.
 * Contexts of other processes are asked for their part, each of which leaves out what is not `wanted`; what does not answer is shown as
 * stopped.
 */
export const operationsOf = (host: Host, wanted?: Wanted): Operations => {
  const reach = reachOf(host, wanted)
  const parts = { ...contextsOf(reach), ...parkedOf(reach), ...tasksOf(reach), ...booksOf(reach), ...peopleOf(reach), ...copiesOf(reach) }
  const operations: Operations = {
    ...parts,
    day: () => host.day?.told() ?? nothing,
    causes: async () => causesOf(await operations.parked()),
    together: (cause, what, act) => together(operations, cause, what, act),
    caseOf: async (system, kase, at) => {
      const board = host.boards.get(system)
      if (!board) return undefined
      const { parts, missing } = await historyOf(board.running, kase)
      const events = parts.flatMap(p => p.events)
      const waits = parts.flatMap(p => p.waits.map(w => ({ ...w, context: p.context })))
      const parked = (await operations.parked()).filter(l => l.system === system && l.case === kase)
      if (!events.length && !waits.length && !parked.length) return undefined
      return { events, waits, parked, missing, ...(at === undefined ? {} : { past: pastOf(board, events, at) }) }
    },
  }
  return operations
}
