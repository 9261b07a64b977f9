// What is played for story.md.
import type { Day } from '@jumun/testing'

const claims = { customerId: 'kim' }
const shelf = { who: 'baker', makes: 'items', wish: { item: 'chiffon', price: 28_000, stock: 1 } }
const order = { who: 'customer', claims, makes: 'orders', wish: { ...claims, item: 'chiffon', qty: 1 } }
const baker = (command: string, later = 60_000) => ({ who: 'baker', does: `bakeries/1/${command}`, later })

export const day: Day = {
  chapters: [
    {
      title: 'A good day',
      text: 'There is one cake. A customer orders it; it is held, paid, baked and brought.',
      steps: [shelf, order, baker('bake'), baker('dispatch', 1_800_000), baker('deliver', 900_000)],
    },
    {
      title: 'The card is declined',
      text: 'The cake that was held is let go.',
      steps: [shelf, { ...order, wish: { ...order.wish, paymentToken: 'decline' } }],
    },
    {
      title: 'Nobody knows whether it was paid',
      text:
        'The provider charges, and its answer is lost. The customer is told that we are checking, and walks away; ' +
        'what was taken is found, and given back.',
      steps: [shelf, order],
      silent: true,
    },
    {
      title: 'The customer changes their mind',
      text: 'Cancelling stops the bakery, gives the money back, and the cake is for sale again.',
      steps: [shelf, order, { who: 'customer', claims, does: 'orders/1/cancel', later: 20_000 }],
    },
  ],
}
