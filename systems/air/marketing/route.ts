import { aggregate, policy, type StateOf, Type } from '@jumun/core/model'
import { Code } from '../vocabulary.ts'
import * as commands from './route-commands.ts'
import * as events from './route-events.ts'
const { RouteCounted } = events

const states = ['Known'] as const
const fields = { route: Code, departure: Code, arrival: Code, people: Type.Integer(), flights: Type.Integer() }
type State = StateOf<typeof fields, typeof states>

/** How many people want to go this way, and how many flights do. */
export const Route = aggregate('route', {
  key: 'route', id: 'id', case: ['reservationId', 'scheduleId'], commands, events, states, fields,
  decide: {
    //            who may      in which state                what then happened
    CountRoute: { by: policy,  from: ['nothing', 'Known'],   then: (_, e) => RouteCounted(e) },
  },
  evolve: {
    RouteCounted: (r: State | undefined, { route, departure, arrival, people, flights }) =>
                  ({ route, departure, arrival, people: (r?.people ?? 0) + people, flights: (r?.flights ?? 0) + flights, status: 'Known' }),
  },
})
