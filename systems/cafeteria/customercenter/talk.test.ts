import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asking, given, noon } from '@jumun/testing'
import { stillNews } from '../../talk.ts'
import * as drink from '../drink/events.ts'
import * as own from './policies.ts'
import { talk } from './words.ts'

const { commands: ask, events: e, Talk } = talk
const policies = { ...talk.policies, ...own }

const orderId = 7
const to = '01012345678'
const minute = 60_000

type What = Parameters<typeof ask.Tell>[0]['what']
/** The published words. */
const words: { readonly [what in What]: string } = {
  Ordered: 'Your Order is Ordered',
  Receipted: 'Your Order is Receipted',
  Made: 'Your Order is Made\nCome and Take it, Please!',
  PickedUp: 'Your Order is PickedUp',
  OrderCanceled: 'Your Order is OrderCanceled',
  CancelFailed: 'Your Order is already started. You cannot cancel!!',
  PaymentPartlyRefunded: ' won of your payment came back: ',
  ChargeReturned: 'Your order was not placed. The  won that had been charged came back',
  PaymentCanceled: 'Your Payment is Canceled',
}

const customer = (language: 'en' | 'ko') => ({ phoneNumber: to, language, pickupNumber: 7 })
const tell = (what: What, causes: string[] = [], time = noon) => ask.Tell({ orderId, what, event: what, causes, time, customer: null })
const tellOrdered = (language: 'en' | 'ko' = 'en') =>
  ask.Tell({ orderId, what: 'Ordered', event: 'Ordered', causes: [], time: noon, customer: customer(language) })
const noteSent = (n: number) => ask.NoteSent({ orderId, messageId: `7-${n}`, channel: 'log' })
const noteFailed = ask.NoteSendFailed({ orderId, messageId: '7-1' })
const sendAgain = (tries: number) => ask.SendAgain({ orderId, messageId: '7-1', tries })

const known = (language: 'en' | 'ko' = 'en') => e.CustomerNoted({ orderId, ...customer(language) })
const queued = (n: number, what: What, causes: string[] = [], at = noon, text = words[what], language: 'en' | 'ko' = 'en') =>
  e.MessageQueued({ orderId, messageId: `7-${n}`, to, text, what, event: what, causes, at, language })
const noted = (what: What, at = noon) => e.NewsNoted({ orderId, what, event: what, causes: [], time: noon, at })
const sent = (n: number) => e.MessageSent({ orderId, messageId: `7-${n}`, channel: 'log' })
const failed = (tries: number) => e.SendFailed({ orderId, messageId: '7-1', tries })
const wanted = e.SendWanted({ orderId, messageId: '7-1', to, text: words.Ordered, what: 'Ordered', language: 'en', at: noon })
const dropped = (reason: string) => e.MessageDropped({ orderId, messageId: '7-1', reason })
const passed = (event: What, reason: string) => e.NewsDropped({ orderId, event, reason })

const hello = queued(1, 'Ordered')
const begun = [known(), hello, sent(1)]

