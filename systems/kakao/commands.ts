import { command, Type } from '@jumun/core/model'
import { Phone, Text } from '../../vocabulary.ts'

// one key is one message, however often it is sent
export const Send = command('Send', { key: Text, to: Phone, text: Type.String() }, { answers: ['sent', 'failed'] })
