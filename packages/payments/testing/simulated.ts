import type { Provider } from '../src/port.ts'
import { stripe } from '../src/stripe.ts'
import { toss } from '../src/toss.ts'
import { Unsent, type Wire } from '../src/wire.ts'
import { type Books, faults, misbehave } from './books.ts'
import { StripeBooks } from './stripe-books.ts'
import { TossBooks } from './toss-books.ts'

/** A world that owns clock and chance, as far as it is needed here. */
interface World {
  readonly now: number
  readonly faults: { readonly provider: number }
  chance(p: number): boolean
  pick<T>(xs: readonly T[]): T
  between(from: number, to: number): number
  step(process: undefined, ms?: number): Promise<void>
}
/** The provider of a simulated story; what it asks, and what its promises read. */
interface Simulated {
  readonly refuses: ReadonlySet<string>
  ask(question: { readonly type: string; readonly data: any; readonly until: number }, of: string): Promise<any>
  net(of: string): number
  captures(of: string): number
}

const ofKey = (key: string): string => /^charge-(\d+)/.exec(key)?.[1] ?? ''

/** Puts our own adapter, and a provider that misbehaves behind a network, in the place of a story's provider: `build.provider`. */
export const through =
  (name: 'stripe' | 'toss') =>
  (simulated: Simulated): void => {
    const { world } = simulated as unknown as { readonly world: World }
    const lag = () => (world.chance(world.faults.provider) ? world.between(1000, 90_000) : 0)
    const secret = 'sk_test_simulated'
    const books: Books = name === 'stripe' ? new StripeBooks({ secret, lag }) : new TossBooks({ secret })
    const refuses = { has: (of: string) => world.faults.provider > 0 && simulated.refuses.has(of) }
    Object.defineProperty(books, 'refuses', { value: refuses })
    const wire: Wire = async request => {
      const fault = world.chance(world.faults.provider) ? world.pick(['unsent', 'very late', ...faults] as const) : undefined
      await world.step(undefined, fault === 'very late' ? world.between(20_000, 700_000) : world.between(5, 60))
      if (fault === 'unsent') throw new Unsent('nothing was sent')
      const heard = await misbehave(
        fault === 'very late' ? undefined : fault,
        () => books.handle(request, world.now),
        request.method === 'POST',
        ms => world.step(undefined, ms),
        (from, to) => world.between(from, to),
      )
      if (heard === 'never') return new Promise(() => {})
      if (heard === 'cut' || heard === 'huge') throw new Error(heard)
      await world.step(undefined, world.between(1, 20))
      return heard
    }
    const adapter: Provider = (name === 'stripe' ? stripe : toss)({ secret, base: 'http://simulated', wire, now: () => world.now })
    const mine = (of: string) => books.charges().filter(c => ofKey(c.key) === of && c.captured)
    const own = {
      ask: async ({ type, data, until }: Parameters<Simulated['ask']>[0]) => {
        const wish = type === 'Charge' ? { ...data, paymentToken: data.paymentToken ?? 'approve' } : data
        const said = await adapter[type as 'Charge'](wish, until)
        if (typeof said === 'string') return { kind: 'unreachable', ...(said === 'unsent' ? { held: true } : {}) }
        return { kind: 'answer', accepted: true, status: said.status }
      },
      net: (of: string) => mine(of).reduce((sum, c) => sum + c.amt - c.refunded, 0),
      captures: (of: string) => mine(of).length,
    }
    Object.assign(simulated, own)
    const told = () => new Map(books.charges().map(c => [c.key, { ...c, of: ofKey(c.key), status: c.captured ? 'captured' : 'declined' }]))
    Object.defineProperty(simulated, 'charges', { get: told })
  }
