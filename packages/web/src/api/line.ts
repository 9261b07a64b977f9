// The line of a system: the server tells what changes in what the page shows. One line a system and tab, and only while somebody looks.
import { ask, prefixOf } from './client.ts'

/** What is told: something of this collection changed. Undefined: anything may have. */
export interface News {
  readonly of: string
  readonly id: number | string
}
interface Watcher {
  readonly watches: readonly string[]
  readonly told: (news: News | undefined) => void
}
/** Watches that come and go together share one line, in ms. */
const together = 30
/** The server says something every few seconds; after a longer silence the line is taken for cut, in ms. */
const silence = 15_000
/** After how long a line that was cut, or refused, is tried again, in ms. */
const again = 1000
const later = 10_000
/** What one line may watch. */
const most = 50

/** Opens and keeps the line of one system. */
class Line {
  private readonly system: string
  private readonly watchers = new Set<Watcher>()
  private readonly listeners = new Set<() => void>()
  private watched: ReadonlySet<string> = new Set()
  private place = ''
  private running: AbortController | undefined
  private soon: ReturnType<typeof setTimeout> | undefined
  isOpen = false

  constructor(system: string) {
    this.system = system
    document.addEventListener('visibilitychange', () => this.renew(true))
    addEventListener('offline', () => this.cut(again))
    addEventListener('online', () => this.renew(true))
  }
  watch(watcher: Watcher): () => void {
    this.watchers.add(watcher)
    this.renew()
    return () => {
      this.watchers.delete(watcher)
      this.renew()
    }
  }
  listen(told: () => void): () => void {
    this.listeners.add(told)
    return () => this.listeners.delete(told)
  }
  private says(isOpen: boolean): void {
    if (this.isOpen === isOpen) return
    this.isOpen = isOpen
    for (const told of this.listeners) told()
  }
  /** Looks in a moment whether the line is still the right one. `anew`: whatever it was. */
  private renew(anew = false, after = together): void {
    clearTimeout(this.soon)
    this.soon = setTimeout(() => {
      const wanted = new Set([...this.watchers].flatMap(w => w.watches))
      const isSame = wanted.size === this.watched.size && [...wanted].every(w => this.watched.has(w))
      if (isSame && !anew && this.running) return
      this.end()
      // more than one may watch is asked for again and again, as before
      if (wanted.size && wanted.size <= most && !document.hidden && navigator.onLine) void this.run(wanted)
    }, after)
  }
  private cut(after: number): void {
    this.end()
    this.renew(true, after)
  }
  private end(): void {
    this.running?.abort()
    this.running = undefined
    this.says(false)
  }
  private async run(wanted: ReadonlySet<string>): Promise<void> {
    const controller = new AbortController()
    this.running = controller
    // what is watched from now on may have changed before the line stands
    const isNew = [...wanted].some(w => !this.watched.has(w))
    if (isNew) this.place = ''
    this.watched = wanted
    const query = new URLSearchParams([...wanted].map(w => ['watch', w]))
    let quiet: ReturnType<typeof setTimeout> | undefined
    const heard = (): void => {
      clearTimeout(quiet)
      quiet = setTimeout(() => controller.abort(), silence)
    }
    let after = again
    try {
      heard()
      const headers = { accept: 'text/event-stream', ...(this.place ? { 'last-event-id': this.place } : {}) }
      const response = await ask(`${location.origin}${prefixOf(this.system)}/live?${query}`, { headers, signal: controller.signal })
      if (!response.ok || !response.body) after = later
      else await this.read(response.body, heard)
    } catch {
      // cut: until it stands again, pages ask
    }
    clearTimeout(quiet)
    if (this.running === controller) this.cut(after)
  }
  private async read(body: ReadableStream<Uint8Array<ArrayBuffer>>, heard: () => void): Promise<void> {
    let text = ''
    const reader = body.pipeThrough(new TextDecoderStream()).getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      heard()
      text += value
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        this.take(text.slice(0, end))
        text = text.slice(end + 2)
      }
    }
  }
  private take(block: string): void {
    const fields = new Map(block.split('\n').map(line => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]))
    const kind = fields.get('event')
    const isFirst = kind === 'open' || kind === 'reset'
    // without a place to go on from, nobody knows what was missed
    if (kind === 'reset' || (kind === 'open' && this.place === '')) this.tell(undefined)
    this.place = fields.get('id') ?? this.place
    if (isFirst) this.says(true)
    if (kind === 'item' || kind === 'gone') this.tell(JSON.parse(fields.get('data')!) as News)
  }
  private tell(news: News | undefined): void {
    for (const w of this.watchers) if (news === undefined || w.watches.some(text => isOf(text, news))) w.told(news)
  }
}
/** Is this news of what is watched there? */
const isOf = (watch: string, { of, id }: News): boolean => {
  const [path = ''] = watch.split('?')
  if (!path.startsWith(of)) return false
  const rest = path.slice(of.length)
  return rest === '' || rest.startsWith('/search/') || rest === `/${encodeURIComponent(id)}`
}

const lines = new Map<string, Line>()
export const lineOf = (system: string): Line => {
  let line = lines.get(system)
  if (!line) lines.set(system, (line = new Line(system)))
  return line
}
