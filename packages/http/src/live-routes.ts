import type { Caller } from '@jumun/core/runtime'
import { Counter, Gauge } from 'prom-client'
import { addressOf, placeOf } from './addresses.ts'
import type { Route } from './bare-server.ts'
import type { Edge, Exchange } from './exchange.ts'
import type { Live, Told } from './live.ts'
import { cursorOf } from './live-cursor.ts'
import { Stream } from './live-stream.ts'
import { mostWatched, type Watch, watchOf } from './live-watch.ts'
import { accepts } from './negotiation.ts'
import { Problem } from './problem.ts'

/** How much of a gateway those who listen may hold. */
export interface LiveBounds {
  readonly listeners: number
  /** Of one address, unless it is a trusted proxy's. */
  readonly listenersByAddress: number
  /** Bytes that one may leave unread; who leaves more is cut, and comes back for the rest. */
  readonly unreadBytes: number
}
export const liveBounds: LiveBounds = { listeners: 2000, listenersByAddress: 200, unreadBytes: 256 * 1024 }

/** How often it is looked whose token ends, and whether a silent line still stands, in ms. */
const beat = 1000
const silence = 5000
/** A token may be taken back before it ends: it is checked again so often, in ms. */
const checkedAgain = 30_000
/** Changes of one answer to those who ask instead of listening; who has missed more reads everything anew. */
const mostChanges = 2000

/** Those who listen at one gateway, over all systems: their number is bounded, and each of them ends with its token. */
export class Streams {
  private readonly edge: Edge
  private readonly bounds: LiveBounds
  private readonly all = new Set<Stream>()
  private readonly places = new Map<string, number>()
  private readonly lives: Live[] = []
  private readonly pushed: Counter
  private readonly cut: Counter
  private beats: NodeJS.Timeout | undefined
  private closed = false

  constructor(edge: Edge, bounds: Partial<LiveBounds> = {}) {
    this.edge = edge
    this.bounds = { ...liveBounds, ...bounds }
    const registers = [edge.metrics.registry]
    const { all } = this
    new Gauge({
      name: 'jumun_live_listeners',
      help: 'Those who listen to what changes',
      registers,
      collect() {
        this.set(all.size)
      },
    })
    this.pushed = new Counter({ name: 'jumun_live_pushed_total', help: 'Changes that were pushed', registers })
    this.cut = new Counter({ name: 'jumun_live_cut_total', help: 'Lines that were cut, by why', labelNames: ['why'], registers })
  }

  /** `GET {prefix}/live` of one system. */
  route(route: Route, prefix: string, live: Live): void {
    this.lives.push(live)
    route(`${prefix}/live`, {
      GET: async x => {
        const watches = watchesOf(x, live)
        const since = sinceOf(x)
        const isStream = accepts(x.raw.headers.accept, 'text/event-stream') && !accepts(x.raw.headers.accept, 'application/json')
        if (!isStream) return await this.answer(x, live, prefix, watches, since)
        if (x.raw.method === 'HEAD') return x.send(200, ['content-type', 'text/event-stream'])
        await this.stream(x, live, prefix, watches, since)
      },
    })
  }
  /** Ends all lines; whoever listened comes back to whoever answers then. */
  close(): void {
    this.closed = true
    clearInterval(this.beats)
    for (const s of this.all) s.end('closing')
    for (const live of this.lives) live.close()
  }

  /** What changed since a cursor, for those who ask again and again. */
  private async answer(
    x: Exchange,
    live: Live,
    prefix: string,
    watches: readonly Watch[],
    since: ReturnType<typeof cursorOf>,
  ): Promise<void> {
    const form = x.form
    const changes: string[] = []
    let isReset = false
    const listening = await inTime(
      x,
      live.listen(
        {
          caller: x.caller,
          watches,
          told: told => {
            if (changes.length < mostChanges) changes.push(textOf(told, x.base + prefix, x.caller))
            else isReset = true
          },
          reset: () => (isReset = true),
        },
        since,
      ),
      one => live.leave(one),
    )
    live.leave(listening)
    const cursor = JSON.stringify(listening.cursor)
    const body = `{"cursor":${cursor},"reset":${isReset},"changes":[${isReset ? '' : changes.join(',')}]}`
    x.json(200, body, form === 'array' ? 'json' : form, ['vary', 'Accept, Authorization'])
  }

