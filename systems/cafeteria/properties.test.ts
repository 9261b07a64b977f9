// What holds after any sequence of commands, also of such as never come together in a day of the café.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AtOnce, Later, Message, Whenever } from '@jumun/core/model'
import { byPolicy, bySystem, type Caller, statusOf } from '@jumun/core/runtime'
import { answerOf, Life, noon, person, type Step as Asked } from '@jumun/testing'
import { grows } from '@jumun/testing/sequences'
import fc from 'fast-check'
import { talk as talking } from './customercenter/words.ts'
import * as drink from './drink/commands.ts'
import { Drink } from './drink/drink.ts'
import * as order from './order/commands.ts'
import * as menu from './order/menu-commands.ts'
import { Menu } from './order/menu.ts'
import { Order } from './order/order.ts'
import * as payment from './payment/commands.ts'
import { Payment } from './payment/payment.ts'

const { commands: talk, Talk } = talking
import { money } from './payment/money.ts'

const settings = { seed: 20_210_223, numRuns: 3000 }
const orderId = 7
const mine = '01012345678'
const yours = '01099999999'
const me = person('customer', { phoneNumber: mine })
const manager = person('manager')
const operator = person('operator')
const barista = person('barista')
const minute = 60_000

const asked = (by: Caller, command: Message<'command'>): Asked => ({ by, command })
/** One of these. */
const one = (...of: readonly Asked[]) => fc.constantFrom(...of)
const small = fc.integer({ min: 1, max: 4 })

/** Tries sequences of steps; `prove` reads the life after each of them. */
const always = <Step>(
  sentence: string,
  steps: fc.Arbitrary<Step>,
  begin: () => { readonly step: (step: Step) => void; readonly prove: () => void },
): void => {
  test(sentence, () =>
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 30 }), all => {
        const { step, prove } = begin()
        for (const s of all) {
          step(s)
          prove()
        }
      }),
      settings,
    ),
  )
}

// ---- order
const sold = (stock: number | null) => {
  const life = new Life(Menu, () => false)
  life.ask(
    asked(
      manager,
      menu.AddMenuItem({
        productName: 'cake',
        price: 3000,
        stock,
        options: { size: { large: 500 }, temperature: {}, extras: { shot: 300 } },
      }),
    ),
  )
  return life.state
}
const placed = fc
  .record({
    orderId: fc.constant(orderId),
    phoneNumber: fc.constant(mine),
    productName: fc.constantFrom('cake', 'cake', 'cake', 'pie'),
    qty: small,
    options: fc.constantFrom(null, { size: 'large' }, { extras: ['shot', 'shot'] }, { size: 'huge' }) as fc.Arbitrary<{
      size?: string
      extras?: string[]
    } | null>,
    amt: fc.constantFrom(null, 3000),
    paymentToken: fc.constantFrom(null, 'card'),
    pickupTime: fc.constantFrom(null, noon + minute, noon - 2 * minute),
  })
  .map(wish => asked(me, order.PlaceOrder(wish)))
