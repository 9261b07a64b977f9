import type { Preview, Recorded } from '@jumun/core/runtime'
import { type Boards, boardRoutes } from './board-routes.ts'
import { type Day, dayRoutes } from './day-routes.ts'
import type { Route } from './context-server.ts'
import type { Exchange } from './exchange.ts'
import type { Wait } from './history.ts'
import { type MessageState, messageRoutes } from './message-routes.ts'
import { holdingRoutes } from './holding-routes.ts'
import { actOf, deskOf, href, self, send } from './operations-desk.ts'
import { Problem } from './problem.ts'
import { pageOf } from './reading.ts'
import { type People, peopleRoutes } from './people-routes.ts'
import { troubleRoutes } from './trouble-routes.ts'

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
  /** While states are folded again after a change of the model: by aggregate how many of how many. */
  readonly folding?: { readonly [aggregate: string]: { readonly done: number; readonly of: number | null } }
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
  readonly collection?: string
  readonly item?: number
  /** Who sees to it, until when (ms since 1970), and whether that is over. */
  readonly owner?: string | null
  readonly deadline?: number | null
  readonly overdue?: boolean
}
export interface TaskName {
  readonly system: string
  readonly context: string
  readonly collection: string
  readonly item: number
}
/** What operators have said of a task. `resolved`: how it was brought to an end by hand, where the item itself cannot tell. */
export interface TaskNote {
  readonly owner?: string
  readonly deadline?: number
  readonly resolved?: { readonly how: string; readonly actor: string; readonly time: number }
}
/** What may be held back in a context: what a source tells, what a policy would do, or the solid line to a target. */
export interface HeldName {
  readonly system: string
  readonly context: string
  readonly kind: 'source' | 'policy' | 'breaker'
  readonly name: string
}
export interface TimerName {
  readonly system: string
  readonly context: string
  readonly case: string
  readonly timer: string
}
export interface Lane {
  readonly system: string
  readonly context: string
  readonly source: string
  readonly case: string
}
/** What is put aside for the same cause: in the same context, at the same kind of event, in the same words. */
export interface Cause {
  readonly cause: string
  readonly system: string
  readonly context: string
  readonly source: string
  readonly event: string | null
  /** In the words of one of them. */
  readonly reason: string
  readonly cases: number
  /** Later events of these cases, which wait behind. */
  readonly blocked: number
  readonly since: number
  /** When the first of them is tried again by itself; null: only by an operator. */
  readonly retryAt: number | null
  readonly examples: readonly string[]
}
/** What became of an act on all cases of a cause: on how many it was done, and how many wait for the same cause still. */
export interface Together {
  readonly done: number
  readonly still: number
}
/** Something that a search for a number, a phone, a plate or a customer found. */
export interface FoundCase {
  readonly system: string
  readonly context: string
  readonly collection: string
  readonly item: string
  /** Of the item, below its system. */
  readonly path: string
  /** With its kind: `orderId/7`; null where it belongs to none. */
  readonly case: string | null
  readonly status: string | null
}
/** All that is known of a case: what happened, what it waits for, and what of it is put aside. `missing`: contexts that did not answer. */
export interface CaseState {
  readonly events: readonly Recorded[]
  readonly waits: readonly (Wait & { readonly context: string })[]
  readonly parked: readonly ParkedLane[]
  readonly missing: readonly string[]
  /** What everybody saw of it at the moment that was asked for. */
  readonly past?: Past
}
/** An item or a row of a case as it was. Nothing in `shows` names a person or says something of one. */
export interface Seen {
  readonly context: string
  readonly kind: 'item' | 'row'
  readonly name: string
  readonly id: number | string
  /** It is a row that customers are shown as their own. */
  readonly isCustomers: boolean
  readonly status: string | null
  readonly shows: { readonly [field: string]: unknown }
}
export interface Past {
  readonly at: number
  readonly seen: readonly Seen[]
  /** What was taken and given back by then, in won; null: the system says nothing of money. */
  readonly money: { readonly context: string; readonly taken: number; readonly back: number; readonly isOpen: boolean } | null
}
export interface Paged<T> {
  readonly items: readonly T[]
  readonly total: number
}

