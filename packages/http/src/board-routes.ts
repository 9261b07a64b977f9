import type { Recorded } from '@jumun/core/runtime'
import type { Exchange } from './exchange.ts'
import { type Desk, href, self, send } from './operations-desk.ts'
import type { Operations } from './operations.ts'
import { Problem } from './problem.ts'
import { pageOf } from './reading.ts'

/** What goes on in one context, by the notes of its board. Times in ms since 1970. */
export interface Flow {
  readonly system: string
  readonly context: string
  /** Since when is counted: a restart begins anew. */
  readonly since: number
  /** By type how many were committed. */
  readonly events: { readonly [type: string]: number }
  /** Of people, by type and by what became of them. */
  readonly commands: { readonly [type: string]: { readonly [outcome: string]: number } }
  /** By policy how long one reaction takes in the middle, of a sample. */
  readonly seconds: { readonly [policy: string]: number }
  /** By policy how many answers are still out. */
  readonly owed: { readonly [policy: string]: number }
  /** By aggregate and by view how many there are. */
  readonly items: { readonly [aggregate: string]: number }
  readonly rows: { readonly [view: string]: number }
}
/** Which of a context's events are wanted: of these types, or of any where none is named; of one aggregate. */
export interface LastWish {
  readonly types: readonly string[]
  readonly aggregate?: string
  readonly limit: number
}
/** Money of which nobody can say yet where it is. Times in ms since 1970. */
export interface MoneyState {
  readonly system: string
  readonly context: string
  readonly case: string
  /** Who has it, or is asked for it: the external of the board. */
  readonly external: string
  /** The question that is out, or what is unknown. */
  readonly what: string
  /** `under way`: it is being asked; `unknown`: it was asked, and nobody has said what became of it. */
  readonly state: 'under way' | 'unknown'
  /** In won; null: it does not say. */
  readonly amt: number | null
  readonly since: number | null
  /** When it is asked again by itself; null: by a person only. */
  readonly next: number | null
}
/** What the host tells of boards and money. */
export interface Boards {
  /** Of every context of a system that answers; undefined: there is no such system. */
  flows(system: string): Promise<readonly Flow[] | undefined>
  /** What happened last in a context, the newest first; undefined: it does not run. */
  last(system: string, context: string, wish: LastWish): Promise<readonly Recorded[] | undefined>
  money(): Promise<readonly MoneyState[]>
}

/** An event as operators are shown it: what it says stays with its context. */
export const happenedOf = ({ id, type, source, time, aggregate, item, actor, cause, causes, number }: Recorded): object => ({
  id: `${source}:${id}`,
  context: source,
  internal: number === null,
  type,
  time,
  aggregate,
  item,
  actor,
  cause,
  causes,
})
export const caseHref = (x: Exchange, system: string, kase: string) =>
  href(x, `/cases/${[system, ...kase.split('/')].map(encodeURIComponent).join('/')}`)

/** So many names of events may be asked for. */
const mostTypes = 50

/** `/operations/boards/{system}`, and `/operations/money`: what goes on, by the notes of a board, and where the money is. */
export const boardRoutes = ({ see }: Desk, operations: Pick<Operations, keyof Boards>): void => {
  see('/operations/boards/:system', async x => {
    const { system } = x.params
    const flows = await operations.flows(system)
    if (!flows) throw new Problem('not-found')
    send(x, 200, { system, contexts: flows, ...self(x, `/boards/${encodeURIComponent(system)}`) })
  })
  see('/operations/boards/:system/:context/events', async x => {
    const { system, context } = x.params
    const types = x.query.getAll('type')
    if (types.length > mostTypes) throw new Problem('malformed', { errors: [{ field: 'type', word: 'most', limit: mostTypes }] })
    const aggregate = x.query.get('aggregate')
    const { size: limit } = pageOf(x.query)
    const events = await operations.last(system, context, { types, ...(aggregate ? { aggregate } : {}), limit: Math.min(limit, 100) })
    if (!events) throw new Problem('not-found')
    send(x, 200, {
      events: events.map(e => ({ ...happenedOf(e), case: e.case, _links: { case: caseHref(x, system, e.case) } })),
      ...self(x, `/boards/${[system, context].map(encodeURIComponent).join('/')}/events`),
    })
  })
  see('/operations/money', async x => {
    const money = (await operations.money()).map(m => ({ ...m, _links: { case: caseHref(x, m.system, m.case) } }))
    send(x, 200, { money, ...self(x, '/money') })
  })
}
