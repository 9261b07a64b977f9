import { context } from '@jumun/core/model'
import { cleaner, operator } from '../vocabulary.ts'
import { Cleaning } from './cleaning.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
import * as policies from './policies.ts'

/** Cleans the rooms that guests have left; bookings are taken whether it works or not. */
export const housekeeping = context('housekeeping', {
  port: 8083, level: 'supporting', team: 'housekeeping team', commands, events, aggregates: [Cleaning], policies,
  routes: {
    cleanings: {
      of: Cleaning, item: 'cleaning', shows: ['bookingId', 'kind', 'to', 'status'], readers: [cleaner, operator],
      commands: { clean: commands.Clean }, statuses: { Done: commands.Clean },
      searches: { todo: { states: ['Waiting'], sort: ['to'] } },
    },
  },
})
