import { type Bus, type Clock, type Committed, type Consumer, livesNote, LocalBus, type Recorded, type Source } from '@jumun/core/runtime'
import type { Peer } from '@jumun/http/peer'

/** How long a peer is asked to wait for something new before it says that there is nothing, in ms. */
const patience = 10_000
/** How long the peer may take beyond that, in ms. */
const grace = 5000
/** Events in one answer at the most. */
const page = 1000

/** The log of a context in another process. Once it is closed it has nothing new to tell. */
export interface RemoteSource extends Source {
  close(): void
}

/** Reads the log of a context where it runs. `waits`: an answer is waited for until there is something new. */
export const remoteSource = (peer: () => Peer | undefined, waits = true): RemoteSource => {
  const closing = new AbortController()
  const call = async (path: string, within: number): Promise<any> => {
    const to = peer()
    if (!to) throw new Error('nobody said where it is: name its address with --peers')
    return to.call('GET', path, within, undefined, closing.signal)
  }
  return {
    async read(after, limit): Promise<Committed> {
      const wait = waits ? patience : 0
      try {
        const { events } = await call(`/log?after=${after}&limit=${Math.min(limit, page)}&wait=${wait}`, wait + grace)
        return events as readonly Recorded[]
      } catch (error) {
        if (closing.signal.aborted) return []
        throw error
      }
    },
    async head() {
      return (await call('/log/head', grace)).head as number
    },
    async noted(name) {
      return name === livesNote ? ((await call('/log/head', grace)).lives ?? undefined) : undefined
    },
    async eventsOf(of) {
      if (!('case' in of)) throw new Error('a peer tells the events of a case, not those of an item')
      return (await call(`/log/cases/${of.case.split('/').map(encodeURIComponent).join('/')}`, grace)).events as readonly Recorded[]
    },
    close: () => closing.abort(),
  }
}

export interface HttpBusSettings {
  /** The log of a context that runs in this process. */
  readonly here: (context: string) => Source | undefined
  /** Where a context of another process is. */
  readonly peers: (context: string) => Peer | undefined
  /** The contexts that run in this process, whether they are started at the moment or not. */
  readonly ours: ReadonlySet<string>
  readonly clock: Clock
  readonly report: (what: string, error: unknown) => void
  /** After how many ms a log of this process is looked at that was silent: others may share its database. */
  readonly poll: number
}

/**
 * The bus without a broker: each consumer reads the logs of its sources, those of other processes by HTTP. It needs no topic, so it is also
 * how a context that joins late hears of everything from the first event.
 */
export class HttpBus implements Bus {
  private readonly settings: HttpBusSettings
  private readonly local: LocalBus
  constructor(settings: HttpBusSettings) {
    this.settings = settings
    this.local = new LocalBus(settings.here, settings.clock, settings.report, settings.poll)
  }
  async consume(consumer: Consumer): Promise<{ stop(): Promise<void> }> {
    const { ours, peers, clock, report } = this.settings
    const sources = new Map<string, RemoteSource>()
    const part = (wanted: (source: string) => boolean): Consumer => ({
      context: consumer.context,
      wants: new Map([...consumer.wants].filter(([source]) => wanted(source))),
      deliver: event => consumer.deliver(event),
      ...(consumer.meets ? { meets: (source, log) => consumer.meets!(source, log) } : {}),
      progress: source => consumer.progress(source),
      reached: places => consumer.reached(places),
    })
    for (const source of consumer.wants.keys())
      if (!ours.has(source))
        sources.set(
          source,
          remoteSource(() => peers(source)),
        )
    // who has nothing new has been waited for already
    const remote = new LocalBus(source => sources.get(source), clock, report, 1)
    const running = [await this.local.consume(part(s => ours.has(s))), await remote.consume(part(s => !ours.has(s)))]
    return {
      stop: async () => {
        for (const s of sources.values()) s.close()
        await Promise.all(running.map(r => r.stop()))
      },
    }
  }
  /** Something was committed in this process: its readers wake up. */
  committed(source: string): void {
    this.local.committed(source)
  }
}
