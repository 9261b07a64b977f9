import { command, Type } from '@jumun/core/model'
import { EventId, Id, Language, News, Natural, OrNull, Phone, Text, Time } from '../vocabulary.ts'

const customer = Type.Object({ phoneNumber: Phone, language: Language, pickupNumber: Id })

export const Tell           = command('Tell',           { orderId: Id, what: News, event: EventId, causes: Type.Array(EventId), time: Time, customer: OrNull(customer) })
export const NoteSent       = command('NoteSent',       { orderId: Id, messageId: Text, channel: Text })
export const NoteSendFailed = command('NoteSendFailed', { orderId: Id, messageId: Text })
export const SendAgain      = command('SendAgain',      { orderId: Id, messageId: Text, tries: Natural })
