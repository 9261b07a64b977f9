import { beginLife, heardOf, isAhead, livesOf, type Store } from '@jumun/core/runtime'
import { chances, type Process, type World } from './world.ts'

const minute = 60_000

/** What is there of a context, for whoever takes its disk away. */
export interface Disks {
  readonly contexts: () => readonly string[]
  get(context: string): Store
  set(context: string, store: Store): void
  /** An empty one. */
  make(context: string): Store
  /** Ends all processes of the context; they come back by themselves. */
  end(context: string): void
}

/**
 * One store is set back: its context comes back with the copy of an earlier moment, and after a while an operator brings the newest data. Until
 * then it must not start, and nobody may hear anything of it.
 */
export class Older {
  private readonly world: World
  private readonly disks: Disks
  private planned = false
  private readonly newest = new Map<string, Store>()

  constructor(world: World, disks: Disks) {
    this.world = world
    this.disks = disks
  }
  /** Lives are kept, and asked for, in weather in which stores are set back. */
  get isPlayed(): boolean {
    return this.planned
  }
  plan(): Promise<void> | undefined {
    const { world, disks } = this
    const random = chances(world.seed, 'older')
    if (random() >= world.faults.older) return undefined
    this.planned = true
    const names = disks.contexts()
    const name = names[Math.floor(random() * names.length)]!
    const copied = random() * 3000
    const back = copied + 500 + random() * 20_000
    const mended = (1 + random() * 4) * minute
    let copy: Store | undefined
    world.after(copied, () => void this.copyOf(name).then(store => (copy = store)))
    world.after(back, () => void (copy && this.setBack(name, copy, mended)))
    return this.begin()
  }
  private async begin(): Promise<void> {
    let n = 0
    for (const name of this.disks.contexts()) await beginLife(this.disks.get(name), () => `life ${++n}`)
  }
  private async copyOf(name: string): Promise<Store> {
    const copy = this.disks.make(name)
    await copy.fill(this.disks.get(name).dump())
    return copy
  }
  /** Only where somebody has heard what the copy does not have: what was told to nobody of ours is lost without anybody's knowing. */
  private async setBack(name: string, copy: Store, mended: number): Promise<void> {
    const { world, disks } = this
    if (!world.faults.older || !(await this.whyNot(name, copy)).length) return
    this.newest.set(name, disks.get(name))
    disks.set(name, copy)
    world.note(`--- the store of ${name} is set back`)
    world.meet('older store')
    disks.end(name)
    world.after(mended, () => this.bringBack(name))
  }
  /** The operator brings its newest data. */
  private bringBack(name: string): void {
    const store = this.newest.get(name)
    if (!store) return
    this.newest.delete(name)
    this.disks.set(name, store)
    this.world.note(`--- the store of ${name} is its newest again`)
    this.disks.end(name)
  }
  /** Before anybody works with a store: what the others have heard of it that it does not have. */
  private async whyNot(name: string, store: Store): Promise<readonly string[]> {
    const [lives, head] = [await livesOf(store), await store.head()]
    const others = this.disks.contexts().filter(other => other !== name)
    const found = await Promise.all(others.map(async other => isAhead(await heardOf(this.disks.get(other), name), lives, head)))
    return found.filter(why => why !== undefined)
  }
  /** It takes nothing before it knows that its store is the newest; where that is not so it does not start, and somebody tries it again. */
  async mayStart(p: Process, store: Store, anyhow = false): Promise<boolean> {
    const { life } = p
    p.stopping = true
    const why = anyhow ? [] : await this.whyNot(p.context, store)
    if (p.life !== life) return false
    p.stopping = false
    if (why.length) {
      this.world.note(`--- ${p.name} does not start: ${why.join('; ')}`)
      this.world.kill(p, 20_000)
    } else if (this.newest.has(p.context) && store !== this.newest.get(p.context))
      this.world.wrong('a context began with a store that had been set back')
    return !why.length
  }
}
