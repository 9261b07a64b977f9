// Time that goes by only while a test waits: for the tests of what sleeps, rings and backs off.
import { noon } from '@jumun/testing'
import type { Clock } from './ports.ts'

/** When everything that can go on without time has gone on, the next sleeper wakes. */
export class StillClock implements Clock {
  time = noon
  private readonly sleepers: { at: number; readonly wake: () => void }[] = []
  private ids = 0
  private setBack = 0

  now(): number {
    return this.time
  }
  /** The wall clock is set back; who sleeps sleeps as long as before. */
  goBack(ms: number): void {
    this.time -= ms
    this.setBack += ms
    for (const sleeper of this.sleepers) sleeper.at -= ms
  }
  steady(): number {
    return this.time + this.setBack
  }
  sleep(ms: number): Promise<void> {
    return new Promise(wake => void this.alarm(ms, wake))
  }
  alarm(ms: number, ring: () => void): () => void {
    const sleeper = { at: this.time + Math.max(0, ms), wake: ring }
    this.sleepers.push(sleeper)
    return () => {
      const at = this.sleepers.indexOf(sleeper)
      if (at >= 0) this.sleepers.splice(at, 1)
    }
  }
  id(): string {
    return `m${++this.ids}`
  }

  /** Waits until it holds, and fails when so much time went by before, or when nothing more can happen. */
  async until(holds: () => unknown, within = 86_400_000): Promise<void> {
    const end = this.time + within
    for (;;) {
      await turn()
      if (holds()) return
      const next = this.sleepers.reduce<StillClock['sleepers'][number] | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined)
      if (!next || next.at > end) throw new Error(`it never holds: ${holds.toString()}`)
      this.wake(next)
    }
  }
  /** So much time goes by, and everything that happens in it. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms
    for (;;) {
      await turn()
      const next = this.sleepers.filter(s => s.at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.wake(next)
    }
    this.time = end
    await turn()
  }
  /** The work, while time goes by. */
  async during<T>(work: Promise<T>): Promise<T> {
    let settled = false
    const settle = () => void (settled = true)
    work.then(settle, settle)
    await this.until(() => settled)
    return work
  }
  private wake(sleeper: StillClock['sleepers'][number]): void {
    this.sleepers.splice(this.sleepers.indexOf(sleeper), 1)
    this.time = Math.max(this.time, sleeper.at)
    sleeper.wake()
  }
}
const turn = (): Promise<void> => new Promise(done => setImmediate(done))
