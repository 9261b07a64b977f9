// What is played for story.md.
import type { Day } from '@jumun/testing'

const claims = { customerId: 'kim' }
const order = {
  who: 'customer',
  claims,
  makes: 'orders',
  wish: { ...claims, storeId: '1', productId: '통닭', qty: 1, options: ['곱빼기'], address: '서울 어딘가' },
}
const here = { lat: 37.5665, lng: 126.978 }
const owner = (command: string, later: number) => ({ who: 'owner', claims: { storeId: '1' }, does: `foodCookings/1/${command}`, later })
const rider = { who: 'rider', claims: { riderId: 'r1' } }
const ready = [
  { ...rider, makes: 'riders', wish: { riderId: 'r1', ...here } },
  { ...rider, does: 'riders/1/on-duty', wish: here },
]

export const day: Day = {
  chapters: [
    {
      title: 'A good day',
      text: 'A customer orders a chicken; the shop takes and cooks it, a rider brings it, the customer says that it came.',
      steps: [
        ...ready,
        order,
        owner('accept', 20_000),
        owner('start', 60_000),
        owner('finish', 900_000),
        { ...rider, does: 'deliveries/1/pick', wish: { riderId: 'r1' }, later: 30_000 },
        { ...rider, does: 'deliveries/1/deliver', wish: { riderId: 'r1' }, later: 900_000 },
        { who: 'customer', claims, does: 'orders/1/confirm', later: 60_000 },
      ],
    },
    {
      title: 'The card is declined',
      text: 'Nothing was charged, and no kitchen hears of it.',
      steps: [{ ...order, wish: { ...order.wish, paymentToken: 'decline' } }],
    },
    {
      title: 'Nobody knows whether it was paid',
      text:
        'The provider charges, and its answer is lost. The customer is told that we are checking, and walks away; ' +
        'what was taken is found, and given back.',
      steps: [order],
      silent: true,
    },
    {
      title: 'The shop says no',
      text: 'The money goes back, and the customer is told why.',
      steps: [order, { ...owner('accept', 20_000), wish: { accept: false, reason: '재료 소진' } }],
    },
    {
      title: 'The customer changes their mind',
      text: 'Cancelling stops the kitchen and the delivery, and gives the money back.',
      steps: [order, { who: 'customer', claims, does: 'orders/1/cancel', later: 20_000 }],
    },
  ],
}
