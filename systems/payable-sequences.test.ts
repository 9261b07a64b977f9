// Whatever is asked, paid again, cancelled, sent twice, lost and late, in each system: at rest the provider has what the payment says.
// Two processes may take up one question: what one surely did not send, the other may have.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Aggregate, type Message, minutes, seconds } from '@jumun/core/model'
import { bySystem } from '@jumun/core/runtime'
import { Books, Errands, Life, person, provider, react, type Step } from '@jumun/testing'
import { follow, settings, type Turn, turns } from '@jumun/testing/sequences'
import fc from 'fast-check'
import { money as airMoney } from './air/reservationmgmt/money.ts'
import * as airAsk from './air/reservationmgmt/payment-commands.ts'
import { nobody, Payment as AirPayment } from './air/reservationmgmt/payment.ts'
import * as breadAsk from './bread/pay/commands.ts'
import { money as breadMoney } from './bread/pay/money.ts'
import { Payment as BreadPayment } from './bread/pay/payment.ts'
import * as cafeAsk from './cafeteria/payment/commands.ts'
import { money as cafeMoney } from './cafeteria/payment/money.ts'
import { Payment as CafePayment } from './cafeteria/payment/payment.ts'
import * as carsAsk from './cars/billing/commands.ts'
import { Billing } from './cars/billing/billing.ts'
import { money as carsMoney } from './cars/billing/money.ts'
import * as deliveryAsk from './delivery/ordering/payment-commands.ts'
import { Payment as DeliveryPayment } from './delivery/ordering/payment.ts'
import * as ordering from './delivery/ordering/policies.ts'
import { oldestRequest } from './vocabulary.ts'

const amount = 100
const operator = person('operator')

/** What is asked of a payment of `amount`, and how it is read. */
interface Paying {
  readonly of: Aggregate<any>
  readonly policies: ConstructorParameters<typeof Errands>[1]
  readonly steps: readonly Step[]
  /** Each word about what is due has a higher number than the one before it. */
  readonly numbered?: boolean
  /** What an operator does where the provider refused a refund. */
  readonly retry: Step
  readonly stuck: string
  /** Nobody knows yet: it may be so for a while, and never at rest. */
  readonly waits: readonly string[]
  readonly ends: readonly string[]
  /** What is taken and not given back, as the payment says it. */
  readonly net: (state: any) => number
}
const paying = (
  of: Aggregate<any>,
  money: { readonly policies: object; readonly words: { readonly [word: string]: string } },
  approve: Message<'command'>,
  cancel: Message<'command'>,
  again: Message<'command'>,
): Paying => {
  const { requested, unknown, notCharged, approved, declined, refunding, stuck, canceled, voided } = money.words as {
    readonly [word: string]: string
  }
  const retry = { by: operator, command: again }
  return {
    of,
    policies: money.policies as Paying['policies'],
    steps: [{ by: bySystem, command: approve }, react(cancel), retry],
    retry,
    stuck: stuck!,
    waits: [requested!, unknown!, refunding!, stuck!],
    ends: [notCharged!, approved!, declined!, canceled!, voided!],
    net: ({ status }) => (status === approved ? amount : 0),
  }
}
const orderId = 7
const due = (of: number) => ({ orderId, customerId: 'kim', due: of, seq: 0 })
const retryDelivery = { by: operator, command: deliveryAsk.RetryRefund({ orderId }) }
const { charge, find, repay, reconcile, recheck, repayAgain } = ordering
const systems: { readonly [name: string]: Paying } = {
  cafeteria: paying(
    CafePayment,
    cafeMoney,
    cafeAsk.ApprovePayment({ orderId, phoneNumber: '01012345678', amt: amount }),
    cafeAsk.CancelPayment({ orderId }),
    cafeMoney.commands.RetryRefund({ orderId }),
  ),
  bread: paying(
    BreadPayment,
    breadMoney,
    breadAsk.ApprovePayment({ orderId, customerId: 'kim', price: amount }),
    breadAsk.CancelPayment({ orderId }),
    breadMoney.commands.RetryRefund({ orderId }),
  ),
  air: paying(
    AirPayment,
    airMoney,
    airAsk.ApprovePayment({ reservationId: 7, customerId: 1, amount }),
    airAsk.CancelPayment({ reservationId: 7, keep: 0, seq: nobody }),
    airMoney.commands.RetryRefund({ reservationId: 7 }),
  ),
  cars: paying(
    Billing,
    carsMoney,
    carsAsk.ApprovePayment({ puId: 7, cuId: 5, salePrice: amount }),
    carsAsk.CancelPayment({ puId: 7 }),
    carsMoney.commands.RetryRefund({ puId: 7 }),
  ),
  delivery: {
    of: DeliveryPayment,
    policies: { charge, find, repay, reconcile, recheck, repayAgain },
    steps: [{ by: bySystem, command: deliveryAsk.RaiseDue(due(amount)) }, react(deliveryAsk.SetDue(due(0))), retryDelivery],
    numbered: true,
    retry: retryDelivery,
    stuck: 'stuck',
    waits: ['asked', 'unsent', 'unknown', 'stuck'],
    ends: ['free', 'declined', 'paid', 'refunded'],
    net: ({ net }) => net,
  },
}

