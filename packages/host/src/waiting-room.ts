import { systemClock } from '@jumun/core/runtime'

/** Who waits for what is committed: woken when it is, and at the latest after a while. */
export class WaitingRoom {
  private readonly most: number
  private readonly waiting = new Set<() => void>()

  /** `most`: in ms. */
  constructor(most: number) {
    this.most = most
  }
  /** Resolves when something was committed, or after so many ms. */
  news(ms: number): Promise<void> {
    return new Promise(done => {
      const wake = () => {
        this.waiting.delete(wake)
        cancel()
        done()
      }
      const cancel = systemClock.alarm(Math.min(ms, this.most), wake)
      this.waiting.add(wake)
    })
  }
  wake(): void {
    for (const wake of this.waiting) wake()
  }
}