const orderSteps = fc.oneof(
  { arbitrary: placed, weight: 1 },
  {
    arbitrary: one(
      asked(me, order.PayOrder({ orderId })),
      asked(operator, order.PayOrder({ orderId, paymentToken: 'other card' })),
      asked(me, order.CancelOrder({ orderId })),
    ),
    weight: 3,
  },
  {
    arbitrary: one(
      asked(person('customer', { phoneNumber: yours }), order.CancelOrder({ orderId })),
      asked(bySystem, order.StandAside({ orderId, heir: 8 })),
    ),
    weight: 1,
  },
  {
    arbitrary: one(
      ...[order.AskPayment, order.AbandonOrder, order.RestoreOrder, order.FinishCancel].map(c => asked(byPolicy, c({ orderId }))),
    ),
    weight: 2,
  },
  { arbitrary: small.map(attempt => asked(byPolicy, order.ConfirmOrder({ orderId, attempt }))), weight: 2 },
  { arbitrary: small.map(attempt => asked(byPolicy, order.PostponePayment({ orderId, attempt, reason: 'payment-unknown' }))), weight: 3 },
  {
    arbitrary: one(
      asked(byPolicy, order.DeclineOrder({ orderId, reason: 'sold-out' })),
      asked(byPolicy, order.WantOwnHold({ orderId, holder: 3 })),
      asked(byPolicy, order.HoldAgain({ orderId, holder: 3 })),
    ),
    weight: 1,
  },
)
always(
  'an order: an end stays the end, one price for all, and only an attempt that is still open makes it',
  fc.tuple(orderSteps, fc.boolean()),
  () => {
    const life = new Life(Order, o => ['Declined', 'Expired'].includes(o.status) || o.cancellation === 'done')
    let closed = 0
    return {
      step: ([step, limited]) => {
        const before = life.state
        if (before && step.command.data.attempt > before.attempt) return // an outcome names an attempt that there was
        const happened = life.ask(step, { item: sold(limited ? 5 : null) }) ?? []
        for (const e of happened) {
          if (e.type === 'PaymentPostponed') closed = Math.max(closed, e.data.attempt)
          if (e.type === 'Ordered') {
            assert.ok(step.command.data.attempt > closed, 'a closed attempt makes no order')
            assert.ok(!before?.limited || life.all('HoldWanted').length, 'what is scarce was held')
          }
        }
      },
      prove: () => {
        const prices = new Set(
          ['OrderRequested', 'PaymentAsked', 'Ordered', 'OrderCanceled', 'OrderRestored'].flatMap(type => life.all(type).map(e => e.amt)),
        )
        assert.ok(prices.size <= 1, 'one order, one price')
        assert.ok(life.all('Ordered').length <= 1, 'ordered once')
        assert.ok(life.all('CancelDone').length <= 1, 'what was bought is given back once')
        assert.ok(life.all('OrderRestored').length <= life.all('OrderCanceled').length)
        grows(
          life.all('PaymentAsked').map(e => e.attempt),
          'each attempt is asked once, and they grow',
        )
        assert.ok(
          statusOf(life.state) === 'AwaitingPayment' || (life.state?.paymentToken ?? null) === null,
          'the card is forgotten with the end',
        )
        if (life.all('OrderExpired').length + life.all('OrderDeclined').length)
          assert.equal(life.all('Ordered').length, 0, 'what ended unpaid is told to nobody')
      },
    }
  },
)

// ---- menu: what becomes of the stock
type Deed =
  | {
      readonly of: number
      readonly deed: 'hold' | 'release' | 'settle' | 'return' | 'take over'
      readonly qty: number
      readonly phone: string
    }
  | { readonly stock: number | null }
  | { readonly pass: number }
