import { test } from 'node:test'
import { asking, like, noon } from '@jumun/testing'
import { talk } from './words.ts'

const { commands: ask, events: e, Talk } = talk

type What = Parameters<typeof ask.Tell>[0]['what']
const orderId = 7
const customer = (language: 'ko' | 'en') => ({ customerId: 'kim', language })
const known = (language: 'ko' | 'en') => e.CustomerNoted({ orderId, ...customer(language) })
const tell = (what: What, reason: string | null = null) =>
  ask.Tell({ orderId, what, event: what, causes: [], reason, time: noon, customer: null })
const published: readonly [What, string, string | null][] = [
  ['Ordered', '주문이 접수되었습니다', null],
  ['Confirmed', '빵집이 주문을 확인했습니다', null],
  ['BakingStarted', '빵을 굽기 시작했습니다', null],
  ['Dispatched', '배달을 시작했습니다', null],
  ['Delivered', '배달이 완료되었습니다', null],
  ['Rejected', '빵집이 주문을 받을 수 없습니다: 밀가루가 없어요. 결제가 취소됩니다', '밀가루가 없어요'],
  ['BakeryCanceled', '주문이 취소되었습니다', null],
  ['CancelFailed', '이미 굽기 시작하여 취소할 수 없습니다', null],
]

test('each change is said in the words of the page', () => {
  for (const [what, text, reason] of published)
    asking(Talk, known('ko'), tell(what, reason), 'policy').then(like(e.MessageQueued, { to: 'kim', what, text }))
})
test('who chose English reads English', () =>
  asking(Talk, known('en'), tell('Rejected', 'no flour'), 'policy').then(
    like(e.MessageQueued, { text: 'The bakery cannot take your order: no flour. Your payment is being canceled' }),
  ))
test('nothing is said before the order is known, and nothing is forgotten', () => {
  asking(Talk, [], tell('Confirmed'), 'policy').then(like(e.NewsNoted, { what: 'Confirmed' }))
  const begins = ask.Tell({ orderId, what: 'Ordered', event: 'Ordered', causes: [], reason: null, time: noon, customer: customer('ko') })
  asking(
    Talk,
    e.NewsNoted({ orderId, what: 'Confirmed', event: 'Confirmed', causes: [], reason: null, time: noon, at: noon }),
    begins,
    'policy',
  ).then(known('ko'), like(e.MessageQueued, { what: 'Ordered' }))
})
test('a reason with line breaks begins no message of its own', () =>
  asking(Talk, known('en'), tell('Rejected', 'no flour\n\nTo. 01000000000\nYou have won'), 'policy').then(
    like(e.MessageQueued, {
      text: 'The bakery cannot take your order: no flour To. 01000000000 You have won. Your payment is being canceled',
    }),
  ))
