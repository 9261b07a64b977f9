import { aggregate, policy, type StateOf, Type } from '@jumun/core/model'
import { Id, names } from '../vocabulary.ts'
import * as commands from './taste-commands.ts'
import * as events from './taste-events.ts'
const { TasteNoted } = events

const states = ['Known'] as const
// people by route: there are only so many routes
const fields = { customerId: names(Id), wanted: Type.Record(Type.String(), Type.Integer()) }
type State = StateOf<typeof fields, typeof states>

/** Where one customer likes to go. */
export const Taste = aggregate('taste', {
  key: 'customerId', case: 'reservationId', commands, events, states, fields,
  decide: {
    //           who may      in which state                what then happened
    NoteTaste: { by: policy,  from: ['nothing', 'Known'],   then: (_, e) => TasteNoted(e) },
  },
  evolve: {
    TasteNoted: (t: State | undefined, { customerId, route, people }) =>
                ({ customerId, wanted: { ...t?.wanted, [route]: (t?.wanted[route] ?? 0) + people }, status: 'Known' }),
  },
})

/** The routes to offer, what is wanted most first; what was given up altogether is not offered. */
export const offered = ({ wanted }: Pick<State, 'wanted'>): { readonly routes: readonly string[] } => ({
  routes: Object.entries(wanted)
    .filter(([, people]) => people > 0)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, 3).map(([route]) => route),
})