const deeds: fc.Arbitrary<Deed> = fc.oneof(
  {
    arbitrary: fc.record({
      of: fc.integer({ min: 1, max: 9 }), // six that come after the last count, three from before it
      deed: fc.constantFrom('hold', 'hold', 'release', 'settle', 'return', 'take over'),
      qty: fc.integer({ min: 1, max: 3 }),
      phone: fc.constantFrom(mine, yours),
    }) as fc.Arbitrary<Deed>,
    weight: 10,
  },
  { arbitrary: fc.record({ stock: fc.integer({ min: 0, max: 5 }) }), weight: 1 },
  { arbitrary: fc.record({ pass: fc.constantFrom(minute, 61 * minute) }), weight: 1 },
)
always('stock is conserved: what is free, held and sold is what there was, and what was changed', deeds, () => {
  const life = new Life(Menu, () => false)
  life.ask(asked(manager, menu.AddMenuItem({ productName: 'cake', price: 3000, stock: 5 })))
  let there = 5
  let counts = 0
  const lives = new Map<number, 'held' | 'sold' | 'over'>()
  const taken = new Map<number, number>()
  const productName = 'cake'
  return {
    step: step => {
      if ('pass' in step) life.now += step.pass
      else if ('stock' in step) {
        // what was taken before somebody counts does not come back into that number
        if (step.stock !== life.state!.stock) [there, counts] = [step.stock ?? 0, counts + 1]
        life.ask(asked(manager, menu.ChangeMenuItem({ productName, stock: step.stock })))
      } else {
        const { deed, qty, phone } = step
        const isBefore = step.of > 6
        const of = isBefore ? (counts - 1) * 10 + step.of - 6 : counts * 10 + step.of
        if (of < 1 || (isBefore && !lives.has(of))) return
        const is = lives.get(of)
        // an order is paid or it is not, and gives back what it bought once; what it asked for may come at any time
        const comes = {
          hold: true,
          'take over': is === undefined,
          release: is !== 'sold',
          settle: is === 'held' || is === 'sold',
          return: is === 'held' || is === 'sold',
        }[deed]
        if (!comes) return
        if (deed === 'hold' || deed === 'take over') {
          const holder = deed === 'hold' ? null : (Number(Object.keys(life.state!.held)[0] ?? 99) as number)
          const order = { status: is === 'over' ? 'Expired' : is === 'sold' ? 'Ordered' : 'AwaitingPayment' }
          const happened = life.ask(asked(bySystem, menu.HoldStock({ orderId: of, productName, qty, phoneNumber: phone, holder })), {
            order,
          })
          for (const e of happened ?? []) {
            taken.set(of, e.data.qty)
            lives.set(of, 'held')
            if (e.type === 'StockPassed') lives.set(e.data.holder, 'over')
          }
        } else if (deed === 'return') {
          life.ask(asked(byPolicy, menu.ReturnStock({ orderId: of, productName, qty: taken.get(of)! })))
          lives.set(of, 'over')
        } else {
          life.ask(asked(byPolicy, (deed === 'release' ? menu.ReleaseStock : menu.SettleStock)({ orderId: of, productName })))
          lives.set(of, deed === 'release' ? 'over' : 'sold')
        }
      }
    },
    prove: () => {
      const { stock, held, old } = life.state!
      const isSince = (of: number) => of > (old ?? 0)
      const kept = Object.entries(held).reduce((n, [of, h]) => n + (isSince(Number(of)) ? h.qty : 0), 0)
      const gone = [...lives].filter(([of, is]) => is === 'sold' && isSince(of)).reduce((n, [of]) => n + taken.get(of)!, 0)
      assert.equal((stock ?? 0) + kept + gone, there, `${stock} free, ${kept} held, ${gone} sold`)
      assert.ok((stock ?? 0) >= 0)
      assert.deepEqual(
        Object.keys(held).map(Number),
        [...lives]
          .filter(([, is]) => is === 'held')
          .map(([of]) => of)
          .sort((a, b) => a - b),
      )
    },
  }
})

// ---- drink
const told = { orderId, phoneNumber: mine, productName: 'coffee', qty: 1, options: {}, pickupTime: null, pickupNumber: 7, createTime: noon }
const drinkSteps = one(
  asked(byPolicy, drink.NotePayment({ orderId, phoneNumber: mine })),
  asked(byPolicy, drink.NoteOrder(told)),
  asked(byPolicy, drink.CancelDrink(told)),
  ...[drink.Receive, drink.Make, drink.HandOver].flatMap(c => [
    asked(barista, c({ orderId })),
    asked(barista, c({ orderId })),
    asked(manager, c({ orderId })),
  ]),
)
always('a drink: made once, only when it is ordered and paid, and either made or cancelled', drinkSteps, () => {
  const life = new Life(Drink, d => ['PickedUp', 'DrinkCanceled'].includes(d.status))
  const count = (type: string) => life.all(type).length
  return {
    step: step => life.ask(step),
    prove: () => {
      for (const type of ['OrderInfoReceived', 'Receipted', 'Made', 'PickedUp', 'DrinkCanceled', 'OrderNoted', 'PaymentNoted'])
        assert.ok(count(type) <= 1, `${type} once`)
      assert.ok(!count('OrderInfoReceived') || (count('OrderNoted') && count('PaymentNoted')), 'both sides are in')
      assert.ok(
        count('OrderInfoReceived') >= count('Receipted') && count('Receipted') >= count('Made') && count('Made') >= count('PickedUp'),
        'one after the other',
      )
      assert.ok(!count('Receipted') || !count('DrinkCanceled'), 'made, or cancelled')
      assert.ok(!count('CancelFailed') || count('Receipted'), 'only what has started cannot be cancelled')
    },
  }
})

