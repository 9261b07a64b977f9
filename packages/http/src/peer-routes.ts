import { type Caller, type Committed, heardOf, livesNote, type Recorded, type Store } from '@jumun/core/runtime'
import type { Route } from './bare-server.ts'
import type { Exchange } from './exchange.ts'
import { Problem } from './problem.ts'

/** What other processes of the system may ask of a context besides the commands of solid lines. */
export interface ForPeers {
  readonly store: Pick<Store, 'read' | 'head' | 'eventsOf' | 'noted' | 'progress'>
  /** Resolves when something was committed, or after so many ms. */
  readonly news: (ms: number) => Promise<void>
  /** What the context knows of a case, and what that waits for. */
  readonly part: (kase: string) => Promise<object>
  /** What operators' tools ask, by name; it is told who asks. */
  readonly inside: Inside
}

/** What operators' tools ask of a context. Throws a `malformed` problem where it is asked for something else than it understands. */
export interface Inside {
  readonly [name: string]: (caller: Caller, args: readonly unknown[]) => Promise<unknown>
}

/** How long a reader may wait for something new, in ms. */
const longest = 30_000
const largest = 1000

const whole = (x: Exchange, name: string, fallback: number, most: number): number => {
  const text = x.query.get(name)
  if (text === null) return fallback
  if (!/^\d{1,16}$/.test(text)) throw new Problem('malformed', { errors: [{ field: name, word: 'form' }] })
  return Math.min(Number(text), most)
}
/** To others an internal event is only a place in the log that is taken. */
const forOthers = (e: Recorded): object => (e.number === null ? { position: e.position, number: null, type: '' } : e)

/**
 * `/log`: the log of a context as the bus `http` reads it (role `system`); `/inside/{name}`: what operators' tools of another process need
 * (role `operator`, or `system` on behalf of one). Neither is ever reached through the gateway.
 */
export const peerRoutes = (route: Route, { store, news, part, inside }: ForPeers): void => {
  const asJson = (x: Exchange, body: object): void => x.send(200, ['content-type', 'application/json'], JSON.stringify(body))
  const only =
    (roles: readonly string[], work: (x: Exchange) => Promise<void>) =>
    async (x: Exchange): Promise<void> => {
      if (!x.caller.anyone && !roles.some(role => x.caller.roles.includes(role))) throw new Problem('role')
      await work(x)
    }
  route('/log', {
    GET: only(['system'], async x => {
      const after = whole(x, 'after', 0, Number.MAX_SAFE_INTEGER)
      const limit = whole(x, 'limit', largest, largest)
      const until = Date.now() + whole(x, 'wait', 0, longest)
      let events: Committed
      for (;;) {
        events = await store.read(after, limit)
        if (events.length || Date.now() >= until || x.res.destroyed) break
        await news(until - Date.now())
      }
      asJson(x, { events: events.map(forOthers) })
    }),
  })
  // with the lives of its store, and what it has heard of another context: so that nobody goes on behind what was told
  route('/log/head', {
    GET: only(['system'], async x => asJson(x, { head: await store.head(), lives: (await store.noted(livesNote)) ?? null })),
  })
  route('/heard/:context', { GET: only(['system'], async x => asJson(x, await heardOf(store, x.params.context!))) })
  route('/log/cases/:kind/:key', { GET: only(['system'], async x => asJson(x, await part(`${x.params.kind}/${x.params.key}`))) })
  route('/inside/:name', {
    POST: only(['operator', 'system'], async x => {
      const work = Object.hasOwn(inside, x.params.name) ? inside[x.params.name] : undefined
      if (!work) throw new Problem('not-found')
      const { args = [] } = (x.body ?? {}) as { args?: unknown }
      if (!Array.isArray(args)) throw new Problem('malformed', { errors: [{ field: 'args', word: 'form' }] })
      const result = await work(x.caller, args)
      asJson(x, result === undefined ? {} : { result })
    }),
  })
}
