import type { Store, Unit } from './ports.ts'

/** What an operator holds back: what a source tells, what a policy would do, or the solid line to a target. */
export type HoldKind = 'source' | 'policy' | 'breaker'
/** What an operator holds back: who, since when, and why. */
export interface Hold {
  readonly kind: HoldKind
  readonly name: string
  /** Milliseconds since 1970. */
  readonly since: number
  readonly actor: string
  readonly reason: string
}
type Audit = NonNullable<Unit['audit']>
const note = 'holds'

/** What operators hold back in one context. It is noted in its store: a restart changes nothing, and replicas learn of it there. */
export class Holds {
  private readonly store: Store
  private holds: readonly Hold[] = []
  private text = '[]'
  private readonly changed: () => void

  /** `changed`: told when there is something else than before. */
  constructor(store: Store, changed: () => void) {
    this.store = store
    this.changed = changed
  }
  list(): readonly Hold[] {
    return this.holds
  }
  has(kind: HoldKind, name: string): boolean {
    return this.holds.some(h => h.kind === kind && h.name === name)
  }
  get any(): boolean {
    return this.holds.length > 0
  }
  /** What was noted meanwhile, before the last stop or by another replica. */
  async read(): Promise<void> {
    const text = (await this.store.noted(note)) ?? '[]'
    if (text !== this.text) this.take(text)
  }
  /** Holds it, or lets it go, for the record. False: it is so already. */
  async set(kind: HoldKind, name: string, held: boolean, audit: Audit): Promise<boolean> {
    await this.read()
    if (this.has(kind, name) === held) return false
    const others = this.holds.filter(h => h.kind !== kind || h.name !== name)
    const { time: since, actor, reason } = audit
    await this.store.commit({ audit })
    const text = JSON.stringify(held ? [...others, { kind, name, since, actor, reason }] : others)
    await this.store.note(note, text)
    this.take(text)
    return true
  }
  private take(text: string): void {
    this.text = text
    this.holds = JSON.parse(text)
    this.changed()
  }
}
