import type { TProperties } from 'typebox'
import { type Command, command, type Event, event } from './message.ts'

// A block is what was written once for all (what is paid, what is said to people). Its notes carry fields of the system, which it cannot know, beside its
// own: outside they are seen with both. Inside the block sees them with its own alone (`as unknown as EventsOf<{}, typeof shapes>`) and passes on the rest.
type Shapes = { readonly [type: string]: TProperties }
/** The events of these shapes, each with the fields of `Of` besides. */
export type EventsOf<Of extends TProperties, S extends Shapes> = { readonly [T in keyof S & string]: Event<T, Of & S[T]> }
/** The commands of these shapes, each with the fields of `Of` besides. */
export type CommandsOf<Of extends TProperties, S extends Shapes> = { readonly [T in keyof S & string]: Command<T, Of & S[T], never> }

const each = <T>(shapes: Shapes, make: (type: string, own: TProperties) => T) =>
  Object.fromEntries(Object.entries(shapes).map(([type, own]) => [type, make(type, own)]))
/** Internal events by their names, each with the fields of `of` and with its own. */
export const eventsOf = <Of extends TProperties, const S extends Shapes>(of: Of, shapes: S): EventsOf<Of, S> =>
  each(shapes, (type, own) => event.internal(type, { ...of, ...own })) as unknown as EventsOf<Of, S>
/** Public events by their names, each with the fields of `of` and with its own. */
export const publicEventsOf = <Of extends TProperties, const S extends Shapes>(of: Of, shapes: S): EventsOf<Of, S> =>
  each(shapes, (type, own) => event(type, { ...of, ...own })) as unknown as EventsOf<Of, S>
/** Commands by their names, each with the fields of `of` and with its own. */
export const commandsOf = <Of extends TProperties, const S extends Shapes>(of: Of, shapes: S): CommandsOf<Of, S> =>
  each(shapes, (type, own) => command(type, { ...of, ...own })) as unknown as CommandsOf<Of, S>
