import { aggregate } from '@jumun/core/model'
import * as commands from './commands.ts'
import * as events from './events.ts'
import { talk } from './words.ts'
const { states, fields, decide, evolve } = talk

/** What is said to a buyer or seller about one purchase or sale. It needs memory, so it is no policy. */
export const Talk = aggregate('talk', { key: 'deal', case: ['puId', 'saleId'], commands, events, states, fields, decide, evolve })
