import { chances, type Process, type World } from './world.ts'

const minute = 60_000
/** How far one may be set back or ahead: three times as long as a request to a provider may be on its way. */
const furthest = 180 * minute
/** Whoever is further ahead than this takes what was asked a moment ago for as old as a request can be. */
const oldest = 60 * minute

/** Clocks on the wall that somebody sets wrongly, and rightly again: a process takes another moment for now. Its steady clock goes on as ever. */
export class WallClocks {
  private readonly world: World
  /** The furthest that one was from the true time, in ms. */
  most = 0
  private readonly ahead = new Map<Process, number>()

  constructor(world: World) {
    this.world = world
  }
  /** How far a process is ahead of the true time, in ms; of nobody's clock and in weather without such faults: not at all. */
  of(p: Process | undefined): number {
    return (p && this.world.faults.clocks && this.ahead.get(p)) || 0
  }
  /** Plans for some processes when their clock is set: by minutes or hours, back or ahead, and right again after a while. */
  plan(processes: readonly Process[]): void {
    const { world } = this
    for (const p of processes) {
      const random = chances(world.seed, `clock of ${p.name}`)
      if (random() >= world.faults.clocks) continue
      const by = Math.round((random() < 0.5 ? -1 : 1) * random() * furthest)
      const [from, long] = [random() * 5000, random() * 10 * minute]
      world.after(from, () => {
        this.set(p, by)
        world.after(long, () => this.set(p, 0))
      })
    }
  }
  private set(p: Process, by: number): void {
    if (!this.world.faults.clocks) return
    this.ahead.set(p, by)
    this.most = Math.max(this.most, Math.abs(by))
    this.world.note(`--- the clock of ${p.name} is set ${by ? `to ${by / 1000} s from the true time` : 'right'}`)
    if (by) this.world.meet(by < 0 ? 'clock set back' : 'clock set ahead')
    if (Math.abs(by) > oldest) this.world.meet(by < 0 ? 'clock hours behind' : 'clock hours ahead')
  }
}
