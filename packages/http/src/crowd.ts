/** So many commands may be under way at once while all is well, and however bad it is. */
const most = 1024
const least = 8
/** How often it is looked at, in ms. */
const step = 1000

/**
 * How many commands of a context may be under way at once. Where it takes long until they are decided, more are under way than can be done
 * in their time: each of them would be written, asked about, postponed and given up, and that work would keep the others from theirs. Then
 * fewer are let in, step by step, and more again as soon as they are decided in time. What a solid line takes does not count.
 */
export class Crowd {
  private limit = most
  private underWay = 0
  private undecided = 0
  private peak = 0
  private from = 0
  /** Since the last look: how many were decided and after how many ms in all, and how many left without that. */
  private decisions = 0
  private delays = 0
  private left = 0
  private readonly slow: number

  /** `requestTime`: how long one may take in all, in ms. */
  constructor(requestTime: number) {
    this.slow = requestTime / 4
  }
  /** False: it is not to begin. `now`: ms of any clock that only grows. */
  enter(now: number): boolean {
    if (now - this.from >= step) this.look(now)
    if (this.underWay >= this.limit) return false
    this.underWay++
    this.undecided++
    this.peak = Math.max(this.peak, this.underWay)
    return true
  }
  /** One is about to be committed, so many ms after it was sent. */
  decides(delay: number): void {
    this.undecided--
    this.decisions++
    this.delays += delay
  }
  leave(wasDecided: boolean): void {
    this.underWay--
    if (wasDecided) return
    this.undecided--
    this.left++
  }
  private look(now: number): void {
    const isStuck = this.undecided > 0 && !this.decisions && !this.left
    const isSlow = this.decisions > 0 && this.delays / this.decisions > this.slow
    if (isStuck || isSlow) this.limit = Math.max(least, Math.floor(Math.min(this.limit, this.peak) * 0.7))
    else this.limit = Math.min(most, Math.ceil(this.limit * 1.25) + 4)
    this.from = now
    this.peak = this.underWay
    this.decisions = this.delays = this.left = 0
  }
}