  private async stream(
    x: Exchange,
    live: Live,
    prefix: string,
    watches: readonly Watch[],
    since: ReturnType<typeof cursorOf>,
  ): Promise<void> {
    const leave = this.enter(x)
    const base = x.base + prefix
    const stream = new Stream(x, this.bounds.unreadBytes, why => this.cut.labels(why).inc())
    this.all.add(stream)
    this.beats ??= setInterval(() => this.look(), beat).unref()
    let isGone = false
    stream.res.once('close', () => {
      isGone = true
      this.all.delete(stream)
      leave()
      if (stream.listening) live.leave(stream.listening)
    })
    const listening = await live.listen(
      {
        caller: x.caller,
        watches,
        told: told => {
          this.pushed.inc()
          stream.tell(told.kind, textOf(told, base, x.caller))
        },
        reset: () => stream.reset(),
      },
      since,
    )
    if (isGone || this.closed) return live.leave(listening)
    stream.begin(listening)
  }
  /** Takes a place among those who listen; the answer gives it back. Throws a Problem where there is none. */
  private enter(x: Exchange): () => void {
    const { listeners, listenersByAddress } = this.bounds
    const address = placeOf(addressOf(x.raw, this.edge.trusts))
    if (this.closed || this.all.size >= listeners) throw new Problem('unavailable')
    const many = (this.places.get(address) ?? 0) + 1
    if (many > listenersByAddress && !this.edge.trusts(address)) throw new Problem('too-many')
    this.places.set(address, many)
    return () => {
      const left = this.places.get(address)! - 1
      if (left) this.places.set(address, left)
      else this.places.delete(address)
    }
  }
  private look(): void {
    const now = Date.now()
    for (const s of this.all) {
      const { res } = s
      if (now >= s.ends) s.end('token')
      else if (now - s.checked >= checkedAgain) void this.check(s, now)
      if (s.listening && now - s.told >= silence && res.writableLength === 0 && !res.writableEnded) {
        s.told = now
        res.write(`id: ${s.listening.cursor}\n\n`)
      }
    }
    if (this.all.size) return
    clearInterval(this.beats)
    this.beats = undefined
  }
  /** Who was let in by a token stays only while it would let them in now. */
  private async check(s: Stream, now: number): Promise<void> {
    s.checked = now
    const token = /^bearer (\S+)$/i.exec(s.x.raw.headers.authorization ?? '')?.[1]
    if (token === undefined) return
    try {
      await this.edge.identity.callerOf(token)
    } catch (error) {
      // who cannot be asked now may be asked a little later
      if (error instanceof Problem && error.slug === 'no-identity') s.end('token')
    }
  }
}

const watchesOf = (x: Exchange, live: Live): readonly Watch[] => {
  for (const name of x.query.keys())
    if (name !== 'watch' && name !== 'after' && name !== 'pretty')
      throw new Problem('malformed', { errors: [{ field: name, word: 'parameter', limit: ['watch', 'after'] }] })
  const asked = x.query.getAll('watch')
  if (!asked.length) throw new Problem('malformed', { errors: [{ field: 'watch', word: 'required' }] })
  if (asked.length > mostWatched) throw new Problem('malformed', { errors: [{ field: 'watch', word: 'most', limit: mostWatched }] })
  return asked.flatMap(text => watchOf(text, x.caller, live.known) ?? [])
}
/** Where whoever asks was: the header of a browser that comes back, or the query. */
const sinceOf = (x: Exchange): ReturnType<typeof cursorOf> => {
  const text = x.query.get('after') ?? x.raw.headers['last-event-id']
  if (text === undefined || text === '') return undefined
  const cursor = cursorOf(String(text))
  if (!cursor) throw new Problem('malformed', { errors: [{ field: 'after', word: 'form' }] })
  return cursor
}
/** The last text of a change: many who may do the same are told the same. */
const last = new WeakMap<Told['change'], { readonly kind: string; readonly base: string; readonly caller: Caller; readonly text: string }>()
const textOf = (told: Told, base: string, caller: Caller): string => {
  const known = last.get(told.change)
  if (known && known.kind === told.kind && known.base === base && known.caller === caller) return known.text
  const text = written(told, base, caller)
  last.set(told.change, { kind: told.kind, base, caller, text })
  return text
}
/** A change as it is sent. */
const written = ({ kind, change: { wire, found } }: Told, base: string, caller: Caller): string => {
  const id = JSON.stringify(wire.idOf(found))
  const about = `{"of":"${wire.name}","id":${id}`
  return kind === 'gone' ? `${about},"gone":true}` : `${about},"version":${found.version},"item":${wire.item(found, base, caller)}}`
}
/** A context that is away keeps nobody waiting who asked; whoever came too late is let go when it is back. */
const inTime = async <T>(x: Exchange, work: Promise<T>, tooLate: (value: T) => void): Promise<T> => {
  let late: NodeJS.Timeout | undefined
  const over = new Promise<undefined>(done => (late = setTimeout(() => done(undefined), Math.max(0, x.until - Date.now()))))
  const first = await Promise.race([work.then(value => ({ value })), over])
  clearTimeout(late)
  if (first) return first.value
  void work.then(tooLate)
  throw new Problem('unavailable')
}
