import type { Recorded } from './ports.ts'

/** A piece of work that is followed. Nothing in it is about anybody: what it is called is a name of the board. */
export interface Span {
  /** W3C traceparent: what comes of this work goes on from here. */
  readonly trace: string
  /** It is over. `outcome`: a word for how; `failed`: it did not do what it was for. */
  end(outcome: string, failed?: boolean): void
}
/** Follows what one context does, from a request to the last policy. */
export interface Tracing {
  /** `from`: the traceparent that it goes on from; `since`: that of whoever set the timer which rings now. */
  command(type: string, from: string | undefined, since?: string): Span
  /** `waits`: whoever made the event waits for it. */
  policy(name: string, event: Recorded, waits: boolean): Span
  view(name: string, event: Recorded): Span
}
/** Work that is followed to its end. */
export const followed = async <T>(span: Span, work: () => Promise<T>, outcome: (result: T) => string = () => 'done'): Promise<T> => {
  try {
    const result = await work()
    span.end(outcome(result))
    return result
  } catch (error) {
    span.end('failed', true)
    throw error
  }
}
