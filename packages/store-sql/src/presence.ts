import type { Engine, Line } from './engine.ts'
import type { Lines } from './lines.ts'

/** Ends the names of those whose presence can be asked for: older versions are believed by the clock alone. */
const told = '|here'
/** A condition: whoever is named in this column is of those whose presence can be asked for. */
export const tells = (column: string): string => `${column} LIKE '%${told}'`

/**
 * Says to all who share the server that a holder of leases lives: by a lock that the server itself lets go when the connection is lost. So who was
 * killed is missed at once; who stands still, or whose machine is gone, when its lease has ended.
 */
export class Presence {
  readonly #engine: Engine
  readonly #lines: Lines
  readonly #said = new Map<string, Promise<Line>>()

  constructor(engine: Engine, lines: Lines) {
    this.#engine = engine
    this.#lines = lines
  }
  /** By what name a holder is known to the others, who may from now on ask whether it lives. */
  async of(holder: string): Promise<string> {
    const name = holder + told
    const line = await this.#said.get(name)?.catch(() => undefined)
    if (line?.isOpen) return name
    const saying = this.#lines.use(async line => {
      await line.run([this.#engine.schema.guard(name)])
      return line
    })
    this.#said.set(name, saying)
    await saying
    return name
  }
  /** Those that this process speaks for. */
  get mine(): readonly string[] {
    return [...this.#said.keys()]
  }
}
