import { aggregate, Day, otherwise, policy } from '@jumun/core/model'
import { cleaner, Id, Kind } from '../vocabulary.ts'
import * as commands from './commands.ts'
import * as events from './events.ts'
const { Cleaned, CleaningWanted } = events

/** A room that somebody has left. */
export const Cleaning = aggregate('cleaning', {
  key: 'bookingId', id: 'id', commands, events, states: ['Waiting', 'Done'], fields: { bookingId: Id, kind: Kind, to: Day },
  decide: {
    WantCleaning: { by: policy,  from: 'nothing', done: otherwise, then: (_, wish) => CleaningWanted(wish) },
    Clean:        { by: cleaner, from: 'Waiting', done: 'Done',    then: c => Cleaned.of(c) },
  },
  evolve: {
    CleaningWanted: (_, e) => ({ ...e, status: 'Waiting' }),
    Cleaned:        c      => ({ ...c, status: 'Done' }),
  },
})
