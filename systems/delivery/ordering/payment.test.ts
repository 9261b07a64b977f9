import { answerOf, asking, given, like, noon } from '@jumun/testing'
import type { ItemOf } from '@jumun/testing/promises'
import { byPolicy } from '@jumun/core/runtime'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import * as order from './events.ts'
import * as ask from './payment-commands.ts'
import * as e from './payment-events.ts'
import { oldestRequest, pausesUntilLost } from '../vocabulary.ts'
import { Payment } from './payment.ts'
import { payOptions } from './policies.ts'

const orderId = 7,
  of = { orderId, customerId: 'kim' }
const key = 'charge-7'
const due = (amount: number, seq: number) => e.DueSet({ ...of, due: amount, seq, at: noon })
const asked = (amt: number, n = 1, seq = n) =>
  e.ChargeAsked({ orderId, key: n === 1 ? key : `${key}-${n}`, amt, seq, paymentToken: null, at: noon })
const charged = (n = 1) => e.Charged({ orderId, key: n === 1 ? key : `${key}-${n}` })
const settled = (net: number, seq: number, refunded = 0) => e.MoneySettled({ orderId, net, refunded, seq })
const unknown = e.ChargeUnknown({ orderId, key, round: 1, at: noon })
const refund = (amt: number, from = key, n = 1) => e.RefundAsked({ orderId, key: n === 1 ? 'refund-7' : `refund-7-${n}`, of: from, amt })

test('money moves towards what is due, one move at a time', () => {
  asking(Payment, [], ask.RaiseDue({ ...of, due: 20, seq: 1 }), 'system').then(due(20, 1), asked(20))
  given(Payment, due(20, 1), asked(20)).when(ask.NoteCaptured({ orderId, key })).by('policy').then(charged(), settled(20, 1))
  asking(Payment, [due(20, 1), asked(20), charged(), settled(20, 1)], ask.SetDue({ ...of, due: 15, seq: 2 }), 'policy').then(
    due(15, 2),
    refund(5),
  )
  asking(Payment, [due(20, 1), asked(20)], ask.SetDue({ ...of, due: 0, seq: 2 }), 'policy').then(due(0, 2))
  given(Payment, due(20, 1), asked(20), due(0, 2)).when(ask.NoteCaptured({ orderId, key })).by('policy').then(charged(), refund(20))
})
test('an older word about what is due changes nothing', () =>
  asking(Payment, due(0, 2), ask.RaiseDue({ ...of, due: 20, seq: 1 }), 'system').nothing())
test('a word about what is due counts only when it is newer than the last, whoever says it', () => {
  const raised = [due(20, 1), asked(20), charged(), settled(20, 1), due(22, 6), asked(2, 2, 6), charged(2), settled(22, 6)]
  for (const seq of [5, 6])
    for (const [word, who] of [
      [ask.SetDue({ ...of, due: 20, seq }), 'policy'],
      [ask.RaiseDue({ ...of, due: 30, seq }), 'system'],
    ] as const)
      asking(Payment, raised, word, who).nothing()
})
test('who pays again asks under the same key; a new one only after a definite no', () => {
  asking(Payment, [due(20, 1), asked(20), unknown], ask.RaiseDue({ ...of, due: 20, seq: 2 }), 'system').then(due(20, 2), asked(20, 1, 2))
  const declined = [due(20, 1), asked(20), e.ChargeDeclined({ orderId, key }), settled(0, 1)]
  given(Payment, ...declined).is({ status: 'declined', refused: 1, due: 0 })
  asking(Payment, declined, ask.RaiseDue({ ...of, due: 20, seq: 2 }), 'system').then(due(20, 2), asked(20, 2))
})
test('"not found" is no answer while a request may be on its way', () => {
  const rounds = [...Array(pausesUntilLost).keys()].map(n => e.ChargeUnknown({ orderId, key, round: n + 1, at: noon }))
  const gone = [due(20, 1), asked(20), ...rounds]
  asking(Payment, gone, ask.NoteNotFound({ orderId, key }), 'policy', { at: noon + oldestRequest - 1 }).then(
    e.ChargeUnknown({ orderId, key, round: pausesUntilLost + 1, at: noon }),
  )
  asking(Payment, gone, ask.NoteNotFound({ orderId, key }), 'policy', { at: noon + oldestRequest }).then(
    e.NotCharged({ orderId, key }),
    settled(0, 1),
  )
})
test('a refund is split by charge, the latest first', () => {
  const two = [due(20, 1), asked(20), charged(), settled(20, 1), due(22, 2), asked(2, 2), charged(2), settled(22, 2)]
  asking(Payment, two, ask.SetDue({ ...of, due: 0, seq: 3 }), 'policy').then(due(0, 3), refund(2, `${key}-2`))
  const first = [...two, due(0, 3), refund(2, `${key}-2`)]
  asking(Payment, first, ask.NoteRefunded({ orderId, key: 'refund-7' }), 'policy').then(like(e.Refunded, { amt: 2 }), refund(20, key, 2))
})
test('a refund that is refused waits for the operator, who asks under a new key', () => {
  const stuck = [due(20, 1), asked(20), charged(), settled(20, 1), due(0, 2), refund(20), e.RefundStuck({ orderId, key: 'refund-7' })]
  given(Payment, ...stuck).is({ status: 'stuck' })
  asking(Payment, stuck, ask.RetryRefund({ orderId }), 'operator').then(refund(20, key, 2))
  asking(Payment, stuck, ask.RetryRefund({ orderId }), 'customer').refused('role')
})

