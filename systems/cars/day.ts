// What is played for story.md.
import type { Question, Reply } from '@jumun/core/runtime'
import { type Day, Provider } from '@jumun/testing'

const claims = { cuId: '11' }
const purchase = { who: 'buyer', claims, makes: 'purchases', wish: { cuId: 11, carId: 1, phoneNumber: '01012345678' } }
const transport = (command: string, later: number) => ({ who: 'transporter', does: `consigns/1/${command}`, later })
const sale = {
  sellerId: 7,
  plateNumber: '12가3456',
  model: '소나타',
  year: 2022,
  mileage: 40_000,
  condition: 'B',
  phoneNumber: '01087654321',
}

/** The bank is a provider the other way round: it pays out, and takes back. */
const atTheBank: { readonly [type: string]: string } = { Transfer: 'Charge', FindTransfer: 'Find', Reclaim: 'Refund' }
const says: { readonly [status: string]: string } = { captured: 'paid', declined: 'refused', refunded: 'reclaimed' }

export const day: Day = {
  outside: world => {
    const bank = new Provider(world)
    return {
      bank: async (question: Question): Promise<Reply> => {
        const reply = await bank.ask({ ...question, type: atTheBank[question.type]! }, String(question.data.reference))
        return reply.kind === 'answer' ? { ...reply, status: says[reply.status] ?? reply.status } : reply
      },
    }
  },
  chapters: [
    {
      title: 'A good day',
      text: 'A customer buys a car; it is paid, loaded, driven and handed over.',
      steps: [purchase, transport('load', 3_600_000), transport('depart', 600_000), transport('handOver', 3_600_000)],
    },
    {
      title: 'A car is sold to us',
      text: 'A seller registers a car; purchasing decides, the bank pays, the car is fetched and stands in stock.',
      steps: [
        { who: 'seller', claims: { sellerId: '7' }, makes: 'sales', wish: sale },
        { who: 'purchasing', does: 'sales/1/decide', wish: { buy: true }, later: 3_600_000 },
        transport('load', 3_600_000),
        transport('depart', 600_000),
        transport('handOver', 3_600_000),
      ],
    },
    {
      title: 'The card is declined',
      text: 'The car that was held is let go.',
      steps: [{ ...purchase, wish: { ...purchase.wish, paymentToken: 'decline' } }],
    },
    {
      title: 'Nobody knows whether it was paid',
      text:
        'The provider charges, and its answer is lost. The buyer is told that we are checking, and walks away; ' +
        'what was taken is found, and given back.',
      steps: [purchase],
      silent: true,
    },
    {
      title: 'The buyer changes their mind',
      text: 'The transport is stopped first; then the money goes back, and the car is for sale again.',
      steps: [purchase, { who: 'buyer', claims, does: 'purchases/1/cancel', later: 20_000 }],
    },
  ],
}
