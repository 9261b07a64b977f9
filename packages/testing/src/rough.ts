import type { Context, Event, System } from '@jumun/core/model'
import { type Inbox, misfit, type Recorded, type Store } from '@jumun/core/runtime'
import { chances, type World } from './world.ts'

const minute = 60_000
const isIll = 'it is ill'

/** What an operator may reach: the store of a context, and the inbox of one of its replicas that lives. */
interface Ward {
  readonly store: Store
  readonly inbox: Inbox | undefined
}
/** What goes wrong in rough weather beside the storm, and the operator who puts it right. */
export class Rough {
  private readonly world: World
  private readonly wards: () => readonly Ward[]
  private readonly telling: () => number
  private readonly ill = new Map<string, { readonly from: number; readonly to: number } | undefined>()
  private told = 0

  constructor(world: World, wards: () => readonly Ward[]) {
    this.world = world
    this.wards = wards
    this.telling = chances(world.seed, 'foreign')
  }

  // ---- policies that throw for a while
  /** The system with policies that are ill at times. */
  system(system: System): System {
    return { ...system, contexts: system.contexts.map(c => this.context(c)) }
  }
  private context(context: Context): Context {
    const policies = Object.entries(context.policies).map(([name, p]) => {
      if (p.kind !== 'whenever') return [name, p] as const
      const react: typeof p.react = (happened, occurrence) => {
        if (this.isIll(`${context.name}.${name}`, occurrence.id)) throw new Error(isIll)
        return p.react(happened, occurrence)
      }
      return [name, { ...p, react }] as const
    })
    return { ...context, policies: Object.fromEntries(policies) }
  }
  /** When a policy is ill: it is decided when it is first asked for in rough weather. */
  private illness(policy: string): { readonly from: number; readonly to: number } | undefined {
    const { world } = this
    if (!this.ill.has(policy)) {
      const random = chances(world.seed, policy)
      const falls = random() < world.faults.throws
      const from = world.now + random() * minute
      const to = from + random() * 20 * minute
      this.ill.set(policy, falls ? { from, to } : undefined)
      if (falls) world.after(to - world.now + 1000, () => void this.operate())
    }
    return this.ill.get(policy)
  }
  /** For every other event, and for each always the same. */
  private isIll(policy: string, event: string): boolean {
    const { world } = this
    if (!world.faults.throws) return false
    const when = this.illness(policy)
    if (!when || world.now < when.from || world.now >= when.to || chances(0, event)() < 0.5) return false
    world.meet('throws')
    return true
  }

  // ---- somebody else on the topic
  /** Perhaps somebody tells nonsense beside this event. */
  beside(e: Recorded, inbox: Inbox): void {
    const { faults } = this.world
    if (!faults.foreign || e.number === null || e.source === inbox.context || this.telling() >= faults.foreign) return
    const event = inbox.node.system.contexts.find(c => c.name === e.source)?.events[e.type]
    const data = event && this.spoiled(event, e.data)
    if (!data) return
    this.world.meet('foreign')
    const n = 9_000_000 + ++this.told
    const [kind] = e.case.split('/')
    const foreign: Recorded = {
      ...e,
      id: `foreign/${n}/1`,
      data,
      key: n,
      item: n,
      case: `${kind}/${n}`,
      number: 1,
      position: n,
      cause: 'foreign',
      causes: [],
    }
    void inbox.deliver(foreign).catch(() => {})
  }
  /** The data with one field that must be there left out, or of a kind that it never has. */
  private spoiled(event: Event, data: any): any {
    const fields = Object.keys(event.schema.properties)
    const field = fields[Math.floor(this.telling() * fields.length)]!
    const { [field]: _, ...rest } = data
    const odd = this.telling() < 0.5 ? { ...rest, [field]: { odd: true } } : rest
    return misfit(event, odd) ? odd : undefined
  }

  // ---- the operator
  /** Tries again what was parked by those who were ill, and gives up what nobody of ours has told. */
  async operate(): Promise<void> {
    const { world } = this
    const act = (action: string) => ({ time: world.now, actor: 'operator', action, reason: 'healed', detail: null })
    for (const { store, inbox } of this.wards()) {
      if (!inbox) continue
      for (const w of await store.aside()) {
        if (w.event.cause === 'foreign') {
          if (!/declared shape/.test(w.reason)) world.wrong(`an event of nobody is aside, because: ${w.reason}`)
          void inbox.drop(w.source, w.case, act('drop')).catch(() => {})
        } else if (w.reason.includes(isIll)) void inbox.retry(w.source, w.case, act('retry')).catch(() => {})
      }
    }
  }
}
