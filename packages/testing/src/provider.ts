import type { Question, Reply } from '@jumun/core/runtime'
import type { World } from './world.ts'

interface Charge {
  readonly of: string
  readonly status: 'captured' | 'declined'
  readonly amt: number
  refunded: number
  refundedAt: number
}

/** A payment provider that keeps its own promises (one key, one charge) behind a network that keeps none. */
export class Provider {
  readonly charges = new Map<string, Charge>()
  /** Keys whose refund is refused for good while there are faults. */
  readonly refuses = new Set<string>()
  private readonly refunds = new Set<string>()
  private readonly refused = new Set<string>()
  private readonly world: World
  /** Its adapter is wrong about what was not sent: some of that arrives all the same. */
  lies = false
  /** It takes questions, and neither does anything nor answers. */
  isSilent = false
  /** The key as the provider is told it; a broken build tells another one. */
  keyOf: (question: Question) => string = q => q.data.key
  private readonly asTold = this.keyOf

  constructor(world: World) {
    this.world = world
  }
  /** Money taken less money given back for what a charge's `of` names. */
  net(of: string): number {
    let sum = 0
    for (const c of this.charges.values()) if (c.of === of && c.status === 'captured') sum += c.amt - c.refunded
    return sum
  }
  captures(of: string): number {
    return [...this.charges.values()].filter(c => c.of === of && c.status === 'captured').length
  }

  /** What it has done, as a sandbox's books say it; `reference`: what the money is for. */
  books(): any[] {
    return [...this.charges].flatMap(([key, { of, amt, status, refunded, refundedAt }]) => {
      const reference = /^\d+$/.test(of) ? Number(of) : of
      const charge = { kind: 'charge', key, reference, amt, status }
      return refunded ? [charge, { kind: 'refund', key: `refund of ${key}`, of: key, reference, amt: refunded, at: refundedAt }] : [charge]
    })
  }

  /** Charge { key, amt, paymentToken }, Find { key }, Refund { key, of, amt }. `of`: what the money is for. */
  ask(question: Question, of: string): Promise<Reply> {
    if (this.isSilent) return new Promise<Reply>(() => {})
    const { data, type } = question
    return this.wire(() => {
      if (type === 'Charge') {
        const key = this.keyOf(question)
        let charge = this.charges.get(key)
        if (!charge) {
          charge = { of, amt: data.amt, status: data.paymentToken === 'decline' ? 'declined' : 'captured', refunded: 0, refundedAt: 0 }
          this.charges.set(key, charge)
          this.world.note(`provider   ${charge.status} ${key} ${data.amt}`)
        }
        return charge.status
      }
      // keys that are told wrongly are not found again: then what it is for must do, though there may be several charges for it
      const other = (holds: (c: Charge) => boolean) =>
        this.keyOf === this.asTold ? undefined : [...this.charges.values()].find(c => c.of === of && holds(c))
      if (type === 'Find') return (this.charges.get(data.key) ?? other(() => true))?.status ?? 'none'
      // one key is one refund, or one refusal, however often it arrives
      if (this.refuses.has(of) && this.world.faults.provider && !this.refunds.has(data.key)) this.refused.add(data.key)
      if (this.refused.has(data.key)) return 'failed'
      const charge = this.charges.get(data.of) ?? other(c => c.status === 'captured')
      if (!charge) return 'failed'
      const amt = data.amt ?? charge.amt
      if (!this.refunds.has(data.key) && charge.refunded + amt <= charge.amt) {
        this.refunds.add(data.key)
        charge.refunded += amt
        charge.refundedAt = this.world.now
        this.world.note(`provider   refunded ${data.key} ${amt}`)
      }
      return 'refunded'
    })
  }

  private async wire(act: () => string): Promise<Reply> {
    const w = this.world
    const how = w.chance(w.faults.provider) ? w.pick(['unreachable', 'before', 'after', 'slow', 'late', 'very late'] as const) : 'well'
    await w.step(
      undefined,
      how === 'slow'
        ? w.between(400, 620)
        : how === 'late'
          ? w.between(700, 20_000)
          : how === 'very late'
            ? w.between(20_000, 700_000)
            : w.between(5, 60),
    )
    if (how === 'unreachable' && this.lies) void w.step(undefined, w.between(5, 20_000)).then(act)
    if (how === 'unreachable') return { kind: 'unreachable' }
    if (how === 'before') return new Promise<Reply>(() => {})
    const status = act()
    await w.step(undefined, w.between(1, 20))
    return how === 'after' ? new Promise<Reply>(() => {}) : { kind: 'answer', accepted: true, status }
  }
}