test('a clock that is set back makes no request older: what was sent may be on its way as long as ever', () => {
  const back = noon - 2 * oldestRequest
  given(Payment, due(20, 1), asked(20)).when(ask.NoteUnknown({ orderId, key })).by('policy').at(back).then(unknown)
  asking(Payment, [due(20, 1), asked(20), unknown], ask.RaiseDue({ ...of, due: 20, seq: 2 }), 'system', { at: back }).then(
    e.DueSet({ ...of, due: 20, seq: 2, at: back }),
    asked(20, 1, 2),
  )
})
test('what is on its way back is not paid: dearer options wait for it, and need no card behind their back', () => {
  const back = [due(20, 1), asked(20), charged(), settled(20, 1), due(15, 2), refund(5)]
  for (const amount of [16, 20, 25])
    asking(Payment, back, ask.RaiseDue({ ...of, due: amount, seq: 3, paymentToken: 'approve' }), 'system').nothing()
  // what stays covers it
  asking(Payment, back, ask.RaiseDue({ ...of, due: 15, seq: 3, paymentToken: 'approve' }), 'system').then(due(15, 3))
  // a refund that was refused does not come
  asking(
    Payment,
    [back, e.RefundStuck({ orderId, key: 'refund-7' })],
    ask.RaiseDue({ ...of, due: 20, seq: 3, paymentToken: 'approve' }),
    'system',
  ).then(due(20, 3), settled(20, 3))
})
test('options are given, refused, or put off by what payment says of their own word alone', () => {
  const wanted = order.OptionsAsked({ ...of, options: ['a'], due: 20, seq: 3, paymentToken: null }).data
  const says = (detail: { net: number; seq: number; refused: number }) => {
    const outcome = payOptions.answer['paid']!(wanted, { status: 'paid', detail }) as { type: string; data: { reason?: string } }
    return [outcome.type, outcome.data.reason]
  }
  assert.deepEqual(says({ net: 20, seq: 3, refused: 0 }), ['ConfirmOptions', undefined])
  assert.deepEqual(says({ net: 20, seq: 2, refused: 0 }), ['RefuseOptions', 'payment-unavailable'])
  assert.deepEqual(says({ net: 15, seq: 3, refused: 0 }), ['RefuseOptions', 'payment-unknown'])
  assert.deepEqual(says({ net: 15, seq: 3, refused: 3 }), ['RefuseOptions', 'payment-declined'])
})

test('whatever is asked, and whatever the provider answers, no charge gives back more than it took, and what is known is what was moved', () => {
  const step = fc.record({
    what: fc.constantFrom('raise', 'set', 'yes', 'no', 'unknown', 'none', 'refunded', 'failed', 'retry'),
    due: fc.integer({ min: 0, max: 5 }),
    late: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), steps => {
      let state: ItemOf<typeof Payment> | undefined
      let seq = 0,
        moved = 0
      for (const { what, due, late } of steps) {
        const charge = state?.charge,
          back = state?.refund
        const command =
          what === 'raise'
            ? ask.RaiseDue({ ...of, due, seq: ++seq })
            : what === 'set'
              ? ask.SetDue({ ...of, due, seq: ++seq })
              : what === 'retry'
                ? state?.status === 'stuck'
                  ? ask.RetryRefund({ orderId })
                  : undefined
                : what === 'refunded' || what === 'failed'
                  ? back && (what === 'refunded' ? ask.NoteRefunded : ask.NoteRefundFailed)({ orderId, key: back.key })
                  : charge &&
                    { yes: ask.NoteCaptured, no: ask.NoteDeclined, unknown: ask.NoteUnknown, none: ask.NoteNotFound }[what as 'yes']({
                      orderId,
                      key: charge.key,
                    })
        if (!command) continue
        const caller = what === 'retry' ? { actor: 'operator', roles: ['operator'], claims: {}, anyone: false } : byPolicy
        const { events, state: next } = answerOf(Payment, state, command, caller, {}, late ? noon + oldestRequest : noon)
        for (const happened of events)
          moved += happened.type === 'Charged' ? charge!.amt : happened.type === 'Refunded' ? -happened.data.amt : 0
        state = next
        if (!state) continue
        assert.equal(state.net, moved)
        for (const c of state.charges) assert.ok(c.refunded <= c.amt)
        // something moves, waits for an operator, or everything is as it should be
        assert.ok(state.charge || state.refund || state.due === state.net, JSON.stringify(state))
      }
    }),
    { numRuns: 300, seed: 7 },
  )
})
test('a charge that was sent long after it was asked may be on its way as long again', () => {
  const late = noon + 2 * oldestRequest
  asking(Payment, [due(20, 1), asked(20)], ask.NoteUnknown({ orderId, key }), 'policy', { at: late }).then(
    e.ChargeUnknown({ orderId, key, round: 1, at: late }),
  )
  asking(
    Payment,
    [due(20, 1), asked(20), e.ChargeUnknown({ orderId, key, round: 1, at: late })],
    ask.NoteNotFound({ orderId, key }),
    'policy',
    { at: late + oldestRequest - 1 },
  ).then(e.ChargeUnknown({ orderId, key, round: 2, at: late }))
})
