import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stillNews } from '../../talk.ts'
import * as drink from '../drink/events.ts'
import { given, noon } from '../given.test.ts'
import * as ask from './commands.ts'
import * as e from './events.ts'
import * as policies from './policies.ts'
import { Talk } from './talk.ts'

const orderId = 7,
  to = '01012345678'
type What = Parameters<typeof ask.Tell>[0]['what']
const customer = { phoneNumber: to, language: 'en' as 'en' | 'ko', pickupNumber: 7 }
const tell = (what: What, causes: string[] = [], time = noon) => ask.Tell({ orderId, what, event: what, causes, time, customer: null })
const tellOrdered = (language: 'en' | 'ko' = 'en', time = noon) =>
  ask.Tell({ orderId, what: 'Ordered', event: 'Ordered', causes: [], time, customer: { ...customer, language } })
const known = (language: 'en' | 'ko' = 'en') => e.CustomerNoted({ orderId, ...customer, language })
const queued = (n: number, what: What, text: string, causes: string[] = [], at = noon) =>
  e.MessageQueued({ orderId, messageId: `7-${n}`, to, text, what, event: what, causes, at })
const noted = (what: What, causes: string[] = [], at = noon) => e.NewsNoted({ orderId, what, event: what, causes, time: noon, at })
const sent = (n: number) => e.MessageSent({ orderId, messageId: `7-${n}`, channel: 'log' })
const noteSent = (n: number) => ask.NoteSent({ orderId, messageId: `7-${n}`, channel: 'log' })
const failed = (n: number, tries: number) => e.SendFailed({ orderId, messageId: `7-${n}`, tries })
const dropped = (n: number, reason: string) => e.MessageDropped({ orderId, messageId: `7-${n}`, reason })
const passed = (event: What, reason: string) => e.NewsDropped({ orderId, event, reason })
const minute = 60_000

const hello = queued(1, 'Ordered', 'Your Order is Ordered')
const begun = [known(), hello, sent(1)]

test('each change of the order is one message, in the published words', () => {
  given(Talk).when(tellOrdered()).by('policy').then(known(), hello)
  const words: [What, string][] = [
    ['Receipted', 'Your Order is Receipted'],
    ['Made', 'Your Order is Made\nCome and Take it, Please!'],
    ['PickedUp', 'Your Order is PickedUp'],
    ['OrderCanceled', 'Your Order is OrderCanceled'],
    ['CancelFailed', 'Your Order is already started. You cannot cancel!!'],
    ['PaymentCanceled', 'Your Payment is Canceled'],
  ]
  for (const [what, text] of words)
    given(Talk, ...begun)
      .when(tell(what))
      .by('policy')
      .then(queued(2, what, text))
})
test('who chose Korean reads Korean', () => {
  given(Talk)
    .when(tellOrdered('ko'))
    .by('policy')
    .then(known('ko'), queued(1, 'Ordered', '주문이 접수되었습니다. 픽업번호: 7'))
  given(Talk, known('ko'), hello, sent(1))
    .when(tell('Made'))
    .by('policy')
    .then(queued(2, 'Made', '음료가 준비되었습니다.\n찾으러 오세요!'))
})
test('nothing is said before the order itself is known, and nothing is forgotten', () => {
  given(Talk).when(tell('Receipted')).by('policy').then(noted('Receipted'))
  given(Talk, noted('Receipted')).when(tellOrdered()).by('policy').then(known(), hello)
  given(Talk, noted('Receipted'), known(), hello)
    .when(noteSent(1))
    .by('policy')
    .then(sent(1), queued(2, 'Receipted', 'Your Order is Receipted'))
})
test('messages do not overtake each other: the next waits until the last has been sent', () => {
  given(Talk, known(), hello).when(tell('Receipted')).by('policy').then(noted('Receipted'))
  given(Talk, known(), hello, noted('Receipted'), noted('Made'))
    .when(noteSent(1))
    .by('policy')
    .then(sent(1), queued(2, 'Receipted', 'Your Order is Receipted'))
})
test('a cause is not told after its effect', () => {
  const already = queued(2, 'CancelFailed', 'Your Order is already started. You cannot cancel!!', ['OrderCanceled'])
  given(Talk, ...begun)
    .when(tell('CancelFailed', ['OrderCanceled']))
    .by('policy')
    .then(already)
  given(Talk, ...begun, already, sent(2))
    .when(tell('OrderCanceled'))
    .by('policy')
    .then(passed('OrderCanceled', 'overtaken'))
  given(Talk, ...begun, already, noted('OrderCanceled'), noted('Made'))
    .when(noteSent(2))
    .by('policy')
    .then(sent(2), passed('OrderCanceled', 'overtaken'), queued(3, 'Made', 'Your Order is Made\nCome and Take it, Please!'))
})
test('an effect is told after its cause', () =>
  given(Talk, ...begun, queued(2, 'OrderCanceled', 'Your Order is OrderCanceled'), sent(2))
    .when(tell('PaymentCanceled', ['OrderCanceled']))
    .by('policy')
    .then(queued(3, 'PaymentCanceled', 'Your Payment is Canceled', ['OrderCanceled'])))
