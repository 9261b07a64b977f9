/** What the café promises: read at the end of every simulated story, and by the audit of a real one. */
import { fileOf, type ItemOf, reading, toldAll } from '@jumun/testing/promises'
import { mypage } from './customercenter/my-page.ts'
import { Drink } from './drink/drink.ts'
import { Order as OrderTable } from './order/order.ts'
import { Payment } from './payment/payment.ts'

type Order = ItemOf<typeof OrderTable>
/** Everything there is about one order, in all contexts. */
export const orderFile = fileOf({
  order: ['order', OrderTable],
  payment: ['payment', Payment],
  drink: ['drink', Drink],
  row: mypage,
})
type OrderFile = ReturnType<typeof orderFile>

const started = ['Receipted', 'Made', 'PickedUp']
const news = [
  'Ordered',
  'ChargeReturned',
  'OrderCanceled',
  'Receipted',
  'Made',
  'PickedUp',
  'PaymentPartlyRefunded',
  'PaymentCanceled',
  'CancelFailed',
]

/** What holds at any moment. */
export const always = ({ order, drink, facts, net, captures, refundedAt }: OrderFile): string[] => {
  const wrong: string[] = []
  const { all, first, twice } = reading(facts)
  if (captures > 1) wrong.push('money: charged twice')
  if (net < 0) wrong.push('money: more came back than was paid')
  if (all('OrderInfoReceived').length > 1) wrong.push('two drinks for one order')
  wrong.push(...twice('Ordered', 'ChargeReturned'))
  const ordered = first('Ordered')
  const received = first('Receipted')
  if (received && !(ordered && ordered.time <= received.time)) wrong.push('a drink was begun for an order that was not paid')
  const back = first('PaymentCanceled')
  if (back && !(refundedAt && refundedAt <= back.time)) wrong.push('PaymentCanceled was said before the money was back')
  if (first('ChargeReturned') && !back) wrong.push('ChargeReturned was said before the money was back')
  if (!ordered && facts.some(e => e.source === 'order' && e.number !== null && e.type !== 'ChargeReturned'))
    wrong.push('an unpaid order was told to others')
  if (!ordered && drink && started.includes(drink.status)) wrong.push('a drink was made for an order that was not paid')
  if (order && order.status === 'Ordered' && !ordered) wrong.push('an order is Ordered and nobody was told')
  return wrong
}

/** It was paid, and is not over. */
export const lives = ({ status }: Order): boolean => status === 'Ordered'

/** What holds at rest: everything ends, and all say the same. */
export const atRest = (file: OrderFile): string[] => {
  const { order, payment, drink, row, facts, net } = file
  if (!order) return facts.length ? ['something happened to an order that is not there'] : []
  const wrong = always(file)
  const living = lives(order)
  const { happened } = reading(facts)
  const returned = happened('ChargeReturned'),
    isKnown = happened('Ordered') || returned
  const given = payment?.refunded ?? 0
  if (net !== (living ? order.amt - given : 0)) wrong.push(`money: ${order.status} order, ${net ? 'charged' : 'not charged'}`)
  if (!['Ordered', 'Declined', 'Expired'].includes(order.status) && order.cancellation !== 'done')
    wrong.push(`order does not end: ${order.status} ${order.cancellation}`)
  if (
    living
      ? !drink || !['PaymentApproved', ...started].includes(drink.status)
      : drink && !['DrinkCanceled', 'Remembered'].includes(drink.status)
  )
    wrong.push(`drink ${drink?.status} for ${order.status} order`)
  if (payment && ['PaymentRequested', 'PaymentUnknown', 'Refunding', 'RefundStuck'].includes(payment.status))
    wrong.push(`payment does not end: ${payment.status}`)
  const expected = !isKnown
    ? undefined
    : order.status === 'OrderCanceled' || returned
      ? 'PaymentCanceled'
      : drink && drink.status !== 'PaymentApproved'
        ? drink.status
        : 'Ordered'
  const shown = row?.orderStatus ? row.status : undefined
  if (shown !== expected) wrong.push(`my page says ${shown}, is ${expected}`)
  if (row && shown && row.returned !== given) wrong.push(`my page says that ${row.returned} came back, it was ${given}`)
  return [
    ...wrong,
    ...toldAll(facts, { isKnown, wordOf: ({ type }) => (news.includes(type) ? type : undefined), thing: 'an unpaid order' }),
  ]
}
