import { limits } from './limits.ts'

/** The server has said nothing for longer than it may think. */
export class Silent extends Error {}

/**
 * Watches a connection while somebody waits for its answers. The server itself ends what takes too long, and the connection lives on for
 * those who share it; only one that says nothing at all is given up, for its machine may be gone.
 */
export class Watch {
  readonly #most: number
  readonly #giveUp: () => void
  #heard = 0
  #timer: NodeJS.Timeout | undefined

  /** `answer`: how long the server may think, in ms; 0: as long as it likes. */
  constructor(answer: number, giveUp: () => void) {
    this.#most = answer && answer + limits.silence
    this.#giveUp = giveUp
  }
  /** Somebody begins to wait where nobody did. */
  begin(): void {
    this.heard()
    if (this.#most) this.#look()
  }
  /** The server has said something. */
  heard(): void {
    this.#heard = performance.now()
  }
  /** Nobody waits any more. */
  end(): void {
    clearTimeout(this.#timer)
  }
  #look(): void {
    const left = this.#heard + this.#most - performance.now()
    if (left > 0) this.#timer = setTimeout(() => this.#look(), left)
    else this.#giveUp()
  }
}
