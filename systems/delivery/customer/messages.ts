import { Type, view } from '@jumun/core/model'
import { Id, Name, OrNull, Text, Time, names } from '../vocabulary.ts'
import { talk, withCustomer } from './words.ts'
const { MessageDropped, MessageQueued, MessageSent } = talk.events

/** What was sent to whom and when: to a customer, or to a store. */
export const messages = view('message', {
  key: 'messageId',
  fields: { messageId: Text, orderId: Id, customerId: OrNull(names(Name)), storeId: OrNull(Name), text: Type.String(), what: Text,
    channel: OrNull(Text), status: Text, createTime: Time, sentTime: OrNull(Time) },
})
  .on(MessageQueued,  (_, { messageId, talkId, orderId, to, text, what, at }) => {
    const isCustomer = talkId === withCustomer({ orderId }).talkId
    return { messageId, orderId, customerId: isCustomer ? to : null, storeId: isCustomer ? null : to, text, what, channel: null,
      status: 'Queued', createTime: at, sentTime: null }
  })
  .on(MessageSent,    (row, { channel }, { time }) => ({ ...row, channel, status: 'Sent', sentTime: time }))
  .on(MessageDropped, row                          => ({ ...row, status: 'Dropped' }))
