import { Unavailable } from '@jumun/core/runtime'
import type { Engine, Line, Result, Statement } from './engine.ts'

/** After a connection that failed, nobody tries for so long, in ms: doubled each time, up to the last. */
const pauses = [20, 1000] as const

/** Who may ask: over some connection or other. */
export type Shared = Pick<Lines, 'read' | 'use'>

/** A few connections that everybody shares. They are opened when they are needed, and opened again when they were lost. */
export class Lines {
  readonly #engine: Engine
  readonly #within: string
  readonly #most: number
  readonly #answer: number | undefined
  #lines: Line[] = []
  #opening: Promise<Line> | undefined
  #failure: { readonly why: unknown; readonly until: number; readonly pause: number } | undefined
  #closed = false

  /** `most`: so many connections; `answer`: ms for an answer, where that is not what everybody has. */
  constructor(engine: Engine, within: string, most: number, answer?: number) {
    this.#engine = engine
    this.#within = within
    this.#most = most
    this.#answer = answer
  }

  /** A connection with little to do. Rejects with an Unavailable while none can be had. */
  async get(): Promise<Line> {
    if (this.#closed) throw new Unavailable('the store is closed')
    this.#lines = this.#lines.filter(line => line.isOpen)
    let least: Line | undefined
    for (const line of this.#lines) if (!least || line.waiting < least.waiting) least = line
    if (least && (!least.waiting || this.#lines.length >= this.#most)) return least
    const opening = (this.#opening ??= this.#open().finally(() => (this.#opening = undefined)))
    if (!least) return opening
    opening.catch(() => {})
    return least
  }
  async #open(): Promise<Line> {
    const failure = this.#failure
    if (failure && performance.now() < failure.until) throw this.#unavailable(failure.why)
    try {
      const line = await this.#engine.connect(this.#within, this.#answer)
      if (this.#closed) {
        await line.close()
        throw new Unavailable('the store is closed')
      }
      this.#failure = undefined
      this.#lines.push(line)
      return line
    } catch (why) {
      const pause = failure ? Math.min(failure.pause * 2, pauses[1]) : pauses[0]
      this.#failure = { why, until: performance.now() + pause, pause }
      throw this.#unavailable(why)
    }
  }
  #unavailable(why: unknown): Unavailable {
    return why instanceof Unavailable
      ? why
      : new Unavailable(`${this.#engine.name} does not answer: ${(why as Error).message}`, { cause: why })
  }

  /** Asks; once more, on a new connection, where the old one turns out to be lost. */
  async read(statements: readonly Statement[]): Promise<readonly Result[]> {
    return this.use(line => line.run(statements))
  }
  /** The same for work that may be done twice. */
  async use<T>(work: (line: Line) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      const line = await this.get()
      try {
        return await work(line)
      } catch (thrown) {
        const trouble = this.#engine.trouble(thrown)
        if (trouble === 'again' && tries < 10) continue
        if (trouble === 'bad' || trouble === 'not allowed') throw thrown
        // Asked again it would take as long again.
        if (trouble === 'late') throw this.#unavailable(thrown)
        // Those that were opened at the same time may be lost too.
        if (trouble === 'again' || line.isOpen || tries > this.#most) throw this.#unavailable(thrown)
      }
    }
  }
  async close(): Promise<void> {
    this.#closed = true
    await this.#opening?.catch(() => {})
    await Promise.all(this.#lines.map(line => line.close()))
  }
}