test('each change of the order is one message, in the published words', () => {
  given(Talk).when(tellOrdered()).by('policy').then(known(), hello)
  for (const what of Object.keys(words) as What[])
    if (what !== 'Ordered') given(Talk, begun).when(tell(what)).by('policy').then(queued(2, what))
})
test('who chose Korean reads Korean', () => {
  const begin = queued(1, 'Ordered', [], noon, '주문이 접수되었습니다. 픽업번호: 7', 'ko')
  const made = queued(2, 'Made', [], noon, '음료가 준비되었습니다.\n찾으러 오세요!', 'ko')
  given(Talk).when(tellOrdered('ko')).by('policy').then(known('ko'), begin)
  given(Talk, known('ko'), begin, sent(1)).when(tell('Made')).by('policy').then(made)
})
test('nothing is said before the order itself is known, and nothing is forgotten', () => {
  const receipted = queued(2, 'Receipted')
  given(Talk).when(tell('Receipted')).by('policy').then(noted('Receipted'))
  given(Talk, noted('Receipted')).is({ status: 'Silent' })
  given(Talk, noted('Receipted')).when(tellOrdered()).by('policy').then(known(), hello)
  given(Talk, noted('Receipted'), known(), hello).when(noteSent(1)).by('policy').then(sent(1), receipted)
})
test('messages do not overtake each other: the next waits until the last has been sent', () => {
  const receipted = queued(2, 'Receipted')
  given(Talk, known(), hello).when(tell('Receipted')).by('policy').then(noted('Receipted'))
  given(Talk, known(), hello, noted('Receipted'), noted('Made')).when(noteSent(1)).by('policy').then(sent(1), receipted)
})
test('a cause is not told after its effect', () => {
  const canceled = ['OrderCanceled']
  const already = queued(2, 'CancelFailed', canceled)
  const overtaken = passed('OrderCanceled', 'overtaken')
  given(Talk, begun).when(tell('CancelFailed', canceled)).by('policy').then(already)
  given(Talk, begun, already, sent(2)).when(tell('OrderCanceled')).by('policy').then(overtaken)
  asking(Talk, [begun, already, noted('OrderCanceled'), noted('Made')], noteSent(2), 'policy').then(sent(2), overtaken, queued(3, 'Made'))
})
test('whose money came back of what was never placed is told so, in their language, and nothing else', () => {
  const heard = noted('PaymentCanceled')
  for (const [language, text] of [
    ['en', 'Your order was not placed. The 1000 won that had been charged came back'],
    ['ko', '주문이 접수되지 않았습니다. 결제된 1000원을 돌려드렸습니다.'],
  ] as const) {
    const wish = ask.Tell({ ...tell('ChargeReturned', ['PaymentCanceled']).data, amt: 1000, customer: customer(language) })
    const said = e.MessageQueued({ ...queued(1, 'ChargeReturned', ['PaymentCanceled'], noon, text, language).data, amt: 1000 })
    given(Talk, heard).when(wish).by('policy').then(known(language), said)
    given(Talk, heard, known(language), said).when(noteSent(1)).by('policy').then(sent(1), passed('PaymentCanceled', 'overtaken'))
  }
})
test('an effect is told after its cause', () => {
  const back = tell('PaymentCanceled', ['OrderCanceled'])
  const last = queued(3, 'PaymentCanceled', ['OrderCanceled'])
  given(Talk, begun, queued(2, 'OrderCanceled'), sent(2)).when(back).by('policy').then(last)
})
test('old news is not told, but the customer is known from then on', () => {
  const now = noon + stillNews + 1
  const stale = passed('Ordered', 'stale')
  const made = queued(1, 'Made', [], now)
  given(Talk).when(tellOrdered()).by('policy').at(now).then(known(), stale)
  asking(Talk, [known(), stale], tell('Made', [], now), 'policy', { at: now }).then(made)
  assert.deepEqual([policies.tellMade.fresh, policies.tellOrdered.fresh], [stillNews, undefined])
})

// ---- a channel that does not answer
test('a message that could not be sent is sent again, as often as it takes', () => {
  given(Talk, known(), hello).when(noteFailed).by('policy').then(failed(1))
  given(Talk, known(), hello, failed(1)).when(sendAgain(1)).by('policy').then(wanted)
  given(Talk, known(), hello, failed(1), wanted).when(noteFailed).by('policy').then(failed(2))
  given(Talk, known(), hello, failed(1), failed(2)).when(sendAgain(1)).by('policy').nothing()
  given(Talk, known(), hello, failed(1), sent(1)).when(sendAgain(1)).by('policy').nothing()
})
test('behind a dead channel a newer message takes the place of what waits for more than a minute', () => {
  const dead = [known(), hello, failed(1), noted('Receipted')]
  const [still, later] = [noon + minute, noon + minute + 1]
  const made = [passed('Receipted', 'replaced'), noted('Made', later), queued(2, 'Made', [], later)]
  given(Talk, dead).when(tell('Made')).by('policy').at(still).then(noted('Made', still))
  asking(Talk, dead, tell('Made'), 'policy', { at: later }).then(dropped('replaced'), ...made)
})
test('a channel that is only slow to be asked is not dead', () => {
  const later = noon + 5 * minute
  given(Talk, known(), hello).when(tell('Made')).by('policy').at(later).then(noted('Made', later))
})
test('a message that was replaced and comes through all the same was sent', () => {
  const replaced = [known(), hello, failed(1), dropped('replaced'), queued(2, 'Made')]
  given(Talk, replaced).when(noteSent(1)).by('policy').then(sent(1))
  given(Talk, replaced, sent(1)).when(noteSent(2)).by('policy').then(sent(2))
})
test('what could not be sent for a day is not sent any more', () => {
  const now = noon + stillNews + 1
  given(Talk, known(), hello, failed(9)).when(sendAgain(9)).by('policy').at(now).then(dropped('stale'))
})

test('what is told names the event and all that led to it', () => {
  const said = policies.tellMade.react({ orderId, phoneNumber: to, status: 'Made' }, { id: 'drink:drink/7/4', time: noon, causes: ['a'] })
  assert.deepEqual(
    said,
    ask.Tell({ orderId, what: 'Made', event: 'drink:drink/7/4', causes: ['a'], time: noon, customer: null, amt: null, reason: null }),
  )
  assert.equal(policies.tellMade.event, drink.Made)
})
test('nobody but this system speaks', () => {
  for (const who of ['customer', 'manager', 'operator', 'system']) given(Talk, begun).when(tell('Made')).by(who).refused('role')
})
