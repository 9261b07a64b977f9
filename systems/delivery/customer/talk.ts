import { aggregate } from '@jumun/core/model'
import * as commands from './commands.ts'
import * as events from './events.ts'
import { talk } from './words.ts'
const { states, fields, decide, evolve } = talk

/** What is said to one person about one order. It needs memory, so it is no policy. */
export const Talk = aggregate('talk', { key: 'talkId', id: 'id', case: 'orderId', commands, events, states, fields, decide, evolve })
