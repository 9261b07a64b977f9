import { command, personal, Type } from '@jumun/core/model'
import { Text } from '../vocabulary.ts'

// `to`: a phone number, or the customer's id. One key is one message, however often it is sent
export const Send = command('Send', { key: Text, to: personal(Text), text: Type.String() }, { answers: ['sent', 'failed'] })