test('old news is not told, but the customer is known from then on', () => {
  const now = noon + stillNews + 1
  given(Talk).when(tellOrdered()).by('policy', now).then(known(), passed('Ordered', 'stale'))
  given(Talk, known(), passed('Ordered', 'stale'))
    .when(tell('Made', [], now))
    .by('policy', now)
    .then(queued(1, 'Made', 'Your Order is Made\nCome and Take it, Please!', [], now))
  assert.equal(policies.tellMade.fresh, stillNews)
  assert.equal(policies.tellOrdered.fresh, undefined)
})
test('a message that could not be sent is sent again', () => {
  given(Talk, known(), hello)
    .when(ask.NoteSendFailed({ orderId, messageId: '7-1' }))
    .by('policy')
    .then(failed(1, 1))
  given(Talk, known(), hello, failed(1, 1))
    .when(ask.SendAgain({ orderId, messageId: '7-1', tries: 1 }))
    .by('policy')
    .then(e.SendWanted({ orderId, messageId: '7-1', to, text: 'Your Order is Ordered' }))
  given(Talk, known(), hello, failed(1, 1), failed(1, 2))
    .when(ask.SendAgain({ orderId, messageId: '7-1', tries: 1 }))
    .by('policy')
    .then()
  given(Talk, known(), hello, failed(1, 1), sent(1))
    .when(ask.SendAgain({ orderId, messageId: '7-1', tries: 1 }))
    .by('policy')
    .then()
})
test('behind a dead channel a newer message takes the place of what waits for more than a minute', () => {
  const dead = [known(), hello, failed(1, 1), noted('Receipted')]
  given(Talk, ...dead)
    .when(tell('Made'))
    .by('policy', noon + minute)
    .then(noted('Made', [], noon + minute))
  given(Talk, ...dead)
    .when(tell('Made'))
    .by('policy', noon + minute + 1)
    .then(
      dropped(1, 'replaced'),
      passed('Receipted', 'replaced'),
      noted('Made', [], noon + minute + 1),
      queued(2, 'Made', 'Your Order is Made\nCome and Take it, Please!', [], noon + minute + 1),
    )
})
test('a channel that is only slow to be asked is not dead', () =>
  given(Talk, known(), hello)
    .when(tell('Made'))
    .by('policy', noon + 5 * minute)
    .then(noted('Made', [], noon + 5 * minute)))
test('a message that was replaced and comes through all the same was sent', () => {
  const made = queued(2, 'Made', 'Your Order is Made\nCome and Take it, Please!')
  given(Talk, known(), hello, failed(1, 1), dropped(1, 'replaced'), made).when(noteSent(1)).by('policy').then(sent(1))
  given(Talk, known(), hello, failed(1, 1), dropped(1, 'replaced'), made, sent(1)).when(noteSent(2)).by('policy').then(sent(2))
})
test('what could not be sent for a day is not sent any more', () =>
  given(Talk, known(), hello, failed(1, 9))
    .when(ask.SendAgain({ orderId, messageId: '7-1', tries: 9 }))
    .by('policy', noon + stillNews + 1)
    .then(dropped(1, 'stale')))

test('what is told names the event and all that led to it', () => {
  const said = policies.tellMade.react({ orderId, phoneNumber: to, status: 'Made' }, { id: 'drink:drink/7/4', time: noon, causes: ['a'] })
  assert.deepEqual(said, ask.Tell({ orderId, what: 'Made', event: 'drink:drink/7/4', causes: ['a'], time: noon, customer: null }))
  assert.equal(policies.tellMade.event, drink.Made)
})
