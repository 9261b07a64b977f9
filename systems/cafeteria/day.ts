// What is played for story.md.
import type { Day } from '@jumun/testing'

const claims = { phoneNumber: '01012345678' }
const order = { who: 'customer', claims, makes: 'orders', wish: { ...claims, productName: 'coffee', qty: 2, amt: 1000 } }
const declined = { ...order, wish: { ...order.wish, paymentToken: 'decline' } }

export const day: Day = {
  chapters: [
    {
      title: 'A good day',
      text: 'A customer orders two coffees and pays at once; the barista makes them.',
      steps: [
        order,
        { who: 'barista', does: 'drinks/1/receive', later: 30_000 },
        { who: 'barista', does: 'drinks/1/make', later: 120_000 },
        { who: 'barista', does: 'drinks/1/handOver', later: 60_000 },
      ],
    },
    { title: 'The card is declined', text: 'Nothing was charged, and nobody makes a drink.', steps: [declined] },
    {
      title: 'Nobody knows whether it was paid',
      text:
        'The provider charges, and its answer is lost. The customer is told that we are checking, and walks away; ' +
        'what was taken is found, and given back.',
      steps: [order],
      silent: true,
    },
    {
      title: 'The customer changes their mind',
      text: 'Cancelling asks the bar first, then gives the money back.',
      steps: [order, { who: 'customer', claims, does: 'orders/1/cancel', later: 20_000 }],
    },
  ],
}
