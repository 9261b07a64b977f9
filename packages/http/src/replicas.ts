// Where the replicas of a context are, and which of them are left out.
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { withoutEnd } from './addresses.ts'

/** How often one that is left out is asked whether it is back, and how long it may take to say so, in ms. */
const askAgain = 1000
const patience = 1000

/**
 * Where the replicas of a context are: each in its turn. One that could not be reached, or that stands still (its system takes connections,
 * but nobody answers), is left out until it says that it lives; the trial is a question of ours, so no request is lost by it.
 */
export class Replicas {
  readonly addresses: readonly string[]
  private turn = 0
  private readonly out = new Set<string>()
  private readonly asked = new Set<string>()
  private readonly lives: (address: string) => Promise<boolean>

  /** `lives`: whether one answers at all. */
  constructor(addresses: readonly string[], lives: (address: string) => Promise<boolean> = isAlive) {
    this.addresses = addresses
    this.lives = lives
  }
  /** Those that are left out come last: they are better than nothing. */
  inTurn(): readonly string[] {
    if (this.addresses.length === 1) return this.addresses
    const from = this.turn++ % this.addresses.length
    const all = [...this.addresses.slice(from), ...this.addresses.slice(0, from)]
    return this.out.size ? all.sort((a, b) => Number(this.out.has(a)) - Number(this.out.has(b))) : all
  }
  /** It could not be reached. */
  failed(address: string): void {
    if (this.addresses.length === 1 || this.out.has(address)) return
    this.out.add(address)
    void this.tryAgain(address)
  }
  /** It was reached, and has not answered for a while: it may be busy, or stand still. */
  slow(address: string): void {
    if (this.addresses.length === 1 || this.out.has(address) || this.asked.has(address)) return
    this.asked.add(address)
    void this.lives(address).then(isAlive => {
      this.asked.delete(address)
      if (!isAlive) this.failed(address)
    })
  }
  private async tryAgain(address: string): Promise<void> {
    do await new Promise<void>(done => setTimeout(done, askAgain).unref())
    while (!(await this.lives(address)))
    this.out.delete(address)
  }
}
/** Whether a process answers there: whatever it says. */
const isAlive = (address: string): Promise<boolean> =>
  new Promise(done => {
    const url = new URL(`${withoutEnd(address)}/actuator/health/liveness`)
    const out = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, { agent: false, timeout: patience }, answer => {
      answer.resume()
      done(true)
    })
    out.on('timeout', () => out.destroy())
    out.on('error', () => done(false))
    out.on('close', () => done(false))
    out.end()
  })