// ---- payment: the tables and the lines of payment, and a provider that keeps its books
type Way = 'answered' | 'lost before' | 'lost after' | 'late' | 'unsent' | 'sent by another' | 'refused'
type Turn = 'approve' | 'cancel' | 'retry' | { readonly owed: number; readonly way: Way } | { readonly pass: number }
const turns: fc.Arbitrary<Turn> = fc.oneof(
  { arbitrary: fc.constantFrom<Turn>('approve', 'approve', 'approve', 'cancel', 'retry'), weight: 2 },
  {
    arbitrary: fc.record({
      owed: fc.integer({ min: 0, max: 3 }),
      way: fc.constantFrom<Way>('answered', 'lost before', 'lost after', 'late', 'unsent', 'sent by another', 'refused'),
    }),
    weight: 5,
  },
  { arbitrary: fc.record({ pass: fc.constantFrom(1000, minute, 20 * minute) }), weight: 2 },
)
/** A payment with its provider: what is on its way, what is owed, and what rings later. */
class Till {
  readonly life = new Life(Payment, p => ['PaymentDeclined', 'PaymentCanceled'].includes(p.status))
  readonly books = new Map<string, 'captured' | 'declined'>()
  readonly refunds = new Map<string, number>()
  private readonly lines = Object.values<Whenever | AtOnce>(money.policies).filter(p => p.kind === 'atOnce')
  private readonly reactions = Object.values<Whenever | AtOnce>(money.policies).filter(p => p.kind === 'whenever')
  private owed: { readonly line: AtOnce; readonly happened: any; readonly at: number }[] = []
  private later: { readonly at: number; readonly command: Message<'command'> }[] = []
  private late: { readonly at: number; readonly arrive: () => void }[] = []
  private readonly card: string

