// `/operations`: what runs, what is stuck and why, and the safe acts, each with who, when and why. For the role `operator` only.
import type { Route } from './bare-server.ts'
import { boardRoutes } from './board-routes.ts'
import type { Exchange } from './exchange.ts'
import { dayRoutes } from './day-routes.ts'
import { holdingRoutes } from './holding-routes.ts'
import { messageRoutes } from './message-routes.ts'
import { actOf, type Desk, deskOf, href, self, send } from './operations-desk.ts'
import type { ContextState, Lane, Operations } from './operations.ts'
import { peopleRoutes } from './people-routes.ts'
import { Problem } from './problem.ts'
import { pageOf } from './reading.ts'
import { troubleRoutes } from './trouble-routes.ts'

/** Serves all of it. */
export const operationsRoutes = (route: Route, operations: Operations): void => {
  const desk = deskOf(route)
  const rooms = ['contexts', 'parked', 'causes', 'find', 'tasks', 'money', 'timers', 'views', 'messages', 'audit', 'audits', 'day']
  desk.see('/operations', async x =>
    send(x, 200, { _links: Object.fromEntries([['self', href(x, '')], ...rooms.map(name => [name, href(x, `/${name}`)])]) }),
  )
  troubleRoutes(desk, operations)
  holdingRoutes(desk, operations)
  messageRoutes(desk, operations)
  peopleRoutes(desk, operations)
  boardRoutes(desk, operations)
  dayRoutes(desk, operations)
  contextRoutes(desk, operations)
  parkedRoutes(desk, operations)
  waitingRoutes(desk, operations)
  auditRoutes(desk, operations)
  viewRoutes(desk, operations)
  desk.act('/operations/backup', async x => {
    const made = await operations.backup(actOf(x, 'backup', {}))
    if (!made) throw new Problem('no-backup')
    send(x, 200, { ...made, ...self(x, '/backup') })
  })
}

const contextOf = (x: Exchange, c: ContextState) => {
  const path = `/contexts/${c.system}/${c.context}`
  return { ...c, _links: c.state === 'running' ? { stop: href(x, `${path}/stop`) } : { start: href(x, `${path}/start`) } }
}
const contextRoutes = ({ see, act }: Desk, operations: Pick<Operations, 'contexts' | 'stop' | 'start'>): void => {
  see('/operations/contexts', async x =>
    send(x, 200, { contexts: (await operations.contexts()).map(c => contextOf(x, c)), ...self(x, '/contexts') }),
  )
  for (const what of ['stop', 'start'] as const)
    act(`/operations/contexts/:system/:context/${what}`, async x => {
      const { system, context } = x.params
      if (!(await operations[what](system, context, actOf(x, what, { system, context })))) throw new Problem('not-found')
      const now = (await operations.contexts()).find(c => c.system === system && c.context === context)
      send(x, 200, now ? contextOf(x, now) : {})
    })
}

/** What may be done with a case that is put aside. */
const acts = ['retry', 'drop', 'preview', 'edit']
const parkedRoutes = ({ see, act }: Desk, operations: Pick<Operations, 'parked' | 'retry' | 'drop'>): void => {
  see('/operations/parked', async x => {
    const lanes = await operations.parked()
    send(x, 200, {
      parked: lanes.map(l => {
        const path = `/parked/${[l.system, l.context, l.source, ...l.case.split('/')].map(encodeURIComponent).join('/')}`
        return { ...l, blocked: l.events.length - 1, _links: Object.fromEntries(acts.map(name => [name, href(x, `${path}/${name}`)])) }
      }),
      ...self(x, '/parked'),
    })
  })
  for (const what of ['retry', 'drop'] as const)
    act(`/operations/parked/:system/:context/:source/:kind/:key/${what}`, async x => {
      const { system, context, source, kind, key } = x.params
      const lane: Lane = { system, context, source, case: `${kind}/${key}` }
      if (!(await operations[what](lane, actOf(x, what, lane)))) throw new Problem('not-found')
      const still = (await operations.parked()).find(
        l => l.system === system && l.context === context && l.source === source && l.case === lane.case,
      )
      send(x, 200, {
        ...lane,
        waits: still !== undefined,
        ...(still ? { reason: still.reason, failures: still.failures } : {}),
        ...self(x, '/parked'),
      })
    })
}

const paged = (x: Exchange) => {
  const { number, size } = pageOf(x.query)
  return { number, size, offset: number * size }
}
/** What waits: for a moment, or for a person. */
const waitingRoutes = ({ see }: Desk, operations: Pick<Operations, 'tasks' | 'timers'>): void => {
  see('/operations/tasks', async x => send(x, 200, { tasks: await operations.tasks(), ...self(x, '/tasks') }))
  see('/operations/timers', async x => {
    const { number, size, offset } = paged(x)
    const { items, total } = await operations.timers(offset, size)
    send(x, 200, {
      timers: items,
      ...self(x, '/timers'),
      page: { size, totalElements: total, totalPages: Math.ceil(total / size), number },
    })
  })
}

/** What is compared: the stores with their promises, our books with a provider's; and what operators did. */
const auditRoutes = ({ see, act }: Desk, operations: Pick<Operations, 'audit' | 'audits' | 'reconcile'>): void => {
  see('/operations/audit', async x => send(x, 200, { ...(await operations.audit()), ...self(x, '/audit') }))
  see('/operations/audits', async x => {
    const { number, size, offset } = paged(x)
    send(x, 200, { audits: await operations.audits(offset, size), ...self(x, '/audits'), page: { size, number } })
  })
  act('/operations/money/:system/reconcile', async x => {
    const { system } = x.params
    const { day } = (x.body ?? {}) as { day?: unknown }
    if (typeof day !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day)))
      throw new Problem('malformed', { errors: [{ field: 'day', word: 'form' }] })
    const found = await operations.reconcile(system, day, actOf(x, 'reconcile', { system, day }))
    if (!found) throw new Problem('not-found')
    const links = self(x, `/money/${system}/reconcile`)
    if (found === 'underWay') return send(x, 202, { system, underWay: true, ...links })
    send(x, 200, { ...found, ...links })
  })
}

const viewRoutes = ({ see, act }: Desk, operations: Pick<Operations, 'views' | 'rebuild'>): void => {
  see('/operations/views', async x =>
    send(x, 200, {
      views: (await operations.views()).map(v => ({
        ...v,
        _links: { rebuild: href(x, `/views/${v.system}/${v.context}/${v.view}/rebuild`) },
      })),
      ...self(x, '/views'),
    }),
  )
  act('/operations/views/:system/:context/:view/rebuild', async x => {
    const { system, context, view } = x.params
    const done = await operations.rebuild(system, context, view, actOf(x, 'rebuild', { system, context, view }))
    if (done === false) throw new Problem('not-found')
    send(x, 200, { system, context, view, ...(done === true ? {} : done), ...self(x, '/views') })
  })
}
