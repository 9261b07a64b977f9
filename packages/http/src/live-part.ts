import { createHash } from 'node:crypto'
import { type Key, livesNote, type Node, type Recorded } from '@jumun/core/runtime'
import type { Route } from './bare-server.ts'
import type { Peer } from './peer.ts'
import { Problem } from './problem.ts'
import type { Found } from './wire.ts'

/** What happened, as far as it tells which item or row changed. Of an internal event there is no data. */
export interface Happened {
  readonly position: number
  readonly id: string
  readonly type: string
  readonly aggregate: string
  readonly key: Key
  /** Its place among the public events of its case; null: it is internal, and no view folds it. */
  readonly number: number | null
  readonly data?: any
}
/** A row is wanted as it is once this event has been folded into it. */
export interface Want {
  readonly key: Key
  readonly source: string
  readonly number: number
  readonly position: number
}
/** `behind`: the event is not in the row yet; `aside`: it will not be before somebody mends what keeps it; `gone`: the row was taken away. */
export type RowNow = Found | 'behind' | 'aside' | 'gone'
export interface Beginning {
  /** Which life of its store this is: places of another life mean nothing in it. */
  readonly life: string
  readonly head: number
  /** By source, up to which place it has heard everything; 0: nobody has written that down. */
  readonly heard: { readonly [source: string]: number }
  /** What it has put aside. */
  readonly aside: readonly (Happened & { readonly source: string })[]
}
/** What a context tells those who push its changes, here or from another process. */
export interface LivePart {
  begins(): Promise<Beginning>
  /** What happened after a place, waited for up to `wait` ms. */
  read(after: number, limit: number, wait: number): Promise<readonly Happened[]>
  items(of: string, keys: readonly Key[]): Promise<readonly (Found | null)[]>
  /** In the order of the wants. It waits up to `wait` ms for the first that is not `behind`. */
  rows(view: string, wants: readonly Want[], wait: number): Promise<readonly RowNow[]>
}

/** Others may fold the rows of a shared store: it is looked at so often, in ms. */
const look = 50
const lifeOf = (lives: string | undefined): string =>
  createHash('sha256')
    .update(lives ?? '')
    .digest('hex')
    .slice(0, 6)
const happenedOf = ({ position, id, type, aggregate, key, number, data }: Recorded): Happened =>
  number === null ? { position, id, type, aggregate, key, number } : { position, id, type, aggregate, key, number, data }

/** A context of this process. `news`: resolves when something was committed, or after so many ms. */
export const livePart = (node: Node, news: (ms: number) => Promise<void>): LivePart => {
  const { store } = node
  const sources = new Set(Object.values(node.system.contexts).map(c => c.name))
  /** Resolves when rows were committed here, or after `ms`. */
  const folded = (ms: number) =>
    new Promise<void>(done => {
      const wake = (): void => {
        node.rowsTold.delete(wake)
        clearTimeout(late)
        done()
      }
      const late = setTimeout(wake, ms)
      node.rowsTold.add(wake)
    })
  const rowNow = async (view: string, { key, source, number }: Want): Promise<RowNow> => {
    const row = await store.row(view, key)
    return row && (row.seen[source] ?? 0) >= number ? { key, version: row.version, id: row.id, state: row.value } : 'behind'
  }
  /** Of what is still behind, why: what was heard is either put aside, or in its row by now, or there is no row any more. */
  const late = async (view: string, want: Want): Promise<RowNow> => {
    if (await store.isAside(want.source, want.position)) return 'aside'
    if ((await store.progress(want.source)) < want.position) return 'behind'
    const now = await rowNow(view, want)
    return now === 'behind' ? 'gone' : now
  }
  return {
    async begins() {
      const heard: { [source: string]: number } = {}
      for (const source of sources) heard[source] = await store.progress(source)
      const aside = (await store.aside()).map(w => ({ ...happenedOf(w.event), source: w.source }))
      return { life: lifeOf(await store.noted(livesNote)), head: await store.head(), heard, aside }
    },
    async read(after, limit, wait) {
      const until = Date.now() + wait
      for (;;) {
        const events = await store.read(after, limit)
        const left = until - Date.now()
        if (events.length || left <= 0 || node.stopped) return events.map(happenedOf)
        await news(left)
      }
    },
    items: (of, keys) =>
      Promise.all(
        keys.map(async key => {
          const item = await store.load(of, key)
          return item ? { ...item, key } : null
        }),
      ),
    async rows(view, wants, wait) {
      const until = Date.now() + wait
      for (;;) {
        const news = folded(look)
        const now = await Promise.all(wants.map(want => rowNow(view, want)))
        if (now.some(n => n !== 'behind')) return now
        if (Date.now() >= until || node.stopped) return await Promise.all(wants.map(want => late(view, want)))
        await news
      }
    },
  }
}

/** How long a context in another process may take beyond what it is asked to wait, in ms. */
const grace = 5000
export const remotePart = (peer: Peer): LivePart => {
  const ask = async <K extends keyof LivePart>(name: K, args: Parameters<LivePart[K]>, wait = 0): Promise<any> =>
    (await peer.call('POST', `/live/${name}`, wait + grace, { args })).result
  return {
    begins: () => ask('begins', []),
    read: (after, limit, wait) => ask('read', [after, limit, wait], wait),
    items: (of, keys) => ask('items', [of, keys]),
    rows: (view, wants, wait) => ask('rows', [view, wants, wait], wait),
  }
}

/** How long another process may wait here for something new, in ms, and how much it may ask for at once. */
const longest = 10_000
const most = 1000
/** `/live/{what}`: what a gateway in another process pushes from (role `system`). It is never reached through a gateway. */
export const livePartRoute = (route: Route, part: LivePart): void =>
  route('/live/:what', {
    POST: async x => {
      if (!x.caller.anyone && !x.caller.roles.includes('system')) throw new Problem('role')
      const wrong = (): never => {
        throw new Problem('malformed', { errors: [{ field: 'args', word: 'form' }] })
      }
      const { args } = (x.body ?? {}) as { args?: unknown }
      const [a, b, c] = Array.isArray(args) ? args : wrong()
      const few = (list: unknown): any[] => (Array.isArray(list) && list.length <= most ? list : wrong())
      const whole = (n: unknown, top: number): number =>
        Number.isSafeInteger(n) && (n as number) >= 0 ? Math.min(n as number, top) : wrong()
      const { what } = x.params
      const result =
        what === 'begins'
          ? await part.begins()
          : what === 'read'
            ? await part.read(whole(a, Number.MAX_SAFE_INTEGER), whole(b, most), whole(c, longest))
            : what === 'items'
              ? await part.items(String(a), few(b))
              : what === 'rows'
                ? await part.rows(String(a), few(b), whole(c, longest))
                : undefined
      if (result === undefined) throw new Problem('not-found')
      x.send(200, ['content-type', 'application/json'], JSON.stringify({ result }))
    },
  })
