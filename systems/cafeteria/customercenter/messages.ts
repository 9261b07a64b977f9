import { Type, view } from '@jumun/core/model'
import { Id, News, OrNull, Phone, Text, Time } from '../vocabulary.ts'
import { MessageDropped, MessageQueued, MessageSent } from './events.ts'

/** What was sent to whom and when. */
export const messages = view('message', {
  key: 'messageId',
  fields: { messageId: Text, orderId: Id, phoneNumber: Phone, text: Type.String(), what: News, channel: OrNull(Text), status: Text, createTime: Time, sentTime: OrNull(Time) },
})
  .on(MessageQueued,  (_, { messageId, orderId, to, text, what, at }) => ({ messageId, orderId, phoneNumber: to, text, what, channel: null, status: 'Queued', createTime: at, sentTime: null }))
  .on(MessageSent,    (row, { channel }, { time })                     => ({ ...row, channel, status: 'Sent', sentTime: time }))
  .on(MessageDropped, row                                              => ({ ...row, status: 'Dropped' }))
