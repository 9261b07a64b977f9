import { Type } from '@jumun/core/model'
import type { Route } from './context-server.ts'
import type { Exchange } from './exchange.ts'
import { inputOf } from './input.ts'
import { Problem } from './problem.ts'
import { pageOf } from './reading.ts'
import { isoOf } from './time.ts'

/** Who did what, when and why: an operator's act, as it is kept. Times in ms since 1970, here and below; outside they are ISO 8601. */
export interface Act {
  readonly time: number
  readonly actor: string
  readonly action: string
  readonly reason: string
  readonly detail: unknown
}
/** One context as it runs, or does not. Further members are shown as they are. */
export interface ContextState {
  readonly system: string
  readonly context: string
  readonly state: 'running' | 'stopped'
  readonly address?: string | null
  /** Solid lines that are owed. */
  readonly owed?: number
  readonly parked?: number
  readonly guards?: readonly { readonly name: string; readonly state: string; readonly counts: object }[]
  readonly counts?: { readonly [kind: string]: number }
  /** How much waits for it, or in it, by where; null: that cannot be told now, because the database or the broker is away. */
  readonly lag?: { readonly [where: string]: number } | null
  readonly [more: string]: unknown
}
/** A case that waits for an operator or for its next try, with what is blocked behind it. */
export interface ParkedLane {
  readonly system: string
  readonly context: string
  readonly source: string
  /** With its kind: `orderId/7`. */
  readonly case: string
  readonly reason: string
  readonly failures: number
  readonly since: number
  /** Null: only an operator's act takes it up again. */
  readonly retryAt: number | null
  readonly events: readonly { readonly id: string; readonly type: string; readonly time: number }[]
}
export interface TimerState {
  readonly system: string
  readonly context: string
  readonly id: string
  readonly case: string
  readonly at: number
  readonly what: string
}
/** Something that does not end by itself: a refund that the provider refuses, a compensation that cannot be completed. */
export interface Task {
  readonly system: string
  readonly context: string
  readonly what: string
  readonly case: string
  readonly since: number | null
  /** Where it can be looked at and acted upon. */
  readonly href?: string
}
export interface Lane {
  readonly system: string
  readonly context: string
  readonly source: string
  readonly case: string
}
export interface Paged<T> {
  readonly items: readonly T[]
  readonly total: number
}

/** What the host lets operators see and do. Acts return false where there is nothing of that name. */
export interface Operations {
  contexts(): Promise<readonly ContextState[]>
  stop(system: string, context: string, act: Act): Promise<boolean>
  start(system: string, context: string, act: Act): Promise<boolean>
  parked(): Promise<readonly ParkedLane[]>
  retry(lane: Lane, act: Act): Promise<boolean>
  drop(lane: Lane, act: Act): Promise<boolean>
  timers(offset: number, limit: number): Promise<Paged<TimerState>>
  tasks(): Promise<readonly Task[]>
  /** Reads the stores and names every broken invariant. */
  audit(): Promise<object>
  audits(offset: number, limit: number): Promise<readonly (Act & { readonly system: string; readonly context: string })[]>
  views(): Promise<readonly { readonly system: string; readonly context: string; readonly view: string; readonly rows: number | null }[]>
  rebuild(system: string, context: string, view: string, act: Act): Promise<boolean | object>
  /** Copies everything as it is at this moment. False: it does not lie in files here, or is in several processes. */
  backup(act: Act): Promise<{ readonly folder: string; readonly files: number } | false>
}

const moments = new Set(['time', 'at', 'since', 'until', 'retryAt'])
const outside = (name: string, value: unknown): unknown => (moments.has(name) && typeof value === 'number' ? isoOf(value) : value)
const send = (x: Exchange, status: number, body: object): void => {
  const form = x.form
  x.json(status, JSON.stringify(body, outside), form === 'array' ? 'json' : form)
}

const reason = inputOf({ reason: Type.String({ minLength: 1, maxLength: 1000 }) })
/** The record of an act. Without a reason there is none. */
const actOf = (x: Exchange, action: string, detail: unknown): Act => {
  const { reason: why } = reason.read(x.body ?? {})
  return { time: Date.now(), actor: x.caller.actor, action, reason: why as string, detail }
}

