/** Stories that are the same wherever something is ordered and paid for. */
import { hours, type Message, minutes } from '@jumun/core/model'
import { bySystem, type Caller } from '@jumun/core/runtime'
import { actor, giveParts, hasHappened, outcomeOf, type Place, post, prepare, type Story, wordOf } from '@jumun/testing'
import { type Customer, lying, type Scene, sceneIn, stormIn, type Telling } from '@jumun/testing/scene'
import { SettleDifference } from './differences.ts'

/** What of these stories is told in the words of the system. */
interface Words<W extends object, O> {
  /** What there is one of; undefined: payment is no context of its own, that might be away alone. */
  readonly last?: Partial<W>
  /** A stage with one of it, if it is another one. */
  readonly one?: O
  /** Another stage on which parts are given back. */
  readonly partly?: O
  /** The event that says that something is paid. */
  readonly paid: string
  /** The event that says that a part is back. */
  readonly partBack: string
  /** A payment of somebody else under the first number. */
  readonly approved: Message
  /** Who may give parts back, of what, and where that is asked for (where payments are). */
  readonly staff: Caller
  readonly price: (of: Customer<W>) => number
  readonly give: (id: number, wish: { readonly amt?: number; readonly keep?: number }) => Message
  /** States in which a yes still is one; undefined: nobody asks again. */
  readonly stands?: readonly string[]
}
const operator = actor('operator', 'operator')

/** Who was told a yes or a no and asks again with the same key hears the same, whatever happened since. */
const askAgain = async <W extends object>(s: Scene<W>, place: Place, stands: readonly string[]): Promise<void> => {
  const heads = (await s.facts()).length
  for (const me of s.customers) {
    // who could not pay at once, and paid, has a yes
    const first = me.paid.includes('201') ? '201' : [...me.ordered, ...me.paid].find(heard => heard === '201' || heard === '4xx')
    if (!first || !(await s.of(place[0]).store.keyed(`${me.key} ${me.key}`))) continue
    const said = await s.soon(post(s, me.who, place, me.wish, { key: me.key }))
    const { status } = (typeof said === 'object' && said.item?.state) || {}
    // an order that had to make way for one being paid is declined as "busy": a no all the same
    const again = status === 'Declined' ? '4xx' : wordOf(said)
    s.must(again === first && (first !== '201' || stands.includes(status)), `the same key again: ${again} ${status}, was ${first}`)
  }
  s.must((await s.facts()).length === heads, 'the same key again: something happened')
}

/** Fail, then the same request again: success, also for the last one (COM-63). */
const again = <W extends object, S extends Scene<W>, O>(telling: Telling<W, S, O>, { last, one }: Words<W, O>): Story =>
  sceneIn(telling)(
    async s => {
      const [context] = telling.trade.payments
      const [first, second] = s.two(last)
      s.dies(context, hours(10))
      await s.soon(first.orders())
      s.back(context)
      await s.soon(second.orders())
      const said = [...first.told, ...second.told].join()
      s.must(said === '503 nothing charged,201', `fail, then again: ${said}`)
    },
    { stage: one },
  )
/** A customer thinks better of it while the charge is on its way, and the provider's adapter is wrong about what became of it. */
const regret = <W extends object, S extends Scene<W>, O>(telling: Telling<W, S, O>, { paid, one }: Words<W, O>): Story =>
  lying(
    sceneIn(telling)(
      async s => {
        const me = s.come('k0')
        s.weather({ provider: 0.5 })
        void me.orders()
        await s.until(s.world.pick(['PaymentAsked', paid]))
        await s.soon(me.cancels())
        await s.pass(minutes(1))
      },
      { stage: one },
    ),
  )
/** Staff give back parts, in every weather of the provider: never more than was paid, a cancel brings the rest, and all say so. */
const parts = <W extends object, S extends Scene<W>, O>(
  telling: Telling<W, S, O>,
  { staff, give, price, partBack, partly }: Words<W, O>,
): Story =>
  sceneIn(telling)(
    async s => {
      const me = s.come('k0')
      await s.soon(me.orders())
      await s.pass(1000)
      const id = me.id!
      if (s.world.chance(0.2)) s.provider.refuses.add(String(id))
      const isCancelled = await giveParts(s, {
        place: telling.trade.payments,
        staff: [staff, operator],
        paid: price(me),
        give: wish => give(id, wish),
        cancel: () => me.cancels(),
      })
      return () => s.must(isCancelled || hasHappened(s.world, partBack), 'staff gave something back, and nothing came')
    },
    { stage: partly },
  )
/** A payment of somebody else stands under the number of an order: it ends unpaid, and an operator looks at whose it is, and settles it. */
const others =
  <W extends object, S extends Scene<W>, O>({ trade, open }: Telling<W, S, O>, { approved }: Words<W, O>): Story =>
  async (seed, _, build) => {
    const s = await open(seed, build)
    const [context] = trade.payments
    await prepare(s, context, approved, bySystem)
    await s.soon(s.come('k0').orders())
    await s.pass(minutes(1))
    const difference = 'contradiction-1'
    const isOpen = async () => (await s.state(context, 'difference', difference))?.status === 'open'
    if (!(await isOpen())) s.world.wrong('a payment of somebody else ended it, and nobody has to look at that')
    else await prepare(s, context, SettleDifference({ difference, reason: 'the store was older than its neighbours' }), operator)
    s.must(!(await isOpen()), 'what an operator settles stays open')
    return outcomeOf(s)
  }

/** Besides those, `main` and `liar`: a storm, calm; who asks again hears the same; and a month later everything comes once more. */
export const sellingStories = <W extends object, S extends Scene<W>, O>(telling: Telling<W, S, O>, words: Words<W, O>) => ({
  main: stormIn(telling)(async s => {
    if (words.stands) await askAgain(s, telling.trade.place, words.stands)
    await s.everythingAgain()
  }),
  liar: lying(stormIn(telling)()),
  ...(words.last && { again: again(telling, words) }),
  regret: regret(telling, words),
  parts: parts(telling, words),
  others: others(telling, words),
})
