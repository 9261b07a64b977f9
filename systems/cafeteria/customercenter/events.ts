import { event, Type } from '@jumun/core/model'
import { EventId, Id, Language, News, Natural, Phone, Text, Time } from '../vocabulary.ts'

const message = { orderId: Id, messageId: Text }
const news    = { orderId: Id, what: News, event: EventId, causes: Type.Array(EventId) }

export const MessageQueued  = event('MessageQueued',  { ...message, to: Phone, text: Type.String(), ...news, at: Time })
export const MessageSent    = event('MessageSent',    { ...message, channel: Text })
export const MessageDropped = event('MessageDropped', { ...message, reason: Text })

export const CustomerNoted  = event.internal('CustomerNoted', { orderId: Id, phoneNumber: Phone, language: Language, pickupNumber: Id })
export const NewsNoted      = event.internal('NewsNoted',     { ...news, time: Time, at: Time })
export const NewsDropped    = event.internal('NewsDropped',   { orderId: Id, event: EventId, reason: Text })
export const SendFailed     = event.internal('SendFailed',    { ...message, tries: Natural })
export const SendWanted     = event.internal('SendWanted',    { ...message, to: Phone, text: Type.String() })
