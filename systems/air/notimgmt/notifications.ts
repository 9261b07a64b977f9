import { Type, view } from '@jumun/core/model'
import { Id, OrNull, Text, Time, names } from '../vocabulary.ts'
import { talk } from './words.ts'
const { MessageDropped, MessageQueued, MessageSent } = talk.events

/** What was sent to whom and when. `replaced`: a newer one took its place behind a dead channel; `failed`: it was no news any more. */
export const notifications = view('notification', {
  key: 'messageId',
  fields: {
    messageId: Text, reservationId: Id, customerId: names(Id), text: Type.String(), what: Text, channel: OrNull(Text), status: Text,
    createTime: Time, sentTime: OrNull(Time),
  },
})
  .on(MessageQueued,  (_, { messageId, reservationId, to, text, what, at }) =>
    ({ messageId, reservationId, customerId: to, text, what, channel: null, status: 'queued', createTime: at, sentTime: null }))
  .on(MessageSent,    (row, { channel }, { time }) => ({ ...row, channel, status: 'sent', sentTime: time }))
  .on(MessageDropped, (row, { reason })            => ({ ...row, status: reason === 'replaced' ? 'replaced' : 'failed' }))
