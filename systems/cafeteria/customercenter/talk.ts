import { aggregate, type DataOf, hours, minutes, otherwise, policy, type StateOf, Type } from '@jumun/core/model'
import { EventId, Id, Language, News, Natural, OrNull, Phone, Text, Time } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
const { CustomerNoted, MessageDropped, MessageQueued, MessageSent, NewsDropped, NewsNoted, SendFailed, SendWanted } = events

/** What a customer reads. English is published, word for word. */
const words = {
  Ordered:         { en: 'Your Order is Ordered',                                 ko: '주문이 접수되었습니다. 픽업번호: {pickupNumber}' },
  Receipted:       { en: 'Your Order is Receipted',                               ko: '바리스타가 주문을 확인했습니다.' },
  Made:            { en: 'Your Order is Made\nCome and Take it, Please!',         ko: '음료가 준비되었습니다.\n찾으러 오세요!' },
  PickedUp:        { en: 'Your Order is PickedUp',                                ko: '음료를 수령하셨습니다.' },
  OrderCanceled:   { en: 'Your Order is OrderCanceled',                           ko: '주문 취소를 요청했습니다.' },
  CancelFailed:    { en: 'Your Order is already started. You cannot cancel!!',    ko: '이미 제조가 시작되어 취소할 수 없습니다.' },
  PaymentCanceled: { en: 'Your Payment is Canceled',                              ko: '결제가 취소되었습니다.' },
}
/** A day: a night's outage hides no refund, and nobody is told last week's news. */
export const stillNews = hours(24)
/** How long a message waits behind a dead channel before a newer one takes its place. */
const patience = minutes(1)

/** `Silent`: the order's own event is not in yet, so it may never be made; what is heard is remembered. */
const states = ['Silent', 'Speaking'] as const
const fields = {
  orderId: Id, phoneNumber: OrNull(Phone), language: Language, pickupNumber: OrNull(Id),
  waiting: Type.Array(Type.Object({ orderId: Id, what: News, event: EventId, causes: Type.Array(EventId), time: Time, at: Time })),   // not said yet, in the order in which it was heard
  sending: OrNull(Type.Object({ messageId: Text, to: Phone, text: Type.String(), at: Time, tries: Natural })),                        // one at a time, or they would overtake each other on the way
  causes: Type.Array(EventId),                                                                                                        // of what was said: none of them is news any more
  count: Natural,
}
type State = StateOf<typeof fields, typeof states>
type Waiting = State['waiting'][number]

/** Says the first of what waits that is still worth saying: not too old, and not the cause of what was said already. */
const speak = (t: Pick<State, 'orderId' | 'phoneNumber' | 'language' | 'pickupNumber' | 'causes' | 'count'>, waiting: readonly Waiting[], now: number) => {
  const { orderId, phoneNumber, language, pickupNumber } = t
  const worth = waiting.findIndex(({ event, time }) => !t.causes.includes(event) && now - time <= stillNews)
  const passed = (worth < 0 ? waiting : waiting.slice(0, worth)).map(({ event }) => NewsDropped({ orderId, event, reason: t.causes.includes(event) ? 'overtaken' : 'stale' }))
  const next = waiting[worth]
  if (!next || phoneNumber === null) return passed
  const { what, event, causes } = next, text = words[what][language].replace('{pickupNumber}', String(pickupNumber))
  return [...passed, MessageQueued({ orderId, messageId: `${orderId}-${t.count + 1}`, to: phoneNumber, what, text, event, causes, at: now })]
}
const tell = (t: State | undefined, { customer, ...heard }: DataOf<typeof commands.Tell>, now: number) => {
  const { orderId } = heard, news = { ...heard, at: now }
  if (customer) return [CustomerNoted({ orderId, ...customer }), ...speak({ orderId, ...customer, causes: [], count: 0 }, [news, ...(t?.waiting ?? [])], now)]
  if (t?.status !== 'Speaking') return NewsNoted(news)
  const { sending } = t
  if (!sending) return speak(t, [news], now)
  if (sending.tries === 0 || now - sending.at <= patience) return NewsNoted(news)
  const replaced = t.waiting.filter(({ at }) => now - at > patience), rest = t.waiting.filter(({ at }) => now - at <= patience)
  return [
    MessageDropped({ orderId, messageId: sending.messageId, reason: 'replaced' }), ...replaced.map(({ event }) => NewsDropped({ orderId, event, reason: 'replaced' })),
    NewsNoted(news), ...speak(t, [...rest, news], now),
  ]
}
const isSending = (t: State, { messageId }: { messageId: string }): t is State & { sending: object } => t.sending?.messageId === messageId
const sendAgain = (t: State, { orderId, messageId, tries }: DataOf<typeof commands.SendAgain>, now: number) => {
  const { sending } = t
  if (sending?.messageId !== messageId || sending.tries !== tries) return []
  if (now - sending.at > stillNews) return [MessageDropped({ orderId, messageId, reason: 'stale' }), ...speak(t, t.waiting, now)]
  return SendWanted({ orderId, messageId, to: sending.to, text: sending.text })
}
const without = (t: State, event: string) => t.waiting.filter(w => w.event !== event)
const silent = { phoneNumber: null, language: 'en', pickupNumber: null, waiting: [], sending: null, causes: [], count: 0, status: 'Silent' } as const satisfies Omit<State, 'orderId'>

/** What is said to a customer about one order. It needs memory, so it is no policy. */
export const Talk = aggregate('talk', {
  key: 'orderId', commands, events, states, fields,
  decide: {
    //                who may     in which state                           already so       what then happened
    Tell:           { by: policy, from: ['nothing', 'Silent', 'Speaking'],                  then: (t, wish, _, { now }) => tell(t, wish, now) },
    NoteSent:       { by: policy, from: 'Speaking',                        done: otherwise, then: (t, e, _, { now }) => [MessageSent(e), ...(isSending(t, e) ? speak(t, t.waiting, now) : [])] },
    NoteSendFailed: { by: policy, from: 'Speaking',                        done: otherwise, then: (t, e) => isSending(t, e) ? SendFailed({ ...e, tries: t.sending.tries + 1 }) : [] },
    SendAgain:      { by: policy, from: 'Speaking',                        done: otherwise, then: (t, wish, _, { now }) => sendAgain(t, wish, now) },
  },
  evolve: {
    CustomerNoted:  (t, { orderId, phoneNumber, language, pickupNumber }) => ({ ...silent, ...t, orderId, phoneNumber, language, pickupNumber, status: 'Speaking' }),
    NewsNoted:      (t, e) => ({ ...silent, ...t, orderId: e.orderId, waiting: [...(t?.waiting ?? []), e] }),
    NewsDropped:    (t, e) => ({ ...t, waiting: without(t, e.event) }),
    MessageQueued:  (t, { messageId, to, text, event, causes, at }) =>
                    ({ ...t, waiting: without(t, event), sending: { messageId, to, text, at, tries: 0 }, causes: [...new Set([...t.causes, ...causes])], count: t.count + 1 }),
    MessageSent:    (t, e) => ({ ...t, sending: isSending(t, e) ? null : t.sending }),
    MessageDropped: (t, e) => ({ ...t, sending: isSending(t, e) ? null : t.sending }),
    SendFailed:     (t, e) => ({ ...t, sending: t.sending && { ...t.sending, tries: e.tries } }),
    SendWanted:     t      => t,
  },
})