  constructor(card: string) {
    this.card = card
  }
  ask(command: Message<'command'>, by: Caller = byPolicy): void {
    const { life } = this
    const happened =
      (by === operator
        ? answerOf(Payment, life.state, command, by, {}, life.now).events.length && life.ask({ command, by: byPolicy })
        : life.ask({ command, by })) || []
    for (const { type, data } of happened) {
      for (const line of this.lines) if (line.event.type === type) this.owed.push({ line, happened: data, at: life.now })
      for (const { event, react } of this.reactions)
        if (event.type === type)
          for (const l of [react(data, { id: 'e', time: life.now, causes: [] }) ?? []].flat() as Later[])
            this.later.push({ at: life.now + l.ms!, command: l.command as Message<'command'> })
    }
  }
  /** What the provider does, and says. */
  private act({ type, data }: Message, way: Way): string {
    if (type === 'Find') return this.books.get(data.key) ?? 'none'
    if (type === 'Charge') {
      if (!this.books.has(data.key)) this.books.set(data.key, this.card === 'decline' ? 'declined' : 'captured')
      return this.books.get(data.key)!
    }
    // one key is one refund, or one refusal, however often it is asked
    if (!this.refunds.has(data.key)) this.refunds.set(data.key, way === 'refused' || this.books.get(data.of) !== 'captured' ? 0 : data.amt)
    return this.refunds.get(data.key) ? 'refunded' : 'failed'
  }
  answer(which: number, way: Way): void {
    const [next] = this.owed.splice(which % (this.owed.length || 1), 1)
    if (!next) return
    const { line, happened } = next
    const question = line.ask(happened)
    if (way === 'answered' || way === 'refused') {
      const status = this.act(question, way)
      return this.ask(line.answer[status]!(happened, { status }) as Message<'command'>)
    }
    if (way === 'lost after') this.act(question, way)
    if (way === 'late' || way === 'sent by another')
      this.late.push({ at: this.life.now + 50 * minute, arrive: () => void this.act(question, way) })
    this.ask(line.otherwise!(happened, way === 'unsent' || way === 'sent by another' ? 'unavailable' : 'unknown') as Message<'command'>)
  }
  pass(ms: number): void {
    const end = this.life.now + ms
    for (;;) {
      const next = [...this.late, ...this.later].filter(x => x.at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.life.now = Math.max(this.life.now, next.at)
      this.late = this.late.filter(x => x !== next)
      this.later = this.later.filter(x => x !== next)
      if ('arrive' in next) next.arrive()
      else this.ask(next.command)
    }
    this.life.now = end
  }
  /** Everything works again, and everything comes to rest. */
  calm(): void {
    const rests = () => !this.owed.length && !this.later.length && !this.late.length && this.life.state?.status !== 'RefundStuck'
    for (let i = 0; i < 60 && !rests(); i++) {
      while (this.owed.length) this.answer(0, 'answered')
      if (this.life.state?.status === 'RefundStuck') this.ask(payment.RetryRefund({ orderId }), operator)
      this.pass(10 * minute)
    }
  }
  get captured(): number {
    return [...this.books.values()].filter(status => status === 'captured').length * 1000
  }
  get refunded(): number {
    return [...this.refunds.values()].reduce((n, amt) => n + amt, 0)
  }
}
const ends = ['nothing', 'NotCharged', 'PaymentApproved', 'PaymentDeclined', 'PaymentCanceled', 'Voided']
test('money: whatever is asked and lost, at rest the provider has what the payment says, and nobody paid twice', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.array(turns, { maxLength: 25 }), fc.constantFrom('card', 'card', 'decline'), (all, card) => {
      const till = new Till(card)
      const { life } = till
      for (const turn of all) {
        if (turn === 'approve') till.ask(payment.ApprovePayment({ orderId, phoneNumber: mine, amt: 1000 }), bySystem)
        else if (turn === 'cancel') till.ask(payment.CancelPayment({ orderId }))
        else if (turn === 'retry') till.ask(payment.RetryRefund({ orderId }), operator)
        else if ('owed' in turn) till.answer(turn.owed, turn.way)
        else till.pass(turn.pass)
        assert.ok(till.captured <= 1000 && till.refunded <= till.captured, `${till.captured} taken, ${till.refunded} given back`)
        if (life.all('PaymentCanceled').length) assert.equal(till.refunded, 1000, 'canceled is said when the money is back')
      }
      till.calm()
      const { status, unwanted } = life.state ?? { status: 'nothing', unwanted: false }
      seen.add(status)
      assert.ok(ends.includes(status), `does not end: ${status}`)
      assert.equal(till.captured - till.refunded, status === 'PaymentApproved' ? 1000 : 0, status)
      if (unwanted) assert.equal(till.captured, till.refunded, 'what nobody wants goes back')
      assert.equal(life.all('PaymentCanceled').length, till.refunded / 1000)
      for (const { key, of, amt } of life.all('RefundRequested'))
        assert.deepEqual([of, amt, key.startsWith(`refund-${orderId}`)], [`charge-${orderId}`, 1000, true])
      assert.deepEqual(
        new Set(life.all('PaymentRequested').map(e => e.key)),
        new Set(life.all('PaymentRequested').length ? [`charge-${orderId}`] : []),
        'one order, one charge',
      )
    }),
    { ...settings, numRuns: 20_000 },
  )
  assert.deepEqual(seen, new Set(ends), 'every end was met')
})