/** Also as long as it takes until a request is lost. */
const pauses = [seconds(1), minutes(1), minutes(20), oldestRequest, oldestRequest]
const withNumber = (turn: Turn, i: number): Turn =>
  'command' in turn && 'seq' in turn.command.data
    ? { ...turn, command: { ...turn.command, data: { ...turn.command.data, seq: i + 1 } } }
    : turn
/** Tries sequences; throws with the shortest one after which the books of the provider say something else. */
const tried = ({ of, policies, steps, numbered, retry, stuck, waits, net }: Paying): ReadonlySet<string> => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(turns(steps, pauses), fc.constantFrom('approve', 'approve', 'decline'), (all, card) => {
      const books = new Books()
      const life = new Life(of, () => false)
      const errands = new Errands(life, policies, provider(books, card))
      const holds = () =>
        assert.ok(books.net <= amount && books.refunded <= books.captured, `${books.captured} taken, ${books.refunded} given back`)
      const told = numbered ? all.map(withNumber) : all
      follow(errands, told, holds, step => step !== retry || life.state?.status === stuck)
      errands.calm(p => (p.status === stuck ? retry : undefined))
      holds()
      if (!life.state) return
      seen.add(life.state.status)
      assert.ok(!waits.includes(life.state.status), `does not end: ${life.state.status}`)
      assert.equal(books.net, net(life.state), `the books, and what is ${life.state.status}`)
    }),
    { ...settings, numRuns: 3000 },
  )
  return seen
}
for (const [name, paid] of Object.entries(systems))
  test(`${name}: whatever is asked, sent by two and lost, at rest the provider has taken what the payment says`, () => {
    const seen = tried(paid)
    assert.deepEqual(
      paid.ends.filter(status => !seen.has(status)),
      [],
      'every end was met',
    )
  })

/** It asks these commands with another state, or at another time. */
const asking = (
  paid: Paying,
  changes: { readonly [command: string]: (p: any, now: number) => readonly [state: any, now: number] },
): Paying => {
  const rows = Object.entries(changes).map(([command, change]) => {
    const row = paid.of.decide[command]!
    const then: typeof row.then = (p, wish, read, at) => {
      const [state, now] = change(p, at.now)
      return row.then(state, wish, read, { ...at, now })
    }
    return [command, { ...row, then }]
  })
  return { ...paid, of: { ...paid.of, decide: { ...paid.of.decide, ...Object.fromEntries(rows) } } }
}
/** Pauses do not count, as before they did. */
const byClock = (p: any, now: number) => [{ ...p, sentIn: -99, charge: p.charge && { ...p.charge, sentIn: -99 } }, now] as const
/** What was sent before counts as sent then, although somebody else may have sent it now. */
const asBefore = (p: any, now: number) => [p, p.sent || p.charge?.sent ? 0 : now] as const
const isWrong = (error: Error) => /the books, and what is|taken, /.test(String(error.cause))
for (const [name, paid] of Object.entries(systems))
  test(`${name}: a request that counts as old although another process has just sent it is found by these sequences`, () => {
    // delivery asks for one charge several times at once, so that the clock alone is wrong there, even so
    if (!paid.numbered) tried(asking(paid, { NoteNotFound: byClock }))
    assert.throws(() => tried(asking(paid, { NoteNotFound: byClock, NoteUnsent: asBefore })), isWrong)
  })