/** `/operations`: what runs, what is stuck and why, and the safe acts, each with who, when and why. For the role `operator` only. */
export const operationsRoutes = (route: Route, operations: Operations): void => {
  const forOperators = (work: (x: Exchange) => Promise<void>) => async (x: Exchange) => {
    if (!x.caller.anyone && !x.caller.roles.includes('operator')) throw new Problem('role')
    await work(x)
  }
  const see = (url: string, work: (x: Exchange) => Promise<void>) => route(url, { GET: forOperators(work) })
  const act = (url: string, work: (x: Exchange) => Promise<void>) => route(url, { POST: forOperators(work) })
  const href = (x: Exchange, path: string) => ({ href: `${x.base}/operations${path}` })
  const self = (x: Exchange, path: string) => ({ _links: { self: href(x, path) } })
  const paged = (x: Exchange) => {
    const { number, size } = pageOf(x.query)
    return { number, size, offset: number * size }
  }

  const all = ['contexts', 'parked', 'tasks', 'timers', 'views', 'audit', 'audits']
  see('/operations', async x => send(x, 200, { _links: Object.fromEntries([['self', href(x, '')], ...all.map(name => [name, href(x, `/${name}`)])]) }))

  const contextOf = (x: Exchange, c: ContextState) => {
    const path = `/contexts/${c.system}/${c.context}`
    return { ...c, _links: c.state === 'running' ? { stop: href(x, `${path}/stop`) } : { start: href(x, `${path}/start`) } }
  }
  see('/operations/contexts', async x => send(x, 200, { contexts: (await operations.contexts()).map(c => contextOf(x, c)), ...self(x, '/contexts') }))
  for (const what of ['stop', 'start'] as const)
    act(`/operations/contexts/:system/:context/${what}`, async x => {
      const { system, context } = x.params
      if (!(await operations[what](system, context, actOf(x, what, { system, context })))) throw new Problem('not-found')
      const now = (await operations.contexts()).find(c => c.system === system && c.context === context)
      send(x, 200, now ? contextOf(x, now) : {})
    })

  see('/operations/parked', async x => {
    const lanes = await operations.parked()
    send(x, 200, {
      parked: lanes.map(l => {
        const path = `/parked/${[l.system, l.context, l.source, ...l.case.split('/')].map(encodeURIComponent).join('/')}`
        return { ...l, blocked: l.events.length - 1, _links: { retry: href(x, `${path}/retry`), drop: href(x, `${path}/drop`) } }
      }),
      ...self(x, '/parked'),
    })
  })
  for (const what of ['retry', 'drop'] as const)
    act(`/operations/parked/:system/:context/:source/:kind/:key/${what}`, async x => {
      const { system, context, source, kind, key } = x.params
      const lane: Lane = { system, context, source, case: `${kind}/${key}` }
      if (!(await operations[what](lane, actOf(x, what, lane)))) throw new Problem('not-found')
      const still = (await operations.parked()).find(l => l.system === system && l.context === context && l.source === source && l.case === lane.case)
      send(x, 200, { ...lane, waits: still !== undefined, ...(still ? { reason: still.reason, failures: still.failures } : {}), ...self(x, '/parked') })
    })

  see('/operations/tasks', async x => send(x, 200, { tasks: await operations.tasks(), ...self(x, '/tasks') }))
  see('/operations/timers', async x => {
    const { number, size, offset } = paged(x)
    const { items, total } = await operations.timers(offset, size)
    send(x, 200, { timers: items, ...self(x, '/timers'), page: { size, totalElements: total, totalPages: Math.ceil(total / size), number } })
  })
  see('/operations/audit', async x => send(x, 200, { ...(await operations.audit()), ...self(x, '/audit') }))
  see('/operations/audits', async x => {
    const { number, size, offset } = paged(x)
    send(x, 200, { audits: await operations.audits(offset, size), ...self(x, '/audits'), page: { size, number } })
  })
  see('/operations/views', async x =>
    send(x, 200, {
      views: (await operations.views()).map(v => ({ ...v, _links: { rebuild: href(x, `/views/${v.system}/${v.context}/${v.view}/rebuild`) } })),
      ...self(x, '/views'),
    }),
  )
  act('/operations/backup', async x => {
    const made = await operations.backup(actOf(x, 'backup', {}))
    if (!made) throw new Problem('no-backup')
    send(x, 200, { ...made, ...self(x, '/backup') })
  })
  act('/operations/views/:system/:context/:view/rebuild', async x => {
    const { system, context, view } = x.params
    const done = await operations.rebuild(system, context, view, actOf(x, 'rebuild', { system, context, view }))
    if (done === false) throw new Problem('not-found')
    send(x, 200, { system, context, view, ...(done === true ? {} : done), ...self(x, '/views') })
  })
}
