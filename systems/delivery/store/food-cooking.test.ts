import { asking, given, like, noon, person } from '@jumun/testing'
import { test } from 'node:test'
import { patience } from '../vocabulary.ts'
import * as ask from './food-cooking-commands.ts'
import * as e from './food-cooking-events.ts'
import { FoodCooking } from './food-cooking.ts'

const orderId = 7,
  owner = person('owner', { storeId: '1' })
const items = [{ productId: '통닭', qty: 1, options: ['곱빼기'], price: 20_000 }]
const order = { orderId, foodId: '통닭', qty: 1, items, chosen: ['곱빼기'], rev: 1, storeId: '1', customerId: 'kim', address: '서울' }
const linesWith = (options: string[]) => [{ productId: '통닭', qty: 1, options, price: options.length ? 20_000 : 18_000 }]
const told = { orderId, foodId: '통닭', options: '곱빼기', storeId: '1', customerId: 'kim' }
const [noted, paid] = [e.OrderNoted(order), e.PaymentNoted({ orderId })]
const arrived = e.OrderArrived({ ...told, status: 'Paid', items, qty: 1, acceptBy: noon + patience })
const here = [noted, paid, arrived]
const accepted = e.OrderAccepted({ ...told, status: 'Accepted' }),
  started = e.CookStarted({ ...told, status: 'CookStarted' })
const change = (chosen: string[], rev: number) => ask.ChangeOptions({ orderId, chosen, items: linesWith(chosen), rev })

test('an order is on the board when it is placed and paid, whichever is heard first', () => {
  given(FoodCooking, noted).when(ask.NotePayment({ orderId })).by('policy').then(paid, arrived)
  given(FoodCooking, paid).when(ask.NoteOrder(order)).by('policy').then(noted, arrived)
  asking(FoodCooking, here, ask.NoteOrder(order), 'policy').nothing()
})
test('the owner of the store accepts or rejects; no answer is a no', () => {
  asking(FoodCooking, here, ask.Answer({ orderId, accept: true }), owner).then(accepted)
  asking(FoodCooking, here, ask.Answer({ orderId, accept: false, reason: '재료 소진' }), owner).then(
    like(e.OrderRejected, { reason: '재료 소진', status: 'Rejected' }),
  )
  asking(FoodCooking, here, ask.Answer({ orderId }), person('owner', { storeId: '2' })).refused('not-yours')
  asking(FoodCooking, here, ask.EndWaiting({ orderId }), 'policy').then(like(e.OrderRejected, { status: 'Rejected', reason: 'no-answer' }))
  asking(FoodCooking, [here, accepted], ask.EndWaiting({ orderId }), 'policy').nothing()
})
test('cancel against start: exactly one', () => {
  asking(FoodCooking, [here, accepted], ask.CancelFood({ orderId }), 'policy').then(like(e.FoodCanceled, { isCanceled: true }))
  asking(FoodCooking, [here, accepted, started], ask.CancelFood({ orderId }), 'policy').then(
    like(e.CancelFailed, { status: 'CookStarted' }),
  )
  asking(
    FoodCooking,
    [here, accepted, e.FoodCanceled({ ...told, status: 'Canceled', isCanceled: true })],
    ask.Start({ orderId }),
    owner,
  ).refused('not-allowed-now')
})
test('options against start: a change that comes too late says what the kitchen has', () => {
  asking(FoodCooking, here, change([], 2), 'policy').then(like(e.OrderUpdated, { chosen: [], options: '', items: linesWith([]), rev: 2 }))
  asking(FoodCooking, [here, accepted, started], change([], 2), 'policy').then(
    like(e.UpdateFailed, { chosen: ['곱빼기'], options: '곱빼기', items, rev: 2 }),
  )
  asking(FoodCooking, [here, accepted, started], change(['곱빼기'], 3), 'policy').then(like(e.OrderUpdated, { chosen: ['곱빼기'], rev: 3 }))
  asking(FoodCooking, here, change(['곱빼기'], 1), 'policy').nothing()
})
test('a line on the ticket costs what it costs now, also where an older word does not say it', () => {
  const updated = e.OrderUpdated({ ...told, options: '', status: 'Paid', isCanceled: false, chosen: [], items: linesWith([]), rev: 2 })
  given(FoodCooking, ...here, updated).is({ items: linesWith([]) })
  const { items: _, ...older } = updated.data
  given(FoodCooking, ...here, e.OrderUpdated(older)).is({ items: [{ ...items[0], options: [] }] })
})
test('a no without a reason has one that can be said in both languages', () =>
  asking(FoodCooking, here, ask.Answer({ orderId, accept: false }), owner).then(like(e.OrderRejected, { reason: 'store-reasons' })))
test('a kitchen that cannot finish gives up', () => {
  asking(FoodCooking, [here, accepted, started], ask.GiveUp({ orderId, reason: '화재' }), 'operator').then(
    like(e.OrderRejected, { reason: '화재' }),
  )
  asking(FoodCooking, here, ask.GiveUp({ orderId, reason: '화재' }), owner).refused('not-allowed-now')
})
