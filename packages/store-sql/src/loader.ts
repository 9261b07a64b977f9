/** A question that waits for its turn. */
interface Asked<V> {
  resolve(value: V | undefined): void
  reject(why: unknown): void
}

/**
 * Asks for many by one question: those that are asked for at the same time, and while the last question is on its way. `ask` gives what
 * there is, by key.
 */
export class Loader<K, V> {
  readonly #ask: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>
  readonly #most: number
  #waiting = new Map<K, Asked<V>[]>()
  #flying = 0
  #scheduled = false

  constructor(most: number, ask: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>) {
    this.#most = most
    this.#ask = ask
  }
  load(key: K): Promise<V | undefined> {
    return new Promise((resolve, reject) => {
      const asked = this.#waiting.get(key)
      if (asked) asked.push({ resolve, reject })
      else this.#waiting.set(key, [{ resolve, reject }])
      this.#schedule()
    })
  }
  #schedule(): void {
    if (this.#scheduled || this.#flying > 0) return
    this.#scheduled = true
    setImmediate(this.#next)
  }
  readonly #next = (): void => {
    this.#scheduled = false
    let batch = this.#waiting
    if (batch.size > this.#most) {
      batch = new Map([...batch].slice(0, this.#most))
      for (const key of batch.keys()) this.#waiting.delete(key)
    } else this.#waiting = new Map()
    if (!batch.size) return
    this.#flying++
    this.#ask([...batch.keys()])
      .then(
        found => {
          for (const [key, asked] of batch) for (const { resolve } of asked) resolve(found.get(key))
        },
        why => {
          for (const asked of batch.values()) for (const { reject } of asked) reject(why)
        },
      )
      .finally(() => {
        this.#flying--
        if (this.#waiting.size) this.#schedule()
      })
  }
}