// ---- talk
const news = ['Ordered', 'OrderCanceled', 'CancelFailed', 'Receipted', 'Made', 'PickedUp', 'PaymentCanceled'] as const
/** What led to what, as far as the talk is told. */
const causes: { readonly [what: string]: readonly string[] } = {
  Ordered: [],
  OrderCanceled: ['Ordered'],
  CancelFailed: ['Ordered', 'OrderCanceled'],
  Receipted: ['Ordered'],
  Made: ['Ordered', 'Receipted'],
  PickedUp: ['Ordered', 'Receipted', 'Made'],
  PaymentCanceled: ['Ordered', 'OrderCanceled'],
}
type Said = { readonly what: (typeof news)[number]; readonly age: number } | 'sent' | 'failed' | 'again' | { readonly pass: number }
const saying: fc.Arbitrary<Said> = fc.oneof(
  { arbitrary: fc.record({ what: fc.constantFrom(...news), age: fc.constantFrom(0, 0, 0, minute, 25 * 60 * minute) }), weight: 4 },
  { arbitrary: fc.constantFrom<Said>('sent', 'failed', 'again'), weight: 3 },
  { arbitrary: fc.record({ pass: fc.constantFrom(1000, minute, 25 * 60 * minute) }), weight: 1 },
)
always('a talk: one message at a time, none twice, none after its effect, and nothing is lost in silence', saying, () => {
  const life = new Life(Talk, () => false)
  const heard = new Set<string>()
  return {
    step: step => {
      const sending = life.state?.sending
      if (typeof step === 'object' && 'pass' in step) life.now += step.pass
      else if (typeof step === 'object') {
        const { what, age } = step
        if (heard.has(what)) return // a repeat finds its mark
        heard.add(what)
        const customer = what === 'Ordered' ? { phoneNumber: mine, language: 'en' as const, pickupNumber: 7 } : null
        life.ask(asked(byPolicy, talk.Tell({ orderId, what, event: what, causes: [...causes[what]!], time: life.now - age, customer })))
      } else {
        const messageId = sending?.messageId ?? life.all('MessageQueued').at(-1)?.messageId
        if (!messageId) return
        if (step === 'sent') life.ask(asked(byPolicy, talk.NoteSent({ orderId, messageId, channel: 'log' })))
        if (step === 'failed') life.ask(asked(byPolicy, talk.NoteSendFailed({ orderId, messageId })))
        if (step === 'again') life.ask(asked(byPolicy, talk.SendAgain({ orderId, messageId, tries: sending?.tries ?? 0 })))
      }
    },
    prove: () => {
      const queued = life.all('MessageQueued')
      const over = new Set([...life.all('MessageSent'), ...life.all('MessageDropped')].map(e => e.messageId))
      const open = queued.filter(m => !over.has(m.messageId))
      assert.ok(open.length <= 1, 'one at a time')
      assert.equal(open[0]?.messageId, life.state?.sending?.messageId)
      assert.equal(new Set(queued.map(m => m.event)).size, queued.length, 'none twice')
      if (!heard.has('Ordered')) assert.equal(queued.length, 0, 'nothing is said before the order is known')
      for (const [i, later] of queued.entries())
        for (const earlier of queued.slice(0, i))
          assert.ok(!earlier.causes.includes(later.event), `${later.event} after its effect ${earlier.event}`)
      const accounted = [...queued, ...life.all('NewsDropped'), ...(life.state?.waiting ?? [])].map(e => e.event)
      assert.deepEqual(
        [accounted.length, new Set(accounted)],
        [heard.size, heard],
        'what was heard is said, dropped with a reason, or waits',
      )
    },
  }
})
