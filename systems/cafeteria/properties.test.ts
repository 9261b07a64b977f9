// What holds after any sequence of commands, also of such as never come together in a day of the café.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bySystem } from '@jumun/core/runtime'
import { Life, noon, person, react, type Step } from '@jumun/testing'
import type { ItemOf } from '@jumun/testing/promises'
import { always, grows, once, settings, settles } from '@jumun/testing/sequences'
import fc from 'fast-check'
import { talk as talking } from './customercenter/words.ts'
import * as drink from './drink/commands.ts'
import { Drink } from './drink/drink.ts'
import * as order from './order/commands.ts'
import * as menu from './order/menu-commands.ts'
import { Menu } from './order/menu.ts'
import { Order } from './order/order.ts'
import * as payment from './payment/commands.ts'
import { money } from './payment/money.ts'
import { Payment } from './payment/payment.ts'

const { commands: talk, Talk } = talking

const orderId = 7
const mine = '01012345678'
const yours = '01099999999'
const me = person('customer', { phoneNumber: mine })
const manager = person('manager')
const operator = person('operator')
const barista = person('barista')
const minute = 60_000

const small = fc.integer({ min: 1, max: 4 })
type Placed = ItemOf<typeof Order>

/** Tries sequences of steps; `prove` reads the life after each of them. */
const walk = <Turn>(
  sentence: string,
  steps: fc.Arbitrary<Turn>,
  begin: () => { readonly step: (step: Turn) => void; readonly prove: () => void },
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
      { ...settings, numRuns: 3000 },
    ),
  )
}