/** What a reconciliation found; won, and ms since 1970. */
export interface Reconciled {
  readonly system: string
  readonly provider: string
  readonly from: number
  readonly before: number
  /** So many charges of ours were compared; `others`: so many on the same account are none of ours. */
  readonly compared: number
  readonly others: number
  /** `isNew`: it was no task before. */
  readonly differences: readonly {
    readonly what: string
    readonly key: string
    readonly ours: number
    readonly theirs: number
    readonly isNew: boolean
  }[]
}
export interface ViewState {
  readonly system: string
  readonly context: string
  readonly view: string
  readonly rows: number | null
  /** While its rows are made anew: so many of them are; null: nobody knows yet how many there are. */
  readonly filling?: { readonly done: number; readonly of: number | null }
}
/** What the host lets operators see and do. Acts return false where there is nothing of that name. */
export interface Operations extends People, Boards {
  contexts(): Promise<readonly ContextState[]>
  stop(system: string, context: string, act: Act): Promise<boolean>
  start(system: string, context: string, act: Act): Promise<boolean>
  parked(): Promise<readonly ParkedLane[]>
  retry(lane: Lane, act: Act): Promise<boolean>
  drop(lane: Lane, act: Act): Promise<boolean>
  /** What the first event of the lane would do if it were taken up now, also with other data. Nothing is done. */
  preview(lane: Lane, data?: object): Promise<Preview | false>
  /** Takes the first event of the lane for what it should have said, and tries it. A text: why it cannot be that. */
  edit(lane: Lane, data: object, act: Act): Promise<boolean | string>
  /** Why what is put aside is put aside: most cases first. */
  causes(): Promise<readonly Cause[]>
  together(cause: string, what: 'retry' | 'drop', act: Act): Promise<Together | false>
  find(text: string): Promise<readonly FoundCase[]>
  /** Undefined: there is no such system, or nothing is known of that case. `at`: also what everybody saw then. */
  caseOf(system: string, kase: string, at?: number): Promise<CaseState | undefined>
  /** What became of the tries to tell people things by channels other than the log, the last ones first. */
  messages(): Promise<readonly MessageState[]>
  /** Tries a message again now. */
  resend(key: string, act: Act): Promise<boolean>
  /** Lets it wait from now on: nothing of it is lost, also over a restart. A text: why not. False: no such context runs. */
  hold(what: HeldName, act: Act): Promise<boolean | string>
  letGo(what: HeldName, act: Act): Promise<boolean | string>
  /** Rings a timer before its moment. A text: why it does not ring, or is not done with. */
  forward(timer: TimerName, act: Act): Promise<boolean | string>
  /** Gives a task an owner and a deadline, or says how it was resolved. */
  noteTask(task: TaskName, said: TaskNote, act: Act): Promise<boolean>
  timers(offset: number, limit: number): Promise<Paged<TimerState>>
  tasks(): Promise<readonly Task[]>
  /** Reads the stores and names every broken invariant. */
  audit(): Promise<object>
  audits(offset: number, limit: number): Promise<readonly (Act & { readonly system: string; readonly context: string })[]>
  /** Compares a day (such as 2026-11-28, in Seoul) of a system with the books of who takes its money. False: nobody real does, here. */
  reconcile(system: string, day: string, act: Act): Promise<Reconciled | false>
  views(): Promise<readonly ViewState[]>
  rebuild(system: string, context: string, view: string, act: Act): Promise<boolean | object>
  /** Copies everything as it is at this moment. False: it does not lie in files here, or is in several processes. */
  backup(act: Act): Promise<{ readonly folder: string; readonly files: number } | false>
  /** How the last day went, as far as this process has looked. */
  day(): Day
}

/** `/operations`: what runs, what is stuck and why, and the safe acts, each with who, when and why. For the role `operator` only. */
export const operationsRoutes = (route: Route, operations: Operations): void => {
  const desk = deskOf(route)
  const { see, act } = desk
  troubleRoutes(desk, operations)
  holdingRoutes(desk, operations)
  messageRoutes(desk, operations)
  peopleRoutes(desk, operations)
  boardRoutes(desk, operations)
  dayRoutes(desk, operations)
  const paged = (x: Exchange) => {
    const { number, size } = pageOf(x.query)
    return { number, size, offset: number * size }
  }

  const all = ['contexts', 'parked', 'causes', 'find', 'tasks', 'money', 'timers', 'views', 'messages', 'audit', 'audits', 'day']
  see('/operations', async x =>
    send(x, 200, { _links: Object.fromEntries([['self', href(x, '')], ...all.map(name => [name, href(x, `/${name}`)])]) }),
  )

  const contextOf = (x: Exchange, c: ContextState) => {
    const path = `/contexts/${c.system}/${c.context}`
    return { ...c, _links: c.state === 'running' ? { stop: href(x, `${path}/stop`) } : { start: href(x, `${path}/start`) } }
  }
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

  const acts = ['retry', 'drop', 'preview', 'edit']
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
  see('/operations/audit', async x => send(x, 200, { ...(await operations.audit()), ...self(x, '/audit') }))
  see('/operations/audits', async x => {
    const { number, size, offset } = paged(x)
    send(x, 200, { audits: await operations.audits(offset, size), ...self(x, '/audits'), page: { size, number } })
  })
  see('/operations/views', async x =>
    send(x, 200, {
      views: (await operations.views()).map(v => ({
        ...v,
        _links: { rebuild: href(x, `/views/${v.system}/${v.context}/${v.view}/rebuild`) },
      })),
      ...self(x, '/views'),
    }),
  )
  act('/operations/money/:system/reconcile', async x => {
    const { system } = x.params
    const { day } = (x.body ?? {}) as { day?: unknown }
    if (typeof day !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day)))
      throw new Problem('malformed', { errors: [{ field: 'day', word: 'form' }] })
    const found = await operations.reconcile(system, day, actOf(x, 'reconcile', { system, day }))
    if (!found) throw new Problem('not-found')
    send(x, 200, { ...found, ...self(x, `/money/${system}/reconcile`) })
  })
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
