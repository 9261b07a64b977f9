import { command, personal, Type } from '@jumun/core/model'
import { Language, Optional, Text, Time } from '../vocabulary.ts'

// `to`: a phone number, or the customer's id. One key is one message, however often it is sent. What is optional says which text it is, for
// channels that take only texts that they know: whom it speaks to, the name and the language of the text, and since when it waits
export const Send = command(
  'Send',
  {
    key: Text, to: personal(Text), text: Type.String(), role: Optional(Text), what: Optional(Text), language: Optional(Language),
    at: Optional(Time),
  },
  { answers: ['sent', 'failed'] },
)