// ---- order
const sold = (stock: number | null) => {
  const life = new Life(Menu, () => false)
  const options = { size: { large: 500 }, temperature: {}, extras: { shot: 300 } }
  life.ask({ by: manager, command: menu.AddMenuItem({ productName: 'cake', price: 3000, stock, options }) })
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
  .map(wish => ({ by: me, command: order.PlaceOrder(wish) }))
const attempted = (of: (attempt: number) => Step['command']) =>
  // an outcome names an attempt that there was
  small.map(attempt => (o: Placed) => (o.attempt < attempt ? undefined : react(of(attempt))))
always(
  'an order: an end stays the end, one price for all, and only an attempt that is still open makes it',
  {
    of: Order,
    ends: o => ['Declined', 'Expired'].includes(o.status) || o.cancellation === 'done',
    runs: 3000,
    // what one orders alone is not scarce
    read: (_, { command: { data } }) => ({ item: sold(data.qty === 1 ? null : 5) }),
    steps: [
      [1, placed],
      [
        3,
        { by: me, command: order.PayOrder({ orderId }) },
        { by: operator, command: order.PayOrder({ orderId, paymentToken: 'other card' }) },
        { by: me, command: order.CancelOrder({ orderId }) },
      ],
      [
        1,
        { by: person('customer', { phoneNumber: yours }), command: order.CancelOrder({ orderId }) },
        { by: bySystem, command: order.StandAside({ orderId, heir: 8 }) },
      ],
      [2, ...[order.AskPayment, order.AbandonOrder, order.RestoreOrder, order.FinishCancel].map(c => react(c({ orderId })))],
      [2, attempted(attempt => order.ConfirmOrder({ orderId, attempt }))],
      [3, attempted(attempt => order.PostponePayment({ orderId, attempt, reason: 'payment-unknown' }))],
      [
        1,
        react(order.DeclineOrder({ orderId, reason: 'sold-out' })),
        react(order.WantOwnHold({ orderId, holder: 3 })),
        react(order.HoldAgain({ orderId, holder: 3 })),
      ],
    ],
  },
  (o: Placed, life) => {
    const priced = ['OrderRequested', 'PaymentAsked', 'Ordered', 'OrderCanceled', 'OrderRestored']
    assert.ok(new Set(priced.flatMap(type => life.all(type).map(e => e.amt))).size <= 1, 'one order, one price')
    // what was bought is given back once
    once(life, 'Ordered', 'CancelDone')
    assert.ok(life.all('OrderRestored').length <= life.all('OrderCanceled').length)
    grows(
      life.all('PaymentAsked').map(e => e.attempt),
      'each attempt is asked once, and they grow',
    )
    const closed = Math.max(0, ...life.all('PaymentPostponed').map(e => e.attempt))
    if (life.events.at(-1)?.type === 'Ordered') {
      assert.ok(o.attempt > closed, 'a closed attempt makes no order')
      assert.ok(!o.limited || life.all('HoldWanted').length, 'what is scarce was held')
    }
    assert.ok(o.status === 'AwaitingPayment' || o.paymentToken === null, 'the card is forgotten with the end')
    if (life.all('OrderExpired').length + life.all('OrderDeclined').length)
      assert.equal(life.all('Ordered').length, 0, 'what ended unpaid is told to nobody')
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
walk('stock is conserved: what is free, held and sold is what there was, and what was changed', deeds, () => {
  const life = new Life(Menu, () => false)
  life.ask({ by: manager, command: menu.AddMenuItem({ productName: 'cake', price: 3000, stock: 5 }) })
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
        life.ask({ by: manager, command: menu.ChangeMenuItem({ productName, stock: step.stock }) })
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
          const command = menu.HoldStock({ orderId: of, productName, qty, phoneNumber: phone, holder })
          const happened = life.ask({ by: bySystem, command }, { order })
          for (const e of happened ?? []) {
            taken.set(of, e.data.qty)
            lives.set(of, 'held')
            if (e.type === 'StockPassed') lives.set(e.data.holder, 'over')
          }
        } else if (deed === 'return') {
          life.ask(react(menu.ReturnStock({ orderId: of, productName, qty: taken.get(of)! })))
          lives.set(of, 'over')
        } else {
          life.ask(react((deed === 'release' ? menu.ReleaseStock : menu.SettleStock)({ orderId: of, productName })))
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
always(
  'a drink: made once, only when it is ordered and paid, and either made or cancelled',
  {
    of: Drink,
    ends: d => ['PickedUp', 'DrinkCanceled'].includes(d.status),
    runs: 3000,
    steps: [
      [1, react(drink.NotePayment({ orderId, phoneNumber: mine })), react(drink.NoteOrder(told)), react(drink.CancelDrink(told))],
      [
        3,
        ...[barista, barista, manager].flatMap(by =>
          [drink.Receive, drink.Make, drink.HandOver].map(c => ({ by, command: c({ orderId }) })),
        ),
      ],
    ],
  },
  (_, life) => {
    once(life, 'OrderInfoReceived', 'Receipted', 'Made', 'PickedUp', 'DrinkCanceled', 'OrderNoted', 'PaymentNoted')
    const [info, noted, paid, receipted, made, pickedUp, canceled, failed] = [
      'OrderInfoReceived',
      'OrderNoted',
      'PaymentNoted',
      'Receipted',
      'Made',
      'PickedUp',
      'DrinkCanceled',
      'CancelFailed',
    ].map(type => life.all(type).length) as [number, number, number, number, number, number, number, number]
    assert.ok(!info || (noted && paid), 'both sides are in')
    assert.ok(info >= receipted && receipted >= made && made >= pickedUp, 'one after the other')
    assert.ok(!receipted || !canceled, 'made, or cancelled')
    assert.ok(!failed || receipted, 'only what has started cannot be cancelled')
  },
)

// ---- payment: the tables and the lines of payment, and a provider that keeps its books
const retry = { by: operator, command: payment.RetryRefund({ orderId }) }
const amt = 1000
settles('money: whatever is asked and lost, at rest the provider has what the payment says, and nobody paid twice', {
  of: Payment,
  policies: money.policies,
  steps: [
    { by: bySystem, command: payment.ApprovePayment({ orderId, phoneNumber: mine, amt }) },
    react(payment.CancelPayment({ orderId })),
    retry,
  ],
  amount: amt,
  ends: { nothing: 0, NotCharged: 0, PaymentApproved: amt, PaymentDeclined: 0, PaymentCanceled: 0, Voided: 0 },
  over: ['PaymentDeclined', 'PaymentCanceled'],
  help: { RefundStuck: retry },
  holds: (life, books) => {
    if (life.all('PaymentCanceled').length) assert.equal(books.refunded, amt, 'canceled is said when the money is back')
    once(life, 'PaymentApproved', 'PaymentCanceled')
    for (const { key, of, amt: back } of life.all('RefundRequested'))
      assert.deepEqual([of, back, key.startsWith(`refund-${orderId}`)], [`charge-${orderId}`, amt, true])
    for (const { key } of life.all('PaymentRequested')) assert.equal(key, `charge-${orderId}`, 'one order, one charge')
  },
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
walk('a talk: one message at a time, none twice, none after its effect, and nothing is lost in silence', saying, () => {
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
        life.ask(react(talk.Tell({ orderId, what, event: what, causes: [...causes[what]!], time: life.now - age, customer })))
      } else {
        const messageId = sending?.messageId ?? life.all('MessageQueued').at(-1)?.messageId
        if (!messageId) return
        if (step === 'sent') life.ask(react(talk.NoteSent({ orderId, messageId, channel: 'log' })))
        if (step === 'failed') life.ask(react(talk.NoteSendFailed({ orderId, messageId })))
        if (step === 'again') life.ask(react(talk.SendAgain({ orderId, messageId, tries: sending?.tries ?? 0 })))
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
