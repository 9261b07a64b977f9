import type { Recorded } from './ports.ts'

/** So long what came later may overtake what came before on its way, in ms: contexts are brought events of different cases side by side. */
export const overtaking = 60_000

interface Missed {
  readonly context: string
  readonly event: Recorded
}
/** Tells what was passed by from what is still to come: a later event of the same source was heard, and has been there for a while. */
export class Passing {
  /** By context and source: of what was heard, where the latest lies, and when it was told. */
  private readonly furthest = new Map<string, { readonly position: number; readonly time: number }>()
  private readonly unheard: Missed[] = []

  heard(context: string, { source, position, time }: Recorded): void {
    const way = `${context} ${source}`
    if ((this.furthest.get(way)?.position ?? 0) < position) this.furthest.set(way, { position, time })
  }
  /** The first event of a case that has not been heard, and waits nowhere. */
  missed(context: string, event: Recorded): void {
    this.unheard.push({ context, event })
  }
  /** What was passed by, as seen at `now` (ms since 1970). */
  passed(now: number): readonly Missed[] {
    return this.unheard.filter(({ context, event }) => {
      const further = this.furthest.get(`${context} ${event.source}`)
      return further && further.position > event.position && now - further.time >= overtaking
    })
  }
}
